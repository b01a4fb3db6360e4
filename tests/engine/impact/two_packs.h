// Two small packs that differ in a few rules, and accounts under both.
#ifndef BELLWETHER_TESTS_ENGINE_IMPACT_TWO_PACKS_H_
#define BELLWETHER_TESTS_ENGINE_IMPACT_TWO_PACKS_H_

#include <string>
#include <string_view>

#include "engine/impact/comparer.h"
#include "engine/impact/pack_pair.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::impact {

// `usage` weighs 3 of 4; silence is a flag; `large` and `small` are segments.
inline constexpr char kOldPack[] = R"(
segments: [large, small]
severities: [red]
signals:
  usage: {type: ratio}
  support: {type: ratio}
  silent: {type: bool, missing: exclude}
health:
  onboarding:
    precision: 0
    bands: [{green: 70}, {yellow: 40}, {red: 0}]
    components:
      usage: {weight: 3, of: usage}
      support: {weight: 1, of: support}
flags:
  silent: {severity: red, when: silent, reason: Silent}
)";

// `usage` weighs 1 of 2; there is a band between yellow and red; `small` is `tiny` now; a silent
// account has at most 50 points; the flag has another name.
inline constexpr char kNewPack[] = R"(
segments: [large, tiny]
severities: [red]
signals:
  usage: {type: ratio}
  support: {type: ratio}
  silent: {type: bool, missing: exclude}
  mood: {type: ratio}
health:
  onboarding:
    precision: 0
    bands: [{green: 70}, {yellow: 40}, {orange: 20}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      support: {weight: 1, of: support}
    caps: [{when: silent, at_most: 50, reason: Silent}]
flags:
  quiet: {severity: red, when: silent, reason: Silent}
)";

struct TwoPacks {
  explicit TwoPacks(std::string_view old_pack = kOldPack, std::string_view new_pack = kNewPack)
      : from(testing_support::PlanOf(old_pack)),
        to(testing_support::PlanOf(new_pack)),
        pair(*from, *to) {}

  // Fails the test when a pack refuses the account.
  AccountChange Change(std::string_view account) const {
    Comparer comparer(pair, testing_support::AsOf("2026-03-01"), Limits());
    AccountChange change;
    const bool compared = comparer.Compare(testing_support::AccountOf(account), change);
    EXPECT_TRUE(compared) << account;
    return change;
  }

  size_t OutcomeNamed(std::string_view name) const {
    for (size_t i = 0; i < pair.names().outcomes.size(); ++i) {
      if (pair.names().outcomes[i].name == name) return i;
    }
    ADD_FAILURE() << "no outcome " << name;
    return 0;
  }

  // "yellow -> green" of an account.
  std::string Answers(const AccountChange& change, std::string_view outcome) const {
    const size_t i = OutcomeNamed(outcome);
    const auto& answers = pair.names().outcomes[i].answers;
    return answers[change.answers[i].from] + " -> " + answers[change.answers[i].to];
  }

  testing_support::PlanPointer from, to;
  PackPair pair;
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_TESTS_ENGINE_IMPACT_TWO_PACKS_H_
