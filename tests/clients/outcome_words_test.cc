#include "clients/cli/words/outcome_words.h"

#include "engine/plan/plan.h"
#include "gtest/gtest.h"
#include "tests/clients/sample_evaluations.h"

namespace bellwether::cli {
namespace {

std::string NamesOf(const std::vector<const v1::FlagResult*>& flags) {
  std::string names;
  for (const auto* flag : flags) names += flag->rule().name() + " ";
  return names;
}

TEST(RaisedFlags, TheWorstComesFirst) {
  const v1::Evaluation evaluation = SampleEvaluations()[4];
  EXPECT_EQ(NamesOf(RaisedFlags(evaluation, nullptr)), "champion_unresponsive milestone_overdue ");
  Plan plan;
  plan.severities = {"yellow", "red"};
  EXPECT_EQ(NamesOf(RaisedFlags(evaluation, &plan)), "milestone_overdue champion_unresponsive ");
}

TEST(RaisedFlags, AreCountedBySeverity) {
  v1::Evaluation evaluation = SampleEvaluations()[4];
  EXPECT_EQ(RaisedWords(RaisedFlags(evaluation, nullptr)), "1 red 1 yellow");
  evaluation.mutable_flags(2)->set_state(v1::FLAG_STATE_RAISED);
  EXPECT_EQ(RaisedWords(RaisedFlags(evaluation, nullptr), ", "), "2 red, 1 yellow");
  evaluation.clear_flags();
  EXPECT_EQ(RaisedWords(RaisedFlags(evaluation, nullptr)), "");
}

TEST(MissingWords, SayEachReasonOnce) {
  const v1::Evaluation evaluation = SampleEvaluations()[4];
  EXPECT_EQ(MissingWords(evaluation.flags(2).rule().missing()),
            "active_users_history (too few points); logins, seats (not given)");
  EXPECT_EQ(ReadWords(evaluation.flags(1).rule()),
            "champion_sentiment = unresponsive · last_response_at = 2026-02-10 · "
            "next_meeting_at: not yet");
}

TEST(GraduationWords, HaveWordsForEveryState) {
  v1::GraduationResult graduation;
  EXPECT_EQ(GraduationWords(graduation), "");
  graduation.set_state(v1::OUTCOME_STATE_NOT_DEFINED);
  EXPECT_EQ(GraduationWords(graduation), "");
  graduation.set_state(v1::OUTCOME_STATE_INSUFFICIENT_DATA);
  EXPECT_EQ(GraduationWords(graduation), "insufficient data");
  graduation.set_state(v1::OUTCOME_STATE_ALREADY_GRADUATED);
  EXPECT_EQ(GraduationWords(graduation), "graduated");
  graduation.set_state(v1::OUTCOME_STATE_ANSWERED);
  graduation.set_total(9);
  graduation.set_readiness(v1::READINESS_READY);
  graduation.set_decision(v1::GRADUATION_DECISION_GRADUATE);
  EXPECT_EQ(GraduationWords(graduation), "9.0 READY, GRADUATE");
  EXPECT_EQ(GraduationTone(graduation), Tone::kGood);
}

TEST(ExtensionWords, NameTheDecision) {
  v1::ExtensionResult extension;
  EXPECT_EQ(ExtensionWords(extension), "");
  extension.set_state(v1::OUTCOME_STATE_ANSWERED);
  extension.set_decision(v1::DECISION_NOT_EVALUATED);
  EXPECT_EQ(ExtensionWords(extension), "not evaluated");
  extension.set_decision(v1::DECISION_ESCALATE);
  EXPECT_EQ(ExtensionWords(extension), "ESCALATE");
  EXPECT_EQ(ExtensionTone(extension), Tone::kBad);
  extension.set_decision(v1::DECISION_EXTEND);
  extension.set_days_granted(1);
  EXPECT_EQ(ExtensionWords(extension), "EXTEND 1 day");
}

}  // namespace
}  // namespace bellwether::cli
