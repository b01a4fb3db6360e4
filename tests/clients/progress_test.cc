#include "clients/cli/evaluation/progress.h"

#include "clients/cli/terminal/display_text.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

ProgressState Halfway() { return {16'240, 8'120, absl::Seconds(2), 0.52, absl::Seconds(1.85)}; }

TEST(ProgressLine, SaysHowFarHowManyHowFastHowLong) {
  EXPECT_EQ(ProgressLine(Halfway(), 100),
            "████████████▍░░░░░░░░░░░   52 %  16,240 accounts  8,120/s  2 s left");
}

TEST(ProgressLine, LeavesOutWhatMattersLeast) {
  EXPECT_EQ(ProgressLine(Halfway(), 60), "██████▏░░░░░   52 %  16,240 accounts  8,120/s  2 s left");
  EXPECT_EQ(ProgressLine(Halfway(), 50), " 52 %  16,240 accounts  8,120/s  2 s left");
  EXPECT_EQ(ProgressLine(Halfway(), 30), " 52 %  8,120/s  2 s left");
  EXPECT_EQ(ProgressLine(Halfway(), 18), " 52 %  2 s left");
  EXPECT_EQ(ProgressLine(Halfway(), 8), " 52 %");
}

TEST(ProgressLine, OfAPipeHasNoEnd) {
  const ProgressState state = {1'234'567, 98'765, absl::Seconds(12.5), {}, {}};
  EXPECT_EQ(ProgressLine(state, 80), "1,234,567 accounts  98,765/s  for 13 s");
  EXPECT_EQ(ProgressLine(state, 30), "1,234,567 accounts  98,765/s");
  EXPECT_EQ(ProgressLine(state, 20), "1,234,567 accounts");
}

TEST(ProgressLine, NeverTakesMoreColumnsThanThereAre) {
  for (size_t width = 1; width < 120; ++width) {
    EXPECT_LE(DisplayWidth(ProgressLine(Halfway(), width)), width);
    EXPECT_LE(DisplayWidth(ProgressLine({1'234'567, 9, absl::Hours(3), {}, {}}, width)), width);
  }
}

TEST(ProgressLine, TheBarIsAlwaysOfOneWidth) {
  for (int percent = 0; percent <= 100; ++percent) {
    ProgressState state = Halfway();
    state.share = percent / 100.0;
    EXPECT_EQ(DisplayWidth(ProgressLine(state, 100)), 67U) << percent;
  }
}

TEST(ProgressLine, StaysSoundAtTheEdges) {
  EXPECT_EQ(ProgressLine({0, 0, absl::ZeroDuration(), 0.0, {}}, 100),
            "░░░░░░░░░░░░░░░░░░░░░░░░    0 %  0 accounts  0/s");
  // A file that grew while it was read.
  EXPECT_EQ(ProgressLine({1, 1, absl::Seconds(1), 1.3, absl::ZeroDuration()}, 100),
            "████████████████████████  100 %  1 account  1/s  0 s left");
}

TEST(DurationWords, RoundUpAndName) {
  EXPECT_EQ(DurationWords(absl::Milliseconds(1)), "1 s");
  EXPECT_EQ(DurationWords(absl::Seconds(65)), "1 min 5 s");
  EXPECT_EQ(DurationWords(absl::Minutes(123)), "2 h 3 min");
}

}  // namespace
}  // namespace bellwether::cli
