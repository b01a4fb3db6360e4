// Predictions that can be judged by hand: P29.
#include "engine/statistics/calibration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/logistic.h"

namespace bellwether::statistics {
namespace {

using Predictions = std::vector<Predicted>;

// `of` accounts with this prediction, of whom `events` have the event.
void Add(Predictions& predicted, double probability, int events, int of) {
  for (int i = 0; i < of; ++i) predicted.push_back({probability, i < events});
}

// Of two predictions, the line goes through both shares.
Predictions Two(int events_of_low, int events_of_high) {
  Predictions predicted;
  Add(predicted, 0.2, events_of_low, 10);
  Add(predicted, 0.8, events_of_high, 10);
  return predicted;
}

TEST(BrierTest, IsTheMeanSquareOfWhatWasWrong) {
  const Predictions predicted = {{0.8, true}, {0.4, false}, {0, false}, {1, true}};
  const auto brier = BrierOf(predicted);
  ASSERT_TRUE(brier);
  EXPECT_DOUBLE_EQ(brier->score, (0.04 + 0.16) / 4);
  EXPECT_EQ(brier->base, 0.5);
  EXPECT_DOUBLE_EQ(*brier->skill, 1 - 0.05 / 0.25);
  EXPECT_EQ(brier->n, 4U);
}

TEST(BrierTest, TheBaseForEverybodyHasNoSkill) {
  Predictions predicted;
  Add(predicted, 0.25, 5, 20);
  EXPECT_NEAR(*BrierOf(predicted)->skill, 0, 1e-15);
}

TEST(BrierTest, AllOrNoneHaveNoBaseToBeat) {
  const Predictions all = {{0.9, true}};
  EXPECT_DOUBLE_EQ(BrierOf(all)->score, 0.01);
  EXPECT_FALSE(BrierOf(all)->skill);
  EXPECT_FALSE(BrierOf({}));
}

TEST(CalibrationTest, ALineThroughTwoSharesIsTheirOwn) {
  const auto perfect = CalibrationOf(Two(2, 8));
  ASSERT_TRUE(perfect);
  EXPECT_NEAR(perfect->slope, 1, 1e-12);
  EXPECT_NEAR(perfect->intercept, 0, 1e-12);
  const auto timid = CalibrationOf(Two(1, 9));
  EXPECT_NEAR(timid->slope, std::log(9.0) / std::log(4.0), 1e-12);
  const auto blind = CalibrationOf(Two(5, 5));
  EXPECT_NEAR(blind->slope, 0, 1e-12);
  EXPECT_GT(blind->slope_interval.high, 0);
  const auto wrong = CalibrationOf(Two(8, 2));
  EXPECT_NEAR(wrong->slope, -1, 1e-12);
}

TEST(CalibrationTest, CutsPredictionsThatHaveNoLogit) {
  Predictions predicted = Two(2, 8), cut = predicted;
  Add(predicted, 0, 1, 3);
  Add(predicted, 1, 2, 3);
  Add(cut, kLeastPrediction, 1, 3);
  Add(cut, 1 - kLeastPrediction, 2, 3);
  EXPECT_EQ(CalibrationOf(predicted)->slope, CalibrationOf(cut)->slope);
}

TEST(CalibrationTest, SeparationHasNoLine) {
  EXPECT_FALSE(CalibrationOf(Two(0, 10)));
  EXPECT_FALSE(CalibrationOf(Two(10, 0)));
  EXPECT_FALSE(CalibrationOf(Two(0, 4)));  // the low ones never: the more, the better
  EXPECT_FALSE(CalibrationOf(Two(0, 0)));
  EXPECT_FALSE(CalibrationOf(Two(10, 10)));
}

TEST(CalibrationTest, NothingToFit) {
  EXPECT_FALSE(CalibrationOf({}));
  EXPECT_FALSE(CalibrationOf(Predictions{{0.5, true}}));
  Predictions same;
  Add(same, 0.4, 4, 10);
  EXPECT_FALSE(CalibrationOf(same));
  Predictions almost;
  Add(almost, 0.4, 4, 10);
  Add(almost, 0.4 + 1e-13, 5, 10);
  EXPECT_FALSE(CalibrationOf(almost));
}

TEST(CalibrationTest, AProbabilityBeyondItsRangeIsNone) {
  for (const double none : {-0.1, 1.1, std::nan("")}) {
    Predictions predicted = Two(2, 8);
    predicted.push_back({none, true});
    EXPECT_FALSE(CalibrationOf(predicted));
    EXPECT_FALSE(BrierOf(predicted));
  }
}

// P5: the order never changes a bit.
TEST(CalibrationTest, DoesNotDependOnTheOrder) {
  Predictions predicted = Two(3, 7);
  Add(predicted, 0.37, 2, 9);
  Predictions turned = predicted;
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(CalibrationOf(predicted)->slope, CalibrationOf(turned)->slope);
  EXPECT_EQ(BrierOf(predicted)->score, BrierOf(turned)->score);
}

// One other beyond a thousand events keeps the slope finite, and far from where it is looked for.
TEST(LogisticTest, FindsALineThatAlmostSeparates) {
  std::vector<Point> points;
  for (int i = 0; i < 1000; ++i) {
    points.push_back({-1 - i * 1e-3, false});
    points.push_back({1 + i * 1e-3, true});
  }
  points.push_back({1.01, false});
  points.push_back({-1.01, true});
  const auto line = FitLogistic(points);
  ASSERT_TRUE(line);
  EXPECT_GT(line->slope, 3);
  EXPECT_NEAR(line->intercept, 0, 1e-9);
  EXPECT_TRUE(std::isfinite(line->slope_variance));
}

}  // namespace
}  // namespace bellwether::statistics
