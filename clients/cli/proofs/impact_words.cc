// Tested by tests/clients/impact_words_test.cc.
#include "clients/cli/proofs/impact_words.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr double kPercent = 100;
constexpr size_t kMoversNamed = 2;

// With one decimal, or as many as it takes to be something.
std::string Visible(double value) {
  int decimals = 1;
  while (value != 0 && decimals < 9 && RoundForDisplay(value, decimals) == 0) ++decimals;
  return FormatFixed(value, decimals);
}

}  // namespace

std::string ShareWords(uint64_t part, uint64_t all) {
  if (all == 0) return "";
  if (part == 0) return "0 %";
  return absl::StrCat(Visible(kPercent * static_cast<double>(part) / static_cast<double>(all)),
                      " %");
}

std::string AmountWords(double amount) {
  const double shown = RoundForDisplay(amount, 2);
  const double size = std::fabs(shown);
  return absl::StrCat(shown < 0 ? "−" : "", size == std::round(size)
                                                ? Thousands(static_cast<uint64_t>(size))
                                                : FormatNumber(size));
}

std::string PointsWords(double points) { return WithSign(points, Visible(std::fabs(points))); }

std::string WeightWords(const impact::PartNames& part) {
  if (!part.from_weight) return absl::StrCat("new, ", FormatNumber(*part.to_weight));
  if (!part.to_weight) return absl::StrCat(FormatNumber(*part.from_weight), ", gone");
  std::string before = FormatNumber(*part.from_weight), after = FormatNumber(*part.to_weight);
  return before == after ? before : absl::StrCat(before, " → ", after);
}

std::string MoverWords(const impact::PairNames& names, const impact::AccountChange& change) {
  if (change.primary == 0) return "another model answers";
  const impact::ScoreChange& score = change.scores[change.primary];
  std::vector<std::pair<double, std::string>> movers;
  for (size_t i = 0; i < score.parts.size(); ++i) {
    const double points = score.parts[i].sum();
    if (points != 0) movers.emplace_back(points, names.scores[change.primary].parts[i].name);
  }
  if (score.limits != 0) movers.emplace_back(score.limits, kLimitsWords);
  std::stable_sort(movers.begin(), movers.end(), [](const auto& one, const auto& other) {
    return std::abs(one.first) > std::abs(other.first);
  });
  movers.resize(std::min(movers.size(), kMoversNamed));
  return absl::StrJoin(movers, ", ", [](std::string* out, const auto& mover) {
    absl::StrAppend(out, mover.second, " ", PointsWords(mover.first));
  });
}

std::string DecisionWords(const impact::PairNames& names, const impact::AccountChange& change) {
  std::vector<std::string> words;
  for (size_t i = 0; i < change.answers.size(); ++i) {
    const impact::Outcome& outcome = names.outcomes[i];
    const auto [from, to] = change.answers[i];
    if (!outcome.is_decision || from == to) continue;
    words.push_back(absl::StrCat(outcome.answers[from], " → ", outcome.answers[to]));
  }
  return absl::StrJoin(words, ", ");
}

std::optional<size_t> PrimaryBandOf(const impact::PairNames& names) {
  const auto& outcomes = names.outcomes;
  const auto band = std::find_if(outcomes.begin(), outcomes.end(), [](const auto& one) {
    return one.name == impact::kPrimaryBandName;
  });
  if (band == outcomes.end()) return std::nullopt;
  return static_cast<size_t>(band - outcomes.begin());
}

std::string SegmentWords(const impact::PairNames& names, size_t segment) {
  return segment < names.segments.size() ? names.segments[segment] : "in no segment";
}

}  // namespace bellwether::cli
