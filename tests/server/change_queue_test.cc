// Who waits to be evaluated, and who is next.
#include "server/book/change_queue.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Added = ChangeQueue::Added;

constexpr absl::Duration kRest = absl::Milliseconds(200);

class ChangeQueueTest : public ::testing::Test {
 protected:
  std::vector<std::string> Take(absl::Duration after, size_t most = 100) {
    std::vector<std::string> names;
    for (const ChangeQueue::Change& change : queue_.Take(begin_ + after, most)) {
      names.push_back(absl::StrCat(change.of.tenant, "/", change.of.account));
    }
    return names;
  }
  Added Add(const std::string& tenant, const std::string& account,
            absl::Duration after = absl::ZeroDuration()) {
    return queue_.Add({tenant, account}, begin_ + after);
  }

  const SteadyTime begin_ = SteadyTime::Now();
  ChangeQueue queue_{{kRest, 5}};
};

TEST_F(ChangeQueueTest, AnAccountRestsAndIsTakenOnce) {
  EXPECT_EQ(Add("", "a"), Added::kNew);
  EXPECT_EQ(Add("", "a", kRest / 2), Added::kWaitsAlready);
  EXPECT_THAT(Take(kRest / 2), IsEmpty());
  EXPECT_EQ(queue_.NextReady() - begin_, kRest);
  EXPECT_THAT(Take(kRest), ElementsAre("/a"));
  EXPECT_THAT(Take(2 * kRest), IsEmpty());
  EXPECT_EQ(queue_.waiting(), 0u);
}

// Who is told of without end is not put off without end.
TEST_F(ChangeQueueTest, TheRestCountsFromTheFirstChange) {
  for (int i = 0; i < 10; ++i) Add("", "a", kRest * i / 10);
  EXPECT_THAT(Take(kRest), ElementsAre("/a"));
  EXPECT_EQ(Add("", "a", kRest), Added::kNew);
}

TEST_F(ChangeQueueTest, TenantsTakeTurns) {
  for (const char* account : {"1", "2", "3"}) Add("big", account);
  Add("small", "1");
  Add("other", "1");
  EXPECT_THAT(Take(kRest, 3), ElementsAre("big/1", "small/1", "other/1"));
  EXPECT_THAT(Take(kRest), ElementsAre("big/2", "big/3"));
}

TEST_F(ChangeQueueTest, ATenantThatRestsHoldsUpNobody) {
  Add("late", "1", kRest);
  Add("early", "1");
  EXPECT_THAT(Take(kRest), ElementsAre("early/1"));
  EXPECT_THAT(Take(2 * kRest), ElementsAre("late/1"));
}

TEST_F(ChangeQueueTest, WhatHasNoRoomIsToldOf) {
  for (const char* account : {"1", "2", "3", "4", "5"}) EXPECT_EQ(Add("", account), Added::kNew);
  EXPECT_EQ(Add("", "1"), Added::kWaitsAlready);
  EXPECT_FALSE(queue_.TakeOverflowed());
  EXPECT_EQ(Add("", "6"), Added::kNoRoom);
  EXPECT_TRUE(queue_.TakeOverflowed());
  EXPECT_FALSE(queue_.TakeOverflowed());
}

}  // namespace
}  // namespace bellwether
