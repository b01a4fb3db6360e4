#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

const absl::Time kReceived = absl::FromUnixSeconds(1'767'225'600);

TEST(OptionsFromProtoTest, TakesTheTimeOfReceiptForAnAbsentAsOf) {
  std::vector<Violation> violations;
  const BindOptions options = OptionsFromProto({}, kReceived, violations);
  EXPECT_EQ(options.as_of.time, kReceived);
  EXPECT_FALSE(options.as_of.date_only);
  EXPECT_FALSE(options.report_unknown_signals);
  EXPECT_EQ(options.benchmark_set, "");
  EXPECT_TRUE(violations.empty());
}

TEST(OptionsFromProtoTest, TakesWhatIsGiven) {
  v1::EvaluationOptions message;
  message.mutable_as_of()->mutable_date()->set_year(2026);
  message.mutable_as_of()->mutable_date()->set_month(3);
  message.mutable_as_of()->mutable_date()->set_day(1);
  message.set_unknown_signals(v1::UNKNOWN_SIGNALS_REPORT);
  message.set_benchmark_set("PM");
  std::vector<Violation> violations;
  const BindOptions options = OptionsFromProto(message, kReceived, violations);
  EXPECT_TRUE(options.as_of.date_only);
  EXPECT_EQ(options.as_of.day, absl::CivilDay(2026, 3, 1));
  EXPECT_TRUE(options.report_unknown_signals);
  EXPECT_EQ(options.benchmark_set, "PM");
  EXPECT_TRUE(violations.empty());
}

TEST(OptionsFromProtoTest, RefusesWhatItDoesNotKnow) {
  v1::EvaluationOptions message;
  message.mutable_as_of()->mutable_date()->set_year(2026);
  message.set_unknown_signals(static_cast<v1::UnknownSignals>(7));
  message.set_explanation(static_cast<v1::ExplanationLevel>(9));
  std::vector<Violation> violations;
  OptionsFromProto(message, kReceived, violations);
  ASSERT_EQ(violations.size(), 3u);
  EXPECT_EQ(violations[0].path, "options.as_of");
  EXPECT_EQ(violations[1].path, "options.unknown_signals");
  EXPECT_EQ(violations[2].path, "options.explanation");
}

TEST(AnswerOptionsFromProtoTest, ReadsUnspecifiedAsNone) {
  v1::EvaluationOptions message;
  EXPECT_EQ(AnswerOptionsFromProto(message).explanation, v1::EXPLANATION_LEVEL_NONE);
  message.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  message.set_language("id");
  EXPECT_EQ(AnswerOptionsFromProto(message).explanation, v1::EXPLANATION_LEVEL_FULL);
  EXPECT_EQ(AnswerOptionsFromProto(message).language, "id");
}

}  // namespace
}  // namespace bellwether::wire
