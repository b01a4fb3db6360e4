// Tested by tests/engine/portfolio/group_difference_test.cc.
#include "engine/portfolio/group_difference.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/due_milestones.h"
#include "engine/portfolio/grouping.h"
#include "engine/statistics/chi_squared.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/normal_difference.h"
#include "engine/statistics/proportion.h"

namespace bellwether::portfolio {
namespace {

constexpr double kSameShare = 1e-9;

bool IsKnown(const Quantity& quantity) {
  return quantity.standing == Standing::kKnown && quantity.value.has_value();
}

// A count over a count, and not a ratio of sums.
bool IsShare(const Quantity& quantity) {
  return quantity.unit == MeasureUnit::kRatio && quantity.events.has_value() && quantity.n > 0 &&
         std::abs(*quantity.value - static_cast<double>(*quantity.events) /
                                        static_cast<double>(quantity.n)) < kSameShare;
}

// Newcombe's interval, and the test that one share holds for both.
void CompareShares(GroupDifference& pair) {
  const auto newcombe =
      statistics::DifferenceOf(*pair.group.events, pair.group.n, *pair.rest.events, pair.rest.n);
  const auto test =
      statistics::SharesDiffer(*pair.group.events, pair.group.n, *pair.rest.events, pair.rest.n);
  if (newcombe) pair.interval = newcombe->interval;
  pair.p = test ? test->p : 1.0;  // all or none in both: nothing sets them apart
}

// The variance of an estimate whose interval is about normal.
double VarianceOf(const statistics::Interval& interval) {
  const double error =
      (interval.high - interval.low) / 2 / statistics::StandardErrors(statistics::kUsualConfidence);
  return error * error;
}

void CompareIntervals(GroupDifference& pair) {
  if (!pair.group.interval || !pair.rest.interval) {
    pair.why = "it has no interval to compare by";
    return;
  }
  const auto test = statistics::NormalDifferenceOf(
      *pair.difference, VarianceOf(*pair.group.interval) + VarianceOf(*pair.rest.interval),
      statistics::kUsualConfidence);
  if (!test) {
    pair.why = "it does not vary";
    return;
  }
  pair.interval = test->interval;
  pair.p = test->p;
}

bool IsBehind(const GroupDifference& a, const GroupDifference& b) {
  if (a.beyond_noise != b.beyond_noise) return b.beyond_noise;
  if (a.adjusted.has_value() != b.adjusted.has_value()) return b.adjusted.has_value();
  return a.adjusted && *a.p > *b.p;
}

}  // namespace

const Measurement& GroupComparisons::MeasurementAt(uint32_t metric) {
  MeasurementPointer& made = measurements_[metric];
  if (made == nullptr) made = MeasurementOf(view_, view_.plan().portfolio_measuring[metric]);
  return *made;
}

void GroupComparisons::ByAttribute(uint32_t metric, const std::string& attribute) {
  const auto& cases = MeasurementAt(metric).cases();
  const Grouper grouper(view_, attribute);
  std::map<GroupKey, Positions> groups;
  for (uint32_t i = 0; i < cases.size(); ++i) {
    const GroupKey key = grouper.GroupOf(cases[i].account, cases[i].attributes_at);
    if (!key.name.empty()) groups[key].push_back(i);
  }
  if (groups.size() < 2) {
    found_.notes.push_back(groups.empty()
                               ? absl::StrCat("no account has an attribute ", Quoted(attribute))
                               : absl::StrCat("all accounts have the same ", Quoted(attribute)));
    return;
  }
  for (const auto& [key, group] : groups) {
    Positions rest;
    for (const auto& [other, positions] : groups) {
      if (other != key) rest.insert(rest.end(), positions.begin(), positions.end());
    }
    std::sort(rest.begin(), rest.end());
    Compare(metric, attribute, key.name, group, rest);
  }
}

void GroupComparisons::ByLateMilestone(uint32_t metric) {
  const auto& cases = MeasurementAt(metric).cases();
  std::map<uint32_t, std::vector<DueMilestone>> due;
  for (const Case& one : cases) {
    if (!due.contains(one.account)) due[one.account] = DueMilestonesOf(view_, one.account, {}).due;
  }
  std::map<std::string, std::pair<Positions, Positions>> by_key;  // late, on time
  for (uint32_t i = 0; i < cases.size(); ++i) {
    for (const DueMilestone& milestone : due[cases[i].account]) {
      auto& [late, on_time] = by_key[std::string(view_.word(milestone.key))];
      (milestone.late ? late : on_time).push_back(i);
    }
  }
  if (by_key.empty()) found_.notes.emplace_back("no milestone was due");
  for (const auto& [key, positions] : by_key) {
    Compare(metric, "", key, positions.first, positions.second);
  }
}

void GroupComparisons::Compare(uint32_t metric, const std::string& attribute,
                               const std::string& key, const Positions& group,
                               const Positions& rest) {
  const Measurement& measurement = MeasurementAt(metric);
  GroupDifference pair;
  pair.metric = view_.plan().portfolio_notes[metric].name;
  pair.attribute = attribute;
  pair.key = key;
  pair.group = measurement.Summarize(group).value;
  pair.rest = measurement.Summarize(rest).value;
  const uint64_t least = view_.plan().portfolio_measuring[metric].min_count;
  if (pair.group.n < least || pair.rest.n < least) {
    pair.why = absl::StrCat("fewer than ", least, pair.group.n < least ? "" : " others");
  } else {
    if (IsKnown(pair.group) && IsKnown(pair.rest)) {
      pair.difference = *pair.group.value - *pair.rest.value;
    }
    pair.p = measurement.TellApart(group, rest);
    if (!pair.p && !pair.difference) {
      pair.why = "one of the two has no value";
    } else if (!pair.p) {
      IsShare(pair.group) && IsShare(pair.rest) ? CompareShares(pair) : CompareIntervals(pair);
    }
  }
  found_.groups.push_back(std::move(pair));
}

Comparisons GroupComparisons::Finish() && {
  std::vector<double> p;
  for (const GroupDifference& pair : found_.groups) {
    if (pair.p) p.push_back(*pair.p);
  }
  const std::vector<double> adjusted = statistics::HolmAdjusted(p);
  found_.compared = p.size();
  size_t next = 0;
  for (GroupDifference& pair : found_.groups) {
    if (!pair.p) continue;
    pair.adjusted = adjusted[next++];
    const bool excludes = !pair.interval || pair.interval->low > 0 || pair.interval->high < 0;
    pair.beyond_noise = *pair.adjusted < kUsualNoise && excludes;
    found_.beyond_noise += pair.beyond_noise;
  }
  std::stable_sort(found_.groups.begin(), found_.groups.end(),
                   [](const auto& a, const auto& b) { return IsBehind(b, a); });
  return std::move(found_);
}

}  // namespace bellwether::portfolio
