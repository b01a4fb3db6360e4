// What a pack says is usual is what generated accounts tell.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/generation/account_generator.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using testing_support::PlanOf;

constexpr uint64_t kAccounts = 4'000;
constexpr char kPack[] = R"(
severities: [red]
signals:
  active: {type: ratio, max_age: 7d, generate: {median: 0.6, spread: 0.1, missing: 0.3, not_applicable: 0}}
  cost: {type: money, min: 0, generate: {median: 90, spread: 60, correlation: -1}}
  mood: {type: enum, values: [good, fair, bad], generate: {shares: {good: 0.7, bad: 0.2}}}
  leaving: {type: bool, generate: {share: 0.05, not_applicable: 0.5}}
  reported_at: {type: timestamp, generate: {median: 30, spread: 40, share: 0.7}}
  level: {type: series, of: ratio, generate: {median: 0.2, spread: 0.01}}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      active: {weight: 1, of: active}
flags:
  costly: {severity: red, when: "cost > 1000.0", reason: It costs much}
)";

class HintsTest : public ::testing::Test {
 protected:
  HintsTest()
      : plan_(PlanOf(kPack)), accounts_(*plan_, 1, Moment::Date(absl::CivilDay(2026, 3, 1))) {
    for (uint64_t i = 0; i < kAccounts; ++i) Add(accounts_.At(i));
    for (auto& [name, list] : numbers_) std::sort(list.begin(), list.end());
  }

  void Add(const Account& account) {
    for (const SignalInput& signal : account.signals) {
      if (const auto* number = std::get_if<double>(&signal.value)) {
        numbers_[signal.name].push_back(*number);
      } else if (const auto* word = std::get_if<std::string>(&signal.value)) {
        ++words_[*word];
      } else if (const auto* truth = std::get_if<bool>(&signal.value)) {
        ++words_[*truth ? "true" : "false"];
      } else if (std::holds_alternative<NotYet>(signal.value)) {
        ++words_["not yet"];
      } else if (std::holds_alternative<NotApplicable>(signal.value)) {
        ++words_[signal.name + " not applicable"];
      }
    }
    for (const SeriesInput& series : account.series) {
      for (const auto& point : series.points) numbers_[series.name].push_back(point.value);
    }
  }

  double Quantile(const std::string& name, double share) {
    const auto& list = numbers_.at(name);
    return list[static_cast<size_t>(share * static_cast<double>(list.size()))];
  }

  testing_support::PlanPointer plan_;
  AccountGenerator accounts_;
  std::map<std::string, std::vector<double>> numbers_;
  std::map<std::string, int> words_;
};

TEST_F(HintsTest, NumbersHaveTheirMedianAndSpread) {
  EXPECT_NEAR(Quantile("active", 0.5), 0.6, 0.01);
  EXPECT_NEAR(Quantile("active", 0.84), 0.7, 0.02);
  EXPECT_NEAR(Quantile("cost", 0.5), 90, 4);
  EXPECT_NEAR(Quantile("cost", 0.84), 150, 10);
  EXPECT_NEAR(Quantile("level", 0.5), 0.2, 0.01);
}

TEST_F(HintsTest, WordsAndBoolsHaveTheirShares) {
  const double told = words_["good"] + words_["fair"] + words_["bad"];
  EXPECT_NEAR(words_["good"] / told, 0.7, 0.03);
  EXPECT_NEAR(words_["fair"] / told, 0.1, 0.02);
  const double asked = words_["true"] + words_["false"];
  EXPECT_NEAR(words_["true"] / asked, 0.05, 0.015);
  EXPECT_NEAR(words_["not yet"] / static_cast<double>(kAccounts), 0.3 * 0.93, 0.03);
}

TEST_F(HintsTest, SharesOfWhatIsNotToldAreFollowed) {
  EXPECT_NEAR(static_cast<double>(numbers_["active"].size()) / kAccounts, 0.7, 0.03);
  EXPECT_EQ(words_["active not applicable"], 0);
  EXPECT_NEAR(words_["leaving not applicable"] / static_cast<double>(kAccounts), 0.475, 0.03);
}

// Correlation -1: the dearest account is the sickest.
TEST_F(HintsTest, CorrelationIsFollowed) {
  const auto cost_of = [](const Account& account) {
    for (const SignalInput& signal : account.signals) {
      if (signal.name == "cost") return std::get_if<double>(&signal.value);
    }
    return static_cast<const double*>(nullptr);
  };
  int compared = 0;
  for (uint64_t i = 0; i < 200; ++i) {
    const Account account = accounts_.At(i);
    const double* cost = cost_of(account);
    const double health = HiddenOf(1, i).health;
    if (cost == nullptr || *cost == 1000 || std::abs(health) < 0.1) continue;
    EXPECT_EQ(*cost > 90, health < 0) << i;
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace bellwether::generation
