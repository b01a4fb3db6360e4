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
  EXPECT_EQ(BucketName(kEdges, 0, " days"), "up to 30 days");
  EXPECT_EQ(BucketName(kEdges, 1), "30 to 60.5");
  EXPECT_EQ(BucketName(kEdges, 2, " days"), "beyond 60.5 days");
}

}  // namespace
}  // namespace bellwether::portfolio
