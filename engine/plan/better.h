// Where health models want each signal to be: what the curves say that read it themselves. Groups
// that are inverted turn what is below them round; formulas, words and facts that are computed from
// signals say nothing.
//
//   const std::vector<BetterEnd> better = BetterBySignal(plan, facts.segment_row());
//   if (better[plan.FindSignal("usage")] == BetterEnd::kHigh) ...
//
// Pure function; it looks at each component once.
#ifndef BELLWETHER_ENGINE_PLAN_BETTER_H_
#define BELLWETHER_ENGINE_PLAN_BETTER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/plan/plan.h"

namespace bellwether {

enum class BetterEnd : uint8_t {
  kUnsaid,  // no curve says
  kHigh,    // more never lowers a score, and raises one somewhere; of a bool: true
  kLow,
  kMixed,  // best in between, or not the same of all
};

// By position in plan.signals. `plan` is the one that is in force; `segment_row` says whose weights
// count: 0, or one more than the segment's index.
std::vector<BetterEnd> BetterBySignal(const Plan& plan, size_t segment_row = 0);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_BETTER_H_
