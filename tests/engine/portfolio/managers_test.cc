// P26: managers against their peers, and what each looks after.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/watched_book.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kMetrics = R"(
  slow: {measure: hours_against_peers, min_count: 2, breakdowns: [csm]}
  load: {measure: accounts_per_manager, months: 12, min_count: 1}
)";

MetricResult Of(const std::string& book, std::string_view metric) {
  static const auto* const plan =
      new std::shared_ptr<const Plan>(WatchedPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, "2026-01-01");
}

std::string Onboarded(std::string_view account, std::string_view csm, std::string_view segment,
                      double hours) {
  return absl::StrCat(
      Started(account, "2025-03-01",
              absl::StrCat("csm: ", std::string(csm), ", segment: ", std::string(segment))),
      "- {kind: activity, id: t-", std::string(account), ", account: ", std::string(account),
      ", at: 2025-03-10, type: call, hours: ", FormatNumber(hours), "}\n",
      "- {kind: onboarding, id: o-", std::string(account), ", account: ", std::string(account),
      ", at: 2025-05-01, event: graduated}\n");
}

// Ana 10 and 20 against 8, 10, 12 of Ben and Chi: 15 ÷ 10. Ben has one alone, Dan a segment alone.
TEST(HoursAgainstPeersTest, AreOfTheSameSegment) {
  const std::string book =
      absl::StrCat(Onboarded("a", "Ana", "small", 10), Onboarded("b", "Ana", "small", 20),
                   Onboarded("c", "Ben", "small", 8), Onboarded("d", "Chi", "small", 10),
                   Onboarded("e", "Chi", "small", 12), Onboarded("f", "Dan", "large", 90),
                   Onboarded("g", "Dan", "large", 90));
  const MetricResult result = Of(book, "slow");
  EXPECT_NEAR(*result.summary.value.value, 1.5, 1e-12);
  EXPECT_EQ(result.summary.value.standing, Standing::kKnown);
  // Chi's 11 against 10, 20, 8.
  EXPECT_EQ(TextOf(result.summary.grids.at(0)),
            "Dan, large: nobody of 0 | 90 of 2 \nAna, small: 1.5 of 2 | 15 of 2 \nBen, small: few "
            "0.7272727272727273 of 1 | few 8 of 1 \nChi, small: 1.1 of 2 | 11 of 2 \n");
  EXPECT_EQ(TextOf(LineOf(result.summary, "at half as much again as the others, or more")),
            "0.5 of 2");
  // A group of one manager is held against all others, too.
  for (const Group& group : result.breakdowns.at(0).groups) {
    if (group.key == "Chi") {
      EXPECT_NEAR(*group.summary.value.value, 1.1, 1e-12);
    }
  }
}

TEST(AccountsPerManagerTest, HaveWhatEachLooksAfter) {
  const std::string book = absl::StrCat(
      Started("a", "2024-01-01", "csm: Ana"), Monthly("a", "2024-01-01", 100),
      Told("a", "2024-01-02", "usage: 0.9"), Told("a", "2025-06-01", "usage: 0.1"),
      Term("a", "2025-06-01", "renewed"), Started("b", "2024-01-01", "csm: Ana"),
      Monthly("b", "2024-01-01", 50), Told("b", "2024-01-02", "usage: 0.3"),
      Told("b", "2025-06-01", "usage: 0.9"), Started("c", "2024-01-01", "csm: Ana"),
      Term("c", "2025-06-01", "lost"), Started("d", "2024-01-01", "csm: Ben"),
      Told("d", "2024-01-02", "usage: 0.3"), Told("d", "2025-06-01", "usage: 0.9"),
      "- {kind: revenue, id: x, account: b, at: 2025-06-01, movement: expansion, mrr: 10}\n",
      "- {kind: revenue, id: old, account: b, at: 2024-06-01, movement: expansion, mrr: 5}\n");
  const MetricResult result = Of(book, "load");
  EXPECT_EQ(TextOf(result.summary.value), "1.5 of 2");
  EXPECT_EQ(TextOf(LineOf(result.summary, "customers in all")), "3 of 3");
  EXPECT_EQ(TextOf(result.summary.grids.at(0)),
            "Ana: 2 of 2 | 1980 of 2 | 120 of 2 | 0.5 of 2 | 0 of 2 \n"
            "Ben: 1 of 1 | nobody of 0 | nobody of 0 | nobody of 0 | 1 of 1 \n");
}

}  // namespace
}  // namespace bellwether::portfolio
