#include "clients/cli/words/evaluation_words.h"

#include "gtest/gtest.h"
#include "tests/clients/sample_evaluations.h"

namespace bellwether::cli {
namespace {

TEST(Percent, NeverSaysAllOrNothingFalsely) {
  EXPECT_EQ(Percent(0.854), "85 %");
  EXPECT_EQ(Percent(0.996), "99 %");
  EXPECT_EQ(Percent(0.001), "1 %");
  EXPECT_EQ(Percent(1), "100 %");
  EXPECT_EQ(Percent(0), "0 %");
}

TEST(Words, OfStatesAndReasons) {
  EXPECT_EQ(StateWords(v1::HEALTH_STATE_SCORED), "");
  EXPECT_EQ(StateWords(v1::HEALTH_STATE_INSUFFICIENT_DATA), "insufficient data");
  EXPECT_EQ(MissingWords(v1::MISSING_REASON_NOT_GIVEN), "not given");
  EXPECT_EQ(MissingWords(v1::MISSING_REASON_UNSPECIFIED), "");
}

TEST(ValueWords, OfEveryKindOfFact) {
  v1::FactValue value;
  EXPECT_EQ(ValueWords(value), "");
  value.set_number(0.8333333333333334);
  EXPECT_EQ(ValueWords(value), "0.8333");
  value.set_flag(true);
  EXPECT_EQ(ValueWords(value), "yes");
  value.set_text("positive");
  EXPECT_EQ(ValueWords(value), "positive");
  value.mutable_time()->set_seconds(1772323200);
  EXPECT_EQ(ValueWords(value), "2026-03-01T00:00:00Z");
  value.set_points(1);
  EXPECT_EQ(ValueWords(value), "1 point");
}

TEST(BoundsWords, RoundLikeTheScore) {
  v1::HealthResult health;
  health.mutable_bounds()->set_low(44.5);
  health.mutable_bounds()->set_high(78.96);
  EXPECT_EQ(BoundsWords(health), "45–79") << "no score";
  health.mutable_score()->set_precision(1);
  EXPECT_EQ(BoundsWords(health), "44.5–79.0");
  health.mutable_score()->set_rounded_down(true);
  EXPECT_EQ(BoundsWords(health), "44.5–78.9");
}

TEST(AbsentComponents, AreNamedByTheirWeightInTheWhole) {
  const auto evaluations = SampleEvaluations();
  EXPECT_EQ(AbsentComponents(evaluations[1].health(0)),
            (std::vector<std::string>{"usage", "value", "nps"}));
  // 2 of 5 parts of risk against a quarter of engagement each; what is not applicable is no lack.
  EXPECT_EQ(AbsentComponents(evaluations[0].health(1)),
            (std::vector<std::string>{"risk.load", "engagement.nps", "engagement.meetings"}));
}

}  // namespace
}  // namespace bellwether::cli
