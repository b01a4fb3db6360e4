// How late each milestone of an onboarding is: drawn for one account, and as the shares that follow
// from the parameters, without drawing.
//
// `over`: days by which value comes after its plan. Where that is above 0, something went wrong at
// one milestone, the origin. With a factor f drawn evenly within the cascade, a milestone n steps
// before value is over × f^-n days late, if it is not before the origin; graduation over × f.
#ifndef BELLWETHER_ENGINE_SIMULATION_LATENESS_H_
#define BELLWETHER_ENGINE_SIMULATION_LATENESS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/simulation/parameters.h"

namespace bellwether::simulation {

// Positions in the plan's list of those milestones that a segment has: kickoff, ..., value,
// graduation.
std::vector<size_t> MilestonesOf(const Plan& plan, const std::string& segment);

// How likely each of them is the origin; they sum to 1.
std::vector<double> OriginsOf(const Plan& plan, const std::vector<size_t>& milestones);

// Whole days; `steps` before value, -1 for graduation.
int DaysLate(int over, int steps, double factor);

// Share of factors for which DaysLate is at most `days`; `over` > 0.
double ShareWithin(const Cascade& cascade, int over, int steps, int days);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_LATENESS_H_
