// P22: how customers move between bands.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/watched_book.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kMetrics = R"(
  moved: {measure: band_migration, months: 3, min_count: 1}
  flapped: {measure: band_flapping, months: 3, min_count: 1}
)";

MetricResult Of(const std::string& book, std::string_view metric) {
  static const auto* const plan =
      new std::shared_ptr<const Plan>(WatchedPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, "2026-01-01");
}

// Then, on 2025-10-01: a, b, c well, d poor, e bad; new has not started, and silent has no band.
TEST(BandMigrationTest, HasThoseThatLeftInTheTable) {
  const std::string book =
      absl::StrCat(Started("a", "2025-06-01"), Told("a", "2025-06-02", "usage: 0.9"),  // stays
                   Started("b", "2025-06-01"), Told("b", "2025-06-02", "usage: 0.9"),
                   Told("b", "2025-11-01", "usage: 0.3"),  // falls
                   Started("c", "2025-06-01"), Told("c", "2025-06-02", "usage: 0.9"),
                   Term("c", "2025-12-01", "lost"),  // leaves
                   Started("d", "2025-06-01"), Told("d", "2025-06-02", "usage: 0.3"),
                   Told("d", "2025-10-02", "usage: 0.8"),  // rises
                   Started("e", "2025-06-01"), Told("e", "2025-06-02", "usage: 0.1"),
                   Monthly("e", "2025-06-02", 5), Started("new", "2025-10-02"),
                   Told("new", "2025-10-02", "usage: 0.1"), Started("silent", "2025-06-01"));
  const MetricResult result = Of(book, "moved");
  EXPECT_EQ(TextOf(result.summary.value), "0.25 of 4");  // b of a, b, d, e
  EXPECT_EQ(TextOf(LineOf(result.summary, "rose")), "0.25 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "the same")), "0.5 of 4");
  EXPECT_EQ(TextOf(LineOf(result.summary, "lost since, of all")), "0.2 of 5");
  const Grid& grid = result.summary.grids.at(0);
  EXPECT_EQ(grid.columns,
            (std::vector<std::string>{"well", "poor", "bad", "without a band", "lost"}));
  ASSERT_EQ(grid.rows.size(), 3U);
  std::vector<uint64_t> well;
  for (const auto& cell : grid.rows[0].second) well.push_back(*cell.quantity.events);
  EXPECT_EQ(well, (std::vector<uint64_t>{1, 1, 0, 0, 1}));
  EXPECT_EQ(result.missing.at(0), "1 customer had no band at the start, and is not counted");
  EXPECT_EQ(result.accounts.at(0).what, "well → poor");
}

// a goes well, poor, well; b falls once; c goes to and fro between two Mondays, which nobody sees.
TEST(BandFlappingTest, CountsWhoCameBack) {
  const std::string book =
      absl::StrCat(Started("a", "2025-06-01"), Told("a", "2025-06-02", "usage: 0.9"),
                   Told("a", "2025-11-01", "usage: 0.3"), Told("a", "2025-11-20", "usage: 0.9"),
                   Started("b", "2025-06-01"), Told("b", "2025-06-02", "usage: 0.9"),
                   Told("b", "2025-11-01", "usage: 0.3"), Started("c", "2025-06-01"),
                   Told("c", "2025-06-02", "usage: 0.9"), Told("c", "2025-11-04", "usage: 0.3"),
                   Told("c", "2025-11-06", "usage: 0.9"),
                   // Two Mondays with a band are too few to come back.
                   Started("young", "2025-12-20"), Told("young", "2025-12-21", "usage: 0.9"));
  const MetricResult result = Of(book, "flapped");
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_EQ(result.summary.value.n, 3U);
  EXPECT_EQ(LineOf(result.summary, "changed at all").events, 2U);
  EXPECT_EQ(result.accounts.at(0).what, "well → poor → well");
  EXPECT_EQ(result.missing.at(0),
            "1 customer had a band on fewer than three Mondays, and is not counted");
}

}  // namespace
}  // namespace bellwether::portfolio
