// P22: customers by the band that the pack gives them, replayed from the book.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kHealth = R"(
  well: {measure: band_share, of: green, min_count: 1}
  due: {measure: renewals_ahead, horizon: 90d}
signals: {usage: {type: ratio, description: x, max_age: 30d}}
health: {only: {bands: [{green: 50}, {red: 0}], components: {usage: {weight: 1, of: usage}}}}
)";

std::string Usage(std::string_view account, std::string_view day, double usage) {
  return absl::StrCat("- {kind: account, id: u-", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", signals: {usage: ", usage, "}}\n");
}

TEST(BandShareTest, CountsCustomersWithABand) {
  const auto plan = SmallPack(std::string(kHealth));
  const std::string book = absl::StrCat(
      Started("a", "2025-12-01"), Usage("a", "2026-01-10", 0.8), Usage("a", "2026-01-20", 0.2),
      Started("b", "2025-12-01"), Usage("b", "2026-01-10", 0.9), Started("silent", "2025-12-01"),
      Started("gone", "2025-06-01"), Usage("gone", "2026-01-10", 0.1),
      "- {kind: contract, id: c, account: gone, at: 2025-06-01, term_start: 2025-06-01, term_end: "
      "2026-01-15, outcome: lost}\n");
  const MetricResult now = MetricOf(*plan, book::BookOf(book), "well", "2026-01-25");
  EXPECT_EQ(TextOf(now.summary.value), "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(now.summary, "red")), "0.5 of 2");
  EXPECT_EQ(now.missing.at(0), "1 customer has no band, and is not counted");
  // Ten days before all was well, and who was lost since was a customer.
  const MetricResult then = MetricOf(*plan, book::BookOf(book), "well", "2026-01-12");
  EXPECT_EQ(then.summary.value.events, 2U);
  EXPECT_EQ(then.summary.value.n, 3U);
  // What is known grows old: 31 days later nobody has a band.
  EXPECT_EQ(TextOf(MetricOf(*plan, book::BookOf(book), "well", "2026-02-21").summary.value),
            "nobody of 0");
}

// P19: by the band of now, of customers that are still there.
TEST(RenewalForecastTest, SumsWhatIsDueByBand) {
  const auto plan = SmallPack(std::string(kHealth));
  const auto contract = [](std::string_view account, std::string_view end, int value) {
    return absl::StrCat("- {kind: contract, id: c-", std::string(account),
                        ", account: ", std::string(account),
                        ", at: 2025-06-01, term_start: 2025-06-01, term_end: ", std::string(end),
                        ", value: ", value, "}\n");
  };
  const std::string book = absl::StrCat(
      Started("a", "2025-06-01"), Usage("a", "2026-01-10", 0.8), contract("a", "2026-02-01", 100),
      Started("b", "2025-06-01"), Usage("b", "2026-01-10", 0.1), contract("b", "2026-04-25", 50),
      Started("c", "2025-06-01"), contract("c", "2026-03-01", 7), Started("late", "2025-06-01"),
      contract("late", "2026-04-26", 1000), Started("past", "2025-06-01"),
      contract("past", "2026-01-25", 1000));
  const MetricResult due = MetricOf(*plan, book::BookOf(book), "due", "2026-01-25");
  EXPECT_EQ(TextOf(due.summary.value), "157 of 3");
  EXPECT_EQ(TextOf(LineOf(due.summary, "green")), "100 of 1");
  EXPECT_EQ(TextOf(LineOf(due.summary, "red")), "50 of 1");
  EXPECT_EQ(TextOf(LineOf(due.summary, "without a band")), "7 of 1");
}

}  // namespace
}  // namespace bellwether::portfolio
