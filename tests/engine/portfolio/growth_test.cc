// P18, P21. Domain §9: 30 000 × 0.80 ÷ 0.10 = 240 000; 30K × 6 years = 180K; 35K → 42K is 20 %.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

using testing::HasSubstr;

constexpr std::string_view kGrowth = R"(
  worth: {measure: lifetime_value, min_count: 1, figures: {gross_margin: 0.8, acquisition_cost: 60000}}
  revenue_worth: {measure: lifetime_value, min_count: 1}
  simple: {measure: simple_lifetime_value, min_count: 1}
  per_cost: {measure: lifetime_value_per_cost, min_count: 1, figures: {gross_margin: 0.8, acquisition_cost: 60000}}
  no_cost: {measure: lifetime_value_per_cost, min_count: 1}
  growth: {measure: contract_growth, min_count: 1}
  landed: {measure: expansion_after_landing, min_count: 1}
)";

MetricResult Of(const std::string& book, std::string_view metric,
                std::string_view as_of = "2026-01-01") {
  return MetricOf(*SmallPack(std::string(kGrowth)), book::BookOf(book), metric, as_of);
}

std::string New(std::string_view account, std::string_view day, double mrr) {
  return absl::StrCat("- {kind: revenue, id: n-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", movement: new, mrr: ", FormatNumber(mrr), "}\n");
}
std::string Then(std::string_view account, std::string_view day, std::string_view movement,
                 double mrr) {
  return absl::StrCat("- {kind: revenue, id: t-", std::string(account), "-", std::string(day),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", movement: ", std::string(movement), ", mrr: ", FormatNumber(mrr), "}\n");
}

// Ten accounts of 30K a year, of which one leaves.
std::string TenAccounts() {
  std::string book;
  for (int i = 0; i < 10; ++i)
    absl::StrAppend(&book, New(absl::StrCat("a", i), "2024-01-01", 2500));
  return absl::StrCat(book, Then("a3", "2025-06-01", "churn", 2500));
}

TEST(LifetimeValueTest, IsMarginOverChurn) {
  const MetricResult result = Of(TenAccounts(), "worth");
  EXPECT_NEAR(*result.summary.value.value, 240'000, 1e-6);
  EXPECT_EQ(result.summary.value.n, 10U);
  EXPECT_NEAR(*LineOf(result.summary, "simple: yearly revenue × lifespan, without margin").value,
              300'000, 1e-6);
  EXPECT_NEAR(*LineOf(result.summary, "÷ cost of acquisition").value, 4, 1e-9);
  EXPECT_EQ(result.summary.value.why, "");
}

// $30K × 6 years = 180K, where one of six leaves in a year; × 4 = 120K, where one of four does.
TEST(LifetimeValueTest, SimpleIsRevenueTimesLifespan) {
  for (const int accounts : {6, 4}) {
    std::string book = Then("a0", "2025-06-01", "churn", 2500);
    for (int i = 0; i < accounts; ++i) {
      absl::StrAppend(&book, New(absl::StrCat("a", i), "2024-01-01", 2500));
    }
    const MetricResult result = Of(book, "simple");
    EXPECT_NEAR(*result.summary.value.value, 30'000 * accounts, 1e-6);
    EXPECT_NEAR(*LineOf(result.summary, "lifespan").value, accounts, 1e-9);
    EXPECT_TRUE(result.summary.value.interval.has_value());
  }
}

// 240K on 60K is 4 ×.
TEST(LifetimeValueTest, HeldAgainstWhatACustomerCosts) {
  const MetricResult result = Of(TenAccounts(), "per_cost");
  EXPECT_NEAR(*result.summary.value.value, 4, 1e-9);
  EXPECT_EQ(result.summary.value.unit, MeasureUnit::kTimes);
  EXPECT_EQ(Of(TenAccounts(), "no_cost").summary.value.standing, Standing::kRefused);
  EXPECT_THAT(Of(TenAccounts(), "no_cost").summary.value.why, HasSubstr("`acquisition_cost`"));
}

TEST(LifetimeValueTest, WithoutAMarginItIsRevenue) {
  const MetricResult result = Of(TenAccounts(), "revenue_worth");
  EXPECT_NEAR(*result.summary.value.value, 300'000, 1e-6);
  EXPECT_THAT(result.summary.value.why, HasSubstr("no gross_margin is given"));
}

TEST(LifetimeValueTest, WithoutChurnThereIsNoLifetime) {
  const MetricResult result = Of(New("a", "2024-01-01", 2500), "worth");
  EXPECT_EQ(result.summary.value.standing, Standing::kRefused);
  EXPECT_THAT(result.summary.value.why, HasSubstr("nobody was lost"));
}

TEST(ContractGrowthTest, IsOfTheSameAccounts) {
  const std::string book = absl::StrCat(
      New("a", "2024-01-01", 35'000.0 / 12), Then("a", "2025-06-01", "expansion", 7'000.0 / 12),
      New("gone", "2024-01-01", 100), Then("gone", "2025-06-01", "churn", 100),
      New("joins", "2025-06-01", 100));
  const MetricResult result = Of(book, "growth");
  EXPECT_NEAR(*result.summary.value.value, 0.20, 1e-12);
  EXPECT_EQ(result.summary.value.n, 1U);
  EXPECT_NEAR(*LineOf(result.summary, "mean at the end, a year").value, 42'000, 1e-6);
}

TEST(ExpansionAfterLandingTest, CountsWhoReachedMonth24) {
  const std::string book =
      absl::StrCat(New("a", "2023-06-01", 100), Then("a", "2024-06-01", "expansion", 100),
                   Then("a", "2025-06-02", "expansion", 1000),  // after month 24
                   New("b", "2023-12-31", 100),                 // month 24 yesterday
                   New("young", "2024-01-02", 100),             // tomorrow
                   New("gone", "2023-06-01", 100), Then("gone", "2024-06-01", "churn", 100),
                   New("old", "2022-06-01", 100));  // before the window
  EXPECT_EQ(TextOf(Of(book, "landed").summary.value), "1.5 of 2");
}

}  // namespace
}  // namespace bellwether::portfolio
