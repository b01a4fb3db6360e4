// Each finding of lint, and what is near it and no finding.
#include "engine/lint/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/lint/lint_pack.h"

namespace bellwether::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> WithFlag(const std::string& when, const std::string& more = "") {
  return FoundIn(ScoredPackOf(
      absl::StrCat("flags:\n  f: {severity: red, reason: r, when: '", when, "'", more, "}\n")));
}

TEST(LintTest, AGoodPackHasNone) { EXPECT_THAT(FoundIn(ScoredPackOf("")), IsEmpty()); }

TEST(LintTest, SignalsThatNothingReads) {
  EXPECT_THAT(FoundIn(PackOf("flags: {f: {severity: red, reason: r, when: usage < 0.1 || "
                             "tickets > 3}}\n")),
              ElementsAre("unused-signal: no rule reads `mood`"));
}

TEST(LintTest, ATextOrAGroupingIsAUse) {
  EXPECT_THAT(
      FoundIn(PackOf("flags: {f: {severity: red, reason: 'It is {mood}', when: usage < 0.1}}\n"
                     "groupings: {load: {of: tickets, edges: [3]}}\n")),
      IsEmpty());
}

TEST(LintTest, SignalsWithoutAnEffect) {
  EXPECT_THAT(
      FoundIn(PackOf("derived: {half: {type: number, expr: tickets / 2}}\n"
                     "health:\n"
                     "  only:\n"
                     "    bands: [{green: 50}, {red: 0}]\n"
                     "    components:\n"
                     "      usage: {weight: 1, of: usage}\n"
                     "      mood: {weight: 0, of: mood, map: {good: 100, bad: 0}}\n")),
      UnorderedElementsAre("idle-signal: `tickets` is read, but nothing in an answer depends on it",
                           "idle-signal: `mood` is read, but nothing in an answer depends on it",
                           "unused-derived: no rule depends on `half`"));
}

TEST(LintTest, AWeightForOneSegmentIsAnEffect) {
  EXPECT_THAT(FoundIn(PackOf("health:\n"
                             "  only:\n"
                             "    bands: [{green: 50}, {red: 0}]\n"
                             "    components:\n"
                             "      usage: {weight: 1, of: usage}\n"
                             "      tickets: {weight: 1, of: tickets, linear: {from: 9, to: 0}}\n"
                             "      mood: {weight: 0, of: mood, map: {good: 100, bad: 0}}\n"
                             "    segments: {large: {weights: {mood: 1}}}\n")),
              IsEmpty());
}

TEST(LintTest, PlaybooksThatNothingStarts) {
  EXPECT_THAT(FoundIn(ScoredPackOf("playbooks:\n"
                                   "  call: {steps: [{do: Call, owner: csm}]}\n"
                                   "  write: {steps: [{do: Write, owner: csm}]}\n"
                                   "flags: {f: {severity: red, reason: r, when: tickets > 3, "
                                   "playbook: call}}\n")),
              ElementsAre("unused-playbook: no rule starts playbook `write`"));
}

TEST(LintTest, AnAlertIsAUse) {
  EXPECT_THAT(FoundIn(PackOf("playbooks: {call: {steps: [{do: Call}]}}\n"
                             "alerts: {a: {severity: red, reason: r, playbook: call, when: usage < "
                             "0.1 && fact.tickets > 3}}\n")),
              ElementsAre("unused-signal: no rule reads `mood`"));
}

std::vector<std::string> WithHoldout(const std::string& share) {
  return FoundIn(ScoredPackOf(absl::StrCat(
      "playbooks: {call: {steps: [{do: Call}], holdout: {share: ", share, ", seed: 7}}}\n",
      "flags: {f: {severity: red, reason: r, when: tickets > 3, playbook: call}}\n")));
}

TEST(LintTest, HoldoutsThatCouldProveNothing) {
  EXPECT_THAT(WithHoldout("0.01"),
              ElementsAre(::testing::StartsWith(
                  "holdout-share: `call` holds out 0.01 of the accounts: to find that 70 % recover "
                  "and not 50 % takes 468")));
  EXPECT_THAT(WithHoldout("0.05"), IsEmpty());
  EXPECT_THAT(WithHoldout("0.1"), IsEmpty());
  EXPECT_THAT(WithHoldout("0.5"), IsEmpty());
  EXPECT_THAT(WithHoldout("0.6"),
              ElementsAre("holdout-share: `call` leaves more accounts alone than it helps"));
}

std::vector<std::string> WithWeights(const char* a, const char* b, const char* c,
                                     const char* segment = "usage: 40") {
  return FoundIn(PackOf(
      absl::StrCat("health:\n  only:\n    bands: [{green: 50}, {red: 0}]\n    components:\n      "
                   "usage: {weight: ",
                   a, ", of: usage}\n      tickets: {weight: ", b,
                   ", of: tickets, linear: {from: 10, to: 0}}\n      mood: {weight: ", c,
                   ", of: mood, map: {good: 100, bad: 0}}\n    segments: {large: {weights: {",
                   segment, "}}}\n")));
}

