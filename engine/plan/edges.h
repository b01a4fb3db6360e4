// Edges: the numbers of a pack at which something may turn, gathered for each fact.
//
// A curve bends at its points, a tier ends at its bound, a condition compares with a constant. What
// is done with a fact between two neighbouring edges is the same, so whoever asks "what would
// another value do" tries the edges and one value between each two. Edges reach through derived
// facts: a bound of a derived ratio is an edge of every signal that it is computed from.
#ifndef BELLWETHER_ENGINE_PLAN_EDGES_H_
#define BELLWETHER_ENGINE_PLAN_EDGES_H_

#include <string>
#include <vector>

namespace bellwether {

struct Plan;

struct Edges {
  // By slot: rising, without duplicates, in the unit of what compares; days for dates, as counted
  // from as_of or from another date.
  std::vector<std::vector<double>> numbers;
  // By slot: texts that conditions compare it with, in byte order.
  std::vector<std::vector<std::string>> texts;
  // By slot: others that stand in an expression with it. What an account says of them is an edge
  // for that account: `cost > acv`.
  std::vector<std::vector<uint32_t>> beside;
  // Of the facts that are computed from milestones.
  std::vector<double> milestones;
};

// Total; needs everything of the plan but its own edges.
Edges FindEdges(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_EDGES_H_
