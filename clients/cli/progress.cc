// Tested by tests/clients/progress_test.cc.
#include "clients/cli/progress.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/display_text.h"
#include "clients/cli/evaluation_words.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kBarWidth = 20;
const absl::Duration kQuietFor = absl::Seconds(1);
const absl::Duration kBetween = absl::Milliseconds(100);

std::string Megabytes(uint64_t bytes) {
  return absl::StrCat(FormatFixed(static_cast<double>(bytes) / 1e6, 1), " MB");
}

// 8120 -> "8,120".
std::string Thousands(double number) {
  std::string digits = FormatFixed(std::floor(number), 0);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string Bar(double share) {
  const auto full = static_cast<size_t>(share * static_cast<double>(kBarWidth));
  return absl::StrCat("[", std::string(full, '#'), std::string(kBarWidth - full, ' '), "]");
}

std::string Remaining(double share, absl::Duration elapsed) {
  if (share <= 0) return "";
  const absl::Duration left = elapsed * (1 / share - 1);
  return absl::StrCat("  ", absl::FormatDuration(absl::Ceil(left, absl::Seconds(1))), " left");
}

}  // namespace

std::string ProgressLine(const ProgressState& state) {
  const double seconds = std::max(absl::ToDoubleSeconds(state.elapsed), 1e-3);
  const std::string rate =
      absl::StrCat("  ", Thousands(static_cast<double>(state.accounts) / seconds), " accounts/s");
  if (!state.total_bytes || *state.total_bytes == 0) {
    return absl::StrCat(Megabytes(state.bytes), " read", rate);
  }
  const double share =
      std::min(1.0, static_cast<double>(state.bytes) / static_cast<double>(*state.total_bytes));
  return absl::StrCat(Bar(share), "  ", PadLeft(Percent(share), 5), "  ", Megabytes(state.bytes),
                      " of ", Megabytes(*state.total_bytes), rate, Remaining(share, state.elapsed));
}

Progress::Progress(Console& console, bool wanted, std::optional<uint64_t> total_bytes)
    : console_(console),
      wanted_(wanted && console.interactive()),
      total_bytes_(total_bytes),
      start_(absl::Now()),
      next_(start_ + kQuietFor) {}

Progress::~Progress() { console_.ClearProgress(); }

void Progress::Update(uint64_t bytes, uint64_t accounts) {
  if (!wanted_) return;
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + kBetween;
  console_.ShowProgress(ProgressLine({bytes, total_bytes_, accounts, now - start_}));
}

}  // namespace bellwether::cli
