// Tested by tests/engine/simulation/truth_test.cc.
#include "engine/simulation/lateness.h"

#include <algorithm>
#include <cmath>

#include "engine/simulation/chance.h"

namespace bellwether::simulation {

std::vector<size_t> MilestonesOf(const Plan& plan, const std::string& segment) {
  std::vector<size_t> milestones;
  for (size_t i = 0; i < plan.milestones.size(); ++i) {
    const bool always = plan.milestones[i].value.is.value != Role::kNone;
    if (always || Covers(plan.milestones[i].value.segments, segment)) milestones.push_back(i);
  }
  return milestones;
}

// Nothing begins at the kickoff, nor after value.
std::vector<double> OriginsOf(const Plan& plan, const std::vector<size_t>& milestones) {
  std::vector<double> origins(milestones.size(), 0);
  double sum = 0;
  for (size_t i = 1; i + 1 < milestones.size(); ++i) {
    origins[i] = plan.milestones[milestones[i]].value.begins.value;
    sum += origins[i];
  }
  for (double& origin : origins) origin /= sum;
  return origins;
}

int DaysLate(int over, int steps, double factor) {
  return static_cast<int>(std::lround(over * std::pow(factor, -steps)));
}

// over × f^-n < days + 1/2, solved for f.
double ShareWithin(const Cascade& cascade, int over, int steps, int days) {
  const double low = cascade.low.value, high = cascade.high.value;
  if (steps == 0 || high <= low) return DaysLate(over, steps, low) <= days ? 1 : 0;
  const double factor = std::pow(over / (days + 0.5), 1.0 / steps);
  const double below = std::clamp((factor - low) / (high - low), 0.0, 1.0);
  return steps > 0 ? 1 - below : below;
}

}  // namespace bellwether::simulation
