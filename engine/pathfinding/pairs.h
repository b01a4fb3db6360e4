// Internal to pathfinding: paths of two changes.
#ifndef BELLWETHER_ENGINE_PATHFINDING_PAIRS_H_
#define BELLWETHER_ENGINE_PATHFINDING_PAIRS_H_

#include <vector>

#include "engine/pathfinding/candidates.h"
#include "engine/pathfinding/trial.h"

namespace bellwether {

// Adds the pairs to `paths`, in no order. `candidates`: those without a single. `trial` holds the
// account as it is.
void FindPairs(const std::vector<const Candidate*>& candidates, Trial& trial, PathsToGoal& paths);

// A path of changes that `trial` holds and that reached the goal at its last try.
SignalChange ChangeOf(const Candidate& candidate, const CandidateValue& value);
GoalPath PathOf(std::vector<SignalChange> changes, const Trial& trial);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_PAIRS_H_
