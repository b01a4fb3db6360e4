// What a person writes -> a goal.
//
//   green                       the band of a model, or a better one
//   graduate · ready · close    of graduation
//   health.primary.score >= 70 && !('absent' in flags.raised)
//                               anything that --where can say (engine/paths/condition.h)
//
// Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHFINDING_READ_GOAL_H_
#define BELLWETHER_ENGINE_PATHFINDING_READ_GOAL_H_

#include <optional>
#include <string>

#include "engine/base/limits.h"
#include "engine/pathfinding/goal.h"
#include "engine/source/diagnostic.h"

namespace bellwether {

struct GoalReading {
  std::optional<Goal> goal;  // nothing: `message`, or what `sink` holds of a condition, says why
  std::string message;
};

// `now` is what Evaluate says of the account. `model`: the health model whose bands are meant;
// kNoIndex is the one that answers for the account. `text` "" is its next better band; the best
// where it has none, or where it is in the best.
GoalReading ReadGoal(const Plan& plan, const Evaluation& now, uint32_t model,
                     const std::string& text, const Limits& limits, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_READ_GOAL_H_
