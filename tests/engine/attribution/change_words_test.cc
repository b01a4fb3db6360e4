// What is said of a component that changed, in words.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/engine/attribution/told.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kSignals[] = R"(
segments: [large, small]
milestones: {order: [kickoff, training], grace_days: 2}
signals:
  a: {type: number, min: 0, max: 100, max_age: 30d, stale: decay, half_life: 30d}
  b: {type: number, min: 0, max: 100}
  mood: {type: enum, values: [good, bad]}
  seen_at: {type: timestamp}
  history: {type: series, of: number}
derived:
  doubled: {type: number, expr: "b * 2"}
benchmarks:
  speed:
    value: b
    better: lower
    tiers: [fast, slow]
    points: {fast: 100, slow: 20}
    sets: {ours: {large: [10], small: [5]}}
    set: ours
)";

// A pack of the component `x` beside one that never changes.
PlanPointer Pack(const std::string& x, const std::string& signals = kSignals) {
  return PlanOf(absl::StrCat(signals, R"(
health:
  m:
    precision: 4
    min_coverage: 0
    bands: [{good: 50}, {bad: 0}]
    components:
      rest: {weight: 1, expr: "50"}
      x: {weight: 1, )",
                             x, "}\n"));
}

// What is said about `x`, a line for each kind.
std::string ChangesOfX(const Told& before, const Told& after) {
  std::string text;
  for (const ModelAttribution& model : Compare(before, after).models) {
    for (const ChangeLine& line : model.lines) {
      if (line.name != "x") continue;
      absl::StrAppend(&text, ChangeKindName(line.kind), ": ", absl::StrJoin(line.changes, "; "),
                      "\n");
    }
  }
  return text;
}

std::string Between(const std::string& x, const std::string& old, const std::string& fresh,
                    const std::string& moment = "2026-03-01") {
  const PlanPointer plan = Pack(x);
  return ChangesOfX({plan, old}, {plan, fresh, moment});
}

TEST(ChangeWordsTest, Values) {
  EXPECT_EQ(Between("of: b", "signals: {b: 1}", "signals: {b: 33.33333}"), "data: b 1 → 33.3333\n");
  EXPECT_EQ(Between("of: mood, map: {good: 100, bad: 0}", "signals: {mood: good}",
                    "signals: {mood: bad}"),
            "data: mood good → bad\n");
  EXPECT_EQ(Between("expr: 'days_since(seen_at)'", "signals: {seen_at: 2026-02-20}",
                    "signals: {seen_at: 2026-02-27}"),
            "data: seen_at 2026-02-20 → 2026-02-27\n");
  EXPECT_EQ(Between("expr: 'last(history)'", "signals: {history: [[2026-02-20, 10]]}",
                    "signals: {history: [[2026-02-20, 10], [2026-02-27, 20]]}"),
            "data: history 10 (last of 1) → 20 (last of 2)\n");
}

TEST(ChangeWordsTest, WhatComesAndGoes) {
  const std::string none = "signals: {}";
  EXPECT_EQ(Between("of: b", none, "signals: {b: 30}"), "coverage: b now given: 30\n");
  EXPECT_EQ(Between("of: b", "signals: {b: 30}", none), "coverage: b no longer given (was 30)\n");
  EXPECT_EQ(Between("of: b", "signals: {b: 30}", "signals: {b: {not_applicable: true}}"),
            "coverage: b 30 → not applicable\n");
}

TEST(ChangeWordsTest, Ageing) {
  const std::string told = "signals: {a: {value: 90, observed_at: 2026-02-20}}";
  EXPECT_EQ(Between("of: a", told, told, "2026-04-06"),
            "staleness: a went stale: 45 days old, limit 30\n");
  const PlanPointer plan = Pack("of: a");
  EXPECT_EQ(ChangesOfX({plan, told, "2026-04-06"}, {plan, told, "2026-05-06"}),
            "staleness: a is staler: 75 days old, limit 30\n");
  EXPECT_EQ(Between("expr: 'days_since(seen_at)'", "signals: {seen_at: 2026-02-20}",
                    "signals: {seen_at: 2026-02-20}", "2026-03-11"),
            "staleness: sub-score 9 → 19\n");  // nothing that it reads by name is another
}

