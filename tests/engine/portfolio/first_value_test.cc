// P12: who is not there yet is censored, who was lost before is a competing event, and "not
// reached" is an answer.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::ElementsAre;

// Days to value 10, 20, 40; one waits for 59 days, one was lost on day 30.
std::string Five() {
  return absl::StrCat(Started("a", "2026-01-01"), Started("b", "2026-01-01"),
                      Started("c", "2026-01-01"), Started("d", "2026-01-01"),
                      Started("e", "2026-01-01"), R"(
- {kind: value, id: v1, account: a, at: 2026-01-11, outcome: x, confirmed_by: y}
- {kind: value, id: v2, account: b, at: 2026-01-21, outcome: x, confirmed_by: y}
- {kind: value, id: v3, account: c, at: 2026-02-10, outcome: x, confirmed_by: y}
- {kind: value, id: v4, account: c, at: 2026-02-20, outcome: later, confirmed_by: y}
- {kind: revenue, id: m1, account: e, at: 2026-01-01, movement: new, mrr: 5}
- {kind: revenue, id: m2, account: e, at: 2026-01-31, movement: churn, mrr: 5}
)");
}

TEST(FirstValueTest, TheValueIsTheMedianOfAll) {
  const MetricResult result = MetricOf(Five(), "speed", "2026-03-01");
  // S falls to 0.8, 0.6, and at 40, with two at risk, to 0.3.
  EXPECT_EQ(TextOf(result.summary.value), "40 of 5");
  EXPECT_EQ(result.summary.value.events, 3U);
  EXPECT_EQ(TextOf(LineOf(result.summary, "median of those that arrived")), "20 of 3");
  EXPECT_EQ(TextOf(LineOf(result.summary, "still waiting")), "0.2 of 5");
  EXPECT_EQ(TextOf(LineOf(result.summary, "lost before value")), "0.2 of 5");
}

// Aalen and Johansen: the lost one can no longer arrive, so it is not shared out.
TEST(FirstValueTest, SharesCountTheLost) {
  const Summary summary = MetricOf(Five(), "speed", "2026-03-01").summary;
  EXPECT_NEAR(*LineOf(summary, "reached value by day 30").value, 0.4, 1e-12);
  EXPECT_NEAR(*LineOf(summary, "reached value by day 60").value, 0.6, 1e-12);
  EXPECT_EQ(LineOf(summary, "reached value by day 60").why, "nobody was followed so long");
  EXPECT_EQ(TextOf(LineOf(summary, "up to 30 days")), "0.4 of 5");
  EXPECT_EQ(TextOf(LineOf(summary, "30 to 60 days")), "0.2 of 5");
  EXPECT_EQ(TextOf(LineOf(summary, "beyond 60 days")), "0 of 5");
}

TEST(FirstValueTest, NotReachedIsAnAnswer) {
  const MetricResult result = MetricOf(Five(), "speed", "2026-01-15");
  EXPECT_EQ(TextOf(result.summary.value), "not reached of 5");
  EXPECT_FALSE(result.tier.has_value());
  EXPECT_EQ(TextOf(MetricOf("[]", "speed", "2026-01-15").summary.value), "nobody of 0");
}

TEST(FirstValueTest, DaysOnHoldAreShownBeside) {
  const std::string book = absl::StrCat(Started("a", "2026-01-01"), R"(
- {kind: onboarding, id: o1, account: a, at: 2026-01-05, event: held}
- {kind: onboarding, id: o2, account: a, at: 2026-01-15, event: resumed}
- {kind: value, id: v1, account: a, at: 2026-01-31, outcome: x, confirmed_by: y}
- {kind: onboarding, id: o3, account: a, at: 2026-02-05, event: held}
)");
  const Summary summary = MetricOf(book, "speed", "2026-03-01").summary;
  EXPECT_EQ(TextOf(summary.value), "30 of 1");
  EXPECT_EQ(TextOf(LineOf(summary, "median without days on hold")), "20 of 1");
}

TEST(FirstValueTest, NamesWhoWaitsLongest) {
  const std::string book = absl::StrCat(Started("old", "2026-01-01"), Started("new", "2026-02-01"),
                                        "- {kind: usage, id: u1, account: odd, at: 2026-02-01}\n");
  const MetricResult result = MetricOf(book, "speed", "2026-03-01");
  ASSERT_EQ(result.accounts.size(), 2U);
  EXPECT_EQ(result.accounts[0].account, "old");
  EXPECT_EQ(result.accounts[0].what, "without value for 59 days");
  EXPECT_THAT(result.missing, ElementsAre("1 account has no start"));
}

// P7: only starts of the window, but whatever became of them.
TEST(FirstValueTest, CountsStartsOfItsMonths) {
  const std::string book = absl::StrCat(Started("old", "2024-02-28"), Started("new", "2024-03-01"));
  EXPECT_EQ(MetricOf(book, "speed", "2026-03-01").summary.value.n, 1U);
}

}  // namespace
}  // namespace bellwether::portfolio
