// Breakdowns by a number cut at edges, and by a date cut at calendar months (P2).
#include "engine/portfolio/grouping.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;

constexpr std::string_view kGroupings = R"(
groupings:
  band: {of: acv, edges: [10000, 50000]}
  cohort: {of: start, every: month}
  quarter: {of: start, every: quarter}
  renewal_year: {of: renewal_at, every: year}
)";

// "2025-03: 0 of 2": the share of each group, in its order.
std::vector<std::string> Groups(const std::string& by) {
  static const auto* const plan =
      new std::shared_ptr<const Plan>(SmallPack(std::string(kGroupings)));
  static const auto* const book = new book::Book(book::BookOf(absl::StrCat(
      Started("a", "2024-03-01", "acv: 60000, renewal_at: 2026-03-01"),
      Started("b", "2024-11-20", "acv: 50000, renewal_at: 2025-12-31"),
      Started("c", "2024-12-31", "acv: 10000.5"), Started("d", "2024-12-02", "acv: 9000"),
      Started("e", "2024-05-05"), Started("f", "2024-03-31", "acv: 100"), R"(
- {kind: account, id: more, account: f, at: 2025-06-01, acv: 70000}
- {kind: contract, id: c1, account: d, at: 2025-01-01, term_start: 2024-12-02, term_end: 2025-06-01, outcome: lost}
)")));
  Request request;
  request.by = {by};
  std::vector<std::string> texts;
  const MetricResult result = MetricOf(**plan, *book, "quarter", "2026-01-01", request);
  for (const Group& group : result.breakdowns.at(0).groups) {
    texts.push_back(absl::StrCat(group.key, ": ", TextOf(group.summary.value)));
  }
  return texts;
}

// The metric `quarter` of the small pack is churn of the last three months, and its accounts are
// those that were customers at its start.
TEST(GroupingTest, ANumberIsCutAtItsEdgesAsItWasThen) {
  EXPECT_THAT(Groups("band"),
              ElementsAre(": 0 of 1", "10000 to 50000: 0 of 2", "beyond 50000: 0 of 2"));
}

TEST(GroupingTest, AStartIsCutAtMonthsAndQuarters) {
  EXPECT_THAT(Groups("cohort"), ElementsAre("2024-03: 0 of 2", "2024-05: 0 of 1", "2024-11: 0 of 1",
                                            "2024-12: 0 of 1"));
}

TEST(GroupingTest, ADateThatIsNotToldIsAGroupOfItsOwn) {
  EXPECT_THAT(Groups("renewal_year"), ElementsAre(": 0 of 3", "2025: 0 of 1", "2026: 0 of 1"));
}

}  // namespace
}  // namespace bellwether::portfolio
