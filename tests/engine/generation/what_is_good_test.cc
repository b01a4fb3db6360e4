// Which way is up is found by asking the pack, however it says so.
#include "engine/generation/what_is_good.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/generation/account_generator.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using ::testing::ElementsAre;
using testing_support::PlanOf;

constexpr char kPack[] = R"(
stages: [onboarding, live, gone]
severities: [red]
signals:
  rising: {type: ratio}
  falling: {type: ratio}
  turned: {type: ratio}
  cheap: {type: money}
  by_formula: {type: number, min: 0, max: 10}
  through_a_fact: {type: count}
  mood: {type: enum, values: [fair, awful, fine]}
  leaving: {type: bool}
  trained: {type: bool}
  seen_at: {type: timestamp}
  pain: {type: series, of: number, min: 0, max: 10}
  idle: {type: ratio}
derived:
  tickets_per_seat: {type: number, expr: "through_a_fact / 10.0"}
benchmarks:
  cost:
    {value: cheap, better: lower, tiers: [low, high], sets: {Ours: {default: [5000]}}}
health:
  only:
    applies_when: 'stage != "gone"'
    bands: [{green: 70}, {red: 0}]
    components:
      rising: {weight: 1, of: rising}
      falling: {weight: 1, of: falling, linear: {from: 1, to: 0}}
      turned: {weight: 1, invert: true, of: turned}
      formula: {weight: 1, expr: "100.0 - 10.0 * by_formula"}
      fact: {weight: 1, of: tickets_per_seat, linear: {from: 1, to: 0}}
      mood: {weight: 1, of: mood, map: {fair: 60, awful: 0, fine: 100}}
flags:
  leaving: {severity: red, when: leaving, reason: The champion leaves}
  silent: {severity: red, when: "days_since(seen_at) > 14", reason: Nobody was seen}
  worse: {severity: red, when: "change(pain, days(14)) > 0.0", reason: It hurts}
graduation:
  applies_when: 'stage == "onboarding"'
  precision: 1
  thresholds: {ready: 8, close: 6}
  require_each_dimension: 7
  dimensions: {use: {weight: 1, criteria: {trained: {weight: 1, of: trained}}}}
)";

class WhatIsGoodTest : public ::testing::Test {
 protected:
  WhatIsGoodTest() : plan_(PlanOf(kPack)) {
    model_ = MakeAccountModel(*plan_, Moment::Date(absl::CivilDay(2026, 3, 1)));
    LearnWhatIsGood(model_);
  }

  const SignalModel& Signal(const std::string& name) const {
    return *std::find_if(model_.signals.begin(), model_.signals.end(),
                         [&](const SignalModel& signal) { return signal.name == name; });
  }
  double Correlation(const std::string& name) const { return Signal(name).correlation; }

  testing_support::PlanPointer plan_;
  AccountModel model_;
};

TEST_F(WhatIsGoodTest, CurvesBenchmarksFormulasAndConditionsSayWhatIsGood) {
  for (const char* name : {"rising", "trained"}) EXPECT_GT(Correlation(name), 0) << name;
  for (const char* name : {"falling", "turned", "cheap", "by_formula", "through_a_fact", "leaving",
                           "seen_at", "pain"}) {
    EXPECT_LT(Correlation(name), 0) << name;
  }
  EXPECT_EQ(Correlation("idle"), 0);
}

TEST_F(WhatIsGoodTest, WordsAreInTheOrderOfTheirPoints) {
  EXPECT_THAT(Signal("mood").words, ElementsAre("awful", "fair", "fine"));
  EXPECT_GT(Correlation("mood"), 0);
}

TEST_F(WhatIsGoodTest, WhatIsBadIsRare) {
  EXPECT_LT(Signal("leaving").true_share, 0.2);
  EXPECT_GT(Signal("trained").true_share, 0.6);
}

TEST_F(WhatIsGoodTest, StagesWithoutGraduationComeAfterIt) {
  ASSERT_EQ(model_.stages.size(), 3u);
  EXPECT_TRUE(model_.stages[0].under_way);
  EXPECT_FALSE(model_.stages[1].under_way);
  EXPECT_FALSE(model_.stages[2].under_way);
  EXPECT_GT(model_.stages[0].weight, model_.stages[2].weight) << "nothing is asked of the last";
}

// A portfolio, and no noise: who is well in one respect is well in most.
TEST_F(WhatIsGoodTest, FactsOfAnAccountGoTogether) {
  const AccountGenerator accounts(*plan_, 1, Moment::Date(absl::CivilDay(2026, 3, 1)));
  double rising = 0, falling = 0, both = 0, rising_2 = 0, falling_2 = 0, count = 0;
  for (uint64_t i = 0; i < 4'000; ++i) {
    const Account account = accounts.At(i);
    const auto number = [&account](const char* name) -> std::optional<double> {
      for (const SignalInput& signal : account.signals) {
        const double* value = std::get_if<double>(&signal.value);
        if (signal.name == name && value != nullptr) return *value;
      }
      return std::nullopt;
    };
    const auto x = number("rising"), y = number("falling");
    if (!x || !y) continue;
    rising += *x, falling += *y, both += *x * *y;
    rising_2 += *x * *x, falling_2 += *y * *y, ++count;
  }
  const double covariance = both / count - rising / count * falling / count;
  const double variance = (rising_2 / count - std::pow(rising / count, 2)) *
                          (falling_2 / count - std::pow(falling / count, 2));
  EXPECT_NEAR(covariance / std::sqrt(variance), -0.36, 0.06) << "0.6 each with the hidden health";
}

}  // namespace
}  // namespace bellwether::generation
