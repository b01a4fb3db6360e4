// P15: exact days for each account; a cohort counts when its youngest was followed so long (P8).
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string Lost(std::string_view account, std::string_view start, std::string_view end) {
  return absl::StrCat(Started(account, start), "- {kind: revenue, id: n-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(start),
                      ", movement: new, mrr: 9}\n- {kind: revenue, id: c-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(end),
                      ", movement: churn, mrr: 9}\n");
}

TEST(RetentionTest, OnlyMatureCohortsAreAveraged) {
  const std::string book = absl::StrCat(
      Started("a", "2026-01-01"), Lost("b", "2026-01-10", "2026-04-10"),  // lost on day 90
      Started("c", "2026-01-20"), Lost("d", "2026-01-31", "2026-05-02"),  // lost on day 91
      Started("e", "2026-02-01"), Lost("f", "2026-02-28", "2026-03-05"));
  // Day 90 of `d` is 1 May; that of `f` 29 May.
  const MetricResult early = MetricOf(book, "kept", "2026-04-30");
  EXPECT_EQ(TextOf(early.summary.value), "nobody of 0");
  const MetricResult one = MetricOf(book, "kept", "2026-05-28");
  EXPECT_EQ(TextOf(one.summary.value), "0.75 of 4");
  EXPECT_EQ(TextOf(one.summary.grids.at(0)),
            "2026-01: 1 of 4 | 1 of 4 | 0.75 of 4 | ~nobody of 0 | ~nobody of 0 \n"
            "2026-02: 0.5 of 2 | 0.5 of 2 | ~1 of 1 | ~nobody of 0 | ~nobody of 0 \n");
  const MetricResult both = MetricOf(book, "kept", "2026-05-29");
  EXPECT_EQ(both.summary.value.events, 4U);
  EXPECT_EQ(both.summary.value.n, 6U);
}

TEST(RetentionTest, ThePooledCurveUsesWhatEachWasFollowed) {
  const std::string book =
      absl::StrCat(Started("a", "2026-01-01"), Lost("b", "2026-01-01", "2026-02-01"),
                   Started("young", "2026-03-25"));
  const Summary summary = MetricOf(book, "kept", "2026-04-05").summary;
  const Quantity pooled =
      LineOf(summary, "of all that started, followed as far as they are (Kaplan–Meier, day 90)");
  EXPECT_EQ(TextOf(pooled), "0.5 of 3");
  EXPECT_EQ(summary.curves.at(0).points.size(), 2U);
}

TEST(RetentionTest, WithoutAnyoneThereIsNoNumber) {
  const MetricResult result = MetricOf("[]", "kept", "2026-04-05");
  EXPECT_EQ(result.summary.value.standing, Standing::kNobody);
  EXPECT_FALSE(result.summary.value.value.has_value());
}

}  // namespace
}  // namespace bellwether::portfolio
