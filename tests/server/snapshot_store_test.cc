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