TEST(LintTest, WeightsThatDoNotSumToTheWhole) {
  EXPECT_THAT(WithWeights("0.40", "0.35", "0.40", "usage: 0.25"),
              ElementsAre("weight-total: weights sum to 1.15, not 1"));
  EXPECT_THAT(WithWeights("40", "30", "28", "mood: 30"),
              ElementsAre("weight-total: weights sum to 98, not 100"));
  EXPECT_THAT(WithWeights("40", "30", "30", "mood: 32"),
              ElementsAre("weight-total: weights sum to 102 for segment `large`, not 100"));
}

TEST(LintTest, WeightsThatAreMeantAsTheyAre) {
  EXPECT_THAT(WithWeights("0.1", "0.2", "0.7", "usage: 0.1"), IsEmpty());
  EXPECT_THAT(WithWeights("3", "2", "1", "usage: 4"), IsEmpty());
  EXPECT_THAT(WithWeights("33", "33", "33", "usage: 33"), IsEmpty());
}

TEST(LintTest, RulesThatRepeatEachOther) {
  EXPECT_THAT(FoundIn(ScoredPackOf("flags:\n"
                                   "  a: {severity: red, reason: r, when: 'tickets>3'}\n"
                                   "  b: {severity: red, reason: s, when: 'tickets  > 3.0'}\n"
                                   "  c: {severity: red, reason: s, when: 'tickets > 4'}\n")),
              ElementsAre("duplicate-rule: flag `b` has the same condition as flag `a`"));
}

TEST(LintTest, AFlagBesideAGate) {
  const std::string gate =
      "graduation:\n"
      "  thresholds: {ready: 8, close: 6}\n"
      "  dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: usage}}}}\n"
      "  gates: {busy: {dimension: d, reason: r, when: 'tickets > 5'}}\n"
      "flags: {f: {severity: red, reason: r, when: 'tickets > ";
  EXPECT_THAT(
      FoundIn(ScoredPackOf(gate + "3'}}\n")),
      ElementsAre("flag-differs-from-gate: flag `f` asks what gate `busy` asks, with another "
                  "number: `tickets > 3.0` and `tickets > 5.0`"));
  EXPECT_THAT(FoundIn(ScoredPackOf(gate + "5'}}\n")), IsEmpty());
}

TEST(LintTest, SegmentsWithoutARow) {
  const std::string table =
      "benchmarks:\n"
      "  load:\n"
      "    value: tickets\n"
      "    better: lower\n"
      "    tiers: [fine, bad]\n"
      "    sets: {OM: {small: [3]}}\n";
  EXPECT_THAT(FoundIn(ScoredPackOf(table)),
              ElementsAre("no-row: set `OM` of benchmark `load` has no row for segment `large`"));
  EXPECT_THAT(FoundIn(ScoredPackOf(table + "    applies_when: 'segment == \"small\"'\n")),
              IsEmpty());
}

TEST(LintTest, ConditionsThatAreNeverTrue) {
  const std::string never = "never-true: `when` of flag `f` is true for no account";
  for (const char* when : {"usage > 1", "tickets < 0", "usage > 0.5 && usage < 0.3",
                           "mood == \"good\" && mood == \"bad\"", "usage * 2 > 2", "!(usage <= 1)",
                           "mood in [\"good\"] && mood == \"bad\"", "tickets > 3 && tickets < 4"}) {
    EXPECT_THAT(WithFlag(when), ElementsAre(never)) << when;
  }
  for (const char* when : {"usage >= 1", "usage > 0.5 || usage < 0.3", "tickets < 1",
                           "usage > 0.3 && usage < 0.5", "has(usage) && usage < 0.1"}) {
    EXPECT_THAT(WithFlag(when), IsEmpty()) << when;
  }
}

TEST(LintTest, AppliesWhenNarrowsWhen) {
  EXPECT_THAT(WithFlag("usage > 0.5", ", applies_when: 'usage < 0.4'"),
              ElementsAre("never-true: `when` of flag `f` is true for no account"));
  EXPECT_THAT(WithFlag("usage > 0.5", ", applies_when: 'usage > 1'"),
              ElementsAre("never-true: `applies_when` of flag `f` is true for no account"));
}

// `usage >= 0` says whether usage is known, so a missing value makes the difference.
TEST(LintTest, ConditionsThatAreAlwaysTrue) {
  EXPECT_THAT(WithFlag("known(usage >= 0) || !known(usage >= 0)"), IsEmpty());  // not seen
  EXPECT_THAT(WithFlag("!known(usage > 1)"),
              ElementsAre("always-true: `when` of flag `f` is true for every account"));
  EXPECT_THAT(WithFlag("usage >= 0"), IsEmpty());
}

}  // namespace
}  // namespace bellwether::lint
