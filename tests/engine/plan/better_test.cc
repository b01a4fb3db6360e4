// Which way signals are better, as curves say.
#include "engine/plan/better.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;

constexpr char kHead[] = R"(
segments: [small, large]
benchmark_set: OWN
signals:
  x: {type: number}
  y: {type: ratio}
  on: {type: bool}
  mood: {type: enum, values: [good, bad]}
  weekly: {type: series, of: ratio}
  text: {type: text}
benchmarks:
  quick: {value: x, better: lower, tiers: [good, bad], points: {good: 100, bad: 0},
          sets: {OWN: {default: [9]}}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components:
)";

// Of a signal, with these components.
BetterEnd EndOf(const std::string& signal, const std::string& components, size_t row = 0) {
  const auto plan = PlanOf(absl::StrCat(kHead, components));
  return BetterBySignal(*plan, row).at(plan->FindSignal(signal));
}

struct BetterCase {
  const char* name;
  const char* signal;
  const char* components;
  BetterEnd end;
};

class BetterTest : public testing::TestWithParam<BetterCase> {};

TEST_P(BetterTest, IsWhatTheCurvesSay) {
  EXPECT_EQ(EndOf(GetParam().signal, GetParam().components), GetParam().end);
}

INSTANTIATE_TEST_SUITE_P(
    Curves, BetterTest,
    testing::Values(
        BetterCase{"Given", "y", "      a: {weight: 1, of: y}\n", BetterEnd::kHigh},
        BetterCase{"GivenInverted", "y", "      a: {weight: 1, of: y, invert: true}\n",
                   BetterEnd::kLow},
        BetterCase{"LinearUp", "x", "      a: {weight: 1, of: x, linear: {from: 0, to: 50}}\n",
                   BetterEnd::kHigh},
        BetterCase{"LinearDown", "x", "      a: {weight: 1, of: x, linear: {from: 9, to: 1}}\n",
                   BetterEnd::kLow},
        BetterCase{"PointsUp", "x",
                   "      a: {weight: 1, of: x, points: [[0, 0], [1, 50], [2, 50]]}\n",
                   BetterEnd::kHigh},
        BetterCase{"PointsBestInBetween", "x",
                   "      a: {weight: 1, of: x, points: [[0, 0], [1, 100], [2, 20]]}\n",
                   BetterEnd::kMixed},
        BetterCase{"StepsDown", "x",
                   "      a: {weight: 1, of: x, steps: [{at_most: 4, points: 100},"
                   " {at_most: 9, points: 40}, {else: 0}]}\n",
                   BetterEnd::kLow},
        BetterCase{"StepsUp", "x",
                   "      a: {weight: 1, of: x, steps: [{at_least: 9, points: 100},"
                   " {above: 4, points: 40}, {else: 0}]}\n",
                   BetterEnd::kHigh},
        BetterCase{"MapOfBool", "on", "      a: {weight: 1, of: on, map: {true: 10, false: 90}}\n",
                   BetterEnd::kLow},
        BetterCase{"MapOfWords", "mood",
                   "      a: {weight: 1, of: mood, map: {good: 100, bad: 0}}\n",
                   BetterEnd::kUnsaid},
        BetterCase{"Benchmark", "x", "      a: {weight: 1, benchmark: quick}\n", BetterEnd::kLow},
        BetterCase{"Baseline", "weekly",
                   "      a: {weight: 1, of: weekly, baseline: {grace: 0.9}}\n", BetterEnd::kHigh},
        BetterCase{"NotRead", "x", "      a: {weight: 1, of: y}\n", BetterEnd::kUnsaid},
        BetterCase{"OfAFormula", "y", "      a: {weight: 1, expr: 'y * 100.0'}\n",
                   BetterEnd::kUnsaid},
        BetterCase{"TwoThatDiffer", "y",
                   "      a: {weight: 1, of: y}\n      b: {weight: 1, of: y, invert: true}\n",
                   BetterEnd::kMixed},
        BetterCase{"TwoThatAgree", "y",
                   "      a: {weight: 1, of: y}\n"
                   "      b: {weight: 1, of: y, linear: {from: 0.5, to: 1}}\n",
                   BetterEnd::kHigh},
        BetterCase{"GroupThatIsInverted", "y",
                   "      g: {weight: 1, invert: true, components: {a: {weight: 1, of: y}}}\n",
                   BetterEnd::kLow},
        BetterCase{"InvertedTwice", "y",
                   "      g: {weight: 1, invert: true,"
                   " components: {a: {weight: 1, of: y, invert: true}}}\n",
                   BetterEnd::kHigh}),
    [](const testing::TestParamInfo<BetterCase>& tested) {
      return std::string(tested.param.name);
    });

// What counts for nothing says nothing.
TEST(BetterBySegmentTest, WeightsOfTheSegmentSayWhichCurvesCount) {
  const std::string components =
      "      a: {weight: 1, of: y}\n"
      "      b: {weight: 1, of: x, linear: {from: 0, to: 9}}\n"
      "    segments: {small: {weights: {a: 1, b: 0}}}\n";
  EXPECT_EQ(EndOf("x", components), BetterEnd::kHigh);
  EXPECT_EQ(EndOf("x", components, 1), BetterEnd::kUnsaid);
  EXPECT_EQ(EndOf("x", components, 2), BetterEnd::kHigh);
}

}  // namespace
}  // namespace bellwether
