// P14 and S7: on time is no more than the days of grace behind plan; what is open beyond them is
// late now; bottlenecks are ranked by how often × how much, critical ones first.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string Milestone(std::string_view account, std::string_view key, std::string_view planned,
                      std::string_view completed, std::string_view cause = "") {
  return absl::StrCat("- {kind: milestone, id: ", std::string(account), "-", std::string(key),
                      ", account: ", std::string(account),
                      ", at: 2026-01-01, key: ", std::string(key),
                      planned.empty() ? "" : ", planned_at: ", std::string(planned),
                      completed.empty() ? "" : ", completed_at: ", std::string(completed),
                      cause.empty() ? "" : ", cause: ", std::string(cause), "}\n");
}

TEST(MilestonesTest, CountsThoseThatWereDue) {
  const std::string book = absl::StrCat(
      Milestone("a", "setup", "2026-02-01", "2026-02-03"),  // 2 days: on time
      Milestone("b", "setup", "2026-02-01", "2026-02-04", "customer_capacity"),
      Milestone("c", "setup", "2026-02-26", ""),               // 3 days open: late now
      Milestone("d", "setup", "2026-02-27", ""),               // 2 days open: not due
      Milestone("a", "training", "2026-02-01", "2026-01-20"),  // early
      Milestone("b", "training", "2026-02-01", "2026-03-13", "our_process"),  // not yet
      Milestone("c", "training", "", "2026-02-01"));
  const MetricResult result = MetricOf(book, "punctuality", "2026-03-01");
  EXPECT_EQ(result.summary.value.events, 2U);
  EXPECT_EQ(result.summary.value.n, 5U);
  EXPECT_EQ(result.missing.at(0), "1 milestone has no planned date, and counts in nothing");
  // training: one of two late, by 28 days so far; setup: two of three, by 3 days, but critical.
  EXPECT_EQ(TextOf(result.summary.grids.at(0)),
            "setup, critical (customer_capacity 1, no cause given 1): 0.6666666666666666 of 3 | 3 "
            "of 2 | 3 of 2 | nobody of 3 \n"
            "training (our_process 1): 0.5 of 2 | 28 of 1 | 28 of 1 | nobody of 2 \n");
  EXPECT_EQ(result.accounts.at(0).account, "b");
  EXPECT_EQ(result.accounts.at(0).what, "training open, 28 days past its plan");
}

TEST(MilestonesTest, SaysWhatIsAtStake) {
  std::string book;
  for (const std::string_view account : {"a", "b", "c", "d"}) {
    const bool slow = account == "a" || account == "b";
    absl::StrAppend(
        &book, Started(account, "2026-01-01"),
        Milestone(account, "setup", "2026-01-10", slow ? "2026-01-30" : "2026-01-10"),
        "- {kind: value, id: v-", std::string(account), ", account: ", std::string(account),
        ", at: ", slow ? "2026-02-20" : "2026-01-31", ", outcome: x, confirmed_by: y}\n");
  }
  const Grid grid = MetricOf(book, "punctuality", "2026-06-01").summary.grids.at(0);
  EXPECT_EQ(TextOf(grid.rows.at(0).second.at(3).quantity), "20 of 4");
}

}  // namespace
}  // namespace bellwether::portfolio
