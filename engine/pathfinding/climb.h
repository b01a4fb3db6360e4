// Internal to pathfinding: more than two changes.
#ifndef BELLWETHER_ENGINE_PATHFINDING_CLIMB_H_
#define BELLWETHER_ENGINE_PATHFINDING_CLIMB_H_

#include <optional>
#include <vector>

#include "engine/pathfinding/candidates.h"
#include "engine/pathfinding/trial.h"

namespace bellwether {

struct Climb {
  std::optional<GoalPath> path;  // nothing: no change brings the goal nearer
  bool reaches = false;
};

// Changes one signal after the other, each time the one that brings the goal nearest, until it is
// reached or nothing brings it nearer. `trial` holds the account as it is, and does so again.
Climb ClimbTowards(const std::vector<Candidate>& candidates, Trial& trial);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_CLIMB_H_
