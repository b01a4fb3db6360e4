// Comparisons of accounts that are given as text, each with its pack and its moment.
//
//   Compare({plan, "signals: {a: 1}"}, {plan, "signals: {a: 2}", "2026-04-01"}).models
#ifndef BELLWETHER_TESTS_ENGINE_ATTRIBUTION_TOLD_H_
#define BELLWETHER_TESTS_ENGINE_ATTRIBUTION_TOLD_H_

#include <string>

#include "engine/attribution/attribution.h"
#include "tests/support/scored_account.h"

namespace bellwether {

// One side of a comparison, kept alive.
struct Told {
  Told(testing_support::PlanPointer plan, const std::string& text,
       const std::string& moment = "2026-03-01")
      : account(testing_support::AccountOf(text)),
        options(testing_support::AsOf(moment)),
        scored(testing_support::Score(plan, account, options)) {}

  ComparedAccount compared() const {
    return {*scored.plan, account, options, scored.facts, scored.evaluation};
  }

  const Account account;
  const BindOptions options;
  const testing_support::ScoredAccount scored;
};

inline Attribution Compare(const Told& before, const Told& after) {
  return Attribute(before.compared(), after.compared(), Limits());
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_ATTRIBUTION_TOLD_H_
