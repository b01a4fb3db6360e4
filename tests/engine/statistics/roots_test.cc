// Roots, and functions that have none.
#include "engine/statistics/roots.h"

#include <gtest/gtest.h>

#include <cmath>

namespace bellwether::statistics {
namespace {

TEST(RootsTest, AreFoundFromAnywhere) {
  for (const double guess : {1e-6, 1.0, 1e6}) {
    const auto root = RisingRoot([](double x) { return x * x - 2; }, guess);
    ASSERT_TRUE(root) << guess;
    EXPECT_NEAR(*root, std::sqrt(2.0), 1e-14);
    EXPECT_GE(*root * *root, 2);
  }
}

TEST(RootsTest, NothingWhereNoSignChanges) {
  EXPECT_FALSE(RisingRoot([](double) { return 1.0; }, 1));
  EXPECT_FALSE(RisingRoot([](double) { return -1.0; }, 1));
  EXPECT_FALSE(RisingRoot([](double) { return std::nan(""); }, 1));
}

TEST(RootsTest, NeedAGuess) {
  for (const double guess : {0.0, -1.0, static_cast<double>(INFINITY), std::nan("")}) {
    EXPECT_FALSE(RisingRoot([](double x) { return x - 2; }, guess));
  }
}

}  // namespace
}  // namespace bellwether::statistics
