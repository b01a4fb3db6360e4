// Internal to the lint stage: where the score of one component without children can lie.
#ifndef BELLWETHER_ENGINE_LINT_CURVE_RANGE_H_
#define BELLWETHER_ENGINE_LINT_CURVE_RANGE_H_

#include "engine/lint/expression_range.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::lint {

// 0..100, after inversion, with what policies and decay may put there; empty when it never has a
// score. `inverted`: the groups above turn it once more, which `worst` and `neutral` take back
// (S16).
Interval LeafRange(const ruleset::RuleSet& rules, const ruleset::Component& leaf, bool inverted,
                   const World& world);

// What a curve makes of the numbers that its slot may hold; 0..100.
Interval CurveRange(const ruleset::RuleSet& rules, const ruleset::Curve& curve, const World& world);

// Whether some of `values` gets to a step, past those before it.
bool StepInReach(const ruleset::Curve& curve, size_t step, const Possible& values);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_CURVE_RANGE_H_
