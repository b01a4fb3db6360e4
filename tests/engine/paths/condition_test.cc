#include "engine/paths/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/paths/course.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

constexpr char kSource[] = "--where";

expression::Text TextOf(const std::string& text) { return {text, {0, 1, 1, 1}, true}; }

// What the student's answer says to a condition; the mistakes of the condition fail the test.
Ternary Holds(const std::string& text, const Student& student) {
  DiagnosticSink sink;
  auto condition = PathCondition::Read(*CoursePlan(), TextOf(text), Limits{}, sink);
  EXPECT_EQ(RenderAll(sink.Take(), Sources({{kSource, text}})), "");
  return condition ? condition->Holds(student.evaluated()) : Ternary::kUnknown;
}

std::string MistakesOf(const std::string& text) {
  DiagnosticSink sink;
  EXPECT_FALSE(PathCondition::Read(*CoursePlan(), TextOf(text), Limits{}, sink)) << text;
  return RenderAll(sink.Take(), Sources({{kSource, text}}));
}

TEST(PathConditionTest, ReadsEveryTypeOfPath) {
  const Student eva = GoodStudent();
  for (const char* text : {
           "id == 'eva'",
           "acv > 1000.0 && acv < 1300",
           "health.primary.band == 'green' && health.study.band != 'red'",
           "health.study.certain && !health.primary.held",
           "flag.absent == 'clear'",
           "!('absent' in flags.raised) && size(flags.red) == 0",
           "forecast.planned >= target_graduation_at",
           "extension.new_target < timestamp('2026-04-01T00:00:00Z')",
           "graduation.decision in ['GRADUATE', 'NOT_YET']",
           "as_of > kickoff_at && days_since(kickoff_at) > 20.0",
           "homework == 0.8 && fact.homework == homework && mood == 'good'",
           "missing.count == 3.0",
           "!has(seats) && has(acv)",
       }) {
    EXPECT_EQ(Holds(text, eva), Ternary::kTrue) << text;
  }
}

TEST(PathConditionTest, WhatHasNoValueHasNoAnswer) {
  const Student eva("{attendance: 1}");
  EXPECT_EQ(Holds("acv > 5.0", eva), Ternary::kUnknown);
  EXPECT_EQ(Holds("acv > 5.0 && attendance < 0.5", eva), Ternary::kFalse);
  EXPECT_EQ(Holds("acv > 5.0 || attendance > 0.5", eva), Ternary::kTrue);
  EXPECT_EQ(Holds("mood == 'good'", eva), Ternary::kUnknown);
}

TEST(PathConditionTest, OneConditionAnswersForOneAccountAfterTheOther) {
  DiagnosticSink sink;
  auto condition = PathCondition::Read(
      *CoursePlan(), TextOf("'absent' in flags.raised || health.primary.score > 90.0"), Limits{},
      sink);
  ASSERT_TRUE(condition);
  const Student good = GoodStudent(), absent("{attendance: 0.1, homework: 0.1, mood: bad}"),
                middling("{attendance: 0.6, homework: 0.6, mood: bad}");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(condition->Holds(good.evaluated()), Ternary::kTrue);
    EXPECT_EQ(condition->Holds(absent.evaluated()), Ternary::kTrue);
    EXPECT_EQ(condition->Holds(middling.evaluated()), Ternary::kFalse);
  }
}

TEST(PathConditionTest, MistakesHaveACaretAndAHint) {
  EXPECT_EQ(MistakesOf("health.primary.band == 'gren' && helth.study.score > 3.0"),
            "--where:1:24: error: `health.primary.band` is never `gren` [unknown-value]\n"
            "  1 | health.primary.band == 'gren' && helth.study.score > 3.0\n"
            "    |                        ^~~~~~\n"
            "  did you mean `green`?\n"
            "--where:1:34: error: unknown name `helth.study.score` [unknown-name]\n"
            "  1 | health.primary.band == 'gren' && helth.study.score > 3.0\n"
            "    |                                  ^~~~~~~~~~~~~~~~~\n"
            "  did you mean `health.study.score`?\n");
}

TEST(PathConditionTest, ANumberIsNoCondition) { EXPECT_THAT(MistakesOf("acv"), HasSubstr("bool")); }

}  // namespace
}  // namespace bellwether
