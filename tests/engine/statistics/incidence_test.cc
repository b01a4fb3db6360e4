// Incidences that can be checked by hand: P12 (lost before value is a competing event).
#include "engine/statistics/incidence.h"

#include <gtest/gtest.h>

#include <vector>

#include "engine/statistics/survival.h"

namespace bellwether::statistics {
namespace {

constexpr uint32_t kValue = 1;
constexpr uint32_t kLost = 2;

// Two reached value after 2 and 4 days, one was lost after 3, one was seen for 5.
const std::vector<Exposed> kFour = {{4, kValue}, {3, kLost}, {2, kValue}, {5, kCensored}};

TEST(IncidenceTest, CountsWhoHadItAmongAll) {
  const auto value = CumulativeIncidence(kFour, kValue);
  EXPECT_EQ(IncidenceAt(value, 1.9).incidence, 0);
  EXPECT_DOUBLE_EQ(IncidenceAt(value, 2).incidence, 0.25);
  EXPECT_DOUBLE_EQ(IncidenceAt(value, 3).incidence, 0.25);
  EXPECT_DOUBLE_EQ(IncidenceAt(value, 9).incidence, 0.5);
  EXPECT_DOUBLE_EQ(IncidenceAt(CumulativeIncidence(kFour, kLost), 9).incidence, 0.25);
}

TEST(IncidenceTest, WithTheOthersAndWhoWaitsItIsEverybody) {
  const std::vector<Exposed> all = {{1, kValue}, {1, kLost}, {2, kCensored}, {3, kValue},
                                    {3, kValue}, {4, kLost}, {6, kCensored}};
  std::vector<Followed> waiting;
  for (const Exposed& one : all) waiting.push_back({one.time, one.cause != kCensored});
  const SurvivalCurve curve = KaplanMeier(waiting);
  for (const double time : {0.5, 1.0, 3.0, 4.0, 9.0}) {
    const double sum = IncidenceAt(CumulativeIncidence(all, kValue), time).incidence +
                       IncidenceAt(CumulativeIncidence(all, kLost), time).incidence +
                       SurvivalAt(curve, time);
    EXPECT_NEAR(sum, 1, 1e-15) << time;
  }
}

// To take the lost for censored would say that they may still reach value.
TEST(IncidenceTest, IsLessThanOneLessTheCurveThatCensorsTheOthers) {
  std::vector<Followed> censored;
  for (const Exposed& one : kFour) censored.push_back({one.time, one.cause == kValue});
  EXPECT_LT(IncidenceAt(CumulativeIncidence(kFour, kValue), 9).incidence,
            1 - SurvivalAt(KaplanMeier(censored), 9));
}

TEST(IncidenceTest, WithoutOthersItsVarianceIsGreenwoods) {
  const std::vector<Exposed> alone = {
      {1, kValue}, {2, kCensored}, {3, kValue}, {4, kValue}, {5, kCensored}};
  std::vector<Followed> followed;
  for (const Exposed& one : alone) followed.push_back({one.time, one.cause == kValue});
  const SurvivalCurve curve = KaplanMeier(followed);
  const auto steps = CumulativeIncidence(alone, kValue);
  ASSERT_EQ(steps.size(), curve.steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    const double survival = curve.steps[i].survival;
    EXPECT_NEAR(steps[i].variance, survival * survival * curve.steps[i].log_variance, 1e-15);
  }
}

TEST(IncidenceTest, NobodyAndNothing) {
  EXPECT_TRUE(CumulativeIncidence({}, kValue).empty());
  const std::vector<Exposed> waiting = {{3, kCensored}};
  EXPECT_TRUE(CumulativeIncidence(waiting, kValue).empty());
  EXPECT_EQ(IncidenceAt({}, 5).incidence, 0);
}

}  // namespace
}  // namespace bellwether::statistics
