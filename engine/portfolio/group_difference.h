// Whether groups of accounts differ from the rest beyond noise: a pattern, or none.
//
//   GroupComparisons comparisons(view);
//   comparisons.ByAttribute(metric, "segment");
//   comparisons.ByLateMilestone(metric);
//   const Comparisons found = std::move(comparisons).Finish();   // Holm over all groups looked at
//
// Each group is held against all others that the same question sorts. Two shares are compared by
// Newcombe's interval and the test of equal shares; waits by the log-rank test; anything else that
// has an interval by the normal tail that the two intervals make. A group, or a rest, below the
// metric's min_count is not compared (P6). Cases count as independent of each other, also those of
// one account. One thread.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_GROUP_DIFFERENCE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_GROUP_DIFFERENCE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/portfolio/measurement.h"

namespace bellwether::portfolio {

inline constexpr double kUsualNoise = 0.05;  // of any false alarm among all groups of a step

struct GroupDifference {
  std::string metric;
  std::string attribute;  // "" : a milestone that was late
  std::string key;
  Quantity group;
  Quantity rest;
  // Group less rest, in the metric's unit, where both have a value.
  std::optional<double> difference;
  std::optional<statistics::Interval> interval;  // of the difference, where it can be told
  std::optional<double> p;                       // nothing: not compared
  std::optional<double> adjusted;                // by Holm over all that were compared
  bool beyond_noise = false;
  std::string why;  // why it was not compared
};

struct Comparisons {
  // Beyond noise first, by p; then those that were compared, by p; then the others.
  std::vector<GroupDifference> groups;
  std::vector<std::string> notes;  // "no account has an attribute `shoe`"
  uint64_t compared = 0;
  uint64_t beyond_noise = 0;
};

class GroupComparisons {
 public:
  explicit GroupComparisons(const View& view) : view_(view) {}

  // `metric`: index in Plan::portfolio of a metric that is measured.
  void ByAttribute(uint32_t metric, const std::string& attribute);
  // Accounts that were late with a milestone against those that had it on time.
  void ByLateMilestone(uint32_t metric);
  Comparisons Finish() &&;

 private:
  using Positions = std::vector<uint32_t>;
  const Measurement& MeasurementAt(uint32_t metric);
  void Compare(uint32_t metric, const std::string& attribute, const std::string& key,
               const Positions& group, const Positions& rest);

  const View& view_;
  std::map<uint32_t, MeasurementPointer> measurements_;
  Comparisons found_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_GROUP_DIFFERENCE_H_
