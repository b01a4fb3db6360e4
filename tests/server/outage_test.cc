// What comes again and again is said less and less often.
#include "server/base/outage.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;

TEST(OutageTest, IsSaidAtAGrowingDistance) {
  const SteadyTime begin = SteadyTime::Now();
  Outage outage;
  std::vector<int> said;
  for (int second = 0; second < 20'000; ++second) {
    if (outage.Fails(begin + absl::Seconds(second))) said.push_back(second);
  }
  EXPECT_THAT(said, ElementsAre(0, 10, 30, 70, 150, 310, 630, 1'270, 2'550, 5'110, 8'710, 12'310,
                                15'910, 19'510));
}

TEST(OutageTest, ItsEndIsSaidOnceWithItsLength) {
  const SteadyTime begin = SteadyTime::Now();
  Outage outage;
  EXPECT_FALSE(outage.Ends(begin).has_value());
  for (int second = 0; second < 5; ++second) outage.Fails(begin + absl::Seconds(second));
  const auto was = outage.Ends(begin + absl::Seconds(7));
  ASSERT_TRUE(was.has_value());
  EXPECT_EQ(was->lasted, absl::Seconds(7));
  EXPECT_EQ(was->failures, 5u);
  EXPECT_FALSE(outage.Ends(begin + absl::Seconds(8)).has_value());
}

TEST(OutageTest, TheNextOneBeginsAnew) {
  const SteadyTime begin = SteadyTime::Now();
  Outage outage;
  EXPECT_TRUE(outage.Fails(begin));
  EXPECT_FALSE(outage.Fails(begin + absl::Seconds(1)));
  outage.Ends(begin + absl::Seconds(2));
  EXPECT_TRUE(outage.Fails(begin + absl::Seconds(3)));
  EXPECT_FALSE(outage.Fails(begin + absl::Seconds(12)));
  EXPECT_TRUE(outage.Fails(begin + absl::Seconds(13)));
}

}  // namespace
}  // namespace bellwether
