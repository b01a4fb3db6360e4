// P27, P30: Holm over several metrics.
#include "engine/statistics/multiple_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bellwether::statistics {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<double> Adjusted(std::vector<double> p) { return HolmAdjusted(p); }

TEST(HolmTest, OneTestStaysAsItIs) { EXPECT_THAT(Adjusted({0.03}), ElementsAre(0.03)); }

TEST(HolmTest, TheSmallestTakesAllTheOthersInAndTheOrderStays) {
  EXPECT_THAT(Adjusted({0.04, 0.01, 0.03}),
              ElementsAre(DoubleEq(0.06), DoubleEq(0.03), DoubleEq(0.06)));
}

TEST(HolmTest, NoneIsBeyondOne) { EXPECT_THAT(Adjusted({0.6, 0.7}), ElementsAre(1, 1)); }

TEST(HolmTest, NothingOfNothing) { EXPECT_THAT(Adjusted({}), IsEmpty()); }

}  // namespace
}  // namespace bellwether::statistics
