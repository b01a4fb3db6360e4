// Replicates that can be told: the same for the same seed, and none out of nothing.
#include "engine/statistics/bootstrap.h"

#include <gtest/gtest.h>

#include <vector>

namespace bellwether::statistics {
namespace {

const std::vector<double> kHours = {3, 5, 8, 13, 21, 34, 55};

std::optional<double> MeanHours(std::span<const size_t> chosen) {
  double sum = 0;
  for (const size_t place : chosen) sum += kHours[place];
  return sum / static_cast<double>(chosen.size());
}

TEST(BootstrapTest, TheSameSeedGivesTheSameBits) {
  const auto first = BootstrapInterval(kHours.size(), {.seed = 3}, MeanHours);
  const auto again = BootstrapInterval(kHours.size(), {.seed = 3}, MeanHours);
  const auto other = BootstrapInterval(kHours.size(), {.seed = 4}, MeanHours);
  ASSERT_TRUE(first && again && other);
  EXPECT_EQ(first->low, again->low);
  EXPECT_EQ(first->high, again->high);
  EXPECT_NE(first->low, other->low);
}

TEST(BootstrapTest, HoldsTheFigureAndStaysWithinTheData) {
  const auto interval = BootstrapInterval(kHours.size(), {.seed = 3}, MeanHours);
  const double mean = 139.0 / 7;
  EXPECT_LT(interval->low, mean);
  EXPECT_GT(interval->high, mean);
  EXPECT_GE(interval->low, 3);
  EXPECT_LE(interval->high, 55);
}

TEST(BootstrapTest, NothingOutOfNothing) { EXPECT_FALSE(BootstrapInterval(0, {}, MeanHours)); }

// A figure that is often missing, as a rate of accounts that are rarely there.
TEST(BootstrapTest, TooManyReplicatesWithoutAFigureAreNoInterval) {
  const auto only_with_first = [](std::span<const size_t> chosen) -> std::optional<double> {
    for (const size_t place : chosen) {
      if (place == 0) return 1;
    }
    return std::nullopt;
  };
  EXPECT_FALSE(BootstrapInterval(kHours.size(), {.seed = 3}, only_with_first));
}

}  // namespace
}  // namespace bellwether::statistics
