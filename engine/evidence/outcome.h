// What became of an account after it was put into an arm, by the measure of a metric (P30).
//
// The clock runs from the assignment, or from the account's start (kickoff, for days of onboarding)
// where that comes later; what had been decided before is no outcome of the arm.
#ifndef BELLWETHER_ENGINE_EVIDENCE_OUTCOME_H_
#define BELLWETHER_ENGINE_EVIDENCE_OUTCOME_H_

#include <cstdint>
#include <optional>

#include "engine/document/measures.h"
#include "engine/portfolio/view.h"
#include "engine/statistics/survival.h"

namespace bellwether::evidence {

struct Assigned {
  uint32_t account = 0;
  uint32_t arm = 0;  // index among the experiment's
  book::Stamp at;
};

struct Outcome {
  statistics::Followed followed;  // of kTime: days, and whether it was reached
  bool event = false;             // of kShare
  double amount = 0;              // of amounts
};

// Nothing where the account has none: not followed so long, decided before, never asked.
// `measuring` is of a measure that an experiment can compare.
std::optional<Outcome> OutcomeOf(const portfolio::View& view, const ruleset::Measuring& measuring,
                                 const Assigned& assigned);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_OUTCOME_H_
