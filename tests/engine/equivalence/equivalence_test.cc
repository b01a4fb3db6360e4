// For each kind of proof a change that no account can tell, and beside it one that looks the same
// and can be told.
#include "engine/equivalence/equivalence.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/bellwether.h"

namespace bellwether::equivalence {
namespace {

constexpr char kHead[] = R"(pack: p
version: 1.0.0
segments: [small, large]
cadences: [daily]
severities: [red, yellow]
signals:
  usage: {type: ratio}
  tickets: {type: count}
  depth: {type: number, min: 20}
  keen: {type: bool}
  mood: {type: enum, values: [good, bad]}
)";

Sources SourcesOf(const std::string& text) {
  return Sources({{"pack.yaml", absl::StrCat(kHead, text)}});
}

Sources Loading(const std::string& text) {
  Sources sources = SourcesOf(text);
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  return sources;
}

// The proof for `text` with `to` in the place of `from`; "" where there is none.
std::string Proven(const std::string& text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " stands there twice";
  std::string changed = text;
  changed.replace(at, from.size(), to);
  return Equivalence(Loading(text)).Prove(Loading(changed)).value_or("");
}

std::string Model(const std::string& component) {
  return absl::StrCat(R"(health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      one: )",
                      component, "\n");
}

TEST(EquivalenceTest, WhatNoAnswerDependsOn) {
  EXPECT_EQ(Proven(Model("{weight: 1, of: usage}"), "weight: 1,", "weight: 1.0,"),
            "no answer depends on it");
}

TEST(EquivalenceTest, OfPrioritiesOnlyTheOrderCounts) {
  const std::string two = R"(health:
  a:
    priority: 20
    bands: [{red: 0}]
    components: {usage: {weight: 1, of: usage}}
  b:
    priority: 10
    bands: [{red: 0}]
    components: {usage: {weight: 1, of: usage}}
)";
  EXPECT_EQ(Proven(two, "10", "11"),
            "priorities are only compared with each other, and their order stays");
  EXPECT_EQ(Proven(two, "10", "21"), "");
}

// Three quarters and 1 are the only shares from 0.6 on.
TEST(EquivalenceTest, NoShareOfTheWeightLiesBetween) {
  const std::string model = R"(health:
  only:
    min_coverage: 0.7
    bands: [{red: 0}]
    components:
      usage: {weight: 3, of: usage}
      keen: {weight: 1, of: keen}
)";
  EXPECT_NE(Proven(model, "0.7", "0.74"), "");
  EXPECT_NE(Proven(model, "0.7", "0.75"), "");
  EXPECT_EQ(Proven(model, "0.7", "0.76"), "");
}

TEST(EquivalenceTest, SharesAreThoseOfEverySegment) {
  const std::string model = R"(health:
  only:
    min_coverage: 0.7
    bands: [{red: 0}]
    components:
      usage: {weight: 3, of: usage}
      keen: {weight: 1, of: keen}
    segments: {large: {weights: {usage: 2.5}}}
)";
  EXPECT_NE(Proven(model, "0.7", "0.71"), "");
  EXPECT_EQ(Proven(model, "0.7", "0.72"), "") << "2.5 of 3.5 is 0.714";
}

// A criterion that does not apply leaves the sum: 1 of 2 is a share, too.
TEST(EquivalenceTest, SharesAreOfWhatApplies) {
  const std::string graduation = R"(graduation:
  thresholds: {ready: 8, close: 6}
  min_coverage: 0.9
  dimensions:
    one:
      weight: 1
      criteria:
        a: {weight: 1, of: keen}
        b: {weight: 1, of: usage}
        c: {weight: 4, of: tickets, linear: {from: 9, to: 0}}
)";
  EXPECT_NE(Proven(graduation, "0.9", "0.84"), "") << "5 of 6 is 0.833";
  EXPECT_EQ(Proven(graduation, "0.9", "0.83"), "");
  EXPECT_EQ(Proven(absl::StrReplaceAll(graduation, {{"0.9", "0.6"}}), "0.6", "0.5"), "");
  EXPECT_NE(Proven(absl::StrReplaceAll(graduation, {{"0.9", "0.6"}}), "0.6", "0.51"), "");
}

TEST(EquivalenceTest, NoNumberComesToAnotherStep) {
  const std::string model =
      Model("{weight: 1, of: tickets, steps: [{at_most: 2.5, points: 100}, {else: 0}]}");
  EXPECT_EQ(Proven(model, "2.5", "2.6"),
            "`tickets` is a whole number, at least 0, and no such number comes to another score");
  EXPECT_NE(Proven(model, "at_most", "below"), "");
  EXPECT_EQ(Proven(model, "2.5", "3"), "");
}

