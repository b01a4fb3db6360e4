// P26: where hours go, and what an onboarding takes.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kTeam = R"(
  reviews: {measure: time_share, of: reviews, min_count: 1}
  ours: {measure: proactive_time, min_count: 1}
  effort: {measure: onboarding_hours, min_count: 1}
  cost: {measure: cost_of_onboarding, min_count: 1, figures: {hourly_rate: 75}}
  cost_and_kept: {measure: cost_of_onboarding, min_count: 1, edges: [0.1, 0.5], figures: {hourly_rate: 75, followed_days: 300}}
  cost_alone: {measure: cost_of_onboarding, min_count: 1, edges: [0.1], figures: {hourly_rate: 75}}
  no_rate: {measure: cost_of_onboarding, min_count: 1}
  managed: {measure: revenue_per_manager}
)";

MetricResult Of(std::string_view metric) {
  static const auto* const plan = new std::shared_ptr<const Plan>(SmallPack(std::string(kTeam)));
  static const auto* const book = new book::Book(book::BookOf(absl::StrCat(
      Started("a", "2025-03-01", "csm: Ana, acv: 12000"), Started("b", "2025-03-01", "csm: Ana"),
      Started("c", "2025-03-01", "csm: Ben, acv: 6000"), Started("d", "2025-03-01"), R"(
- {kind: activity, id: t1, account: a, at: 2025-03-10, type: meeting, hours: 6, purpose: onboarding, proactive: true}
- {kind: activity, id: t2, account: a, at: 2025-09-10, type: qbr, hours: 2, purpose: reviews, proactive: false}
- {kind: activity, id: t3, account: c, at: 2025-03-10, type: meeting, hours: 2, purpose: onboarding, proactive: true}
- {kind: activity, id: t4, account: c, at: 2025-03-12, type: call, hours: 5}
- {kind: activity, id: t5, account: c, at: 2025-03-13, type: email, purpose: reviews}
- {kind: activity, id: t6, account: c, at: 2023-03-13, type: email, hours: 50, purpose: reviews}
- {kind: onboarding, id: o1, account: a, at: 2025-05-01, event: graduated}
- {kind: onboarding, id: o2, account: c, at: 2025-05-01, event: graduated}
- {kind: onboarding, id: o3, account: b, at: 2025-05-01, event: graduated}
- {kind: cost, id: k1, account: a, at: 2025-04-01, item: training, amount: 150}
- {kind: cost, id: k2, account: a, at: 2025-06-01, item: training, amount: 5000}
- {kind: revenue, id: m1, account: a, at: 2025-03-01, movement: new, mrr: 1000}
- {kind: revenue, id: m2, account: b, at: 2025-03-01, movement: new, mrr: 500}
- {kind: revenue, id: m3, account: c, at: 2025-03-01, movement: new, mrr: 500}
)")));
  return MetricOf(**plan, *book, metric, "2026-01-01");
}

TEST(TeamTest, SharesAreOfHoursThatTell) {
  const MetricResult reviews = Of("reviews");
  EXPECT_EQ(TextOf(reviews.summary.value), "0.2 of 2");
  EXPECT_EQ(reviews.missing.at(0), "1 activity does not tell, and is not counted");
  EXPECT_EQ(TextOf(Of("ours").summary.value), "0.8 of 2");
}

// 6 hours for a, and 57 for c, which has old ones too.
TEST(TeamTest, HoursUntilGraduation) {
  const MetricResult effort = Of("effort");
  EXPECT_EQ(TextOf(effort.summary.value), "31.5 of 2");
  EXPECT_EQ(effort.missing.at(0), "1 onboarding does not tell, and is not counted");
  EXPECT_EQ(effort.accounts.at(0).account, "c");
}

// a: (6 × 75 + 150) ÷ 12000 = 5 %; c: 57 × 75 ÷ 6000 = 71.25 %.
TEST(TeamTest, CostOfTheFirstYear) {
  const MetricResult cost = Of("cost");
  EXPECT_NEAR(*cost.summary.value.value, (0.05 + 0.7125) / 2, 1e-12);
  EXPECT_EQ(Of("no_rate").summary.value.standing, Standing::kRefused);
  EXPECT_THAT(Of("no_rate").summary.value.why, HasSubstr("hourly_rate"));
}

// Retention stands beside the cost: both were kept for 300 days, and nobody cost 10 to 50 %.
TEST(TeamTest, WhoWasKeptByCost) {
  EXPECT_EQ(
      TextOf(Of("cost_and_kept").summary.grids.at(0)),
      "up to 10 %: 0.5 of 2 | 1 of 1 \nup to 50 %: 0 of 2 | nobody of 0 \nmore than 50 %: 0.5 "
      "of 2 | 1 of 1 \n");
  const Grid& alone = Of("cost_alone").summary.grids.at(0);
  EXPECT_EQ(alone.rows.at(0).second.at(1).quantity.standing, Standing::kRefused);
}

TEST(TeamTest, RevenueOfEachManager) {
  const MetricResult managed = Of("managed");
  EXPECT_EQ(TextOf(managed.summary.value), "12000 of 2");
  EXPECT_EQ(TextOf(managed.summary.grids.at(0)), "Ana: 18000 of 2 \nBen: 6000 of 1 \n");
  EXPECT_EQ(managed.missing.at(0), "1 customer has no csm");
}

// What an account pays is not known where no record tells it, and never nothing.
TEST(TeamTest, RevenueThatNoRecordTellsIsNotZero) {
  const MetricResult managed =
      MetricOf(*SmallPack(std::string(kTeam)),
               book::BookOf(absl::StrCat(Started("a", "2025-03-01", "csm: Ana"),
                                         Started("b", "2025-03-01", "csm: Ana"))),
               "managed", "2026-01-01");
  EXPECT_FALSE(managed.summary.value.value.has_value());
  EXPECT_EQ(managed.missing.at(0), "2 customers have no record of revenue");
}

}  // namespace
}  // namespace bellwether::portfolio
