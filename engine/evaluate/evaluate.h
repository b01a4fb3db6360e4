// Plan + Facts -> Evaluation: the fast evaluator.
//
// The same plan and the same facts give the same bits, whatever the thread, the batch or the
// order of calls. After the first call with a plan, a call allocates nothing (S32): Scratch and
// Evaluation keep their memory. One thread for each Scratch.
#ifndef BELLWETHER_ENGINE_EVALUATE_EVALUATE_H_
#define BELLWETHER_ENGINE_EVALUATE_EVALUATE_H_

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "engine/evaluate/evaluation.h"
#include "engine/expression/expression.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// Sums of a group while its children are evaluated.
struct GroupSums {
  double weighted_score = 0;  // over children with a score
  double score_weight = 0;
  double weighted_coverage = 0;
  double weighted_low = 0;
  double weighted_high = 0;
  double weight = 0;  // over applicable children
  bool imputed = false;
};

// Working memory of Evaluate.
struct Scratch {
  expression::Stack stack;
  std::vector<GroupSums> groups;  // by component
  std::vector<double> sorted;     // of a series, for its median
};

// How much arithmetic is wanted beside the outcomes.
enum class Arithmetic : uint8_t {
  kOutcomes,       // scores, states, decisions
  kContributions,  // and every component's share and contribution (SUMMARY)
};

// What of an evaluation is asked for. The rest is left out where nothing asked for needs it, and
// has no meaning then.
struct Wanted {
  Arithmetic arithmetic = Arithmetic::kContributions;
  Stages stages = Stages::All();

  // What both ask for.
  Wanted& operator|=(const Wanted& other) {
    arithmetic = std::max(arithmetic, other.arithmetic);
    stages |= other.stages;
    return *this;
  }
};
// Facts alone, to begin with.
inline constexpr Wanted kNothingWanted = {Arithmetic::kOutcomes, {}};

// Fills `evaluation`. FAILED_PRECONDITION when a value whose policy is `error` is missing:
// evaluation.required names the slots, and nothing else of it is meaningful. Whether an account is
// refused does not depend on what is wanted.
absl::Status Evaluate(const Plan& plan, const Facts& facts, Scratch& scratch,
                      Evaluation& evaluation, const Wanted& wanted = {});

// What a total of 0 to 10, unrounded, is worth.
Readiness ReadinessAt(const PlanGraduation& plan, double total);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATE_H_
