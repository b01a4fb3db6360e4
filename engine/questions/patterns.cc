// Tested by tests/engine/questions/answers_test.cc.
#include "engine/questions/patterns.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

struct Trend {
  double change;  // of the last value against the level before
  int points;     // over which it came about
};
constexpr std::array<Trend, 7> kTrends = {
    {{0, 1}, {0.1, 3}, {-0.04, 2}, {-0.1, 2}, {-0.1, 1}, {-0.5, 3}, {-0.5, 11}}};
constexpr int kSeriesPoints = 12;
constexpr int kSeriesDays = 7;                               // between two points
constexpr std::array<double, 3> kLevels = {0.3, 0.6, 0.95};  // of the range

std::string TrendWords(const Trend& trend) {
  if (trend.change == 0) return "steady";
  const std::string by = absl::StrCat(FormatNumber(std::abs(trend.change) * 100), " %");
  const std::string over =
      trend.points == 1 ? "in a week" : absl::StrCat("over ", trend.points, " weeks");
  return absl::StrCat(trend.change > 0 ? "rising by " : "falling by ", by, " ", over);
}

std::string PatternWords(const Trend& trend, double level) {
  return absl::StrCat(TrendWords(trend), " from ", FormatNumber(RoundForDisplay(level, 4)));
}

double LevelOf(const ruleset::Signal& signal, double part) {
  const double low = signal.range.min.value_or(0);
  const double high = signal.range.max.value_or(low + 100);
  const double level = low + part * (high - low);
  return signal.range.whole ? std::round(level) : level;
}

constexpr const char* kNoneDue = "none due yet";
constexpr const char* kOnTime = "done on time";
constexpr const char* kDoneLate = "done late";
constexpr int32_t kMilestoneDays = 60;

std::vector<SeriesInput::Point> PointsOf(const ruleset::Signal& signal, const Trend& trend,
                                         double level, absl::Time as_of) {
  std::vector<SeriesInput::Point> points;
  for (int i = 0; i < kSeriesPoints; ++i) {
    const int before_end = kSeriesPoints - 1 - i;
    const double moved = std::max(0, trend.points - before_end) / static_cast<double>(trend.points);
    double value = level * (1 + trend.change * moved);
    if (signal.range.whole) value = std::round(value);
    if (signal.range.max) value = std::min(value, *signal.range.max);
    points.push_back({Moment::Instant(as_of - absl::Hours(24 * kSeriesDays * before_end)), value});
  }
  return points;
}

}  // namespace

const ruleset::Signal* SignalOf(const Plan& plan, uint32_t slot) {
  const uint32_t index = plan.FindSignal(plan.slots[slot].name);
  return index == kNoIndex ? nullptr : &plan.signals[index];
}

std::vector<std::string> SeriesPatterns(const ruleset::Signal& signal) {
  std::vector<std::string> words;
  for (const Trend& trend : kTrends) {
    for (const double part : kLevels) words.push_back(PatternWords(trend, LevelOf(signal, part)));
  }
  return words;
}

std::vector<SeriesInput::Point> PointsOf(const ruleset::Signal& signal, const std::string& pattern,
                                         absl::Time as_of) {
  for (const Trend& trend : kTrends) {
    for (const double part : kLevels) {
      const double level = LevelOf(signal, part);
      if (PatternWords(trend, level) == pattern) return PointsOf(signal, trend, level, as_of);
    }
  }
  return {};
}

std::vector<std::string> MilestonePatterns() { return {kNoneDue, kOnTime, kDoneLate}; }

void TellMilestone(const std::string& pattern, absl::CivilDay today, MilestoneInput& milestone) {
  const bool due = pattern != kNoneDue;
  milestone.planned_at = Moment::Date(due ? today - kMilestoneDays : today + kMilestoneDays);
  milestone.completed_at = {};
  if (pattern == kOnTime) milestone.completed_at = *milestone.planned_at;
  if (pattern == kDoneLate) milestone.completed_at = Moment::Date(today - kMilestoneDays / 2);
}

}  // namespace bellwether
