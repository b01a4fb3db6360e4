// P18, P26. Domain §9: 200 customers, 82 → 91 %, $540K on $200K: 170 %. $100K, 20 → 10 h: 8 months.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMetrics = R"(
  invested: {measure: return_on_onboarding, horizon: 366d, months: 24, min_count: 1, breakdowns: [segment], figures: {investment: 200000, kept_before: 0.82, customer_value: 30000}}
  unsaid: {measure: return_on_onboarding, horizon: 366d, months: 24, min_count: 1, figures: {investment: 200000}}
  payback: {measure: payback_of_saved_hours, min_count: 1, figures: {investment: 100000, hours_before: 20, hourly_rate: 75, customers_a_year: 200}}
  assumed: {measure: payback_of_saved_hours, min_count: 1, figures: {investment: 100000, hours_before: 20, hours_after: 10, hourly_rate: 75, customers_a_year: 200}}
  no_saving: {measure: payback_of_saved_hours, min_count: 1, figures: {investment: 100000, hours_before: 9, hourly_rate: 75}}
  no_rate: {measure: payback_of_saved_hours, min_count: 1, figures: {investment: 100000, hours_before: 20}}
)";

MetricResult Of(const std::string& book, std::string_view metric) {
  static const auto* const plan = new std::shared_ptr<const Plan>(SmallPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, "2026-01-01");
}

// 91 of 100 in each segment stay.
std::string TwoHundred() {
  std::string book;
  for (int i = 0; i < 200; ++i) {
    const std::string name = absl::StrCat("a", i);
    absl::StrAppend(&book,
                    Started(name, "2024-06-01", i % 2 == 0 ? "segment: small" : "segment: large"));
    if (i >= 18) continue;
    absl::StrAppend(
        &book, "- {kind: contract, id: c-", name, ", account: ", name,
        ", at: 2024-06-01, term_start: 2024-06-01, term_end: 2025-06-01, outcome: lost}\n");
  }
  return book;
}

TEST(ReturnOnOnboardingTest, Is170Percent) {
  const MetricResult result = Of(TwoHundred(), "invested");
  EXPECT_NEAR(*result.summary.value.value, 1.70, 1e-9);
  EXPECT_EQ(result.summary.value.n, 200U);
  EXPECT_NEAR(*LineOf(result.summary, "more customers than before").value, 18, 1e-9);
  EXPECT_NEAR(*LineOf(result.summary, "what they are worth").value, 540'000, 1e-6);
  EXPECT_NEAR(*LineOf(result.summary, "benefit ÷ cost").value, 2.7, 1e-9);
  // 91 % of 200 lies between 86.2 and 94.2 %: the return between 26 and 267 %.
  ASSERT_TRUE(result.summary.value.interval.has_value());
  EXPECT_NEAR(result.summary.value.interval->low, 0.26, 0.01);
  EXPECT_NEAR(result.summary.value.interval->high, 2.67, 0.01);
  // A segment bears its part of what was spent, so alike segments have the same return.
  for (const Group& group : result.breakdowns.at(0).groups) {
    EXPECT_NEAR(*group.summary.value.value, 1.70, 1e-9) << group.key;
  }
}

TEST(ReturnOnOnboardingTest, NamesWhatIsNotAssumed) {
  const MetricResult result = Of(TwoHundred(), "unsaid");
  EXPECT_EQ(result.summary.value.standing, Standing::kRefused);
  EXPECT_EQ(result.summary.value.why,
            "not all that is assumed is given: add `kept_before`, `customer_value` to `figures`");
}

// Two onboardings of 8 and 12 hours, 10 in the mean.
std::string TwoOnboardings() {
  return absl::StrCat(Started("a", "2025-03-01"), Started("b", "2025-03-01"), R"(
- {kind: activity, id: t1, account: a, at: 2025-03-10, type: call, hours: 8}
- {kind: activity, id: t2, account: b, at: 2025-03-10, type: call, hours: 12}
- {kind: onboarding, id: o1, account: a, at: 2025-05-01, event: graduated}
- {kind: onboarding, id: o2, account: b, at: 2025-05-01, event: graduated}
)");
}

TEST(PaybackTest, IsEightMonths) {
  for (const std::string_view metric : {"payback", "assumed"}) {
    const MetricResult result = Of(TwoOnboardings(), metric);
    EXPECT_NEAR(*result.summary.value.value, 8.0 / 12, 1e-12) << metric;
    EXPECT_EQ(result.summary.value.unit, MeasureUnit::kYears);
    EXPECT_NEAR(*LineOf(result.summary, "in months").value, 8, 1e-9) << metric;
    EXPECT_NEAR(*LineOf(result.summary, "saved in a year").value, 150'000, 1e-6) << metric;
  }
  // The mean of 8 and 12 has an interval, what is assumed has none.
  EXPECT_TRUE(Of(TwoOnboardings(), "payback").summary.value.interval.has_value());
  EXPECT_FALSE(Of(TwoOnboardings(), "assumed").summary.value.interval.has_value());
}

TEST(PaybackTest, SaysWhenNothingIsSavedOrSaid) {
  const MetricResult none = Of(TwoOnboardings(), "no_saving");
  EXPECT_EQ(none.summary.value.standing, Standing::kRefused);
  EXPECT_EQ(none.summary.value.why, "no hours are saved: an onboarding takes 10.0, and took 9");
  EXPECT_THAT(Of(TwoOnboardings(), "no_rate").summary.value.why, HasSubstr("`hourly_rate`"));
}

}  // namespace
}  // namespace bellwether::portfolio
