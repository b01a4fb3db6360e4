// P16, P17: the cohort of the start, and a waterfall that closes. Worked examples of domain §9.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

int next_id = 0;
std::string Moved(std::string_view account, std::string_view day, std::string_view movement,
                  double mrr) {
  return absl::StrCat("- {kind: revenue, id: m", next_id++, ", account: ", std::string(account),
                      ", at: ", std::string(day), ", movement: ", std::string(movement),
                      ", mrr: ", FormatNumber(mrr), "}\n");
}

// $10M at the start, + 1.5M expansion, - 0.8M churn, - 0.2M contraction, and a new logo.
std::string TenMillion() {
  return absl::StrCat(Moved("grows", "2024-06-01", "new", 8e6),
                      Moved("leaves", "2024-06-01", "new", 0.8e6),
                      Moved("shrinks", "2024-06-01", "new", 1.2e6),
                      Moved("grows", "2025-06-01", "expansion", 1.5e6),
                      Moved("leaves", "2025-07-01", "churn", 0.8e6),
                      Moved("shrinks", "2025-08-01", "contraction", 0.2e6),
                      Moved("joins", "2025-09-01", "new", 3e6));
}

TEST(RevenueTest, NetRetentionIs105Percent) {
  const MetricResult result = MetricOf(TenMillion(), "net", "2026-01-01");
  EXPECT_NEAR(*result.summary.value.value, 1.05, 1e-12);
  EXPECT_EQ(result.summary.value.n, 3U);
  EXPECT_NEAR(*LineOf(result.summary, "expansion").value, 0.15, 1e-12);
  EXPECT_NEAR(*LineOf(result.summary, "churn").value, -0.08, 1e-12);
}

// The article prints 91 %, which is an error.
TEST(RevenueTest, GrossRetentionIs90Percent) {
  const MetricResult result = MetricOf(TenMillion(), "gross", "2026-01-01");
  EXPECT_NEAR(*result.summary.value.value, 0.90, 1e-12);
  EXPECT_NEAR(
      *LineOf(result.summary, "by movements alone: (start - churn - contraction) ÷ start").value,
      0.90, 1e-12);
}

// By account at most what it had: one that shrinks and grows again is whole, by the formula not.
TEST(RevenueTest, GrossRetentionIsByAccount) {
  const std::string book = absl::StrCat(
      Moved("a", "2024-06-01", "new", 100), Moved("a", "2025-03-01", "contraction", 40),
      Moved("a", "2025-06-01", "expansion", 90), Moved("b", "2024-06-01", "new", 100));
  const Summary summary = MetricOf(book, "gross", "2026-01-01").summary;
  EXPECT_EQ(TextOf(summary.value), "1 of 2");
  EXPECT_NEAR(*LineOf(summary, "by movements alone: (start - churn - contraction) ÷ start").value,
              0.8, 1e-12);
  EXPECT_NEAR(*MetricOf(book, "net", "2026-01-01").summary.value.value, 1.25, 1e-12);
}

TEST(RevenueTest, WhoComesBackWithinThePeriodIsRestored) {
  const std::string book = absl::StrCat(
      Moved("a", "2024-06-01", "new", 100), Moved("a", "2025-03-01", "churn", 100),
      Moved("a", "2025-06-01", "reactivation", 80), Moved("late", "2023-06-01", "new", 50),
      Moved("late", "2024-06-01", "churn", 50), Moved("late", "2025-06-01", "reactivation", 50));
  const MetricResult result = MetricOf(book, "net", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "0.8 of 1");
}

TEST(RevenueTest, ChurnAndContractionAreApart) {
  const MetricResult result = MetricOf(TenMillion(), "gone", "2026-01-01");
  EXPECT_NEAR(*result.summary.value.value, 0.08, 1e-12);
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_NEAR(*LineOf(result.summary, "contraction of those who stayed").value, 0.02, 1e-12);
}

TEST(RevenueTest, TheWaterfallCloses) {
  const Summary summary = MetricOf(TenMillion(), "flow", "2026-01-01").summary;
  const auto line = [&](std::string_view name) { return *LineOf(summary, name).value; };
  EXPECT_EQ(line("start"), 10e6);
  EXPECT_EQ(line("new"), 3e6);
  EXPECT_EQ(line("reactivation"), 0);
  EXPECT_EQ(line("start") + line("new") + line("expansion") + line("contraction") + line("churn") +
                line("reactivation"),
            line("end"));
  EXPECT_EQ(*summary.value.value, line("end") - line("start"));
}

TEST(RevenueTest, MovementsThatDoNotFitAreRefusedByName) {
  const std::string book = absl::StrCat(Moved("odd", "2025-03-01", "churn", 100), TenMillion());
  const MetricResult result = MetricOf(book, "flow", "2026-01-01");
  EXPECT_EQ(result.summary.value.standing, Standing::kRefused);
  EXPECT_THAT(result.summary.value.why,
              HasSubstr("more revenue went than had come from 1 account"));
  EXPECT_THAT(result.summary.value.why, HasSubstr("odd"));
  EXPECT_FALSE(result.summary.value.value.has_value());
}

// P4.
TEST(RevenueTest, CurrenciesAreNotAdded) {
  const std::string book = absl::StrCat(
      "- {kind: account, id: a1, account: grows, at: 2024-01-01, currency: USD}\n",
      "- {kind: account, id: a2, account: leaves, at: 2024-01-01, currency: EUR}\n", TenMillion());
  for (const std::string_view metric : {"net", "gross", "gone", "flow"}) {
    const MetricResult result = MetricOf(book, metric, "2026-01-01");
    EXPECT_EQ(result.summary.value.standing, Standing::kRefused) << metric;
    EXPECT_THAT(result.summary.value.why, HasSubstr("EUR (1), USD (1)")) << metric;
  }
}

// Nothing lost in a few accounts does not prove that nothing is ever lost.
TEST(RevenueTest, WhatIsTheSameForAllHasNoInterval) {
  const std::string book =
      absl::StrCat(Moved("a", "2024-06-01", "new", 100), Moved("b", "2024-06-01", "new", 100));
  const Quantity value = MetricOf(book, "gross", "2026-01-01").summary.value;
  EXPECT_EQ(TextOf(value), "1 of 2");
  EXPECT_FALSE(value.interval.has_value());
  EXPECT_THAT(value.why, HasSubstr("at most 77.6 % of accounts differ"));
}

TEST(ExpansionTest, CountsCustomersOfTheWholePeriod) {
  const std::string book = absl::StrCat(
      Started("a", "2024-06-01"), Moved("a", "2024-06-01", "new", 5),
      Moved("a", "2025-06-01", "expansion", 5), Started("b", "2024-06-01"),
      Moved("b", "2024-06-01", "new", 5), Moved("b", "2024-07-01", "expansion", 5),
      Started("young", "2025-02-01"), Moved("young", "2025-03-01", "expansion", 5),
      Started("gone", "2024-06-01"), Moved("gone", "2024-06-01", "new", 5),
      Moved("gone", "2025-06-01", "expansion", 5), Moved("gone", "2025-12-01", "churn", 10));
  EXPECT_EQ(TextOf(MetricOf(book, "grown", "2026-01-01").summary.value), "0.5 of 2");
}

}  // namespace
}  // namespace bellwether::portfolio
