// Curves, incidence and ranks against lifelines and statsmodels, as in reference_test.cc.
#include <gtest/gtest.h>

#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/statistics/incidence.h"
#include "engine/statistics/log_rank.h"
#include "engine/statistics/restricted_mean.h"
#include "engine/statistics/survival.h"
#include "tests/engine/statistics/reference.h"

namespace bellwether::statistics {
namespace {

void ExpectCurve(const std::string& name, const SurvivalCurve& curve) {
  for (const int time : {0, 1, 2, 6, 12, 24, 36, 48, 60, 71, 72}) {
    const Interval interval = SurvivalIntervalAt(curve, time);
    Expected(absl::StrCat(name, " at ", time))
        .Agrees({SurvivalAt(curve, time), interval.low, interval.high});
  }
}

TEST(SurvivalReferenceTest, KaplanMeierWithGreenwood) {
  ExpectCurve("everybody", KaplanMeier(With("")));
  ExpectCurve("by the month", KaplanMeier(With("month")));
}

TEST(SurvivalReferenceTest, DelayedEntry) {
  std::vector<Followed> late = With("");
  for (Followed& one : late) one.entry = one.time > 12 ? 6 : 0;
  ExpectCurve("late entry", KaplanMeier(late));
}

TEST(SurvivalReferenceTest, MedianWithBrookmeyerAndCrowley) {
  const auto median = MedianOf(KaplanMeier(With("month")));
  ASSERT_TRUE(median && median->low && median->high);
  Expected("median by the month").Agrees({median->time, *median->low, *median->high});
}

TEST(SurvivalReferenceTest, AalenAndJohansen) {
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

TEST(SurvivalReferenceTest, RestrictedMean) {
  const RestrictedMean mean = RestrictedMeanOf(KaplanMeier(With("")), 24);
  Expected("restricted mean").Agrees({mean.value, mean.variance});
}

TEST(SurvivalReferenceTest, RestrictedMeanDifference) {
  const std::vector<std::vector<Followed>> halves = Dealt(60, 2);
  for (const auto& [name, first, second] :
       {std::tuple("month and year", With("month"), With("year")),
        std::tuple("sixty", halves[0], halves[1])}) {
    const auto found = RestrictedMeanDifferenceOf(KaplanMeier(first), KaplanMeier(second), 24);
    ASSERT_TRUE(found) << name;
    Expected(absl::StrCat("restricted means of ", name))
        .Agrees({found->value, found->interval.low, found->interval.high, found->p});
  }
}

TEST(SurvivalReferenceTest, LogRankOfTwoGroups) {
  const auto contracts = LogRank(With("month"), With("year"));
  ASSERT_TRUE(contracts);
  Expected("log-rank month and year").Agrees({contracts->statistic, contracts->p});
  const std::vector<std::vector<Followed>> halves = Dealt(60, 2);
  const auto sixty = LogRank(halves[0], halves[1]);
  ASSERT_TRUE(sixty);
  Expected("log-rank of sixty").Agrees({sixty->statistic, sixty->p});
}

TEST(SurvivalReferenceTest, LogRankOfSeveralGroups) {
  const std::vector<std::vector<Followed>> contracts = {With("month"), With("two_years"),
                                                        With("year")};
  for (const auto& [name, dealt] : {std::pair("contracts", contracts),
                                    std::pair("3", Dealt(200, 3)), std::pair("4", Dealt(200, 4))}) {
    const std::vector<std::span<const Followed>> groups(dealt.begin(), dealt.end());
    const auto test = LogRank(groups);
    ASSERT_TRUE(test) << name;
    EXPECT_EQ(test->degrees, static_cast<int>(groups.size()) - 1);
    Expected(absl::StrCat("log-rank of ", name)).Agrees({test->statistic, test->p});
  }
}

}  // namespace
}  // namespace bellwether::statistics
