// P29: slopes that may not be negative, shrunk; against scipy's L-BFGS-B.
#include "engine/statistics/ridge_logistic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/engine/statistics/reference.h"

namespace bellwether::statistics {
namespace {

// As reference_effects.py makes them: months, the first half year, and something that tells
// nothing.
Observations OfCustomers() {
  Observations observations;
  observations.features = 3;
  size_t place = 0;
  for (const Followed& one : With("")) {
    observations.x.insert(observations.x.end(), {1 - one.time / 72, one.time < 6 ? 1.0 : 0.0,
                                                 static_cast<double>(place % 7) / 7});
    observations.events.push_back(one.event);
    ++place;
  }
  return observations;
}

TEST(RidgeTest, AgreesWithAnotherOptimiser) {
  const Observations observations = OfCustomers();
  for (const double penalty : {0.001, 0.1}) {
    const auto fitted = FitRidge(observations, penalty);
    ASSERT_TRUE(fitted);
    std::vector<double> found = {fitted->intercept};
    found.insert(found.end(), fitted->slopes.begin(), fitted->slopes.end());
    // An optimiser decides: to 1e-6.
    Expected(absl::StrCat("ridge ", penalty)).AgreesTo(1e-6, found);
  }
}

TEST(RidgeTest, ASlopeThatWouldBeNegativeIsZero) {
  Observations observations{1, {}, {}};
  for (int i = 0; i < 40; ++i) {
    observations.x.push_back(i);
    observations.events.push_back(i < 20);  // more of it, and the event is rarer
  }
  const auto fitted = FitRidge(observations, 0.01);
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->slopes[0], 0);
  EXPECT_NEAR(fitted->intercept, 0, 1e-6);  // half have the event
  EXPECT_NEAR(LogLoss(*fitted, observations), std::log(2.0), 1e-9);
}

TEST(RidgeTest, SeparatedGroupsHaveAFiniteSlope) {
  const Observations observations{1, {0, 0, 1, 1}, {false, false, true, true}};
  const auto fitted = FitRidge(observations, 0.01);
  ASSERT_TRUE(fitted);
  EXPECT_GT(fitted->slopes[0], 1);
  EXPECT_TRUE(std::isfinite(fitted->slopes[0]));
  const std::vector<double> row = {1};
  EXPECT_GT(fitted->Probability(row), 0.5);
}

TEST(RidgeTest, CountingTwiceIsStandingTwice) {
  const Observations once{1, {0, 1, 2, 3}, {false, true, false, true}};
  const Observations twice{1, {0, 1, 1, 2, 3}, {false, true, true, false, true}};
  const std::vector<uint32_t> times = {1, 2, 1, 1};
  const auto weighted = FitRidge(once, 0.1, times), stood = FitRidge(twice, 0.1);
  ASSERT_TRUE(weighted && stood);
  EXPECT_NEAR(weighted->slopes[0], stood->slopes[0], 1e-7);
  EXPECT_NEAR(weighted->intercept, stood->intercept, 1e-7);
}

TEST(RidgeTest, WithoutBothThereIsNothingToFit) {
  EXPECT_FALSE(FitRidge({1, {1, 2}, {true, true}}, 0.1));
  EXPECT_FALSE(FitRidge({1, {1, 2}, {false, false}}, 0.1));
  EXPECT_FALSE(FitRidge({1, {}, {}}, 0.1));
  const std::vector<uint32_t> times = {0, 3};  // of both, only one is drawn
  EXPECT_FALSE(FitRidge({1, {1, 2}, {true, false}}, 0.1, times));
}

}  // namespace
}  // namespace bellwether::statistics
