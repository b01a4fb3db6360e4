// A shadow beside the active pack: what is counted, what is dropped, and that nobody waits.
#include "server/packs/shadow_trial.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/pack_on_disk.h"
#include "tests/server/test_packs.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

// usage 0.9 and nps 40: 85 by PackOfWeight(1), and 87.5 by PackOfWeight(3).
Account Healthy(const std::string& id) {
  Account account;
  account.id = id;
  for (const auto& [name, value] : {std::pair("usage", 0.9), std::pair("nps", 40.0)}) {
    SignalInput signal;
    signal.name = name;
    signal.value = value;
    account.signals.push_back(std::move(signal));
  }
  return account;
}

BindOptions Now() {
  BindOptions options;
  options.as_of = Moment::Instant(absl::FromUnixSeconds(1'767'225'600));
  return options;
}

class ShadowTrialTest : public ::testing::Test {
 protected:
  void Publish(const std::string& active, const std::string& shadow) {
    packs_.Publish(SnapshotOf(active));
    packs_.Publish(SnapshotOf(shadow), PackLabel::kShadow);
  }
  void Offer(ShadowTrial& trial, int accounts) {
    for (int i = 0; i < accounts; ++i) {
      trial.Offer(packs_.Pin(), Healthy(std::to_string(i)), Now());
    }
  }
  // What of the sample was neither dropped nor compared is still to come.
  static ShadowDeltas Await(const ShadowTrial& trial, uint64_t compared) {
    while (trial.Deltas().compared + trial.Deltas().refused_by_shadow < compared) {
      absl::SleepFor(absl::Milliseconds(2));
    }
    return trial.Deltas();
  }

  LogOfTest log_;
  SnapshotStore packs_;
};

TEST_F(ShadowTrialTest, CountsWhatWouldHaveBeenAnsweredOtherwise) {
  Publish(PackOfWeight(1), PackOfWeight(3));
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 3);
  const ShadowDeltas deltas = Await(trial, 3);
  EXPECT_EQ(deltas.active, packs_.Pin()->plan->digest);
  EXPECT_EQ(deltas.shadow, packs_.Pin(PackLabel::kShadow)->plan->digest);
  EXPECT_EQ(deltas.compared, 3u);
  EXPECT_EQ(deltas.scores_changed, 3u);
  EXPECT_DOUBLE_EQ(deltas.score_sum, 7.5);
  EXPECT_DOUBLE_EQ(deltas.score_most, 2.5);
  EXPECT_EQ(deltas.decisions_changed, 0u);
  trial.Stop();
  EXPECT_THAT(log_.text(), HasSubstr("accounts=3 decisions_changed=0 scores_changed=3 "
                                     "mean_points=2.50 most_points=2.50"));
}

TEST_F(ShadowTrialTest, NamesTheOutcomesThatChange) {
  std::string harder = PackOfWeight(1);
  harder.replace(harder.find("green: 80"), 9, "green: 86");
  Publish(PackOfWeight(1), harder);
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 2);
  const ShadowDeltas deltas = Await(trial, 2);
  EXPECT_EQ(deltas.decisions_changed, 2u);
  EXPECT_EQ(deltas.scores_changed, 0u);
  ASSERT_FALSE(deltas.outcomes.empty());
  EXPECT_EQ(deltas.outcomes[0].name, "health.primary.band");
  EXPECT_EQ(deltas.outcomes[0].changed, 2u);
  trial.Stop();
  EXPECT_THAT(log_.text(), HasSubstr("shadow outcome outcome=health.primary.band changed=2"));
}

// S11: a shadow that does not know a signal, and one that asks for another, fail no account.
TEST_F(ShadowTrialTest, ReportsSignalsThatAPackDoesNotKnow) {
  Publish(PackOfWeight(1), PackWithoutHealth());
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 1);
  const ShadowDeltas deltas = Await(trial, 1);
  EXPECT_EQ(deltas.refused_by_shadow, 0u);
  EXPECT_EQ(deltas.decisions_changed, 1u);
}

TEST_F(ShadowTrialTest, CountsAccountsThatTheShadowRefuses) {
  Publish(PackOfWeight(1), DemandingPack());
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 1);
  const ShadowDeltas deltas = Await(trial, 1);
  EXPECT_EQ(deltas.refused_by_shadow, 1u);
  EXPECT_EQ(deltas.compared, 0u);
}

TEST_F(ShadowTrialTest, TakesExactlyTheShareOfTheCalls) {
  Publish(PackOfWeight(1), PackOfWeight(3));
  ShadowTrial trial(packs_, 0.1, Limits{}, log_.log());
  Offer(trial, 200);
  EXPECT_EQ(trial.Deltas().sampled, 20u);
}

// However many come, each is compared or counted as dropped, and Offer has returned.
TEST_F(ShadowTrialTest, DropsWhatDoesNotFit) {
  Publish(PackOfWeight(1), PackOfWeight(3));
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 20'000);
  while (true) {
    const ShadowDeltas deltas = trial.Deltas();
    if (deltas.compared + deltas.dropped == 20'000) break;
    absl::SleepFor(absl::Milliseconds(2));
  }
  EXPECT_GT(trial.Deltas().compared, 0u);
  EXPECT_GT(trial.Deltas().dropped, 0u);
}

TEST_F(ShadowTrialTest, BeginsAnewWithAnotherPack) {
  Publish(PackOfWeight(1), PackOfWeight(3));
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Offer(trial, 2);
  Await(trial, 2);
  packs_.Publish(SnapshotOf(PackOfWeight(1)), PackLabel::kShadow);
  Offer(trial, 1);
  while (trial.Deltas().compared != 1) absl::SleepFor(absl::Milliseconds(2));
  EXPECT_EQ(trial.Deltas().scores_changed, 0u);
}

TEST_F(ShadowTrialTest, ComparesNothingWithACanary) {
  Publish(PackOfWeight(1), PackOfWeight(3));
  ShadowTrial trial(packs_, 1, Limits{}, log_.log());
  Snapshot canary = *packs_.Pin();
  canary.on_trial = true;
  trial.Offer(std::make_shared<const Snapshot>(canary), Healthy("acme"), Now());
  EXPECT_EQ(trial.Deltas().sampled, 0u);
}

}  // namespace
}  // namespace bellwether
