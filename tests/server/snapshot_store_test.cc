#include "server/packs/snapshot_store.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "tests/server/test_packs.h"

namespace bellwether {
namespace {

TEST(SnapshotStoreTest, HasNothingBeforeTheFirstPublish) {
  const SnapshotStore packs;
  EXPECT_EQ(packs.Pin(), nullptr);
}

TEST(SnapshotStoreTest, KeepsAPinnedPackAlive) {
  SnapshotStore packs;
  packs.Publish(SnapshotOf(SmallPack()));
  const std::shared_ptr<const Snapshot> pinned = packs.Pin();
  packs.Publish(SnapshotOf(PackWithoutHealth()));
  EXPECT_EQ(pinned->plan->name, "small");
  EXPECT_EQ(packs.Pin()->plan->name, "facts");
}

TEST(SnapshotStoreTest, IsPinnedAndPublishedByManyThreads) {
  SnapshotStore packs;
  const auto one = SnapshotOf(SmallPack());
  const auto other = SnapshotOf(PackWithoutHealth());
  packs.Publish(one);
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!done.load()) {
        const auto pinned = packs.Pin();
        ASSERT_TRUE(pinned == one || pinned == other);
      }
    });
  }
  for (int i = 0; i < 1000; ++i) packs.Publish(i % 2 == 0 ? other : one);
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(packs.Pin(), one);
}

TEST(SnapshotStoreTest, MayBeLeftWithoutAPack) {
  SnapshotStore packs;
  const auto one = SnapshotOf(SmallPack());
  packs.Publish(one);
  EXPECT_EQ(packs.Publish(nullptr), one);
  EXPECT_EQ(packs.Pin(), nullptr);
  EXPECT_TRUE(packs.All().empty());
}

TEST(SnapshotStoreTest, KeepsThePreviousPack) {
  SnapshotStore packs;
  const auto one = SnapshotOf(SmallPack());
  const auto other = SnapshotOf(PackWithoutHealth());
  EXPECT_EQ(packs.Publish(one), nullptr);
  EXPECT_EQ(packs.Publish(other), nullptr);
  EXPECT_EQ(packs.Pin(PackLabel::kPrevious), one);
  EXPECT_EQ(packs.Publish(one), one);  // what was the previous one is named no more
  EXPECT_EQ(packs.Pin(PackLabel::kPrevious), other);
}

// S28: the same pack with fresh spans is not a step that one would want to go back.
TEST(SnapshotStoreTest, KeepsThePreviousPackWhereTheDigestStays) {
  SnapshotStore packs;
  const auto one = SnapshotOf(SmallPack());
  packs.Publish(SnapshotOf(PackWithoutHealth()));
  packs.Publish(one);
  EXPECT_EQ(packs.Publish(SnapshotOf("# moved down\n" + SmallPack())), one);
  EXPECT_EQ(packs.Pin(PackLabel::kPrevious)->plan->name, "facts");
}

TEST(SnapshotStoreTest, FindsPacksByLabelAndByDigest) {
  SnapshotStore packs;
  const auto active = SnapshotOf(SmallPack());
  const auto canary = SnapshotOf(PackWithoutHealth());
  packs.Publish(active);
  packs.Publish(canary, PackLabel::kCanary);
  EXPECT_EQ(packs.Find("active"), active);
  EXPECT_EQ(packs.Find("canary"), canary);
  EXPECT_EQ(packs.Find(canary->plan->digest.substr(0, 8)), canary);
  EXPECT_EQ(packs.Find("previous"), nullptr);
  EXPECT_EQ(packs.Find("shadow"), nullptr);
  EXPECT_EQ(packs.Find("activ"), nullptr);
}

TEST(SnapshotStoreTest, GivesAnAccountTheCanaryByItsShare) {
  SnapshotStore packs;
  const auto active = SnapshotOf(SmallPack());
  const auto canary = SnapshotOf(PackWithoutHealth());
  packs.Publish(active);
  packs.SetCanaryShare(1);
  EXPECT_EQ(packs.PinFor("acme"), active);  // there is none
  packs.Publish(canary, PackLabel::kCanary);
  EXPECT_EQ(packs.PinFor("acme"), canary);
  EXPECT_EQ(packs.Pin(), active);
  packs.SetCanaryShare(0);
  EXPECT_EQ(packs.PinFor("acme"), active);
}

TEST(DescribeAvailableTest, NamesLabelsWhereThereAreSeveral) {
  SnapshotStore packs;
  const auto active = SnapshotOf(SmallPack());
  const auto shadow = SnapshotOf(PackWithoutHealth());
  packs.Publish(active);
  EXPECT_EQ(DescribeAvailable(packs), active->plan->digest);
  packs.Publish(shadow, PackLabel::kShadow);
  EXPECT_EQ(DescribeAvailable(packs),
            active->plan->digest + " (active), " + shadow->plan->digest + " (shadow)");
}

TEST(NamesPackTest, TakesTheDigestOrItsBeginning) {
  const auto plan = PlanOf(SmallPack());
  const std::string digest = plan->digest;
  EXPECT_TRUE(NamesPack(digest, *plan));
  EXPECT_TRUE(NamesPack(digest.substr(0, 8), *plan));
  EXPECT_FALSE(NamesPack(digest.substr(0, 7), *plan));
  EXPECT_FALSE(NamesPack(digest.substr(1, 8), *plan));
  EXPECT_FALSE(NamesPack(digest + "0", *plan));
  EXPECT_FALSE(NamesPack("", *plan));
}

TEST(DescribePackTest, NamesVersionAndShortDigest) {
  const auto plan = PlanOf(SmallPack());
  EXPECT_EQ(DescribePack(*plan), "small 1.2.3 (" + plan->digest.substr(0, 8) + ")");
}

}  // namespace
}  // namespace bellwether
