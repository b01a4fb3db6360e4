#include "server/rpc/waiting_line.h"

#include <memory>
#include <optional>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

// A clock that the test moves.
std::optional<SteadyTime> now;
SteadyTime Now() { return *now; }

// Takes its time, and says when it was its turn.
class Guest : public Waiter {
 public:
  Guest(int number, absl::Duration takes, std::vector<int>& served)
      : number_(number), takes_(takes), served_(served) {}
  void TakeTurn() override {
    served_.push_back(number_);
    now = *now + takes_;
  }

 private:
  const int number_;
  const absl::Duration takes_;
  std::vector<int>& served_;
};

class WaitingLineTest : public ::testing::Test {
 protected:
  void SetUp() override { now = SteadyTime::Now(); }

  // Guests are kept until the end of the test.
  void Join(absl::Duration takes) {
    guests_.push_back(std::make_unique<Guest>(static_cast<int>(guests_.size()), takes, served_));
    line_.Join(*guests_.back());
  }

  std::vector<int> served_;
  std::vector<std::unique_ptr<Guest>> guests_;
  WaitingLine line_{Now};
};

TEST_F(WaitingLineTest, ServesInTheOrderOfComing) {
  for (int i = 0; i < 3; ++i) Join(absl::Milliseconds(1));
  EXPECT_EQ(line_.size(), 3u);
  while (!line_.empty()) line_.ServeFirst();
  EXPECT_EQ(served_, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(line_.size(), 0u);
}

TEST_F(WaitingLineTest, HasTimeForAnyoneWhereNobodyWaits) {
  Join(absl::Seconds(10));
  line_.ServeFirst();
  EXPECT_TRUE(line_.HasTimeFor(absl::Milliseconds(1)));
}

TEST_F(WaitingLineTest, HasTimeWhereTheWaitIsHalfOfWhatIsLeft) {
  Join(absl::Milliseconds(100));
  line_.ServeFirst();
  ASSERT_EQ(line_.step(), absl::Milliseconds(100));
  for (int i = 0; i < 5; ++i) Join(absl::Milliseconds(100));
  EXPECT_TRUE(line_.HasTimeFor(absl::Milliseconds(1000)));
  EXPECT_FALSE(line_.HasTimeFor(absl::Milliseconds(999)));
  EXPECT_FALSE(line_.HasTimeFor(-absl::Milliseconds(1)));
  EXPECT_TRUE(line_.HasTimeFor(absl::InfiniteDuration()));
}

TEST_F(WaitingLineTest, CountsWhatIsDoneBetweenTwoTurnsWhileSomebodyWaits) {
  Join(absl::Milliseconds(4));
  Join(absl::Milliseconds(4));
  line_.ServeFirst();
  now = *now + absl::Milliseconds(6);  // others are received, and refused
  line_.ServeFirst();
  EXPECT_EQ(line_.step(), absl::Milliseconds(10));
  EXPECT_EQ(line_.turn(), absl::Milliseconds(4));
}

TEST_F(WaitingLineTest, DoesNotCountThatNobodyCame) {
  Join(absl::Milliseconds(4));
  line_.ServeFirst();
  now = *now + absl::Hours(1);
  Join(absl::Milliseconds(4));
  line_.ServeFirst();
  EXPECT_EQ(line_.step(), absl::Milliseconds(4));
}

TEST_F(WaitingLineTest, ForgetsWhatWasLongAgo) {
  Join(absl::Seconds(1));
  line_.ServeFirst();
  for (int i = 0; i < 200; ++i) {
    Join(absl::Milliseconds(1));
    line_.ServeFirst();
  }
  EXPECT_LT(line_.step(), absl::Milliseconds(2));
}

}  // namespace
}  // namespace bellwether
