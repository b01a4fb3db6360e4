// What answers at FULL carry of what to ask next.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protos/wire/wire.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"(
signals:
  usage: {type: ratio, description: {en: Active users, id: Pengguna aktif}, unit: share}
  busy: {type: bool}
  answered_at: {type: timestamp}
health:
  m: {bands: [{green: 80}, {yellow: 50}, {red: 0}], components: {usage: {weight: 1, of: usage}}}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: usage}}}}
extension:
  max_total_days: 30
  escalate: {silent: {when: "days_since(answered_at) >= 14", reason: Silent}}
  extend: {busy: {when: busy, days: 14, reason: Busy}}
)";

v1::Evaluation AnswerWithQuestions(const char* yaml, const std::string& language = "") {
  const auto plan = PlanOf(kPack);
  const Account account = AccountOf(yaml);
  const ScoredAccount scored = Score(plan, account);
  const wire::AnswerOptions options{v1::EXPLANATION_LEVEL_FULL, language};
  v1::Evaluation message;
  wire::EvaluationToProto(*plan, scored.facts, scored.evaluation, options, message);
  wire::QuestionsToProto(
      *plan, scored.facts, scored.evaluation,
      Ask(*plan, account, AsOf("2026-03-01"), Limits{}, scored.facts, scored.evaluation), options,
      message);
  return message;
}

TEST(QuestionsToProtoTest, ABandHasItsRangesAndWords) {
  const v1::Evaluation answer = AnswerWithQuestions("", "id");
  ASSERT_EQ(answer.health(0).questions_size(), 1);
  const v1::Question& question = answer.health(0).questions(0);
  EXPECT_EQ(question.name(), "usage");
  EXPECT_EQ(question.description(), "Pengguna aktif");
  EXPECT_EQ(question.unit(), "share");
  EXPECT_EQ(question.missing_reason(), v1::MISSING_REASON_NOT_GIVEN);
  EXPECT_TRUE(question.decides());
  EXPECT_EQ(question.settles(), 1);
  EXPECT_THAT(question.items(), testing::ElementsAre("component usage"));
  ASSERT_EQ(question.answers_size(), 3);
  const v1::PossibleAnswer& middle = question.answers(1);
  EXPECT_EQ(middle.verdict(), "yellow");
  EXPECT_TRUE(middle.changes() && middle.settled());
  EXPECT_DOUBLE_EQ(middle.range().from(), 0.495);
  EXPECT_DOUBLE_EQ(middle.range().to(), 0.795);
  EXPECT_FALSE(middle.range().from_exclusive());
  EXPECT_TRUE(middle.range().to_exclusive());
  EXPECT_EQ(middle.range().text(), "paling sedikit 0.495 dan di bawah 0.795");
  EXPECT_FALSE(question.answers(0).range().has_from());
  EXPECT_FALSE(question.answers(2).range().has_to());
}

TEST(QuestionsToProtoTest, ADecisionSaysWhatItTurnsOn) {
  const v1::Evaluation answer =
      AnswerWithQuestions("target_graduation_at: 2026-02-28\nsignals: {usage: 0.1, busy: true}");
  const v1::ExtensionResult& extension = answer.extension();
  EXPECT_EQ(extension.turns_on(),
            "EXTEND 14 days now; were answered_at 2026-02-15 or earlier: ESCALATE.");
  ASSERT_EQ(extension.questions_size(), 1);
  const v1::Question& question = extension.questions(0);
  ASSERT_EQ(question.answers_size(), 3);
  EXPECT_THAT(question.answers(0).range().words(), testing::ElementsAre("not_yet"));
  EXPECT_EQ(question.answers(1).range().to_date().day(), 15);
  EXPECT_TRUE(question.answers(1).changes());
  EXPECT_EQ(question.answers(2).range().from_date().day(), 16);
  EXPECT_FALSE(question.answers(2).changes());
}

TEST(QuestionsToProtoTest, GraduationAndReadinessAreAskedApart) {
  const v1::Evaluation answer = AnswerWithQuestions("");
  EXPECT_EQ(answer.graduation().questions(0).name(), "usage");
  EXPECT_EQ(answer.graduation().readiness_questions(0).name(), "usage");
  EXPECT_FALSE(answer.questions_incomplete());
}

TEST(QuestionsToProtoTest, OnlyFullWantsThem) {
  EXPECT_TRUE(wire::WantsQuestions({v1::EXPLANATION_LEVEL_FULL, ""}));
  EXPECT_FALSE(wire::WantsQuestions({v1::EXPLANATION_LEVEL_SUMMARY, ""}));
  EXPECT_FALSE(wire::WantsQuestions({}));
}

TEST(ConfidenceToProtoTest, NumbersStandAtEveryLevelAndTheSentenceFromSummaryOn) {
  const auto plan = PlanOf(kPack);
  const ScoredAccount scored = Score(plan, AccountOf(""));
  for (const auto level : {v1::EXPLANATION_LEVEL_NONE, v1::EXPLANATION_LEVEL_SUMMARY}) {
    v1::Evaluation answer;
    wire::EvaluationToProto(*plan, scored.facts, scored.evaluation, {level, "en"}, answer);
    const v1::HealthResult& health = answer.health(0);
    EXPECT_THAT(health.possible_bands(), testing::ElementsAre("green", "yellow", "red"));
    EXPECT_EQ(health.missing_answers(), 1);
    const bool words = level == v1::EXPLANATION_LEVEL_SUMMARY;
    EXPECT_EQ(health.confidence().empty(), !words);
    EXPECT_EQ(answer.graduation().confidence().empty(), !words);
    EXPECT_EQ(answer.extension().confidence().empty(), !words);
  }
}

}  // namespace
}  // namespace bellwether
