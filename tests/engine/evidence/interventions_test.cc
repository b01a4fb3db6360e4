// What became of accounts after a playbook began, and what can be said of it.
#include "engine/evidence/interventions.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::evidence {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kDays = absl::Hours(24);

BandOrder OrderOf(const std::string& bands) {
  const Sources sources(
      {{"pack.yaml", absl::StrCat("pack: p\nversion: 1.0.0\n"
                                  "signals: {usage: {type: ratio}}\n"
                                  "health: {only: {bands: [",
                                  bands, "], components: {u: {weight: 1, of: usage}}}}\n")}});
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  return BandOrder(*loaded.value);
}

class RecoveryTest : public ::testing::Test {
 protected:
  RecoveryOutcome Of(std::string_view band, std::vector<BandFrom> changes,
                     absl::Duration since = 90 * kDays) {
    return OutcomeOf(order_, band, kDay, 30 * kDays, kDay + since, changes);
  }
  const BandOrder order_ = OrderOf("{green: 80}, {yellow: 50}, {red: 0}");
};

TEST_F(RecoveryTest, IsAnyBetterBandWithinTheDays) {
  EXPECT_EQ(Of("red", {}), RecoveryOutcome::kNotRecovered);
  EXPECT_EQ(Of("red", {{kDay + 5 * kDays, "yellow"}}), RecoveryOutcome::kRecovered);
  // It does not have to last.
  EXPECT_EQ(Of("red", {{kDay + 5 * kDays, "yellow"}, {kDay + 6 * kDays, "red"}}),
            RecoveryOutcome::kRecovered);
  EXPECT_EQ(Of("yellow", {{kDay + 5 * kDays, "red"}, {kDay + 6 * kDays, "yellow"}}),
            RecoveryOutcome::kNotRecovered);
}

TEST_F(RecoveryTest, WhatWasBeforeAndWhatCameTooLateCountsNot) {
  EXPECT_EQ(Of("red", {{kDay - kDays, "green"}, {kDay, "green"}}), RecoveryOutcome::kNotRecovered);
  EXPECT_EQ(Of("red", {{kDay + 30 * kDays, "green"}}), RecoveryOutcome::kRecovered);
  EXPECT_EQ(Of("red", {{kDay + 30 * kDays + absl::Microseconds(1), "green"}}),
            RecoveryOutcome::kNotRecovered);
}

// P8: one that recovered at once would be counted before those that did not.
TEST_F(RecoveryTest, NothingIsCountedBeforeTheDaysAreOver) {
  EXPECT_EQ(Of("red", {{kDay + kDays, "green"}}, 30 * kDays - absl::Microseconds(1)),
            RecoveryOutcome::kPending);
  EXPECT_EQ(Of("red", {{kDay + kDays, "green"}}, 30 * kDays), RecoveryOutcome::kRecovered);
}

TEST_F(RecoveryTest, WhatIsNotKnownIsNotBad) {
  EXPECT_EQ(Of("", {}), RecoveryOutcome::kWithoutBand);
  EXPECT_EQ(Of("purple", {}), RecoveryOutcome::kWithoutBand);
  EXPECT_EQ(Of("green", {}), RecoveryOutcome::kAtBest);
  // No band, or one that the pack does not have any more, is none that is better.
  EXPECT_EQ(Of("red", {{kDay + kDays, ""}, {kDay + 2 * kDays, "purple"}}),
            RecoveryOutcome::kNotRecovered);
}

class TallyTest : public ::testing::Test {
 protected:
  // So many accounts of a group, of which so many recovered.
  void Add(std::optional<DrawnLots> lots, int recovered, int all) {
    for (int i = 0; i < all; ++i) {
      Intervention one;
      one.account = absl::StrCat("a", ++accounts_);
      one.playbook = "call";
      one.lots = lots;
      one.outcome = i < recovered ? RecoveryOutcome::kRecovered : RecoveryOutcome::kNotRecovered;
      tally_.Add(one);
    }
  }
  InterventionEffect Only() {
    const auto effects = tally_.Effects();
    EXPECT_THAT(effects, SizeIs(1));
    return effects.empty() ? InterventionEffect() : effects[0];
  }

  InterventionTally tally_;
  int accounts_ = 0;
};

constexpr DrawnLots kTreated{0.5, 7, false};
constexpr DrawnLots kLeftAlone{0.5, 7, true};

TEST_F(TallyTest, WithoutLotsNothingIsAnEffect) {
  Add(std::nullopt, 95, 100);
  const InterventionEffect effect = Only();
  EXPECT_EQ(effect.judgement, InterventionJudgement::kObservational);
  EXPECT_THAT(effect.note, HasSubstr("regression to the mean"));
  EXPECT_EQ(effect.treated.share()->value, 0.95);
  EXPECT_EQ(effect.difference, std::nullopt);
  EXPECT_EQ(effect.p, std::nullopt);
  EXPECT_EQ(effect.holdout_share, std::nullopt);
}

TEST_F(TallyTest, MoreOfTheTreatedThanOfThoseLeftAlone) {
  Add(kTreated, 70, 100);
  Add(kLeftAlone, 40, 100);
  const InterventionEffect effect = Only();
  EXPECT_EQ(effect.judgement, InterventionJudgement::kBetter);
  EXPECT_NEAR(effect.difference->value, 0.3, 1e-12);
  const auto newcombe = statistics::DifferenceOf(70, 100, 40, 100);
  EXPECT_EQ(effect.difference->interval.low, newcombe->interval.low);
  EXPECT_EQ(effect.difference->interval.high, newcombe->interval.high);
  EXPECT_LT(*effect.adjusted_p, 0.001);
  EXPECT_GT(*effect.detectable, 0.1);
  EXPECT_EQ(effect.holdout_share, 0.5);
  EXPECT_EQ(effect.holdout_seed, 7);
}

