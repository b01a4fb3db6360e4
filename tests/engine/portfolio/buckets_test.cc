#include "engine/portfolio/buckets.h"

#include <array>

#include "gtest/gtest.h"

namespace bellwether::portfolio {
namespace {

constexpr std::array<double, 2> kEdges = {30, 60.5};

TEST(BucketsTest, AnEdgeBelongsToThePartBelowIt) {
  EXPECT_EQ(BucketOf(kEdges, -1), 0U);
  EXPECT_EQ(BucketOf(kEdges, 30), 0U);
  EXPECT_EQ(BucketOf(kEdges, 30.001), 1U);
  EXPECT_EQ(BucketOf(kEdges, 60.5), 1U);
  EXPECT_EQ(BucketOf(kEdges, 61), 2U);
}

TEST(BucketsTest, NamesSayTheEdges) {
  EXPECT_EQ(BucketOfDays(kEdges, 0).English(), "up to 30 days");
  EXPECT_EQ(BucketWords(kEdges, 1).English(), "30 to 60.5");
  EXPECT_EQ(BucketOfDays(kEdges, 2).English(), "beyond 60.5 days");
}

}  // namespace
}  // namespace bellwether::portfolio
