// P19: renewed ÷ due in the period, on the due date.
#include <cmath>

#include "gtest/gtest.h"
#include "tests/engine/portfolio/watched_book.h"

namespace bellwether::portfolio {
namespace {

std::string Contract(std::string_view account, std::string_view end, std::string_view outcome,
                     double value) {
  return absl::StrCat("- {kind: contract, id: c-", std::string(account),
                      ", account: ", std::string(account),
                      ", at: 2024-01-01, term_start: 2024-01-01, term_end: ", std::string(end),
                      ", value: ", FormatNumber(value),
                      outcome.empty() ? "" : ", outcome: ", std::string(outcome), "}\n");
}

TEST(RenewalTest, CountsWhatWasDue) {
  const std::string book = absl::StrCat(
      Contract("a", "2025-06-01", "renewed", 100), Contract("b", "2025-06-01", "expanded", 200),
      Contract("c", "2025-06-01", "reduced", 100), Contract("d", "2026-01-01", "lost", 400),
      Contract("undecided", "2025-06-01", "", 100), Contract("before", "2025-01-01", "lost", 100),
      Contract("ahead", "2026-01-02", "renewed", 100));
  const MetricResult result = MetricOf(book, "renewed", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "0.75 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "by value, as it was before")), "0.5 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "lost")), "0.25 of 4");
  EXPECT_EQ(result.missing.at(0), "1 contract was due and has no outcome, and is not counted");
  EXPECT_EQ(result.accounts.at(0).what, "due on 2026-01-01: lost");
}

// P19: the band 90 days before, not that of the last day: late falls just before it is lost.
TEST(RenewalByBandTest, LooksAtAFixedTimeBefore) {
  const auto plan =
      WatchedPack("  foretold: {measure: renewal_by_band, horizon: 90d, min_count: 1}\n");
  const std::string book =
      absl::StrCat(Started("a", "2025-01-01"), Told("a", "2025-01-02", "usage: 0.9"),
                   Term("a", "2025-12-01", "renewed"), Started("b", "2025-01-01"),
                   Told("b", "2025-01-02", "usage: 0.1"), Term("b", "2025-12-01", "lost"),
                   Started("late", "2025-01-01"), Told("late", "2025-01-02", "usage: 0.9"),
                   Told("late", "2025-11-20", "usage: 0.1"), Term("late", "2025-12-01", "lost"),
                   Started("silent", "2025-01-01"), Term("silent", "2025-12-01", "lost"),
                   Started("open", "2025-01-01"), Told("open", "2025-01-02", "usage: 0.9"),
                   Term("open", "2025-12-01"));
  const MetricResult result = MetricOf(*plan, book::BookOf(book), "foretold", "2026-01-01");
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_EQ(result.summary.value.n, 3U);
  EXPECT_EQ(TextOf(LineOf(result.summary, "well")), "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(result.summary, "bad")), "0 of 1");
  EXPECT_EQ(result.missing.at(0),
            "1 contract was due of an account without a band then, and is not counted");
  EXPECT_EQ(result.accounts.at(0).what, "due on 2025-12-01: lost, bad before");
}

constexpr std::string_view kForecast =
    "  ahead: {measure: renewals_ahead, horizon: 90d, min_count: 4}\n";

// Of those that were well 3 of 4 were renewed, of those that were bad 1 of 4.
std::string EightDue() {
  std::string book;
  for (int i = 0; i < 8; ++i) {
    const std::string name = absl::StrCat("due", i);
    absl::StrAppend(&book, Started(name, "2025-01-01"),
                    Told(name, "2025-01-02", i < 4 ? "usage: 0.9" : "usage: 0.1"),
                    Term(name, "2025-12-01", i < 3 || i == 4 ? "renewed" : "lost"));
  }
  return book;
}
std::string Ahead(std::string_view account, std::string_view usage, double value) {
  return absl::StrCat(Started(account, "2025-03-01"), Told(account, "2025-03-02", usage),
                      Term(account, "2026-02-01", "", value));
}

// P19: Σ amount × share renewed: 1000 × 3/4 + 400 × 1/4 = 850.
TEST(RenewalForecastTest, WeighsAmountsByTheHistoryOfTheirBand) {
  const auto plan = WatchedPack(std::string(kForecast));
  const std::string book =
      absl::StrCat(EightDue(), Ahead("a", "usage: 0.9", 1000), Ahead("b", "usage: 0.1", 400));
  const Summary summary = MetricOf(*plan, book::BookOf(book), "ahead", "2026-01-01").summary;
  EXPECT_EQ(TextOf(summary.value), "850 of 2");
  EXPECT_EQ(TextOf(LineOf(summary, "due in all")), "1400 of 2");
  EXPECT_EQ(TextOf(LineOf(summary, "well")), "1000 of 1");
  EXPECT_EQ(TextOf(LineOf(summary, "renewed of those that were bad 90 days before")), "0.25 of 4");
  // Wilson's intervals of 3 of 4 and 1 of 4 are 0.3006 to 0.9544 and 0.0456 to 0.6994.
  ASSERT_TRUE(summary.value.interval.has_value());
  EXPECT_NEAR(summary.value.interval->low, 850 - std::hypot(1000 * 0.44936, 400 * 0.20442), 0.1);
  EXPECT_NEAR(summary.value.interval->high, 850 + std::hypot(1000 * 0.20442, 400 * 0.44936), 0.1);
}

// Nobody was poor before, so nothing is expected of poor: what is due is said, and why.
TEST(RenewalForecastTest, WithoutAHistoryThereAreAmountsAlone) {
  const auto plan = WatchedPack(std::string(kForecast));
  const std::string book =
      absl::StrCat(EightDue(), Ahead("a", "usage: 0.9", 1000), Ahead("b", "usage: 0.3", 400));
  const Summary summary = MetricOf(*plan, book::BookOf(book), "ahead", "2026-01-01").summary;
  EXPECT_EQ(TextOf(summary.value), "1400 of 2");
  EXPECT_FALSE(summary.value.interval.has_value());
  EXPECT_EQ(
      summary.value.why,
      "what is due, not what is expected: fewer than 4 contracts were due before in poor (0)");
}

}  // namespace
}  // namespace bellwether::portfolio
