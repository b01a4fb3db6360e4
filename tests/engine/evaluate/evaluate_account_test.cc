#include "engine/evaluate/evaluate_account.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;

constexpr char kRules[] = R"(
signals:
  usage: {type: ratio}
  contract: {type: number, missing: error}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
)";

class EvaluateAccountTest : public ::testing::Test {
 protected:
  absl::Status Evaluate(std::string_view account) {
    return EvaluateAccount(*plan_, AccountOf(account), AsOf("2026-03-01"), Limits{}, memory_,
                           violations_);
  }

  const testing_support::PlanPointer plan_ = PlanOf(kRules);
  AccountMemory memory_;
  std::vector<Violation> violations_;
};

TEST_F(EvaluateAccountTest, AGoodAccountHasAnEvaluation) {
  ASSERT_TRUE(Evaluate("signals: {usage: 0.7, contract: 1}").ok());
  EXPECT_THAT(violations_, IsEmpty());
  EXPECT_EQ(memory_.evaluation.models[0].displayed, 70);
}

TEST_F(EvaluateAccountTest, WhatBindingRefusesIsSaidAndNotEvaluated) {
  EXPECT_TRUE(absl::IsInvalidArgument(Evaluate("signals: {usage: 7, mood: 1}")));
  EXPECT_THAT(violations_, SizeIs(2));
  EXPECT_THAT(memory_.evaluation.required, IsEmpty());
}

TEST_F(EvaluateAccountTest, WhatThePackRequiresIsAPrecondition) {
  EXPECT_TRUE(absl::IsFailedPrecondition(Evaluate("signals: {usage: 0.7}")));
  EXPECT_THAT(violations_, ElementsAre(Field(&Violation::path, "signals.contract")));
  // Of the account before nothing is left.
  violations_.clear();
  EXPECT_TRUE(absl::IsInvalidArgument(Evaluate("signals: {usage: 7, contract: 1}")));
  EXPECT_THAT(memory_.evaluation.required, IsEmpty());
}

TEST_F(EvaluateAccountTest, WhatTheCallerFoundRefusesAsWell) {
  violations_.push_back({"id", "MISSING_FIELD", "there is no id"});
  EXPECT_TRUE(absl::IsInvalidArgument(Evaluate("signals: {usage: 7, contract: 1}")));
  EXPECT_THAT(violations_, SizeIs(2));
}

}  // namespace
}  // namespace bellwether
