// What NONE, SUMMARY and FULL carry of flags, graduation, extension and programme.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protos/wire/wire.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"yaml(
severities: [red, yellow]
signals:
  active: {type: ratio}
  silent: {type: bool}
  signed: {type: bool}
flags:
  low: {severity: red, when: "active < 0.4", reason: "Only {active:percent}", playbook: call, notify: [management]}
  high: {severity: yellow, when: "active > 0.9", reason: High}
  quiet: {severity: yellow, when: silent, reason: Quiet}
playbooks:
  call: {steps: [{do: "Call {account}", owner: csm, due_days: 2}]}
  unused: {steps: [{do: Nothing}]}
graduation:
  thresholds: {ready: 8.0, close: 3.0}
  require_each_dimension: 7.0
  dimensions:
    usage:
      weight: 1
      criteria: {active: {weight: 1, of: active, linear: {from: 0, to: 1}, evidence: Analytics}}
  gates: {open: {dimension: usage, when: "active < 0.1", reason: Open}}
  requires: {sign_off: {when: signed, reason: Signed off}}
extension:
  max_total_days: 30
  recovery_after_days: 30
  extend: {low: {when: "active < 0.5", reason: Slow, days: 10}}
  responses: {extend: {message: "To {new_target}", playbook: call}, recover: {message: Recover}}
programme: {phases: {setup: {weeks: [1, 2], sign: Ready}}}
)yaml";

v1::Evaluation Answer(v1::ExplanationLevel level, const char* account =
                                                      "signals: {active: 0.3}\n"
                                                      "target_graduation_at: 2026-01-25\n") {
  static const auto* const plan = new PlanPointer(PlanOf(kPack));
  const ScoredAccount scored = Score(*plan, account);
  v1::Evaluation message;
  wire::EvaluationToProto(**plan, scored.facts, scored.evaluation, {level, ""}, message);
  return message;
}

TEST(OutcomesToProtoTest, NoneHasWhatAsksForAction) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE);
  ASSERT_EQ(answer.flags_size(), 2);  // raised and not evaluated; the clear one is left out
  EXPECT_EQ(answer.flags(0).rule().name(), "low");
  EXPECT_EQ(answer.flags(0).state(), v1::FLAG_STATE_RAISED);
  EXPECT_EQ(answer.flags(0).playbook(), "call");
  EXPECT_EQ(answer.flags(0).severity(), "red");
  EXPECT_THAT(answer.flags(0).notify(), testing::ElementsAre("management"));
  EXPECT_EQ(answer.flags(0).rule().read_size(), 0);
  EXPECT_EQ(answer.flags(1).state(), v1::FLAG_STATE_NOT_EVALUATED);
  EXPECT_EQ(answer.flags(1).rule().missing(0).name(), "silent");
  EXPECT_EQ(answer.graduation().gates_size(), 0);
  ASSERT_EQ(answer.graduation().requirements_size(), 1);
  EXPECT_EQ(answer.graduation().requirements(0).state(), v1::REQUIREMENT_STATE_NEEDS_EVIDENCE);
  EXPECT_EQ(answer.playbooks_size(), 0);
}

TEST(OutcomesToProtoTest, NoneSaysWhyAFlagIsRaisedWithoutAnAnswer) {
  std::string pack = kPack;
  const std::string quiet = "when: silent, reason: Quiet";
  pack.replace(pack.find(quiet), quiet.size(), quiet + ", unknown: raise");
  const PlanPointer plan = PlanOf(pack);
  const ScoredAccount scored = Score(plan, "signals: {active: 0.3}\n");
  v1::Evaluation answer;
  wire::EvaluationToProto(*plan, scored.facts, scored.evaluation, {v1::EXPLANATION_LEVEL_NONE, ""},
                          answer);
  ASSERT_EQ(answer.flags_size(), 2);
  EXPECT_FALSE(answer.flags(0).unanswered());
  EXPECT_EQ(answer.flags(1).state(), v1::FLAG_STATE_RAISED);
  EXPECT_TRUE(answer.flags(1).unanswered());
  ASSERT_EQ(answer.flags(1).rule().missing_size(), 1);
  EXPECT_EQ(answer.flags(1).rule().missing(0).name(), "silent");
}