TEST(ChangeWordsTest, ComputedFactsNameWhatTheyAreComputedFrom) {
  EXPECT_EQ(
      Between("of: doubled, linear: {from: 0, to: 100}", "signals: {b: 1}", "signals: {b: 20}"),
      "data: doubled 2 → 40 (b 1 → 20)\n");
  EXPECT_EQ(Between("of: days_since_kickoff, linear: {from: 100, to: 0}", "kickoff_at: 2026-02-01",
                    "kickoff_at: 2026-02-11"),
            "data: days_since_kickoff 28 → 18 (kickoff_at 2026-02-01 → 2026-02-11)\n");
}

TEST(ChangeWordsTest, MilestonesAreNamed) {
  const std::string x = "of: milestone_days_late_open_max, linear: {from: 100, to: 0}";
  const std::string open = R"(milestones: [{key: training, planned_at: 2026-03-01}])";
  EXPECT_EQ(Between(x, open, open, "2026-03-11"),
            "staleness: milestone_days_late_open_max 0 → 10 with time (training fell due)\n");
  const std::string late = R"(milestones: [{key: training, planned_at: 2026-02-01}])";
  EXPECT_EQ(Between(x, late, R"(milestones:
  - {key: training, planned_at: 2026-02-01, completed_at: 2026-02-27})"),
            "data: milestone_days_late_open_max 28 → 0 (training done 2026-02-27)\n");
  EXPECT_EQ(Between(x, late, open),
            "data: milestone_days_late_open_max 28 → 0 (training planned 2026-02-01 → "
            "2026-03-01)\n");
  EXPECT_EQ(Between(x, late, "milestones: [{key: kickoff, planned_at: 2026-02-11}]"),
            "coverage: milestone_days_late_open_max 28 → 18 (kickoff now in the plan, training no "
            "longer in the plan)\n");
}

TEST(ChangeWordsTest, Benchmarks) {
  EXPECT_EQ(Between("benchmark: speed", "segment: large\nsignals: {b: 7}",
                    "segment: small\nsignals: {b: 7}"),
            "data: segment large → small\n");
}

// What two packs say about the same account.
std::string PacksSay(const std::string& x, const std::string& fresh,
                     const std::string& account = "signals: {a: 90, b: 30}\nsegment: large") {
  return ChangesOfX({Pack(x), account}, {Pack(fresh), account});
}

TEST(ChangeWordsTest, Packs) {
  EXPECT_EQ(PacksSay("of: b", "of: a"), "configuration: input b → a\n");
  EXPECT_EQ(PacksSay("of: b, linear: {from: 0, to: 100}", "of: b, linear: {from: 0, to: 60}"),
            "configuration: curve linear 0 to 100 → linear 0 to 60\n");
  EXPECT_EQ(PacksSay("of: b", "of: b, invert: true"), "configuration: inverted no → yes\n");
  EXPECT_EQ(PacksSay("of: b, missing: neutral", "of: b, missing: worst", "signals: {}"),
            "configuration: where missing neutral → worst\n");
  EXPECT_EQ(PacksSay("of: b", "components: {y: {weight: 1, of: a}}"),
            "configuration: now a group of components\n");
}

// The pack with one text in the place of another.
std::string SignalsSay(const std::string& old, const std::string& fresh) {
  const std::string x = "of: doubled, linear: {from: 0, to: 100}";
  std::string signals(kSignals);
  signals.replace(signals.find(old), old.size(), fresh);
  const std::string account = "signals: {b: 30, a: {value: 90, observed_at: 2026-02-10}}";
  return ChangesOfX({Pack(x), account}, {Pack(x, signals), account});
}

TEST(ChangeWordsTest, PacksThatComputeOtherwise) {
  EXPECT_EQ(SignalsSay("b * 2", "b + a"),
            "configuration: formula of doubled b * 2.0 → b + a; doubled 60 → 120\n");
}

}  // namespace
}  // namespace bellwether
