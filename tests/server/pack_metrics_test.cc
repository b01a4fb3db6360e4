// What packs tell a scrape.
#include "server/pack_metrics.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/exposed_text.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PackMetricsTest : public ::testing::Test {
 protected:
  std::string Tell(LivePacks& packs) {
    Exposition exposition;
    CollectPacks(packs, absl::Now(), exposition);
    return exposition.Text();
  }

  PackOnDisk pack_;
  LogOfTest log_;
  ServerOptions options_;
  std::string report_;
};

TEST_F(PackMetricsTest, TellsPacksAndAttempts) {
  pack_.Write("pack.yaml", PackOfWeight(1));
  options_.pack = pack_.place();
  options_.reload = "off";
  LivePacks packs(options_, {}, log_.log());
  ASSERT_TRUE(packs.Load(report_)) << report_;
  packs.Follow(nullptr);
  const std::string digest = packs.store().Pin()->plan->digest;
  const std::string first = Tell(packs);
  EXPECT_EQ(SampleOf(first,
                     "bellwether_pack_info{label=\"active\",name=\"weighed\",version=\"1.0.0\","
                     "digest=\"" +
                         digest + "\"}"),
            1);
  EXPECT_EQ(SampleOf(first, R"(bellwether_pack_reloads_total{label="active",outcome="published"})"),
            1);
  EXPECT_EQ(SampleOf(first, R"(bellwether_pack_source_broken_seconds{label="active"})"), 0);
  EXPECT_GT(SampleOf(first, R"(bellwether_pack_published_timestamp_seconds{label="active"})"), 1e9);
  EXPECT_THAT(first, Not(HasSubstr("bellwether_shadow_accounts_sampled_total 0")));

  pack_.Write("pack.yaml", kBrokenPack);
  packs.LookNow();
  while (!packs.States()[0].broken_since) absl::SleepFor(absl::Milliseconds(2));
  const std::string broken = Tell(packs);
  EXPECT_EQ(SampleOf(broken, R"(bellwether_pack_reloads_total{label="active",outcome="invalid"})"),
            1);
  EXPECT_GT(SampleOf(broken, R"(bellwether_pack_source_broken_seconds{label="active"})"), 0);

  pack_.Write("pack.yaml", PackOfWeight(2));
  packs.LookNow();
  while (packs.States()[0].broken_since) absl::SleepFor(absl::Milliseconds(2));
  const std::string mended = Tell(packs);
  EXPECT_THAT(mended, HasSubstr("bellwether_pack_info{label=\"previous\""));
  EXPECT_EQ(SampleOf(mended, R"(bellwether_pack_source_broken_seconds{label="active"})"), 0);
  packs.Stop();
}

TEST(CollectDeltasTest, TellsHowAShadowDiffers) {
  ShadowDeltas deltas;
  deltas.sampled = 9;
  deltas.dropped = 1;
  deltas.compared = 4;
  deltas.refused_by_shadow = 2;
  deltas.decisions_changed = 3;
  deltas.score_sum = -6;
  deltas.score_most = 5;
  deltas.outcomes = {{"health.primary.band", true, 3}};
  Exposition exposition;
  CollectDeltas(deltas, exposition);
  const std::string text = exposition.Text();
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_accounts_sampled_total"), 9);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_accounts_dropped_total"), 1);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_accounts_compared_total"), 4);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_accounts_refused_total{by=\"shadow\"}"), 2);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_decisions_changed_total"), 3);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_score_change_points"), -1.5);
  EXPECT_EQ(SampleOf(text, "bellwether_shadow_score_change_most_points"), 5);
  EXPECT_EQ(
      SampleOf(text, "bellwether_shadow_outcomes_changed_total{outcome=\"health.primary.band\"}"),
      3);
}

}  // namespace
}  // namespace bellwether
