#include "clients/cli/progress.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

TEST(ProgressLine, SaysHowFarHowFastHowLong) {
  EXPECT_EQ(ProgressLine({12'300'000, 24'600'000, 16'240, absl::Seconds(2)}),
            "[##########          ]   50 %  12.3 MB of 24.6 MB  8,120 accounts/s  2s left");
}

TEST(ProgressLine, OfAPipeHasNoEnd) {
  EXPECT_EQ(ProgressLine({1'000'000, std::nullopt, 1'234'567, absl::Seconds(1)}),
            "1.0 MB read  1,234,567 accounts/s");
}

TEST(ProgressLine, StaysSoundAtTheEdges) {
  EXPECT_EQ(ProgressLine({0, 10'000'000, 0, absl::ZeroDuration()}),
            "[                    ]    0 %  0.0 MB of 10.0 MB  0 accounts/s");
  // A file that grew while it was read.
  EXPECT_EQ(ProgressLine({20'000'000, 10'000'000, 5, absl::Seconds(1)}),
            "[####################]  100 %  20.0 MB of 10.0 MB  5 accounts/s  0 left");
  EXPECT_EQ(ProgressLine({0, 0, 0, absl::Seconds(1)}), "0.0 MB read  0 accounts/s");
}

}  // namespace
}  // namespace bellwether::cli
