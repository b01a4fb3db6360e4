// A value in words: with its unit, never as a number where there is none.
#include "clients/cli/portfolio/metric_words.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

using portfolio::Quantity;
using portfolio::Standing;

Quantity Of(double value, MeasureUnit unit, Standing standing = Standing::kKnown) {
  Quantity quantity;
  quantity.value = value;
  quantity.unit = unit;
  quantity.n = 20;
  quantity.standing = standing;
  return quantity;
}

TEST(MetricWordsTest, AValueHasItsUnit) {
  EXPECT_EQ(ValueWords(Of(0.9425, MeasureUnit::kRatio)), "94.3 %");
  EXPECT_EQ(ValueWords(Of(41, MeasureUnit::kDays)), "41 days");
  EXPECT_EQ(ValueWords(Of(1, MeasureUnit::kDays)), "1 day");
  EXPECT_EQ(ValueWords(Of(59.5, MeasureUnit::kDays)), "59.5 days");
  EXPECT_EQ(ValueWords(Of(-1234567.4, MeasureUnit::kMoney)), "−1,234,567");
  EXPECT_EQ(ValueWords(Of(-0.2, MeasureUnit::kMoney)), "0");
  EXPECT_EQ(ValueWords(Of(31.2, MeasureUnit::kPoints)), "31");
}

TEST(MetricWordsTest, FewAreCountedNotRated) {
  Quantity few = Of(0.5, MeasureUnit::kRatio, Standing::kFew);
  few.n = 6;
  few.events = 3;
  few.interval = {0.1, 0.9};
  EXPECT_EQ(ValueWords(few), "3 of 6");
  EXPECT_EQ(IntervalWords(few), "");
  EXPECT_EQ(ValueWords(Of(12, MeasureUnit::kDays, Standing::kFew)), "(12 days)");
}

TEST(MetricWordsTest, WhatIsNotThereIsNoNumber) {
  EXPECT_EQ(ValueWords(Quantity()), "no case");
  EXPECT_EQ(ValueWords(Of(0, MeasureUnit::kDays, Standing::kNotReached)), "not reached");
  EXPECT_EQ(ValueWords(Of(0, MeasureUnit::kDays, Standing::kRefused)), "refused");
  Quantity unknown;
  unknown.standing = Standing::kKnown;
  EXPECT_EQ(ValueWords(unknown), "not known");
}

TEST(MetricWordsTest, IntervalsHaveTheUnitOnce) {
  Quantity share = Of(0.5, MeasureUnit::kRatio);
  share.interval = {0.4, 0.6};
  EXPECT_EQ(IntervalWords(share), "40.0–60.0 %");
  Quantity score = Of(5, MeasureUnit::kPoints);
  score.interval = {-12, 22};
  EXPECT_EQ(IntervalWords(score), "-12 to 22");
  EXPECT_EQ(IntervalWords(Of(5, MeasureUnit::kPoints)), "");
}

portfolio::Trend TrendOf(const std::vector<std::optional<double>>& values) {
  portfolio::Trend trend;
  for (const auto& value : values) {
    portfolio::Trend::Point point;
    point.value.value = value;
    trend.points.push_back(point);
  }
  return trend;
}

TEST(SparklineTest, GoesFromTheLeastToTheMost) {
  EXPECT_EQ(Sparkline(TrendOf({1, 8})), "▁█");
  EXPECT_EQ(Sparkline(TrendOf({1, std::nullopt, 8, 4.5})), "▁ █▅");
  EXPECT_EQ(Sparkline(TrendOf({3, 3})), "▅▅");
  EXPECT_EQ(Sparkline(TrendOf({std::nullopt})), " ");
  EXPECT_EQ(Sparkline({}), "");
}

TEST(ToneTest, RisingIsGoodWhereHigherIsBetter) {
  portfolio::MetricResult result;
  result.trend.emplace();
  result.trend->judgement = portfolio::Judgement::kRising;
  EXPECT_EQ(JudgementTone(result), Tone::kPlain);
  result.lower_is_better = false;
  EXPECT_EQ(JudgementTone(result), Tone::kGood);
  result.lower_is_better = true;
  EXPECT_EQ(JudgementTone(result), Tone::kBad);
  result.trend->judgement = portfolio::Judgement::kWithinNoise;
  EXPECT_EQ(JudgementTone(result), Tone::kQuiet);
}

}  // namespace
}  // namespace bellwether::cli
