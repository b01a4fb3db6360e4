// The line is tried in its forms, from the richest to the poorest, until one fits.
//
// Tested by tests/clients/progress_test.cc.
#include "clients/cli/evaluation/progress.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr absl::Duration kQuietFor = absl::Seconds(1);
constexpr absl::Duration kBetween = absl::Milliseconds(100);
constexpr absl::Duration kRecent = absl::Seconds(5);
constexpr size_t kPercentWidth = 5;
constexpr std::array<std::string_view, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

std::string Bar(double share, size_t width) {
  const auto eighths = static_cast<size_t>(share * static_cast<double>(8 * width));
  std::string bar;
  for (size_t i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kEighths[eighths % 8];
  for (size_t i = (eighths + 7) / 8; i < width; ++i) bar += "░";
  return bar;
}

std::string Counted(const ProgressState& state) {
  return absl::StrCat(Thousands(state.count), " ", ToAbsl(state.noun), state.count == 1 ? "" : "s");
}

using Pieces = std::vector<std::string>;

// Of an input whose end is known.
std::vector<Pieces> Forms(const ProgressState& state, double share) {
  const std::string percent = PadLeft(Percent(share), kPercentWidth);
  const std::string count = Counted(state);
  const std::string rate = Thousands(static_cast<uint64_t>(state.count_per_second)) + "/s";
  const std::string left = state.left ? DurationWords(*state.left) + " left" : "";
  return {{Bar(share, 24), percent, count, rate, left},
          {Bar(share, 12), percent, count, rate, left},
          {percent, count, rate, left},
          {percent, rate, left},
          {percent, left},
          {percent}};
}

std::vector<Pieces> Forms(const ProgressState& state) {
  const std::string count = Counted(state);
  const std::string rate = Thousands(static_cast<uint64_t>(state.count_per_second)) + "/s";
  return {{count, rate, "for " + DurationWords(state.elapsed)}, {count, rate}, {count}};
}

}  // namespace

std::string DurationWords(absl::Duration duration) {
  const auto seconds = static_cast<int64_t>(std::ceil(absl::ToDoubleSeconds(duration)));
  if (seconds < 60) return absl::StrCat(seconds, " s");
  if (seconds < 3600) return absl::StrCat(seconds / 60, " min ", seconds % 60, " s");
  return absl::StrCat(seconds / 3600, " h ", seconds / 60 % 60, " min");
}

std::string ProgressLine(const ProgressState& state, size_t width) {
  const std::vector<Pieces> forms =
      state.share ? Forms(state, std::clamp(*state.share, 0.0, 1.0)) : Forms(state);
  std::string line;
  for (Pieces parts : forms) {
    parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
    line = absl::StrJoin(parts, "  ");
    if (DisplayWidth(line) <= width) return line;
  }
  return Clip(line, width);
}

Progress::Progress(Console& console, bool wanted, std::string_view noun)
    : console_(console),
      wanted_(wanted && console.interactive()),
      noun_(noun),
      start_(absl::Now()),
      next_(start_ + kQuietFor),
      recent_{{start_, 0, 0}} {}

Progress::~Progress() { console_.ClearProgress(); }

void Progress::Update(uint64_t count, std::optional<double> share) {
  if (!wanted_) return;
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + kBetween;
  while (recent_.size() > 1 && now - recent_[1].at >= kRecent) recent_.pop_front();
  const Sample& before = recent_.front();
  const double seconds = absl::ToDoubleSeconds(now - before.at);
  ProgressState state;
  state.count = count;
  state.noun = noun_;
  state.count_per_second = static_cast<double>(count - before.count) / seconds;
  state.elapsed = now - start_;
  state.share = share;
  if (share && *share > before.share) {
    state.left = absl::Seconds((1 - *share) * seconds / (*share - before.share));
  }
  console_.ShowProgress(ProgressLine(state, console_.progress_width()));
  recent_.push_back({now, count, share.value_or(0)});
}

}  // namespace bellwether::cli