// Words are for people: what a program reads at NONE has none.
TEST(OutcomesToProtoTest, NoneHasNoWords) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE);
  EXPECT_EQ(answer.flags(0).rule().reason(), "");
  EXPECT_EQ(answer.graduation().requirements(0).rule().reason(), "");
  EXPECT_EQ(answer.graduation().requirements(0).rule().missing(0).name(), "signed");
  EXPECT_EQ(answer.graduation().dimensions(0).score(), 3);
  EXPECT_EQ(answer.graduation().dimensions(0).criteria_size(), 0);
  EXPECT_EQ(answer.graduation().conditions_size(), 0);
  EXPECT_EQ(answer.graduation().unanswered_size(), 0);
  EXPECT_EQ(answer.extension().reason(), "");
  EXPECT_EQ(answer.extension().conditions_size(), 0);
  EXPECT_EQ(answer.extension().extend(0).rule().name(), "low");
  EXPECT_TRUE(answer.extension().has_recovery());
  EXPECT_EQ(answer.extension().recovery().response().message(), "");
}

TEST(OutcomesToProtoTest, SummarySaysItInWords) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_SUMMARY);
  EXPECT_EQ(answer.flags(0).rule().reason(), "Only 30 %");
  EXPECT_EQ(answer.graduation().requirements(0).rule().reason(), "Signed off");
  EXPECT_EQ(answer.extension().extend(0).rule().reason(), "Slow");
  EXPECT_EQ(answer.extension().reason(), "Slow");
  EXPECT_EQ(answer.extension().recovery().root_cause(), "not established");
  EXPECT_EQ(answer.extension().recovery().response().message(), "Recover");
}

// The calls for one outcome say it in words at every level.
TEST(OutcomesToProtoTest, OneOutcomeAloneIsSaidInWords) {
  const PlanPointer plan = PlanOf(kPack);
  const ScoredAccount scored =
      Score(plan, "signals: {active: 0.3}\ntarget_graduation_at: 2026-01-25\n");
  v1::GraduationResult graduation;
  wire::GraduationToProto(*plan, scored.facts, scored.evaluation, {}, graduation);
  EXPECT_THAT(graduation.conditions(),
              testing::ElementsAre("total 3.0, needed 8.0", "usage 3.0, needed 7.0"));
  EXPECT_EQ(graduation.dimensions(0).criteria(0).points_short(), 70);
  EXPECT_EQ(graduation.gates_size(), 0);
  v1::ExtensionResult extension;
  google::protobuf::RepeatedPtrField<v1::Playbook> playbooks;
  wire::ExtensionToProto(*plan, scored.facts, scored.evaluation, {}, extension, playbooks);
  EXPECT_EQ(extension.reason(), "Slow");
  EXPECT_EQ(extension.recovery().response().message(), "Recover");
  EXPECT_THAT(extension.conditions(),
              testing::ElementsAre("total 3.0, needed 8.0", "usage 3.0, needed 7.0"));
  EXPECT_EQ(playbooks.size(), 0);
}

TEST(OutcomesToProtoTest, SaysWhatScoresAreHeldAgainst) {
  const v1::GraduationResult graduation = Answer(v1::EXPLANATION_LEVEL_SUMMARY).graduation();
  EXPECT_EQ(graduation.ready().at(), 8);
  EXPECT_EQ(graduation.ready().comparison(), v1::THRESHOLD_COMPARISON_AT_LEAST);
  EXPECT_FALSE(graduation.ready().met());
  EXPECT_EQ(graduation.ready().margin(), -5);
  EXPECT_EQ(graduation.close().at(), 3);
  EXPECT_TRUE(graduation.close().met());
  EXPECT_EQ(graduation.close().margin(), 0);
  EXPECT_EQ(graduation.dimensions(0).required().at(), 7);
  EXPECT_FALSE(graduation.dimensions(0).required().met());
  EXPECT_EQ(graduation.dimensions(0).required().margin(), -4);
}

TEST(OutcomesToProtoTest, ThresholdsStandWhereThereIsNoScore) {
  const v1::GraduationResult graduation =
      Answer(v1::EXPLANATION_LEVEL_SUMMARY, "signals: {silent: false}\n").graduation();
  ASSERT_EQ(graduation.state(), v1::OUTCOME_STATE_INSUFFICIENT_DATA);
  EXPECT_EQ(graduation.ready().at(), 8);
  EXPECT_FALSE(graduation.ready().has_margin());
  EXPECT_EQ(graduation.dimensions(0).required().at(), 7);
  EXPECT_FALSE(graduation.dimensions(0).required().has_margin());
}

