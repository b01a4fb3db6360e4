// Metrics that a pack names itself, as conditions over records.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMetrics = R"yaml(
  bugs_in_time: {measure: share_of_records, of: ticket, denominator: "type == 'bug'", numerator: "resolved_at - opened_at <= duration('48h')", min_count: 1, breakdowns: [segment]}
  escalated: {measure: share_of_records, of: ticket, numerator: "escalated", min_count: 1}
  of_large: {measure: share_of_records, of: ticket, denominator: "account.segment == 'large'", numerator: "type == 'bug'", min_count: 1}
  open_too_long: {measure: share_of_records, of: ticket, denominator: "!has(resolved_at)", numerator: "as_of - at > duration('240h')", min_count: 1}
  reactive: {measure: ratio_of_sums, of: activity, numerator: "proactive ? 0.0 : hours", denominator: "hours", min_count: 1}
  hours_each: {measure: ratio_of_sums, of: activity, numerator: "hours", unit: hours, min_count: 1}
)yaml";

// Account a: a bug solved in a day, one in three days, one open, a question. b, which grew large in
// March: a bug solved in exactly two days.
constexpr std::string_view kRecords = R"(
- {kind: ticket, id: t1, account: a, at: 2025-03-01, opened_at: 2025-03-01, type: bug, resolved_at: 2025-03-02, escalated: false}
- {kind: ticket, id: t2, account: a, at: 2025-03-05, opened_at: 2025-03-05, type: bug, resolved_at: 2025-03-08, escalated: true}
- {kind: ticket, id: t3, account: a, at: 2025-12-28, opened_at: 2025-12-28, type: bug}
- {kind: ticket, id: t4, account: a, at: 2025-03-06, opened_at: 2025-03-06, type: how_to, resolved_at: 2025-03-06}
- {kind: ticket, id: t5, account: b, at: 2025-04-01, opened_at: 2025-04-01, type: bug, resolved_at: 2025-04-03, escalated: false}
- {kind: ticket, id: t6, account: b, at: 2024-04-01, opened_at: 2024-04-01, type: bug, resolved_at: 2024-04-02, escalated: true}
- {kind: account, id: grew, account: b, at: 2025-03-15, segment: large}
- {kind: activity, id: v1, account: a, at: 2025-03-01, type: call, hours: 3, proactive: true}
- {kind: activity, id: v2, account: a, at: 2025-03-02, type: call, hours: 1, proactive: false}
- {kind: activity, id: v3, account: b, at: 2025-03-03, type: call, hours: 2, proactive: false}
- {kind: activity, id: v4, account: b, at: 2025-03-04, type: call, hours: 50}
- {kind: activity, id: v5, account: b, at: 2025-03-05, type: call, proactive: false}
)";

MetricResult Of(std::string_view metric, std::string_view as_of = "2026-01-01") {
  static const auto* const plan = new std::shared_ptr<const Plan>(SmallPack(std::string(kMetrics)));
  static const auto* const book = new book::Book(book::BookOf(
      absl::StrCat(Started("a", "2025-01-01", "segment: small"),
                   Started("b", "2024-01-01", "segment: small"), std::string(kRecords))));
  return MetricOf(**plan, *book, metric, as_of);
}

// t1 and t5 of t1, t2, t5. Of t3, which is open, it cannot be said; t6 is older than the months.
TEST(ShareOfRecordsTest, WhatIsMissingIsNeverNo) {
  const MetricResult result = Of("bugs_in_time");
  EXPECT_EQ(result.summary.value.events, 2U);
  EXPECT_EQ(result.summary.value.n, 3U);
  ASSERT_TRUE(result.summary.value.interval.has_value());
  EXPECT_EQ(result.missing.at(0),
            "1 record lacks what a condition reads: it cannot be said, and is not counted");
  EXPECT_EQ(Of("escalated").summary.value.events, 1U);
  EXPECT_EQ(Of("escalated").summary.value.n, 3U);  // t3 and t4 do not tell
}

// P2: attributes are those when it happened. t5 came when b was large.
TEST(ShareOfRecordsTest, AttributesAreThoseOfTheMoment) {
  const MetricResult result = Of("bugs_in_time");
  ASSERT_EQ(result.breakdowns.at(0).groups.size(), 2U);
  EXPECT_EQ(result.breakdowns[0].groups[0].key, "small");
  EXPECT_EQ(TextOf(result.breakdowns[0].groups[0].summary.value), "0.5 of 2");
  EXPECT_EQ(TextOf(result.breakdowns[0].groups[1].summary.value), "1 of 1");
  EXPECT_EQ(TextOf(Of("of_large").summary.value), "1 of 1");
}

// P1: at an earlier report the ticket was not solved yet, and the one of December did not exist.
TEST(ShareOfRecordsTest, WhatLiesAheadHasNotHappened) {
  const MetricResult then = Of("bugs_in_time", "2025-03-06");
  EXPECT_EQ(TextOf(then.summary.value), "1 of 2");  // t1 and t6; of t2 nobody knew
  EXPECT_EQ(then.missing.size(), 1U);
  EXPECT_EQ(TextOf(Of("open_too_long").summary.value), "0 of 1");
  EXPECT_EQ(TextOf(Of("open_too_long", "2026-01-08").summary.value), "1 of 1");
}

// 3 of 6 hours; v4 does not tell whose they were, v5 not how many.
TEST(RatioOfSumsTest, AddsUpNumbers) {
  const MetricResult result = Of("reactive");
  EXPECT_EQ(TextOf(result.summary.value), "0.5 of 2");
  EXPECT_EQ(result.missing.at(0),
            "2 records lack what a condition reads: it cannot be said, and they are not counted");
  // Without a denominator it is a mean: 56 hours of 4 activities, in the unit of the pack.
  const MetricResult mean = Of("hours_each");
  EXPECT_EQ(TextOf(mean.summary.value), "14 of 2");
  EXPECT_EQ(mean.summary.value.unit, MeasureUnit::kHours);
}

}  // namespace
}  // namespace bellwether::portfolio
