// The components that a score goes without.
#ifndef BELLWETHER_ENGINE_EXPLAIN_ABSENT_H_
#define BELLWETHER_ENGINE_EXPLAIN_ABSENT_H_

#include <cstdint>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// Leaves of a model that are in the denominator of the coverage (S17) and have no observed value,
// as indices of components: the heaviest first, equal ones in the order of the plan. Nothing for a
// model that was not evaluated. Their paths below the model are in Plan::component_notes. The same
// can be read off the lines of ExplainModel; this needs no texts.
std::vector<uint32_t> AbsentLeaves(const Plan& plan, const Facts& facts,
                                   const Evaluation& evaluation, uint32_t model);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_ABSENT_H_
