// Shown facts: of the computed facts, those that an explanation lists. The facts that the pack
// computes itself, and of those that every pack has (vocabulary.h) the ones that something in the
// pack reads: an expression, a curve, a benchmark, a threshold, a text.
#ifndef BELLWETHER_ENGINE_PLAN_SHOWN_FACTS_H_
#define BELLWETHER_ENGINE_PLAN_SHOWN_FACTS_H_

#include <cstdint>
#include <vector>

namespace bellwether {

struct Plan;

// Slots, ascending. Needs everything of the plan but its own shown facts.
std::vector<uint32_t> FindShownFacts(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_SHOWN_FACTS_H_
