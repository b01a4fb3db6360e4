// Shifts that can be counted by hand.
#include "engine/statistics/stability.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace bellwether::statistics {
namespace {

std::optional<double> Index(const std::vector<uint64_t>& before,
                            const std::vector<uint64_t>& after) {
  return StabilityIndex(before, after);
}

TEST(StabilityIndexTest, IsZeroForTheSameShares) {
  EXPECT_EQ(Index({10, 20}, {10, 20}), 0);
  EXPECT_EQ(Index({10, 20}, {100, 200}), 0);
  EXPECT_EQ(Index({7}, {3}), 0);
}

TEST(StabilityIndexTest, GrowsWithTheShift) {
  EXPECT_NEAR(*Index({50, 50}, {60, 40}), 0.1 * std::log(1.2) - 0.1 * std::log(0.8), 1e-15);
  EXPECT_GT(*Index({50, 50}, {70, 30}), *Index({50, 50}, {60, 40}));
  EXPECT_DOUBLE_EQ(*Index({50, 50}, {60, 40}), *Index({60, 40}, {50, 50}));
}

TEST(StabilityIndexTest, ABinThatIsEmptyOnBothSidesIsNone) {
  EXPECT_EQ(Index({50, 0, 50}, {60, 0, 40}), Index({50, 50}, {60, 40}));
}

TEST(StabilityIndexTest, ABinThatIsEmptyOnOneSideGivesEachHalfAnAccount) {
  // 0 and 4 of 4 become 0.5 and 4.5 of 5; 2 and 2 become 2.5 and 2.5.
  EXPECT_NEAR(*Index({0, 4}, {2, 2}), 0.4 * std::log(5.0) - 0.4 * std::log(0.5 / 0.9), 1e-15);
  EXPECT_TRUE(std::isfinite(*Index({0, 1'000'000'000}, {1'000'000'000, 0})));
}

TEST(StabilityIndexTest, NothingToCompare) {
  EXPECT_FALSE(Index({}, {}));
  EXPECT_FALSE(Index({0, 0}, {1, 2}));
  EXPECT_FALSE(Index({1, 2}, {0, 0}));
  EXPECT_FALSE(Index({1, 2}, {1, 2, 3}));
}

}  // namespace
}  // namespace bellwether::statistics
