// Parts of a plan in words, for explanations, messages and the dump.
#ifndef BELLWETHER_ENGINE_PLAN_DESCRIBE_H_
#define BELLWETHER_ENGINE_PLAN_DESCRIBE_H_

#include <string>

#include "engine/plan/plan.h"

namespace bellwether {

// "linear 0.1 to 0.8", "points 0:0 0.65:50 1:100", "steps <=15:10 else:100", "map strong:100
// none:0", "benchmark speed", "baseline grace 0.85", "formula", "given", "given x 100".
std::string DescribeCurve(const Plan& plan, const PlanComponent& component);

// "<=", "<", ">=", ">", "is"; "else" for kElse.
const char* SignOf(ruleset::BoundTest test);

// What the curve reads: a slot's name, the benchmark's name, or the formula's text.
std::string DescribeInput(const Plan& plan, uint32_t component);

// The bound that puts a value into `tier` (0 is the best) of the row: "<= 90", "< 5", "> 90".
std::string DescribeBound(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row,
                          uint32_t tier);

// Name of the row's segment or cadence, or "default".
std::string DescribeRow(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row);

// What a missing value counts as: "exclude", "value 3".
std::string DescribeMissing(const ruleset::Missing& missing);

// "health/onboarding.yaml:12".
std::string DescribeLocation(const Plan& plan, const ruleset::Location& location);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_DESCRIBE_H_