TEST(EquivalenceTest, AStepThatIsTakenByThoseBeforeIt) {
  const std::string model = Model(
      "{weight: 1, of: usage, steps: [{at_least: 0.5, points: 100}, {at_least: 0.7, points: 40}, "
      "{at_least: 0, points: 20}, {else: 10}]}");
  EXPECT_NE(Proven(model, "0.7", "0.8"), "");
  EXPECT_NE(Proven(model, "points: 40", "points: 41"), "");
  EXPECT_NE(Proven(model, "{else: 10}", "{else: 11}"), "");
  EXPECT_EQ(Proven(model, "0.5", "0.51"), "");
  EXPECT_EQ(Proven(model, "points: 20", "points: 21"), "");
}

TEST(EquivalenceTest, AKnotThatNoNumberComesTo) {
  const std::string model =
      Model("{weight: 1, of: usage, points: [[0, 0], [0.5, 90], [1, 90], [2, 100]]}");
  EXPECT_NE(Proven(model, "[2, 100]", "[3, 100]"), "");
  EXPECT_NE(Proven(model, "[2, 100]", "[2, 99]"), "");
  EXPECT_EQ(Proven(model, "[1, 90]", "[1.1, 90]"), "") << "the curve rises behind it";
  EXPECT_EQ(Proven(model, "[0.5, 90]", "[0.5, 91]"), "");
}

TEST(EquivalenceTest, AKnotOnAFlatPiece) {
  const std::string model =
      Model("{weight: 1, of: usage, points: [[0, 60], [0.3, 60], [0.6, 60], [1, 100]]}");
  EXPECT_NE(Proven(model, "[0.3, 60]", "[0.31, 60]"), "");
  EXPECT_NE(Proven(model, "[0, 60]", "[0.01, 60]"), "");
  EXPECT_EQ(Proven(model, "[0.6, 60]", "[0.61, 60]"), "");
}

TEST(EquivalenceTest, ALineThatIsCutEverywhere) {
  const std::string model = Model("{weight: 1, of: depth, linear: {from: 5, to: 20}}");
  EXPECT_EQ(Proven(model, "from: 5", "from: 6"),
            "`depth` is at least 20, and no such number comes to another score");
  EXPECT_NE(Proven(model, "to: 20", "to: 19"), "");
  EXPECT_EQ(Proven(model, "to: 20", "to: 21"), "");
}

constexpr char kBenchmark[] = R"(benchmark_set: S
benchmarks:
  deep:
    value: depth
    better: higher
    tiers: [best, good, poor]
    points: {best: 100, good: 60, poor: 10}
    sets: {S: {default: [40, 20]}}
)";

TEST(EquivalenceTest, PointsOfATierThatNoAccountComesTo) {
  EXPECT_EQ(Proven(kBenchmark, "poor: 10", "poor: 11"), "no account comes to tier `poor`");
  EXPECT_EQ(Proven(kBenchmark, "good: 60", "good: 61"), "");
  EXPECT_EQ(Proven(absl::StrCat(kBenchmark, Model("{weight: 1, benchmark: deep, missing: {value: "
                                                  "20}}")),
                   "poor: 10", "poor: 11"),
            "");
}

// Tests may rate any number (S31).
TEST(EquivalenceTest, ABoundOfABenchmarkIsNeverProved) {
  EXPECT_EQ(Proven(kBenchmark, "[40, 20]", "[40, 19]"), "");
}

TEST(EquivalenceTest, ThresholdsOfUsage) {
  const std::string graduation = R"(graduation:
  thresholds: {ready: 8, close: 6}
  usage_thresholds: {daily: [{of: tickets, at_least: 1.5}, {of: usage, above: 0.5}]}
  dimensions:
    one: {weight: 1, criteria: {a: {weight: 1, of: keen}}}
)";
  EXPECT_NE(Proven(graduation, "1.5", "1.6"), "");
  EXPECT_NE(Proven(graduation, "at_least", "above"), "");
  EXPECT_EQ(Proven(graduation, "1.5", "1"), "");
  EXPECT_EQ(Proven(graduation, "above", "at_least"), "");
}

