// Signals of every type: in their range, sometimes missing, and stale as often as they should be.
#include "engine/generation/signals.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "engine/generation/account_generator.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using testing_support::PlanOf;
using testing_support::Score;

constexpr uint64_t kAccounts = 3'000;
constexpr char kPack[] = R"(
severities: [red]
signals:
  ratio: {type: ratio, max_age: 7d}
  hourly: {type: ratio, max_age: 6h}
  mood: {type: enum, values: [good, fair, bad]}
  note: {type: text}
  seen_at: {type: timestamp}
  needed: {type: count, missing: error, max_age: 7d}
  needed_by_a_curve: {type: ratio}
  history: {type: series, of: count, max: 40, every: 7d, max_age: 7d}
health:
  only:
    bands: [{red: 0}]
    components:
      ratio: {weight: 1, of: ratio}
      curve: {weight: 1, of: needed_by_a_curve, missing: error}
flags:
  asked: {severity: red, when: 'note == "please call"', reason: They asked}
  falling: {severity: red, when: "falls(history) >= 2", reason: It falls}
)";

class GeneratedSignalsTest : public ::testing::Test {
 protected:
  GeneratedSignalsTest()
      : plan_(PlanOf(kPack)), accounts_(*plan_, 1, Moment::Date(absl::CivilDay(2026, 3, 1))) {}

  // Of all accounts, by why the signal has no value.
  std::map<MissingReason, double> Shares(const std::string& signal) {
    std::map<MissingReason, double> shares;
    for (uint64_t i = 0; i < kAccounts; ++i) {
      const auto scored = Score(plan_, accounts_.At(i));
      shares[scored.facts.reasons[plan_->FindSlot(signal)]] += 1.0 / kAccounts;
    }
    return shares;
  }

  testing_support::PlanPointer plan_;
  AccountGenerator accounts_;
};

TEST_F(GeneratedSignalsTest, SomeAreMissingNotApplicableOrStale) {
  for (const char* name : {"ratio", "hourly", "history"}) {
    auto shares = Shares(name);
    EXPECT_NEAR(shares[MissingReason::kNotGiven], 0.05, 0.015) << name;
    EXPECT_NEAR(shares[MissingReason::kNotApplicable], 0.02, 0.01) << name;
    EXPECT_NEAR(shares[MissingReason::kStale], 0.035, 0.02) << name;
  }
  auto mood = Shares("mood");
  EXPECT_GT(mood[MissingReason::kNotGiven], 0.02);
  EXPECT_EQ(mood[MissingReason::kStale], 0) << "it never ages";
  EXPECT_NEAR(Shares("seen_at")[MissingReason::kNotYet], 0.1, 0.03);
}

TEST_F(GeneratedSignalsTest, WhatMustNotBeMissingNeverIs) {
  for (const char* name : {"needed", "needed_by_a_curve"}) {
    const auto shares = Shares(name);
    EXPECT_EQ(shares.size(), 1u) << name;
    EXPECT_TRUE(shares.contains(MissingReason::kNone)) << name;
  }
}

TEST_F(GeneratedSignalsTest, EveryWordAndTextIsMet) {
  std::set<std::string> moods, notes;
  for (uint64_t i = 0; i < 300; ++i) {
    for (const SignalInput& signal : accounts_.At(i).signals) {
      const std::string* text = std::get_if<std::string>(&signal.value);
      if (text != nullptr) (signal.name == "mood" ? moods : notes).insert(*text);
    }
  }
  EXPECT_EQ(moods, (std::set<std::string>{"good", "fair", "bad"}));
  EXPECT_TRUE(notes.contains("please call"));
  EXPECT_GT(notes.size(), 2u);
}

TEST_F(GeneratedSignalsTest, SeriesRiseAndFall) {
  int falling = 0, clear = 0;
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const FlagState state = Score(plan_, accounts_.At(i)).evaluation.flags[1].state;
    falling += state == FlagState::kRaised;
    clear += state == FlagState::kClear;
  }
  EXPECT_GT(falling, 300);
  EXPECT_GT(clear, 1'000);
}

}  // namespace
}  // namespace bellwether::generation
