// Edges of a fact (plan/edges.h) that are in its own unit.
#ifndef BELLWETHER_ENGINE_GENERATION_OWN_EDGES_H_
#define BELLWETHER_ENGINE_GENERATION_OWN_EDGES_H_

#include <cstdint>
#include <vector>

#include "engine/plan/plan.h"

namespace bellwether::generation {

// Rising, without duplicates. Edges reach through derived facts, and a product or a quotient has a
// unit of its own: the 0.2 of `cost / acv < 0.2` is no amount of money, so it is left out for both.
std::vector<double> OwnEdges(const Plan& plan, uint32_t slot);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_OWN_EDGES_H_
