// Comparisons of two arms, and judgements of predictions, against scipy, statsmodels and
// scikit-learn, as in reference_test.cc.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/statistics/calibration.h"
#include "engine/statistics/capacity.h"
#include "engine/statistics/chi_squared.h"
#include "engine/statistics/sample_size.h"
#include "engine/statistics/stability.h"
#include "engine/statistics/welch.h"
#include "tests/engine/statistics/reference.h"

namespace bellwether::statistics {
namespace {

// The months of those who left among the first `n`, or of those who stayed.
std::vector<double> MonthsOf(bool left, size_t n, double more = 0) {
  std::vector<double> months;
  const std::vector<Followed> first = Dealt(n, 1)[0];
  for (const Followed& one : first) {
    if (one.event == left) months.push_back(one.time + more);
  }
  return months;
}

TEST(EffectsReferenceTest, Welch) {
  for (const auto& [name, n] : {std::pair("of sixty", 60), std::pair("of all", 7043)}) {
    const auto found = MeanDifferenceOf(MonthsOf(true, n), MonthsOf(false, n));
    ASSERT_TRUE(found) << name;
    Expected(absl::StrCat("Welch ", name))
        .Agrees(
            {found->value, found->degrees, found->interval.low, found->interval.high, found->p});
  }
}

TEST(EffectsReferenceTest, WelchOnLogs) {
  const auto found = GeometricMeanRatioOf(MonthsOf(true, 60, 1), MonthsOf(false, 60, 1));
  ASSERT_TRUE(found);
  Expected("Welch on logs")
      .Agrees({found->value, found->degrees, found->interval.low, found->interval.high, found->p});
}

TEST(EffectsReferenceTest, CountsAgainstShares) {
  using Counts = std::vector<uint64_t>;
  using Shares = std::vector<double>;
  for (const auto& [observed, shares] : {std::pair(Counts{520, 480}, Shares{0.5, 0.5}),
                                         std::pair(Counts{520, 400, 80}, Shares{0.5, 0.4, 0.1}),
                                         std::pair(Counts{7, 3, 2, 9}, Shares{1, 1, 2, 2})}) {
    const auto test = CountsAgainstShares(observed, shares);
    ASSERT_TRUE(test);
    Expected(absl::StrCat("shares of ", absl::StrJoin(observed, "/")))
        .Agrees({test->statistic, test->p});
  }
}

TEST(EffectsReferenceTest, SharesDiffer) {
  struct Pair {
    uint64_t first, n, second, m;
  };
  for (const Pair& pair : {Pair{12, 40, 5, 50}, Pair{0, 10, 3, 20}, Pair{1655, 3875, 166, 1473}}) {
    const auto test = SharesDiffer(pair.first, pair.n, pair.second, pair.m);
    ASSERT_TRUE(test);
    Expected(absl::StrCat("two shares ", pair.first, "/", pair.n, " ", pair.second, "/", pair.m))
        .Agrees({test->statistic, test->p});
  }
}

TEST(EffectsReferenceTest, StabilityIndex) {
  using Counts = std::vector<uint64_t>;
  for (const auto& [before, after] :
       {std::pair(Counts{100, 200, 300, 400}, Counts{120, 210, 280, 390}),
        std::pair(Counts{5, 0, 15}, Counts{4, 6, 10}),
        std::pair(Counts{10, 0, 20}, Counts{9, 0, 21})}) {
    Expected(absl::StrCat("stability of ", absl::StrJoin(after, "/")))
        .Agrees({*StabilityIndex(before, after)});
  }
}

TEST(EffectsReferenceTest, Calibration) {
  std::vector<Predicted> within, cut;
  for (const Followed& one : With("")) {
    within.push_back({1 / (2 + one.time / 10), one.event});
    cut.push_back({std::max(0.0, 0.6 - one.time / 100), one.event});
  }
  for (const auto& [name, predicted] : {std::pair("within", within), std::pair("cut", cut)}) {
    const auto line = CalibrationOf(predicted);
    ASSERT_TRUE(line) << name;
    Expected(absl::StrCat("calibration ", name))
        .Agrees({line->slope, line->slope_interval.low, line->slope_interval.high, line->intercept,
                 line->intercept_interval.low, line->intercept_interval.high});
    const auto brier = BrierOf(predicted);
    Expected(absl::StrCat("Brier ", name)).Agrees({brier->score, *brier->skill});
  }
}

TEST(EffectsReferenceTest, CalledWhereTiesEnd) {
  std::vector<Scored> scored;
  for (const Followed& one : With("")) scored.push_back({-one.time, one.event});
  for (const auto& [most, calls] : {std::pair(1, 624), std::pair(3, 1062), std::pair(24, 3210)}) {
    const auto called = CallHighest(scored, calls);
    ASSERT_TRUE(called);
    Expected(absl::StrCat("the first ", most, " months"))
        .Agrees({called->calls, called->precision, *called->recall, *called->lift});
  }
}

// A comparison with its power at a size of the first arm, and the sizes for a power of 0.8.
void ExpectSizes(const std::string& name, double power, const Arms& arms) {
  Expected(name).Agrees({power, static_cast<double>(arms.first), static_cast<double>(arms.second)});
}

TEST(EffectsReferenceTest, SizesForShares) {
  ExpectSizes("shares 0.8 0.85 1.0", *PowerForShares(0.8, 0.85, {100, 100}),
              *ArmsForShares(0.8, 0.85));
  ExpectSizes("shares 0.1 0.3 1.0", *PowerForShares(0.1, 0.3, {100, 100}),
              *ArmsForShares(0.1, 0.3));
  ExpectSizes("shares 0.05 0.0 0.25", *PowerForShares(0.05, 0, {100, 25}),
              *ArmsForShares(0.05, 0, {}, 0.25));
  ExpectSizes("shares 0.5 0.55 3.0", *PowerForShares(0.5, 0.55, {100, 300}),
              *ArmsForShares(0.5, 0.55, {}, 3));
}

TEST(EffectsReferenceTest, SizesForMeans) {
  ExpectSizes("means 2.0 5.0 1.0", *PowerForMeans(2, 5, {20, 20}), *ArmsForMeans(2, 5));
  ExpectSizes("means 10.0 5.0 1.0", *PowerForMeans(10, 5, {20, 20}), *ArmsForMeans(10, 5));
  ExpectSizes("means 1.0 40.0 0.5", *PowerForMeans(1, 40, {20, 10}), *ArmsForMeans(1, 40, {}, 0.5));
}

TEST(EffectsReferenceTest, DetectableDifferences) {
  for (const Arms& arms : {Arms{200, 200}, Arms{30, 90}, Arms{5000, 5000}}) {
    const std::string sizes = absl::StrCat(arms.first, " ", arms.second);
    const auto shares = DetectableShares(0.8, arms);
    Expected("detectable shares " + sizes).Agrees({*shares->less, *shares->more});
    Expected("detectable means " + sizes).Agrees({*DetectableMeanDifference(5, arms)});
  }
}

}  // namespace
}  // namespace bellwether::statistics