// Programs that read states alone know the pack; and a pack need not ask anything of a dimension.
TEST(OutcomesToProtoTest, ThresholdsAreNotToldWhereNobodyAsks) {
  const v1::GraduationResult states = Answer(v1::EXPLANATION_LEVEL_NONE).graduation();
  EXPECT_FALSE(states.has_ready());
  EXPECT_FALSE(states.dimensions(0).has_required());
  std::string pack = kPack;
  const std::string required = "  require_each_dimension: 7.0\n";
  pack.erase(pack.find(required), required.size());
  const PlanPointer plan = PlanOf(pack);
  const ScoredAccount scored = Score(plan, "signals: {active: 0.3}\n");
  v1::GraduationResult free;
  wire::GraduationToProto(*plan, scored.facts, scored.evaluation, {}, free);
  EXPECT_TRUE(free.has_ready());
  EXPECT_FALSE(free.dimensions(0).has_required());
}

TEST(OutcomesToProtoTest, GraduationAddsUp) {
  const v1::GraduationResult graduation = Answer(v1::EXPLANATION_LEVEL_SUMMARY).graduation();
  EXPECT_EQ(graduation.state(), v1::OUTCOME_STATE_ANSWERED);
  EXPECT_EQ(graduation.total(), 3);
  EXPECT_EQ(graduation.readiness(), v1::READINESS_CLOSE);
  EXPECT_EQ(graduation.decision(), v1::GRADUATION_DECISION_NOT_YET);
  EXPECT_EQ(graduation.gates(0).state(), v1::GATE_STATE_CLEAR);
  const v1::Dimension& usage = graduation.dimensions(0);
  EXPECT_EQ(usage.contribution(), 3);
  EXPECT_FALSE(usage.green());
  EXPECT_EQ(usage.criteria(0).state(), v1::CRITERION_STATE_UNMET);
  EXPECT_EQ(usage.criteria(0).points_short(), 70);
  EXPECT_EQ(usage.criteria(0).component().contribution(), 30);
  EXPECT_EQ(usage.criteria(0).evidence_size(), 0);
  EXPECT_THAT(graduation.conditions(),
              testing::ElementsAre("total 3.0, needed 8.0", "usage 3.0, needed 7.0"));
  EXPECT_THAT(graduation.unanswered(), testing::ElementsAre("sign_off (signed)"));
}

TEST(OutcomesToProtoTest, ExtensionAndRecovery) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_NONE);
  const v1::ExtensionResult& extension = answer.extension();
  EXPECT_EQ(extension.decision(), v1::DECISION_ESCALATE);
  EXPECT_EQ(extension.basis(), v1::DECISION_BASIS_EXTENSION_CANNOT_REACH_TODAY);
  EXPECT_EQ(extension.days_late(), 35);
  EXPECT_EQ(answer.forecast().planned().month(), 1);
}

TEST(OutcomesToProtoTest, FullHasWhatWasReadAndThePlaybooksThatAreNamed) {
  const v1::Evaluation answer = Answer(v1::EXPLANATION_LEVEL_FULL);
  EXPECT_EQ(answer.flags_size(), 3);
  EXPECT_EQ(answer.flags(0).rule().read(0).name(), "active");
  EXPECT_EQ(answer.flags(0).rule().read(0).value().number(), 0.3);
  EXPECT_EQ(answer.flags(0).rule().condition(), "active < 0.4");
  EXPECT_GT(answer.flags(0).rule().location().line(), 0);
  EXPECT_EQ(answer.graduation().dimensions(0).criteria(0).evidence(0), "Analytics");
  ASSERT_EQ(answer.playbooks_size(), 1);
  EXPECT_EQ(answer.playbooks(0).name(), "call");
  EXPECT_EQ(answer.playbooks(0).steps(0).due().day(), 3);
}

TEST(OutcomesToProtoTest, AnAccountThatHasGraduatedHasNothingToDecide) {
  const v1::Evaluation answer =
      Answer(v1::EXPLANATION_LEVEL_FULL, "graduated_at: 2026-02-01\nsignals: {active: 0.3}\n");
  EXPECT_EQ(answer.graduation().state(), v1::OUTCOME_STATE_ALREADY_GRADUATED);
  EXPECT_FALSE(answer.graduation().has_total());
  EXPECT_EQ(answer.extension().state(), v1::OUTCOME_STATE_ALREADY_GRADUATED);
  EXPECT_FALSE(answer.has_forecast());
}

}  // namespace
}  // namespace bellwether
