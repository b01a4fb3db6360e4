// The engine against lifelines, statsmodels and scipy, on the customers of telco.csv: 1e-9
// relative. reference.py made reference.json, and anybody can make it again.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/incidence.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/ranking_power.h"
#include "engine/statistics/survival.h"
#include "nlohmann/json.hpp"
#include "tests/support/files.h"

namespace bellwether::statistics {
namespace {

constexpr char kFolder[] = "tests/engine/statistics/";
constexpr double kRelative = 1e-9;

std::string Read(const char* name) {
  return testing_support::ReadFileOrFail(testing_support::SourcePath(absl::StrCat(kFolder, name)));
}

const nlohmann::json& Reference() {
  static const nlohmann::json reference = nlohmann::json::parse(Read("reference.json"));
  return reference;
}

class Expected {
 public:
  explicit Expected(const std::string& name) : name_(name) {
    EXPECT_TRUE(Reference().contains(name)) << name;
    if (Reference().contains(name)) values_ = Reference()[name].get<std::vector<double>>();
  }

  void Agrees(const std::vector<double>& found) const {
    ASSERT_EQ(found.size(), values_.size()) << name_;
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_NEAR(found[i], values_[i], std::fabs(values_[i]) * kRelative + 1e-300)
          << name_ << ", value " << i;
    }
  }

 private:
  const std::string name_;
  std::vector<double> values_;
};

struct Customer {
  Followed followed;
  std::string contract;
};

std::vector<Customer> Customers() {
  std::vector<Customer> customers;
  std::istringstream lines(Read("telco.csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    Customer& customer = customers.emplace_back();
    EXPECT_TRUE(absl::SimpleAtod(cells[0], &customer.followed.time)) << line;
    customer.followed.event = cells[1] == "1";
    customer.contract = cells[2];
  }
  EXPECT_EQ(customers.size(), 7043U);
  return customers;
}

std::vector<Followed> With(const std::string& contract) {
  std::vector<Followed> followed;
  for (const Customer& customer : Customers()) {
    if (contract.empty() || customer.contract == contract) followed.push_back(customer.followed);
  }
  return followed;
}

void ExpectCurve(const std::string& name, const SurvivalCurve& curve) {
  for (const int time : {0, 1, 2, 6, 12, 24, 36, 48, 60, 71, 72}) {
    const Interval interval = SurvivalIntervalAt(curve, time);
    Expected(absl::StrCat(name, " at ", time))
        .Agrees({SurvivalAt(curve, time), interval.low, interval.high});
  }
}

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

TEST(ReferenceTest, KaplanMeierWithGreenwood) {
  ExpectCurve("everybody", KaplanMeier(With("")));
  ExpectCurve("by the month", KaplanMeier(With("month")));
}

TEST(ReferenceTest, DelayedEntry) {
  std::vector<Followed> late = With("");
  for (Followed& one : late) one.entry = one.time > 12 ? 6 : 0;
  ExpectCurve("late entry", KaplanMeier(late));
}

TEST(ReferenceTest, MedianWithBrookmeyerAndCrowley) {
  const auto median = MedianOf(KaplanMeier(With("month")));
  ASSERT_TRUE(median && median->low && median->high);
  Expected("median by the month").Agrees({median->time, *median->low, *median->high});
}

TEST(ReferenceTest, AalenAndJohansen) {
  std::vector<Exposed> exposed;
  for (const Customer& customer : Customers()) {
    const uint32_t cause = customer.contract == "month" ? 1 : 2;
    exposed.push_back({customer.followed.time, customer.followed.event ? cause : kCensored});
  }
  for (const uint32_t cause : {1U, 2U}) {
    const auto steps = CumulativeIncidence(exposed, cause);
    for (const int time : {0, 1, 2, 6, 12, 24, 36, 48, 60, 71, 72}) {
      const IncidenceStep step = IncidenceAt(steps, time);
      Expected(absl::StrCat("incidence of ", cause, " at ", time))
          .Agrees({step.incidence, step.variance});
    }
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
  const std::vector<double> five = {0.1, 0.7, 1.3, 8.0, 9.5};
  std::vector<double> found;
  for (const double share : {0.0, 0.1, 0.33, 0.5, 0.99, 1.0}) {
    found.push_back(*QuantileOf(five, share));
  }
  Expected("quantiles of five").Agrees(found);
}

TEST(ReferenceTest, RestrictedMean) {
  const RestrictedMean mean = RestrictedMeanOf(KaplanMeier(With("")), 24);
  Expected("restricted mean").Agrees({mean.value, mean.variance});
}

TEST(ReferenceTest, LogRankOfTwoGroups) {
  const auto contracts = LogRank(With("month"), With("year"));
  ASSERT_TRUE(contracts);
  Expected("log-rank month and year").Agrees({contracts->statistic, contracts->p});
  std::vector<Followed> halves[2];
  const std::vector<Followed> everybody = With("");
  for (size_t i = 0; i < 60; ++i) halves[i % 2].push_back(everybody[i]);
  const auto sixty = LogRank(halves[0], halves[1]);
  ASSERT_TRUE(sixty);
  Expected("log-rank of sixty").Agrees({sixty->statistic, sixty->p});
}

}  // namespace
}  // namespace bellwether::statistics
