// Where a value lies on its curve, and which pieces a fact can come to at all.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/coverage/measured.h"

namespace bellwether::coverage {
namespace {

constexpr char kTop[] = R"(pack: p
version: 1.0.0
segments: [big]
signals:
  share: {type: ratio, max_age: 10d, stale: decay, half_life: 10d}
  calls: {type: count}
  change: {type: number}
  given: {type: number, min: 0, max: 100, missing: {value: 60}}
  mood: {type: enum, values: [good, odd, bad]}
  paid: {type: bool}
health:
  fit:
    min_coverage: 0
    bands: [{green: 50}, {red: 0}]
    components:
      one: )";

// A model of one component, and accounts that come to it.
Measured With(const std::string& component, const std::vector<std::string>& accounts) {
  return {absl::StrCat(kTop, component, "\n"), TestsOf(accounts)};
}

constexpr char kKey[] = "health.fit.components.one";

TEST(CurveForksTest, PointsHaveAWayForEachPieceThatAFactCanComeTo) {
  const Measured share = With("{weight: 1, of: share, points: [[0, 0], [0.5, 50], [1, 100]]}",
                              {"{signals: {share: 0}}", "{signals: {share: 0.5}}"});
  EXPECT_EQ(share.Ways(absl::StrCat(kKey, ".points")), "0 to 0.5 2, 0.5 to 1 0");
  const Measured change =
      With("{weight: 1, of: change, points: [[0, 0], [5, 100]]}",
           {"{signals: {change: 0}}", "{signals: {change: 5}}", "{signals: {change: 5.1}}"});
  EXPECT_EQ(change.Ways(absl::StrCat(kKey, ".points")), "up to 0 1, 0 to 5 1, above 5 1");
  const Measured calls = With("{weight: 1, of: calls, points: [[2, 0], [5, 100]]}",
                              {"{signals: {calls: 2}}", "{signals: {calls: 3}}"});
  EXPECT_EQ(calls.Ways(absl::StrCat(kKey, ".points")), "up to 2 1, 2 to 5 1, above 5 0");
}

TEST(CurveForksTest, ALineHasItsTwoEnds) {
  const Measured down = With("{weight: 1, of: calls, linear: {from: 9, to: 4}}",
                             {"{signals: {calls: 4}}", "{signals: {calls: 5}}",
                              "{signals: {calls: 9}}", "{signals: {calls: 10}}"});
  EXPECT_EQ(down.Ways(absl::StrCat(kKey, ".linear")), "up to 4 1, 4 to 9 2, above 9 1");
  const Measured whole = With("{weight: 1, of: share, linear: {from: 0, to: 1}}",
                              {"{signals: {share: 0}}", "{signals: {share: 1}}"});
  EXPECT_EQ(whole.Ways(absl::StrCat(kKey, ".linear")), "0 to 1 2");
}

TEST(CurveForksTest, StepsAndWordsAreWaysOfTheirOwn) {
  const Measured steps = With(
      "{weight: 1, of: calls, steps: [{at_most: 2, points: 0}, {below: 4, points: 50}, {else: "
      "100}]}",
      {"{signals: {calls: 2}}", "{signals: {calls: 4}}", "{signals: {calls: 9}}"});
  EXPECT_EQ(steps.Ways(absl::StrCat(kKey, ".steps")), "at most 2 1, below 4 0, else 2");
  const Measured words = With("{weight: 1, of: mood, map: {good: 100, odd: 50, bad: 0}}",
                              {"{signals: {mood: bad}}", "{}"});
  EXPECT_EQ(words.Ways(absl::StrCat(kKey, ".map")), "good 0, odd 0, bad 1");
  const Measured truth =
      With("{weight: 1, of: paid, map: {true: 100, false: 0}}", {"{signals: {paid: true}}"});
  EXPECT_EQ(truth.Ways(absl::StrCat(kKey, ".map")), "false 0, true 1");
}

TEST(CurveForksTest, ACurveUnderItsOwnKeyIsTheSame) {
  const Measured nested = With("{weight: 1, curve: {of: paid, map: {true: 100, false: 0}}}",
                               {"{signals: {paid: true}}"});
  EXPECT_EQ(nested.Ways(absl::StrCat(kKey, ".curve.map")), "false 0, true 1");
}

TEST(CurveForksTest, PointsThatAPolicyGivesComeFromNoCurve) {
  const Measured worst =
      With("{weight: 1, of: share, missing: worst, points: [[0, 0], [1, 100]]}", {"{}"});
  EXPECT_EQ(worst.Ways(absl::StrCat(kKey, ".points")), "0 to 1 0");
  EXPECT_EQ(worst.Ways(kKey), "has a score 0, its value is missing 1");
}

TEST(CurveForksTest, AValueThatAPolicyGivesGoesThroughTheCurve) {
  const Measured value =
      With("{weight: 1, of: given, points: [[0, 0], [50, 10], [100, 100]]}", {"{}"});
  EXPECT_EQ(value.Ways(absl::StrCat(kKey, ".points")), "0 to 50 0, 50 to 100 1");
  EXPECT_EQ(value.Ways("signals.given"), "present 0, missing 1");
}

TEST(CurveForksTest, AStaleValueThatDecaysGoesThroughTheCurve) {
  const Measured stale = With("{weight: 1, of: share, points: [[0, 0], [0.5, 50], [1, 100]]}",
                              {"{signals: {share: {value: 0.9, observed_at: 2026-02-01}}}"});
  EXPECT_EQ(stale.Ways(absl::StrCat(kKey, ".points")), "0 to 0.5 0, 0.5 to 1 1");
  EXPECT_EQ(stale.Ways("signals.share"), "present 0, missing 0, stale 1");
}

TEST(CurveForksTest, AComponentThatCountsForNothingIsNotReached) {
  const Measured zero = With(
      "{weight: 1, of: paid, map: {true: 100, false: 0}}\n"
      "      two: {weight: 1, of: share}\n"
      "    segments: {big: {weights: {one: 0}}}",
      {"{segment: big, signals: {paid: true, share: 1}}"});
  EXPECT_EQ(zero.Ways(absl::StrCat(kKey, ".map")), "false 0, true 0");
  EXPECT_EQ(zero.Ways(kKey), "has a score 0");
  EXPECT_EQ(zero.Ways("signals.paid"), "present 0, missing 0");
  EXPECT_EQ(zero.Ways("health.fit.segments"), "big 1, default 0");
}

TEST(CurveForksTest, AFormulaIsAskedWhereItIsScored) {
  const Measured formula =
      With("{weight: 1, expr: \"calls > 3 ? 80 : 20\"}", {"{signals: {calls: 4}}", "{}"});
  EXPECT_EQ(formula.Ways(absl::StrCat(kKey, ".expr")), "calls > 3 is true 1, calls > 3 is false 0");
  EXPECT_EQ(formula.Ways(kKey), "has a score 1");
  EXPECT_EQ(formula.Ways("signals.calls"), "present 1, missing 1");
}

}  // namespace
}  // namespace bellwether::coverage
