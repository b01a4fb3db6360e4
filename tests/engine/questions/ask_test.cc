// Which facts are asked for, in which order, and what each answer would do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/questions/question_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::AskAbout;
using testing_support::AskedAccount;

// --- a band ---

constexpr char kHealth[] = R"yaml(
segments: [small, large]
stages: [trial, live]
signals:
  usage: {type: ratio}
  mood: {type: enum, values: [good, fair, bad]}
  tickets: {type: count}
  left: {type: bool}
  login: {type: timestamp}
health:
  m:
    applies_when: 'stage == "live"'
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 2, of: usage, points: [[0, 0], [0.5, 60], [1, 100]]}
      mood: {weight: 1, of: mood, map: {good: 100, fair: 50, bad: 0}}
      tickets: {weight: 1, of: tickets, steps: [{at_most: 3, points: 100}, {else: 0}]}
    caps: [{when: left, at_most: 49, reason: LEFT}]
)yaml";

std::vector<std::string> Band(const std::string& account) {
  return AskAbout(kHealth, account).Lines(Outcome::kBand, 0);
}

TEST(AskTest, ABandAsksForWhatCouldChangeItTheHeaviestFirst) {
  EXPECT_THAT(Band("stage: live\nsignals: {mood: fair, tickets: 2, left: false}"),
              ElementsAre("usage decides 0.5: below 0.2=red!; at least 0.2 and below 0.8=yellow!; "
                          "at least 0.8=green!"));
}

TEST(AskTest, WordsThatDoTheSameAreOneAnswer) {
  EXPECT_THAT(Band("stage: live\nsignals: {usage: 0.5, tickets: 2, left: false}"),
              ElementsAre("mood decides 0.25: good=green!; fair or bad=yellow!"));
}

TEST(AskTest, WholeNumbersTurnBetweenTwoOfThem) {
  EXPECT_THAT(Band("stage: live\nsignals: {usage: 0.6, mood: good, left: false}"),
              ElementsAre("tickets decides 0.25: at most 3=green!; at least 4=yellow!"));
}

TEST(AskTest, ACapThatNobodyAnsweredIsAskedFor) {
  EXPECT_THAT(Band("stage: live\nsignals: {usage: 1, mood: good, tickets: 0}"),
              ElementsAre("left decides 0: true=red!; false=green!"));
}

TEST(AskTest, NothingIsAskedWhereTheBandIsCertain) {
  EXPECT_THAT(Band("stage: live\nsignals: {usage: 1, tickets: 0, left: true}"), IsEmpty());
  EXPECT_THAT(Band("stage: live\nsignals: {usage: 1, mood: good, tickets: 0, left: false}"),
              IsEmpty());
}

TEST(AskTest, TooLittleDataAskForAllThatWouldCount) {
  EXPECT_THAT(
      Band("stage: live\nsignals: {mood: good, left: false}"),
      ElementsAre("usage decides 0.5: below 0.203=red; at least 0.203 and below 0.616=yellow; "
                  "at least 0.616=green",
                  "tickets decides 0.25: at most 3=green; at least 4=yellow"));
}

TEST(AskTest, WhetherAModelAppliesIsAskedFor) {
  EXPECT_THAT(Band("signals: {usage: 1, mood: good, tickets: 0, left: false}"),
              ElementsAre("stage decides 1: trial=not applicable!; live=green!"));
}

// --- graduation and extension ---

constexpr char kOutcomes[] = R"yaml(
signals:
  outcome: {type: bool}
  adoption: {type: ratio}
  concern: {type: bool}
  signed: {type: bool}
  busy: {type: bool}
  plan_agreed: {type: bool}
  answered_at: {type: timestamp}
  dispute: {type: bool}
graduation:
  precision: 1
  thresholds: {ready: 8.0, close: 6.0}
  dimensions:
    value: {weight: 1, criteria: {outcome: {weight: 1, of: outcome}}}
    usage: {weight: 1, criteria: {adoption: {weight: 1, of: adoption}}}
  gates: {concern: {dimension: usage, when: concern, reason: A concern}}
  requires: {signed: {when: signed, reason: Signed}}
extension:
  max_total_days: 30
  escalate:
    silent: {when: "days_since(answered_at) >= 14", reason: Silent}
    dispute: {when: dispute, reason: Dispute}
  extend:
    busy: {when: "busy && !known(days_since(answered_at) >= 7)",
               days : 14, reason : Busy
}
    planned: {when: plan_agreed, days: 7, reason: Planned}
)yaml";