TEST_F(TallyTest, FewerIsWorseAndAlmostAsManyIsNoise) {
  Add(kTreated, 40, 100);
  Add(kLeftAlone, 70, 100);
  EXPECT_EQ(Only().judgement, InterventionJudgement::kWorse);
  tally_ = {};
  Add(kTreated, 52, 100);
  Add(kLeftAlone, 50, 100);
  EXPECT_EQ(Only().judgement, InterventionJudgement::kWithinNoise);
  EXPECT_THAT(Only().note, HasSubstr("not that there is none"));
}

TEST_F(TallyTest, TooFewSayNothing) {
  Add(kTreated, 9, 9);
  Add(kLeftAlone, 0, 10);
  EXPECT_EQ(Only().judgement, InterventionJudgement::kInsufficientData);
  EXPECT_EQ(Only().p, std::nullopt);
  EXPECT_THAT(Only().note, HasSubstr("fewer than 10"));
  tally_ = {};
  Add(kTreated, 20, 20);
  Add(kLeftAlone, 20, 20);
  EXPECT_EQ(Only().judgement, InterventionJudgement::kInsufficientData);
  EXPECT_THAT(Only().note, HasSubstr("alike"));
}

// P30: p below 0.001 stops.
TEST_F(TallyTest, GroupsThatLotsCannotHaveMadeStopIt) {
  Add(kTreated, 150, 200);
  Add(kLeftAlone, 20, 100);
  const InterventionEffect effect = Only();
  EXPECT_EQ(effect.judgement, InterventionJudgement::kStopped);
  EXPECT_LT(*effect.shares_p, 0.001);
  EXPECT_EQ(effect.difference, std::nullopt);
  EXPECT_EQ(effect.adjusted_p, std::nullopt);
}

TEST_F(TallyTest, AnAccountCountsOnceByItsFirst) {
  for (const auto outcome : {RecoveryOutcome::kNotRecovered, RecoveryOutcome::kRecovered}) {
    Intervention one;
    one.account = "acme";
    one.playbook = "call";
    one.acknowledged = outcome == RecoveryOutcome::kRecovered;
    one.tasks = 2;
    one.tasks_done = 1;
    one.outcome = outcome;
    tally_.Add(one);
  }
  const InterventionGroup group = Only().treated;
  EXPECT_EQ(group.interventions, 2u);
  EXPECT_EQ(group.acknowledged, 1u);
  EXPECT_EQ(group.acted_upon, 2u);
  EXPECT_EQ(group.tasks, 4u);
  EXPECT_EQ(group.tasks_done, 2u);
  EXPECT_EQ(group.accounts, 1u);
  EXPECT_EQ(group.followed, 1u);
  EXPECT_EQ(group.recovered, 0u);
}

// P7: the sum of all is the number of accounts.
TEST_F(TallyTest, NobodyIsLeftOutWithoutBeingCounted) {
  using enum RecoveryOutcome;
  for (const auto outcome : {kWithoutBand, kAtBest, kPending, kRecovered, kNotRecovered}) {
    Intervention one;
    one.account = absl::StrCat("a", ++accounts_);
    one.playbook = "call";
    one.outcome = outcome;
    tally_.Add(one);
  }
  const InterventionGroup group = Only().treated;
  EXPECT_EQ(group.accounts, 5u);
  EXPECT_EQ(group.without_band, 1u);
  EXPECT_EQ(group.at_best, 1u);
  EXPECT_EQ(group.pending, 1u);
  EXPECT_EQ(group.followed, 2u);
  EXPECT_EQ(group.recovered, 1u);
}

// Other lots are another experiment, and what has none is by itself.
TEST_F(TallyTest, EachPlaybookAndItsLotsStandByThemselves) {
  Add(std::nullopt, 1, 2);
  Add(kTreated, 1, 2);
  Add(DrawnLots{0.1, 7, false}, 1, 2);
  Intervention mail;
  mail.account = "a1";
  mail.playbook = "mail";
  tally_.Add(mail);
  const auto effects = tally_.Effects();
  ASSERT_THAT(effects, SizeIs(4));
  EXPECT_EQ(effects[0].holdout_share, 0.1);
  EXPECT_EQ(effects[1].holdout_share, 0.5);
  EXPECT_EQ(effects[2].holdout_share, std::nullopt);
  EXPECT_EQ(effects[3].playbook, "mail");
}

TEST_F(TallyTest, SeveralComparisonsAreAdjusted) {
  Add(kTreated, 65, 100);
  Add(kLeftAlone, 50, 100);
  const double alone = *Only().adjusted_p;
  EXPECT_LT(alone, 0.05);
  Add(DrawnLots{0.5, 8, false}, 50, 100);
  Add(DrawnLots{0.5, 8, true}, 49, 100);
  const auto effects = tally_.Effects();
  ASSERT_THAT(effects, SizeIs(2));
  EXPECT_EQ(effects[0].adjusted_p, 2 * alone);
  EXPECT_EQ(effects[0].judgement, InterventionJudgement::kWithinNoise);
}

}  // namespace
}  // namespace bellwether::evidence
