// Tested by tests/engine/coverage/points_test.cc.
#include "engine/coverage/points.h"

#include <utility>

#include "engine/coverage/fork_builder.h"
#include "engine/coverage/rule_lines.h"

namespace bellwether::coverage {

size_t Points::size() const {
  size_t ways = 0;
  for (const Fork& fork : forks) ways += fork.ways.size();
  return ways;
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
  return std::move(points);
}

}  // namespace bellwether::coverage
