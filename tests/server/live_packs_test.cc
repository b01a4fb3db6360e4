// All packs of the options together.
#include "server/live_packs.h"

#include <string>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

class LivePacksTest : public ::testing::Test {
 protected:
  // A pack beside the active one.
  std::string Place(const std::string& name, const std::string& yaml) {
    PackOnDisk::WriteTo(pack_.top() / name / "pack.yaml", yaml);
    return (pack_.top() / name).string();
  }

  PackOnDisk pack_;
  LogOfTest log_;
  ServerOptions options_;
  std::string report_;
};

TEST_F(LivePacksTest, LoadsEveryPackUnderItsLabel) {
  options_.pack = Place("active", PackOfWeight(1));
  options_.canary = Place("canary", PackOfWeight(2));
  options_.shadow = Place("shadow", PackOfWeight(3));
  LivePacks packs(options_, {}, log_.log());
  ASSERT_TRUE(packs.Load(report_)) << report_;
  EXPECT_EQ(packs.store().All().size(), 3u);
  ASSERT_EQ(packs.States().size(), 3u);
  EXPECT_EQ(packs.States()[2].label, PackLabel::kShadow);
  EXPECT_EQ(packs.States()[2].source, options_.shadow);
  EXPECT_EQ(packs.States()[2].digest, packs.store().Pin(PackLabel::kShadow)->plan->digest);
  EXPECT_NE(packs.shadow(), nullptr);
}

TEST_F(LivePacksTest, HasOnlyAnActivePackUnlessItIsToldMore) {
  options_.pack = Place("active", PackOfWeight(1));
  LivePacks packs(options_, {}, log_.log());
  ASSERT_TRUE(packs.Load(report_)) << report_;
  EXPECT_EQ(packs.States().size(), 1u);
  EXPECT_EQ(packs.shadow(), nullptr);
}

TEST_F(LivePacksTest, SaysOfAllPacksWhatIsWrongBeforeAnythingIsServed) {
  options_.pack = Place("active", kBrokenPack);
  options_.canary = "/no/such/canary";
  LivePacks packs(options_, {}, log_.log());
  EXPECT_FALSE(packs.Load(report_));
  EXPECT_THAT(report_, HasSubstr("pack.yaml:3:1: error: "));
  EXPECT_THAT(report_, HasSubstr("error: the pack " + options_.pack + " cannot be used"));
  EXPECT_THAT(report_, HasSubstr("error: there is no /no/such/canary"));
  EXPECT_THAT(report_, HasSubstr("error: the pack /no/such/canary cannot be used"));
}

TEST_F(LivePacksTest, FollowsEachPackByItself) {
  options_.pack = Place("active", PackOfWeight(1));
  options_.canary = Place("canary", PackOfWeight(2));
  LivePacks packs(options_, {}, log_.log());
  ASSERT_TRUE(packs.Load(report_)) << report_;
  packs.Follow(nullptr);
  Place("canary", PackOfWeight(4));
  while (packs.States()[1].generation != 2) absl::SleepFor(absl::Milliseconds(2));
  EXPECT_EQ(packs.States()[0].generation, 1u);
  packs.Stop();
}

TEST_F(LivePacksTest, LooksAtAllWhenToldTo) {
  options_.reload = "off";
  options_.pack = Place("active", PackOfWeight(1));
  LivePacks packs(options_, {}, log_.log());
  ASSERT_TRUE(packs.Load(report_)) << report_;
  packs.Follow(nullptr);
  Place("active", PackOfWeight(4));
  packs.LookNow();
  while (packs.States()[0].generation != 2) absl::SleepFor(absl::Milliseconds(2));
  packs.Stop();
}

}  // namespace
}  // namespace bellwether
