// Paths to a goal: which signals of an account would have to be otherwise, and by how much, for it
// to be green, to graduate, or for any condition on its answer to hold (S27).
//
//   Goal goal = Goal::Band(plan, model, green);
//   PathsToGoal paths = FindPaths(plan, account, options, limits, facts, evaluation, goal);
//   for (const GoalPath& path : paths.singles) ...   // the cheapest first
//
// Nothing is estimated: every value is given to the account, as told at as_of, and the account is
// bound and evaluated anew. So a path does what it says, with caps, gates, staleness and conditions
// of later stages.
//
// A *single* is the smallest change of one signal that reaches the goal: no value of the signal
// that lies nearer to the present one, on its own step, does. A *pair* is of two signals of which
// neither has a single; neither of its changes can be smaller while the other stays. Cost is |Δ|
// divided by the signal's `effort` (grid.h). A value that is too old may be said again: a change
// that costs nothing.
//
// Where neither is enough, signals are changed one after the other, each time the one that brings
// the goal nearest: *together*. That is no cheapest path, but one that reaches its goal, of which
// nothing can be left out or be smaller while the rest stays; or, when it does not reach it, about
// as near as the account can come.
//
// Signals alone are changed: no dates, milestones, series and texts, no fields of the account, and
// nothing that does not apply. What is *missing* is not changed but told: it has no distance from
// anything, and is never taken for 0. Values that would reach the goal when it is told stand apart,
// without a cost.
#ifndef BELLWETHER_ENGINE_PATHFINDING_FIND_PATHS_H_
#define BELLWETHER_ENGINE_PATHFINDING_FIND_PATHS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "engine/evaluate/evaluate.h"
#include "engine/explain/lines.h"
#include "engine/facts/facts.h"
#include "engine/pathfinding/goal.h"
#include "engine/paths/path.h"
#include "engine/questions/questions.h"

namespace bellwether {

struct SignalChange {
  uint32_t signal = 0;  // position in Plan::signals
  FactValue from;
  FactValue to;
  double cost = 0;
  bool too_old = false;  // `from` is stale; the same value in `to` is said again
};

struct GoalPath {
  std::vector<SignalChange> changes;  // in the pack's order
  double cost = 0;                    // of all
  std::vector<Observed> after;        // parallel to Goal::shown()
};

// A missing signal, and the values of it that reach the goal alone.
struct Telling {
  uint32_t signal = 0;
  MissingReason reason = MissingReason::kNotGiven;
  std::vector<AnswerRange> values;  // at least one, in order
};

enum class LeftOutReason : uint8_t {
  kNoEffort,       // a number without range and `effort`: a change has no cost
  kNotApplicable,  // the caller says so
  kOtherType,      // a series, a text or a date
};
struct LeftOut {
  uint32_t signal = 0;
  LeftOutReason reason = LeftOutReason::kNoEffort;
};

// What keeps the goal from being reached as things are.
struct Obstacle {
  std::string name;   // "cap at most 49", "gate value_not_achieved", "dimension usage"
  std::string words;  // what the pack says of it, or how far it is
  Place place;        // in the pack; nowhere for an override, which the account brings
};

struct PathsToGoal {
  bool reached = false;           // already: nothing else is filled in but `now`
  std::vector<Observed> now;      // parallel to Goal::shown()
  std::vector<GoalPath> singles;  // the cheapest first, then in the pack's order
  std::vector<GoalPath> pairs;    // likewise
  std::vector<Telling> tellings;  // in the pack's order
  std::vector<LeftOut> left_out;  // signals with a say in the goal that are not changed
  // Without single and pair.
  std::optional<GoalPath> nearest;   // the single change that comes nearest
  std::optional<GoalPath> together;  // more changes that reach it, or come nearest, together
  bool together_reaches = false;
  std::vector<Obstacle> obstacles;  // likewise
  uint64_t tried = 0;               // accounts that were evaluated
  bool complete = true;             // false: PathSearch::max_tried was reached
  uint64_t pairs_left = 0;          // that were not looked at, or not to the end, for that reason
};

struct PathSearch {
  bool pairs = true;
  uint64_t max_tried = 300'000;  // some microseconds each
  // Asked before each trial; what was found by then is not to be used. Null: never.
  const Stop* stop = nullptr;
};

// `evaluation` is what Evaluate says of `account` under the same options and limits, all of it.
// Thread-safe but for `goal`; total; the same for the same input.
PathsToGoal FindPaths(const Plan& plan, const Account& account, const BindOptions& options,
                      const Limits& limits, const Facts& facts, const Evaluation& evaluation,
                      Goal& goal, const PathSearch& search = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_FIND_PATHS_H_
