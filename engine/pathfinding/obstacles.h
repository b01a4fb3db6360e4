// Internal to pathfinding: caps, overrides, gates and requirements that stand between an account
// and a goal that it does not reach.
#ifndef BELLWETHER_ENGINE_PATHFINDING_OBSTACLES_H_
#define BELLWETHER_ENGINE_PATHFINDING_OBSTACLES_H_

#include <vector>

#include "engine/pathfinding/find_paths.h"

namespace bellwether {

// In the pack's order, those of a score before its caps. None of a condition: it may ask for
// anything.
std::vector<Obstacle> ObstaclesTo(const Goal& goal, const EvaluatedAccount& account);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_OBSTACLES_H_