TEST(EquivalenceTest, ACapThatNeverHolds) {
  const std::string model = Model("{weight: 1, of: usage}") +
                            "    caps:\n      - {when: 'known(tickets < 0)', at_most: 40, reason: "
                            "R}\n      - {when: keen, at_most: 60, reason: K}\n";
  EXPECT_EQ(Proven(model, "40", "41"), "its condition is never true and never unknown");
  EXPECT_EQ(Proven(model, "tickets < 0", "tickets < -1"),
            "no value that its facts can have lies between the two bounds");
  EXPECT_EQ(Proven(model, "60", "61"), "");
  // Unknown tickets leave it open, and the low end is what the cap would leave.
  const std::string unknown = Model("{weight: 1, of: usage}") +
                              "    caps:\n      - {when: 'tickets < 0', at_most: 40, reason: R}\n";
  EXPECT_EQ(Proven(unknown, "40", "41"), "");
}

// The score never comes near; the high end of the bounds does, where usage is missing.
TEST(EquivalenceTest, ACapAboveAllScoresIsNotProved) {
  const std::string model = Model("{weight: 1, of: usage, steps: [{else: 30}]}") +
                            "    caps:\n      - {when: keen, at_most: 60, reason: R}\n";
  EXPECT_EQ(Proven(model, "60", "61"), "");
}

TEST(EquivalenceTest, APolicyThatNoScoreTakes) {
  const std::string stated = "defaults: {missing: exclude}\n" +
                             Model("{weight: 1, of: usage, missing: worst}") +
                             "flags: {f: {severity: red, when: 'tickets > 3', reason: R}}\n";
  EXPECT_NE(Proven(stated, "exclude", "neutral"), "");
  EXPECT_EQ(Proven(stated, "exclude", "error"), "") << "accounts are refused";
  EXPECT_EQ(Proven("defaults: {missing: exclude}\n" + Model("{weight: 1, of: usage}"), "exclude",
                   "neutral"),
            "");
  EXPECT_EQ(Proven("defaults: {missing: exclude}\n" +
                       Model("{weight: 1, expr: 'usage * 100', missing: worst}"),
                   "exclude", "neutral"),
            "");
}

TEST(EquivalenceTest, APrecisionThatEveryScoreStates) {
  const std::string model = "defaults: {precision: 0}\n" + Model("{weight: 1, of: usage}");
  EXPECT_EQ(Proven(model, "precision: 0", "precision: 1"), "");
  EXPECT_NE(Proven("defaults: {precision: 0}\nhealth:\n  only:\n    precision: 2\n    bands: "
                   "[{red: 0}]\n    components: {usage: {weight: 1, of: usage}}\n",
                   "precision: 0", "precision: 1"),
            "");
}

TEST(EquivalenceTest, AConditionThatIsNeverUnknown) {
  const auto flag = [](const std::string& when) {
    return absl::StrCat("flags: {f: {severity: red, when: '", when,
                        "', unknown: not_evaluated, reason: R}}\n");
  };
  EXPECT_EQ(Proven(flag("known(tickets > 3)"), "not_evaluated", "raise"),
            "its condition is never unknown");
  EXPECT_EQ(Proven(flag("tickets > 3"), "not_evaluated", "raise"), "");
}

TEST(EquivalenceTest, DisplayedScoresHaveTheirDecimals) {
  const std::string model = R"(health:
  only:
    precision: 0
    intervene_below: 40.5
    hysteresis: 2
    bands: [{green: 79.5}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
)";
  EXPECT_EQ(Proven(model, "79.5", "79.6"),
            "the score is compared as it is displayed, with 0 decimals, and no such number lies "
            "between the two");
  EXPECT_NE(Proven(model, "40.5", "40.6"), "");
  EXPECT_NE(Proven(model, "hysteresis: 2", "hysteresis: 2.4"), "");
  EXPECT_EQ(Proven(model, "79.5", "80.1"), "");
  EXPECT_EQ(Proven(model, "40.5", "40"), "");
  EXPECT_EQ(Proven(model, "hysteresis: 2", "hysteresis: 3"), "");
}

TEST(EquivalenceTest, SoHaveTotals) {
  const std::string graduation = R"(graduation:
  precision: 1
  thresholds: {ready: 8.05, close: 6}
  dimensions:
    one: {weight: 1, criteria: {a: {weight: 1, of: usage}}}
)";
  EXPECT_NE(Proven(graduation, "8.05", "8.06"), "");
  EXPECT_EQ(Proven(graduation, "8.05", "8.11"), "");
  EXPECT_EQ(Proven(graduation, "close: 6", "close: 6.1"), "");
}

