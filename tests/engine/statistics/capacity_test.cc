// Calls that can be counted by hand: P29.
#include "engine/statistics/capacity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace bellwether::statistics {
namespace {

// Ten accounts, four with the event; three of them share the score 5.
const std::vector<Scored> kTen = {{9, true},  {7, false}, {5, true}, {5, true},  {5, false},
                                  {4, false}, {3, false}, {2, true}, {1, false}, {0, false}};

TEST(CapacityTest, CountsEventsAmongTheHighest) {
  const auto called = CallHighest(kTen, 2);
  ASSERT_TRUE(called);
  EXPECT_EQ(called->calls, 2);
  EXPECT_EQ(called->found, 1);
  EXPECT_DOUBLE_EQ(called->precision, 1.0 / 2);
  EXPECT_DOUBLE_EQ(*called->recall, 1.0 / 4);
  EXPECT_DOUBLE_EQ(*called->lift, 0.5 / 0.4);
}

// Room for one of the three with the score 5, of whom two have the event.
TEST(CapacityTest, TiesAtTheCutAreShared) {
  const auto called = CallHighest(kTen, 3);
  EXPECT_DOUBLE_EQ(called->found, 1 + 2.0 / 3);
  EXPECT_DOUBLE_EQ(called->precision, (1 + 2.0 / 3) / 3);
  EXPECT_DOUBLE_EQ(*called->recall, (1 + 2.0 / 3) / 4);
  EXPECT_EQ(CallHighest(kTen, 5)->found, 3);
}

TEST(CapacityTest, AllOfThemFindEverythingAndNoMoreThanByLot) {
  for (const uint64_t capacity : {10, 11, 1'000'000}) {
    const auto called = CallHighest(kTen, capacity);
    EXPECT_EQ(called->calls, 10);
    EXPECT_EQ(*called->recall, 1);
    EXPECT_DOUBLE_EQ(*called->lift, 1);
  }
}

TEST(CapacityTest, AScoreThatIsAlwaysTheSameIsALot) {
  std::vector<Scored> same = kTen;
  for (Scored& one : same) one.score = 1;
  for (const uint64_t capacity : {1, 3, 9}) {
    EXPECT_DOUBLE_EQ(*CallHighest(same, capacity)->lift, 1);
  }
}

TEST(CapacityTest, AShareNeedNotBeWhole) {
  EXPECT_DOUBLE_EQ(CallHighestShare(kTen, 0.2)->found, 1);
  const auto called = CallHighestShare(kTen, 0.05);  // half a call to one with the event
  EXPECT_DOUBLE_EQ(called->calls, 0.5);
  EXPECT_DOUBLE_EQ(called->precision, 1);
  EXPECT_EQ(CallHighestShare(kTen, 1)->calls, 10);
}

TEST(CapacityTest, AllWithTheEventAreFoundByAnyScore) {
  const std::vector<Scored> all = {{1, true}, {2, true}};
  EXPECT_EQ(CallHighest(all, 1)->precision, 1);
  EXPECT_EQ(*CallHighest(all, 1)->lift, 1);
}

TEST(CapacityTest, WithoutEventsThereIsNothingToRecall) {
  const std::vector<Scored> none = {{1, false}, {2, false}};
  EXPECT_EQ(CallHighest(none, 1)->precision, 0);
  EXPECT_FALSE(CallHighest(none, 1)->recall);
  EXPECT_FALSE(CallHighest(none, 1)->lift);
}

TEST(CapacityTest, NobodyOrNoCall) {
  EXPECT_FALSE(CallHighest({}, 3));
  EXPECT_FALSE(CallHighest(kTen, 0));
  for (const double share : {0.0, -0.1, 1.1, std::nan("")}) {
    EXPECT_FALSE(CallHighestShare(kTen, share));
  }
  EXPECT_FALSE(CallHighestShare({}, 0.5));
}

}  // namespace
}  // namespace bellwether::statistics
