// Results as messages: everything that a result holds is there, and reads back to the bit.
#include "protos/wire/metrics.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/protos/wire/all_fields.h"

namespace bellwether::wire {
namespace {

using portfolio::MetricResult;
using portfolio::Quantity;
using portfolio::Standing;

Quantity FullQuantity(double value) {
  Quantity quantity;
  quantity.value = value;
  quantity.n = 17;
  quantity.events = 3;
  quantity.interval = {value - 0.1, value + 0.1};
  quantity.unit = MeasureUnit::kDays;
  quantity.standing = Standing::kFew;
  quantity.why = "a warning";
  return quantity;
}

portfolio::Summary FullSummary() {
  portfolio::Summary summary;
  summary.value = FullQuantity(1.0 / 3);
  summary.lines = {{"beside", FullQuantity(2), "di sampingnya"}};
  summary.grids = {{"grid",
                    {"day 30", "day 60"},
                    {{"2026-01", {{FullQuantity(3), true}, {FullQuantity(4), false}}}},
                    "kohort",
                    {"hari ke-30", "hari ke-60"},
                    {"Januari"}}};
  summary.curves = {{"curve", {{0, 1, {1, 1}}, {5, 0.5, {0.25, 0.75}}}, "kurva"}};
  return summary;
}

MetricResult FullResult() {
  MetricResult result;
  result.name = "speed";
  result.measure = Measure::kDaysToFirstValue;
  result.title = "title";
  result.description = "description";
  result.definition = "definition";
  result.source = "A, B";
  result.digest = "abc";
  result.as_of_day = 20'000;
  result.summary = FullSummary();
  result.tier = portfolio::Tier{"good", 1, 3, "OM", "≤ 60"};
  result.lower_is_better = true;
  result.trend = portfolio::Trend{{{19'000, FullQuantity(5)}, {20'000, FullQuantity(6)}},
                                  portfolio::Judgement::kFalling};
  result.comparison = portfolio::Comparison{19'500, FullQuantity(7), FullQuantity(8), false};
  result.breakdowns = {{"segment", {{"smb", FullSummary(), result.tier, "kecil"}}, "a reason"}};
  result.accounts = {{"acme", "41 days"}};
  result.accounts_in_all = 5;
  result.missing = {"1 account has no start"};
  result.dashboards = {"executive"};
  return result;
}

v1::MetricResult MessageOf(const MetricResult& result) {
  v1::MetricResult message;
  MetricToProto(result, message);
  return message;
}

TEST(MetricsTest, AMessageHoldsAllThatAResultHolds) {
  const v1::MetricResult message = MessageOf(FullResult());
  ExpectAllSet(message, "metric");
  EXPECT_FALSE(message.summary().grids(0).rows(0).cells(0).immature());
  EXPECT_TRUE(message.summary().grids(0).rows(0).cells(1).immature());
}

TEST(MetricsTest, AccountsBehindANumberReadBackToTheBit) {
  const portfolio::AccountsInNumber told = {
      {FullQuantity(3), false},
      MeasureUnit::kDays,
      {{"acme", true, 1.0 / 3, true, "open, 41 days past its plan"},
       {"zeta", false, {}, false, ""}},
      7,
      "bertahan sampai hari ke-90"};
  v1::ListMetricAccountsResponse message;
  AccountsToProto(told, message);
  ExpectAllSet(message.accounts(0), "account");
  EXPECT_TRUE(message.number().immature());
  EXPECT_FALSE(message.accounts(1).has_amount());
  v1::ListMetricAccountsResponse again;
  AccountsToProto(AccountsFromProto(message), again);
  EXPECT_EQ(again.SerializeAsString(), message.SerializeAsString());
  EXPECT_EQ(again.accounts_in_all(), 7);
  EXPECT_EQ(again.title(), "bertahan sampai hari ke-90");
  // Without amounts there is no unit of them.
  v1::ListMetricAccountsResponse bare;
  AccountsToProto({}, bare);
  EXPECT_EQ(bare.amount_unit(), v1::METRIC_UNIT_UNSPECIFIED);
  EXPECT_FALSE(AccountsFromProto(bare).amount_unit.has_value());
}

TEST(MetricsTest, ReadsBackToTheBit) {
  const v1::MetricResult message = MessageOf(FullResult());
  const auto read = MetricFromProto(message);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(MessageOf(*read).SerializeAsString(), message.SerializeAsString());
  EXPECT_EQ(*read->summary.value.value, 1.0 / 3);
  EXPECT_EQ(read->as_of_day, 20'000);
}

TEST(MetricsTest, EveryWordReadsBack) {
  for (const Standing standing : {Standing::kKnown, Standing::kFew, Standing::kNobody,
                                  Standing::kNotReached, Standing::kRefused}) {
    MetricResult result;
    result.summary.value.standing = standing;
    EXPECT_EQ(MetricFromProto(MessageOf(result))->summary.value.standing, standing);
  }
  for (const MeasureUnit unit : {MeasureUnit::kRatio, MeasureUnit::kTimes, MeasureUnit::kDays,
                                 MeasureUnit::kHours, MeasureUnit::kMoney, MeasureUnit::kPoints,
                                 MeasureUnit::kScore, MeasureUnit::kCount, MeasureUnit::kYears}) {
    MetricResult result;
    result.summary.value.unit = unit;
    EXPECT_EQ(MetricFromProto(MessageOf(result))->summary.value.unit, unit);
  }
  for (const auto judgement : {portfolio::Judgement::kTooShort, portfolio::Judgement::kWithinNoise,
                               portfolio::Judgement::kRising, portfolio::Judgement::kFalling}) {
    MetricResult result;
    result.trend = portfolio::Trend{{}, judgement};
    EXPECT_EQ(MetricFromProto(MessageOf(result))->trend->judgement, judgement);
  }
  for (const MeasureInfo& info : kMeasures) {
    MetricResult result;
    result.measure = info.measure;
    EXPECT_EQ(MetricFromProto(MessageOf(result))->measure, info.measure);
  }
}

TEST(MetricsTest, AMeasureOfALaterVersionIsNotGuessed) {
  v1::MetricResult message = MessageOf(FullResult());
  message.set_measure("of_tomorrow");
  EXPECT_FALSE(MetricFromProto(message).has_value());
}

TEST(MetricsTest, CountsBeyondTheMessageAreItsGreatest) {
  EXPECT_EQ(CountToProto(5), 5);
  EXPECT_EQ(CountToProto(1ull << 40), 2'147'483'647);
}

}  // namespace
}  // namespace bellwether::wire