TEST(EquivalenceTest, NoScoreOfACriterionLiesBetween) {
  const auto criterion = [](const std::string& of) {
    return absl::StrCat(
        "graduation:\n  thresholds: {ready: 8, close: 6}\n  dimensions:\n    one: {weight: 1, "
        "criteria: {a: {weight: 1, of: ",
        of, ", met_at: 80}}}\n");
  };
  EXPECT_EQ(Proven(criterion("keen"), "80", "81"),
            "no score of the criterion lies between the two");
  EXPECT_NE(Proven(criterion("mood, map: {good: 90, bad: 70}"), "80", "81"), "");
  EXPECT_EQ(Proven(criterion("mood, map: {good: 90, bad: 70}"), "80", "91"), "");
  EXPECT_EQ(Proven(criterion("usage"), "80", "81"), "");
  EXPECT_NE(Proven(criterion("depth, linear: {from: 0, to: 20}, missing: error"), "80", "81"), "");
}

TEST(EquivalenceTest, WhateverWeighsAloneWeighsAll) {
  const std::string model = Model("{weight: 1, of: usage}");
  EXPECT_EQ(Proven(model, "weight: 1", "weight: 2"),
            "it weighs alone, and whatever weighs alone weighs all");
  EXPECT_EQ(Proven(model, "weight: 1", "weight: 3"), "") << "a third of three may be another bit";
  EXPECT_EQ(Proven(model + "      two: {weight: 4, of: keen}\n", "weight: 1", "weight: 2"), "");
  EXPECT_NE(Proven(model + "      two: {weight: 0, of: keen}\n", "weight: 1", "weight: 2"), "");
  EXPECT_EQ(
      Proven(model + "      two: {weight: 0, of: keen}\n    segments: {large: {weights: {two: "
                     "4}}}\n",
             "weight: 1", "weight: 2"),
      "");
}

TEST(EquivalenceTest, ConditionsWhereTheyStand) {
  const auto flag = [](const std::string& when, const std::string& applies_when) {
    return absl::StrCat("flags: {f: {severity: red, when: '", when, "', applies_when: '",
                        applies_when, "', reason: R}}\n");
  };
  EXPECT_EQ(Proven(flag("tickets > 2.5", "keen"), "2.5", "2.6"),
            "no value that its facts can have lies between the two bounds");
  EXPECT_EQ(Proven(flag("tickets > 2.5", "keen"), "2.5", "3.5"), "");
  EXPECT_NE(Proven(flag("usage > 0.5", "usage > 0.7"), "0.5", "0.51"), "");
  EXPECT_EQ(Proven(flag("usage > 0.5", "usage < 0.7"), "0.5", "0.51"), "");
  EXPECT_NE(Proven(flag("keen", "tickets >= 0.5"), ">=", ">"), "");
}

TEST(EquivalenceTest, DerivedFactsAndFormulas) {
  const std::string derived =
      "derived: {busy: {type: bool, expr: 'tickets > 2.5'}}\n" + Model("{weight: 1, of: busy}");
  EXPECT_NE(Proven(derived, "2.5", "2.6"), "");
  EXPECT_EQ(Proven(derived, "2.5", "1.6"), "");
  const std::string formula = Model("{weight: 1, expr: 'tickets > 2.5 ? 100.0 : usage * 50'}");
  EXPECT_NE(Proven(formula, "2.5", "2.6"), "");
  EXPECT_EQ(Proven(formula, "* 50", "* 51"), "");
}

TEST(EquivalenceTest, ReasonsGatesAndPhases) {
  const std::string rules = R"(graduation:
  thresholds: {ready: 8, close: 6}
  dimensions:
    one: {weight: 1, criteria: {a: {weight: 1, of: usage}}}
  gates:
    g: {dimension: one, when: 'tickets > 1.5', reason: G}
extension:
  max_total_days: 30
  extend:
    e: {when: 'tickets > 2.5', days: 7, reason: E}
programme:
  phases:
    p: {weeks: [1, 2], done_when: 'tickets > 3.5'}
)";
  for (const std::string number : {"1.5", "2.5", "3.5"}) {
    EXPECT_NE(Proven(rules, "tickets > " + number, "tickets >= " + number), "") << number;
    EXPECT_EQ(Proven(rules, "tickets > " + number, "tickets > 1" + number), "") << number;
  }
  EXPECT_EQ(Proven(rules, "days: 7", "days: 8"), "");
}

}  // namespace
}  // namespace bellwether::equivalence
