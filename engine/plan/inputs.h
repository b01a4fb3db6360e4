// What a computed fact is computed from: derived facts from the names of their formula, facts of
// the engine (vocabulary.h) from dates and from conditions that they count.
#ifndef BELLWETHER_ENGINE_PLAN_INPUTS_H_
#define BELLWETHER_ENGINE_PLAN_INPUTS_H_

#include <cstdint>
#include <vector>

#include "engine/plan/plan.h"

namespace bellwether {

// The slots, in no particular order; none for a fact that somebody tells, for those of milestones
// (which are no slots) and for outcomes. `segment` and `cadence` as in Facts: -1 is not given; what
// depends on them then has no inputs of its own.
std::vector<uint32_t> InputsOf(const Plan& plan, uint32_t slot, int32_t segment, int32_t cadence);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_INPUTS_H_