constexpr char kLate[] = "target_graduation_at: 2026-02-28\n";

TEST(AskTest, ADecisionForWantOfAReasonAsksForTheReasons) {
  const AskedAccount asked =
      AskAbout(kOutcomes, std::string(kLate) +
                              "signals: {concern: true, dispute: false, answered_at: 2026-02-27}");
  EXPECT_THAT(asked.Lines(Outcome::kDecision),
              ElementsAre("busy decides 1: true=EXTEND 14 days!; false=ESCALATE",
                          "plan_agreed decides 1: true=EXTEND 7 days; false=ESCALATE"));
}

// S12, the account for which leadership was called because a date was missing.
TEST(AskTest, ADateTurnsOnTheDayThatARuleCounts) {
  const AskedAccount asked =
      AskAbout(kOutcomes, std::string(kLate) +
                              "signals: {concern: true, dispute: false, busy: true, "
                              "plan_agreed: false}");
  EXPECT_THAT(asked.Lines(Outcome::kDecision),
              ElementsAre("answered_at decides 1: not yet=EXTEND 14 days; 2026-02-22 or earlier="
                          "ESCALATE!; 2026-02-23 or later=EXTEND 14 days!"));
}

TEST(AskTest, WhatIsDecidedByAReasonAsksNothing) {
  const AskedAccount asked = AskAbout(kOutcomes, std::string(kLate) + "signals: {dispute: true}");
  EXPECT_THAT(asked.Lines(Outcome::kDecision), IsEmpty());
}

TEST(AskTest, GraduationAsksForEvidenceUntilSomethingKnownPreventsIt) {
  EXPECT_THAT(AskAbout(kOutcomes, "signals: {outcome: true}").Lines(Outcome::kGraduation),
              ElementsAre("adoption narrows 1: below 0.59=NOT_YET!; at least 0.59=NOT_YET",
                          "concern narrows 1: true=NOT_YET!; false=NOT_YET",
                          "signed narrows 1: true=NOT_YET; false=NOT_YET!"));
  EXPECT_THAT(AskAbout(kOutcomes, "signals: {concern: true}").Lines(Outcome::kGraduation),
              IsEmpty());
  EXPECT_THAT(AskAbout(kOutcomes, "signals: {outcome: false}").Lines(Outcome::kGraduation),
              IsEmpty());
  EXPECT_THAT(AskAbout(kOutcomes, "signals: {outcome: true, adoption: 1, concern: false}")
                  .Lines(Outcome::kGraduation),
              ElementsAre("signed decides 1: true=GRADUATE!; false=NOT_YET!"));
}

TEST(AskTest, ReadinessAsksForTheCriteriaAlone) {
  EXPECT_THAT(AskAbout(kOutcomes, "signals: {outcome: true}").Lines(Outcome::kReadiness),
              ElementsAre("adoption decides 1: below 0.19=NOT_READY!; at least 0.19 and below 0.59="
                          "CLOSE!; at least 0.59=READY!"));
}

TEST(AskTest, TheCostIsBounded) {
  Limits limits;
  limits.max_answers_tried = 10;
  const AskedAccount asked = AskAbout(kOutcomes, kLate, limits);
  EXPECT_FALSE(asked.questions.complete);
  EXPECT_LE(asked.questions.tried, 10);
  EXPECT_TRUE(AskAbout(kOutcomes, kLate).questions.complete);
}

TEST(AskTest, WhatTheAccountWouldBeRefusedForIsNoAnswer) {
  const AskedAccount asked = AskAbout(R"yaml(
onboarding: {start: {default: contract_signed_at}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    min_coverage: 0
    components: {speed: {weight: 1, of: days_since_kickoff, points: [[0, 100], [10, 0]]}}
)yaml",
                                      "target_graduation_at: 2026-02-25\n");
  // A kickoff after the target is refused (S10).
  EXPECT_THAT(asked.Names(Outcome::kBand, 0), ElementsAre("kickoff_at"));
  const Question& question = asked.questions.Find(Outcome::kBand, 0)->questions[0];
  for (const PossibleAnswer& answer : question.answers) {
    const bool scored = static_cast<ModelState>(answer.verdict.state) == ModelState::kScored;
    EXPECT_FALSE(scored && answer.verdict.value == 0) << "green needs a kickoff after 2026-02-26";
  }
}

}  // namespace
}  // namespace bellwether
