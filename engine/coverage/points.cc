// Tested by tests/engine/coverage/points_test.cc.
#include "engine/coverage/points.h"

#include <algorithm>
#include <utility>

#include "engine/coverage/fork_builder.h"
#include "engine/coverage/rule_lines.h"

namespace bellwether::coverage {

size_t Points::size() const {
  size_t ways = 0;
  for (const Fork& fork : forks) ways += fork.ways.size();
  return ways;
}

const Points* Points::InForce(uint32_t variant) const {
  if (variants.empty() || variant == 0) return this;
  const Points& points = variants[variant - 1];
  const bool same = std::equal(forks.begin(), forks.end(), points.forks.begin(), points.forks.end(),
                               [](const Fork& a, const Fork& b) {
                                 return a.key == b.key && a.ways.size() == b.ways.size();
                               });
  return same ? &points : nullptr;
}

Points PointsOf(const Plan& plan, const Sources& sources) {
  ForkBuilder builder(plan, sources);
  AddDates(builder);
  AddDerived(builder);
  AddBenchmarks(builder);
  AddHealth(builder);
  AddFlags(builder);
  AddUsageThresholds(builder);
  AddGraduation(builder);
  AddExtension(builder);
  AddProgramme(builder);
  AddPortfolio(builder);
  AddSignals(builder);
  Points& points = builder.points();
  points.lines = RuleLinesOf(points.forks, builder.written());
  for (const Plan& variant : plan.variants) points.variants.push_back(PointsOf(variant, sources));
  return std::move(points);
}

}  // namespace bellwether::coverage
