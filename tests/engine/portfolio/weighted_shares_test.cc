// P24: a score of shares, as the pack weighs them.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kMetrics = R"yaml(
  warm:
    measure: weighted_shares
    min_count: 1
    months: 3
    parts:
      answers: {of: activity, numerator: "responded_after_hours <= 24", weight: 30}
      trainings: {of: activity, denominator: "type == 'training'", numerator: "held", weight: 20}
      feedback: {of: survey, numerator: "has(score)", weight: 50}
)yaml";

// a answered 1 of 2 in time, kept its training, answered no survey: (30/2 + 20 + 0) of 100 = 35.
// b answered 1 of 1, and nothing else is known: 30 of 30 = 100. Of c nothing is known.
TEST(WeightedSharesTest, WeighWhatIsKnown) {
  const std::string book = absl::StrCat(Started("a", "2025-01-01"), Started("b", "2025-01-01"),
                                        Started("c", "2025-01-01"), R"(
- {kind: activity, id: a1, account: a, at: 2025-12-01, type: email, responded_after_hours: 4}
- {kind: activity, id: a2, account: a, at: 2025-12-02, type: training, held: true, responded_after_hours: 72}
- {kind: activity, id: a3, account: a, at: 2025-06-02, type: training, held: false, responded_after_hours: 90}
- {kind: activity, id: a4, account: a, at: 2025-12-03, type: email}
- {kind: survey, id: s1, account: a, at: 2025-12-03, instrument: nps}
- {kind: activity, id: b1, account: b, at: 2025-12-01, type: email, responded_after_hours: 24}
)");
  const auto plan = SmallPack(std::string(kMetrics));
  const MetricResult result = MetricOf(*plan, book::BookOf(book), "warm", "2026-01-01");
  EXPECT_EQ(TextOf(result.summary.value), "67.5 of 2");
  EXPECT_EQ(result.accounts.at(0).account, "a");
  EXPECT_EQ(result.accounts.at(0).what, "35: answers 1 of 2, trainings 1 of 1, feedback 0 of 1");
  EXPECT_NEAR(*LineOf(result.summary, "answers, pooled").value, 2.0 / 3, 1e-12);
  EXPECT_NEAR(*LineOf(result.summary, "share of the weight that is known, mean").value, 0.65,
              1e-12);
  EXPECT_EQ(result.missing.at(0), "1 customer has no record of any part, and is not counted");
  EXPECT_EQ(result.missing.at(1),
            "1 record lacks what a condition reads: it cannot be said, and is not counted");
}

}  // namespace
}  // namespace bellwether::portfolio
