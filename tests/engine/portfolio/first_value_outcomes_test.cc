// P18, P28. Domain §9: a swing of 31 points; 6 years or 4 of $30K: $60K lost per customer.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMetrics = R"(
  swing: {measure: outcome_by_first_value, of: kept, edges: [30, 60, 90], horizon: 366d, months: 36, min_count: 1}
  renewals: {measure: outcome_by_first_value, of: renewed, edges: [30], horizon: 366d, months: 36, min_count: 1}
  growth: {measure: outcome_by_first_value, of: expanded, edges: [30], horizon: 366d, months: 36, min_count: 1}
  worth: {measure: worth_of_earlier_value, edges: [30], horizon: 365d, months: 36, min_count: 1}
)";

MetricResult Of(const std::string& book, std::string_view metric) {
  static const auto* const plan = new std::shared_ptr<const Plan>(SmallPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, "2026-01-01");
}

std::string RecordsOf(std::string_view name, int value_day, bool lost,
                      std::string_view lost_on = "2025-01-01") {
  std::string text = Started(name, "2024-01-01", "acv: 30000");
  if (value_day >= 0) {
    const absl::CivilDay day = absl::CivilDay(2024, 1, 1) + value_day;
    absl::StrAppend(&text, "- {kind: value, id: v-", std::string(name),
                    ", account: ", std::string(name), ", at: ", absl::FormatCivilTime(day),
                    ", outcome: x, confirmed_by: Ana}\n");
  }
  absl::StrAppend(&text, "- {kind: contract, id: c-", std::string(name),
                  ", account: ", std::string(name),
                  ", at: 2024-01-01, term_start: 2024-01-01, term_end: ", std::string(lost_on),
                  ", outcome: ", lost ? "lost" : "renewed", "}\n");
  return text;
}

// The worked example: 96, 88, 79 and 65 % of a hundred accounts each.
TEST(OutcomeByFirstValueTest, SwingsBy31Points) {
  const int kept[] = {96, 88, 79, 65};
  const int days[] = {30, 31, 90, 91};
  std::string book;
  for (int group = 0; group < 4; ++group) {
    for (int i = 0; i < 100; ++i) {
      absl::StrAppend(&book,
                      RecordsOf(absl::StrCat("g", group, "-", i), days[group], i >= kept[group]));
    }
  }
  const MetricResult result = Of(book, "swing");
  EXPECT_NEAR(*result.summary.value.value, 31, 1e-9);
  EXPECT_EQ(result.summary.value.n, 200U);
  EXPECT_TRUE(result.summary.value.interval.has_value());
  EXPECT_EQ(TextOf(LineOf(result.summary, "kept, value by day 30")), "0.96 of 100");
  EXPECT_EQ(TextOf(LineOf(result.summary, "kept, value after day 30, by day 60")), "0.88 of 100");
  EXPECT_EQ(TextOf(LineOf(result.summary, "kept, value after day 60, by day 90")), "0.79 of 100");
  EXPECT_EQ(TextOf(LineOf(result.summary, "kept, value after day 90, or not yet")), "0.65 of 100");
  EXPECT_THAT(result.summary.value.why, HasSubstr("association"));
}

// P28: who was lost by the last edge belongs to no group, however fast it was, and the young are
// not followed so long.
TEST(OutcomeByFirstValueTest, IsToldAtALandmark) {
  const std::string book = absl::StrCat(RecordsOf("fast", 10, false), RecordsOf("slow", -1, true),
                                        RecordsOf("gone", -1, true, "2024-03-31"),  // day 90
                                        Started("young", "2025-01-01"));
  const MetricResult result = Of(book, "swing");
  EXPECT_EQ(TextOf(result.summary.value), "100 of 2");
  EXPECT_EQ(result.missing, (std::vector<std::string>{"1 account is not followed until the horizon",
                                                      "1 account was lost by the last edge"}));
}

TEST(OutcomeByFirstValueTest, OfRenewalsAndOfGrowth) {
  const std::string book = absl::StrCat(RecordsOf("a", 10, false), RecordsOf("b", -1, true),
                                        RecordsOf("open", 10, false, "2026-06-01"), R"(
- {kind: revenue, id: n, account: a, at: 2024-01-01, movement: new, mrr: 10}
- {kind: revenue, id: early, account: b, at: 2024-01-20, movement: expansion, mrr: 10}
- {kind: revenue, id: m, account: a, at: 2024-06-01, movement: expansion, mrr: 10}
)");
  const MetricResult renewals = Of(book, "renewals");
  EXPECT_EQ(TextOf(LineOf(renewals.summary, "renewed, value by day 30")), "1 of 1");
  EXPECT_EQ(TextOf(LineOf(renewals.summary, "renewed, value after day 30, or not yet")), "0 of 1");
  EXPECT_EQ(renewals.missing.at(0), "1 account had nothing to decide by the horizon");
  // What was sold before the landmark is no outcome.
  const MetricResult growth = Of(book, "growth");
  EXPECT_EQ(TextOf(LineOf(growth.summary, "expanded, value by day 30")), "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(growth.summary, "expanded, value after day 30, or not yet")), "0 of 1");
}

// In the first year one of six is lost after day 30, or one of four: lifespans of 6 years and 4.
TEST(WorthOfEarlierValueTest, IsSixtyThousandPerCustomer) {
  std::string book;
  for (int i = 0; i < 6; ++i)
    absl::StrAppend(&book, RecordsOf(absl::StrCat("f", i), 10, i == 0, "2024-12-31"));
  for (int i = 0; i < 4; ++i)
    absl::StrAppend(&book, RecordsOf(absl::StrCat("s", i), 100, i == 0, "2024-12-31"));
  const MetricResult result = Of(book, "worth");
  EXPECT_NEAR(*result.summary.value.value, 60'000, 1e-6);
  EXPECT_NEAR(*LineOf(result.summary, "lifespan, value by day 30").value, 6, 1e-9);
  EXPECT_NEAR(*LineOf(result.summary, "lifespan, value after day 30, or not yet").value, 4, 1e-9);
  EXPECT_NEAR(*LineOf(result.summary, "of a hundred accounts").value, 6'000'000, 1e-3);
  ASSERT_TRUE(result.summary.value.interval.has_value());
  EXPECT_LT(result.summary.value.interval->low, 60'000);
  // Where nobody is lost no lifespan can be told.
  const MetricResult none =
      Of(absl::StrCat(RecordsOf("f", 10, false), RecordsOf("s", 100, true, "2024-12-31")), "worth");
  EXPECT_EQ(none.summary.value.standing, Standing::kRefused);
}

}  // namespace
}  // namespace bellwether::portfolio
