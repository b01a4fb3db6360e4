// P25, P28: features by a landmark, and what came after it.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kMetrics = R"(
  uptake: {measure: feature_uptake, horizon: 30d, months: 24, order: [first, second, third], min_count: 1, figures: {followed_days: 100}}
  unfollowed: {measure: feature_uptake, horizon: 30d, months: 24, order: [first, second, third], min_count: 1}
)";

std::string Used(std::string_view account, int day, std::string_view features) {
  return absl::StrCat("- {kind: usage, id: u-", std::string(account), "-", day,
                      ", account: ", std::string(account), ", at: 2025-01-", day < 10 ? "0" : "",
                      day, ", features: {", std::string(features), "}}\n");
}
std::string Lost(std::string_view account, std::string_view day) {
  return absl::StrCat("- {kind: contract, id: c-", std::string(account),
                      ", account: ", std::string(account),
                      ", at: 2025-01-01, term_start: "
                      "2025-01-01, term_end: ",
                      std::string(day), ", outcome: lost}\n");
}

// a: first on day 1, second on day 4: in order. b: second on day 2, first on day 9: not. c: the
// third without the second: not. d tried one, too late another. e was lost before the landmark, f
// is younger than it, g tells no usage.
MetricResult Of(std::string_view metric) {
  const std::string book = absl::StrCat(
      Started("a", "2025-01-01"), Used("a", 2, "first: 1"), Used("a", 5, "first: 2, second: 1"),
      Started("b", "2025-01-01"), Used("b", 3, "second: 1"), Used("b", 10, "first: 1"),
      Lost("b", "2025-04-11"),  // day 100
      Started("c", "2025-01-01"), Used("c", 3, "first: 1, second: 0"), Used("c", 21, "third: 5"),
      Started("d", "2025-01-01"), Used("d", 30, "first: 1"),
      "- {kind: usage, id: late, account: d, at: 2025-02-01, features: {second: 1}}\n",
      Lost("d", "2025-03-01"), Started("e", "2025-01-01"), Used("e", 2, "third: 1"),
      Lost("e", "2025-01-31"), Started("f", "2025-12-20"), Started("g", "2025-01-01"));
  static const auto* const plan = new std::shared_ptr<const Plan>(SmallPack(std::string(kMetrics)));
  return MetricOf(**plan, book::BookOf(book), metric, "2026-01-01");
}

TEST(FeatureUptakeTest, InTheOrderOfThePack) {
  const MetricResult result = Of("uptake");
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_EQ(result.summary.value.n, 3U);  // d took up one alone
  EXPECT_EQ(TextOf(result.summary.grids.at(0)),
            "first: 1 of 4 | 5.5 of 4 \nsecond: 0.5 of 4 | 3 of 2 \nthird: 0.25 of 4 | 20 of 1 \n");
  EXPECT_EQ(TextOf(LineOf(result.summary, "slowest: third")), "20 of 1");
  EXPECT_EQ(result.missing, (std::vector<std::string>{"1 account is younger than the landmark",
                                                      "1 account was lost before the landmark",
                                                      "1 account has no usage by the landmark"}));
}

// Two of three features by: a day 4, b day 9, c day 20, d never. Fast are a and b.
TEST(FeatureUptakeTest, WhoIsFastIsToldBeforeWhoStays) {
  const Summary summary = Of("uptake").summary;
  EXPECT_EQ(TextOf(LineOf(summary, "kept until day 100, half of the features by day 9")),
            "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(summary, "kept until day 100, later or never")), "0.5 of 2");
  EXPECT_EQ(TextOf(LineOf(summary, "difference, in points")), "0 of 4");
  EXPECT_EQ(LineOf(Of("unfollowed").summary, "kept").standing, Standing::kRefused);
}

}  // namespace
}  // namespace bellwether::portfolio
