// The engine against lifelines, statsmodels and scipy, on the customers of telco.csv: 1e-9
// relative (reference.h). Curves and ranks stand in reference_survival_test.cc, comparisons of two
// arms and judgements of predictions in reference_effects_test.cc.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/ranking_power.h"
#include "tests/engine/statistics/reference.h"

namespace bellwether::statistics {
namespace {

TEST(ReferenceTest, Distributions) {
  for (const auto& [text, probability] : {std::pair("1e-10", 1e-10), std::pair("0.025", 0.025),
                                          std::pair("0.975", 0.975), std::pair("0.9999", 0.9999)}) {
    Expected(absl::StrCat("normal quantile ", text)).Agrees({NormalQuantile(probability)});
  }
  EXPECT_EQ(NormalQuantile(0.5), 0);
  Expected("chi-squared tail 0.0 1").Agrees({ChiSquaredTail(0, 1)});
  Expected("chi-squared tail 3.841458820694124 1").Agrees({ChiSquaredTail(3.841458820694124, 1)});
  Expected("chi-squared tail 200.0 1").Agrees({ChiSquaredTail(200, 1)});
  Expected("chi-squared tail 7.5 4").Agrees({ChiSquaredTail(7.5, 4)});
}

TEST(ReferenceTest, StudentsDistribution) {
  for (const auto& [x, degrees, shift] :
       std::vector<std::array<double, 3>>{{2.0, 3.5, 2.8}, {-2.0, 3.5, 2.8}, {1.97, 198, 0.3}}) {
    const char* whole = degrees == 198 ? ".0" : "";
    const char* plain = std::fabs(x) == 2 ? ".0" : "";
    Expected(absl::StrCat("Student's t ", x, plain, " ", degrees, whole, " ", shift))
        .Agrees({NormalTail(x), StudentTail(x, degrees), StudentErrors(0.95, degrees),
                 NoncentralStudentTail(x, degrees, shift)});
  }
}

TEST(ReferenceTest, Wilson) {
  for (const auto& [events, n] : std::vector<std::pair<uint64_t, uint64_t>>{
           {0, 10}, {1, 10}, {5, 10}, {10, 10}, {12, 40}, {0, 1}, {1869, 7043}, {7043, 7043}}) {
    for (const auto& [text, confidence] : {std::pair("0.9", 0.9), std::pair("0.95", 0.95)}) {
      const Interval interval = ProportionOf(events, n, confidence)->interval;
      Expected(absl::StrCat("wilson ", events, "/", n, " at ", text))
          .Agrees({interval.low, interval.high});
    }
  }
}

TEST(ReferenceTest, Newcombe) {
  for (const auto& [a, n, b, m] : std::vector<std::array<uint64_t, 4>>{
           {12, 40, 5, 50}, {0, 10, 0, 20}, {10, 10, 0, 20}, {1655, 3875, 166, 1473}}) {
    const Interval interval = DifferenceOf(a, n, b, m)->interval;
    Expected(absl::StrCat("newcombe ", a, "/", n, " ", b, "/", m))
        .Agrees({interval.low, interval.high});
  }
}

TEST(ReferenceTest, ClopperAndPearsonWithoutEvents) {
  for (const int n : {1, 10, 59, 7043}) {
    Expected(absl::StrCat("none of ", n, " at 0.9")).Agrees({*MostWithoutEvents(n, 0.9)});
    Expected(absl::StrCat("none of ", n, " at 0.95")).Agrees({*MostWithoutEvents(n)});
  }
}

TEST(ReferenceTest, DeLong) {
  std::vector<TwiceScored> scored;
  for (const Customer& customer : Customers()) {
    const double contract = customer.contract == "month" ? 2 : customer.contract == "year" ? 1 : 0;
    scored.push_back({-customer.followed.time, contract, customer.followed.event});
  }
  std::vector<Scored> by_months, by_contract;
  for (const TwiceScored& one : scored) {
    by_months.push_back({one.first, one.event});
    by_contract.push_back({one.second, one.event});
  }
  const auto months = RankingPowerOf(by_months);
  const auto contract = RankingPowerOf(by_contract);
  Expected("power of months").Agrees({months->auc, months->interval->low, months->interval->high});
  Expected("power of contract")
      .Agrees({contract->auc, contract->interval->low, contract->interval->high});
  const auto compared = ComparePowers(scored);
  ASSERT_TRUE(compared);
  EXPECT_NEAR(compared->value, months->auc - contract->auc, 1e-12);
  Expected("powers compared")
      .Agrees({compared->value / std::sqrt(compared->variance), compared->p});
}

TEST(ReferenceTest, Holm) {
  const std::vector<double> p = {0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 1.0};
  Expected("Holm").Agrees(HolmAdjusted(p));
}

TEST(ReferenceTest, Quantiles) {
  std::vector<double> months;
  for (const Followed& one : With("")) months.push_back(one.time);
  const auto spread = SpreadOf(months);
  Expected("spread of months").Agrees({spread->median, spread->p75, spread->p90, spread->mean});
  for (const size_t n : {size_t{6}, size_t{10}, size_t{101}, months.size()}) {
    const auto first = SpreadOf({months.begin(), months.begin() + static_cast<std::ptrdiff_t>(n)});
    Expected(absl::StrCat("median interval of ", n))
        .Agrees({first->interval->low, first->interval->high});
  }
  const std::vector<double> five = {0.1, 0.7, 1.3, 8.0, 9.5};
  std::vector<double> found;
  for (const double share : {0.0, 0.1, 0.33, 0.5, 0.99, 1.0}) {
    found.push_back(*QuantileOf(five, share));
  }
  Expected("quantiles of five").Agrees(found);
}

}  // namespace
}  // namespace bellwether::statistics
