// Internal to pathfinding: the signals that a path may change, and the values that each may be
// given, with what they cost (S27).
#ifndef BELLWETHER_ENGINE_PATHFINDING_CANDIDATES_H_
#define BELLWETHER_ENGINE_PATHFINDING_CANDIDATES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/grid.h"

namespace bellwether {

struct CandidateValue {
  FactValue value;
  double cost = 0;      // 0 of what is told for the first time
  int64_t point = 0;    // of the grid, for numbers
  int side = 0;         // numbers: 1 above the present value, -1 below, 0 the value itself
  bool corner = false;  // words, and numbers beside an edge of the pack or an end of the range
};

struct Candidate {
  uint32_t signal = 0;                          // position in Plan::signals
  FactValue now;                                // monostate: missing
  MissingReason reason = MissingReason::kNone;  // why it is missing; kStale beside a value: too old
  std::optional<Grid> grid;                     // of numbers
  // What it may be given instead, the nearest first; of what is missing, rising. A value that is
  // too old comes first itself: said again as of today.
  std::vector<CandidateValue> values;
  // So many of them, from the first on, leave no step out.
  size_t dense = 0;

  bool missing() const { return std::holds_alternative<std::monostate>(now); }
};

struct Candidates {
  std::vector<Candidate> changeable;  // have a value
  std::vector<Candidate> tellable;    // have none
  std::vector<LeftOut> left_out;
};

Candidates CandidatesFor(const Plan& plan, const Account& account, const BindOptions& options,
                         const Limits& limits, const Facts& facts, const Goal& goal);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_CANDIDATES_H_
