// What counts as covered: what an evaluation came to, and nothing else.
#include "engine/coverage/collector.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/coverage/tally.h"
#include "tests/engine/coverage/measured.h"

namespace bellwether::coverage {
namespace {

constexpr char kPack[] = R"(pack: p
version: 1.0.0
segments: [big, small]
stages: [on, off]
severities: [red]
benchmark_set: A
signals:
  usage: {type: ratio}
  calls: {type: count}
  must: {type: number, missing: error}
benchmarks:
  sharing:
    value: usage
    better: higher
    tiers: [good, fair, poor]
    sets: {A: {big: [0.8, 0.5], default: [0.6, 0.3]}, B: {small: [0.9, 0.1]}}
flags:
  low:
    severity: red
    applies_when: 'stage == "on"'
    when: "usage < 0.2 && calls < 3"
    reason: Low
  silent: {severity: red, when: "calls < 1", unknown: raise, reason: Silent}
portfolio:
  churn: {better: lower, tiers: [low, high], sets: {A: {default: [0.05]}}}
)";

std::string Account(const std::string& fields) {
  return absl::StrCat("{signals: {must: 1", fields);
}

TEST(CollectorTest, AFlagThatDoesNotApplyIsAskedNothing) {
  const Measured measured(kPack, TestsOf({Account("}, stage: off}")}));
  EXPECT_EQ(measured.Ways("flags.low.applies_when"), "applies 0, does not apply 1");
  EXPECT_EQ(measured.Ways("flags.low"), "raised 0, clear 0");
  EXPECT_EQ(
      measured.Ways("flags.low.when"),
      "usage < 0.2 is true 0, usage < 0.2 is false 0 | calls < 3 is true 0, calls < 3 is false 0");
}

TEST(CollectorTest, AClauseBehindOneThatDecidesIsNotAsked) {
  const Measured measured(kPack, TestsOf({Account(", usage: 0.9, calls: 1}, stage: on}")}));
  EXPECT_EQ(measured.Ways("flags.low"), "raised 0, clear 1");
  EXPECT_EQ(
      measured.Ways("flags.low.when"),
      "usage < 0.2 is true 0, usage < 0.2 is false 1 | calls < 3 is true 0, calls < 3 is false 0");
}

TEST(CollectorTest, WhatIsUnknownTakesNeitherWay) {
  const Measured measured(kPack, TestsOf({Account("}, stage: on}")}));
  EXPECT_EQ(measured.Ways("flags.low"), "raised 0, clear 0");
  EXPECT_EQ(measured.Ways("flags.silent"), "raised 0, clear 0");
  EXPECT_EQ(measured.Ways("flags.silent.unknown"), "raised without an answer 1");
}

TEST(CollectorTest, ASignalCountsWhereSomethingAsksForIt) {
  constexpr char kShort[] = R"(pack: p
version: 1.0.0
severities: [red]
signals: {a: {type: bool}, b: {type: bool}, c: {type: number}}
derived: {twice: {type: number, expr: "c * 2"}}
flags:
  both: {severity: red, when: "a && b", reason: Both}
  much: {severity: red, applies_when: "a", when: "twice > 4", reason: Much}
)";
  const Measured given(kShort, TestsOf({"{signals: {a: false, b: true, c: 1}}"}));
  EXPECT_EQ(given.Ways("signals.a"), "present 1, missing 0");
  EXPECT_EQ(given.Ways("signals.b"), "present 0, missing 0");  // a decides
  EXPECT_EQ(given.Ways("signals.c"), "present 0, missing 0");  // nobody asks for `twice`
  const Measured asked(kShort, TestsOf({"{signals: {a: true}}"}));
  EXPECT_EQ(asked.Ways("signals.b"), "present 0, missing 1");
  EXPECT_EQ(asked.Ways("signals.c"), "present 0, missing 1");
  const Measured moot(kShort, TestsOf({"{signals: {a: {not_applicable: true}}}"}));
  EXPECT_EQ(moot.Ways("signals.a"), "present 0, missing 0");
}

// S21: a row of the segment, else the default row; another set has rows of its own.
TEST(CollectorTest, ATierBelongsToTheRowThatWasUsed) {
  const Measured measured(
      kPack, TestsOf({Account(", usage: 0.7}, segment: big}"),
                      Account(", usage: 0.7}, segment: small}"), Account(", usage: 0.1}}")}));
  EXPECT_EQ(measured.Ways("benchmarks.sharing.sets.A.big"), "good 0, fair 1, poor 0");
  EXPECT_EQ(measured.Ways("benchmarks.sharing.sets.A.default"), "good 1, fair 0, poor 1");
  EXPECT_EQ(measured.Ways("benchmarks.sharing.sets.B.small"), "good 0, fair 0, poor 0");
}

// S31.
TEST(CollectorTest, ATierThatIsAskedOutrightComesToItsRow) {
  const Measured measured(kPack, R"(as_of: 2026-03-01
cases:
  - name: tiers
    expect:
      tier.sharing: {value: 0.5, segment: big, is: fair}
      tier.churn: {value: 0.06, is: high}
)");
  EXPECT_EQ(measured.Ways("benchmarks.sharing.sets.A.big"), "good 0, fair 1, poor 0");
  EXPECT_EQ(measured.Ways("portfolio.churn.sets.A.default"), "low 0, high 1");
  EXPECT_EQ(measured.Ways("signals.usage"), "present 0, missing 0");
  EXPECT_EQ(TallyOf(measured.points(), measured.hits()).covered, 2u);
}

TEST(CollectorTest, ARefusalForWantOfAFactWasAskedForThatFactAlone) {
  const Measured measured(kPack, R"(as_of: 2026-03-01
cases:
  - {name: none, account: {signals: {usage: 0.1}}, expect: {error: {path: signals.must}}}
)");
  EXPECT_EQ(TallyOf(measured.points(), measured.hits()).covered, 0u);  // nothing reads `must`
  const std::string reads =
      absl::StrCat(std::string(kPack).substr(0, std::string(kPack).find("portfolio:")), R"(
  asks: {severity: red, when: "must > 3", reason: Asks}
)");
  const Measured asking(reads, R"(as_of: 2026-03-01
cases:
  - {name: none, account: {signals: {usage: 0.1}}, expect: {error: {path: signals.must}}}
)");
  EXPECT_EQ(asking.Ways("signals.must"), "present 0, missing 1");
  EXPECT_EQ(TallyOf(asking.points(), asking.hits()).covered, 1u);
}

TEST(CollectorTest, AnAccountThatCannotBeReadWasAskedNothing) {
  const Measured measured(kPack, R"(as_of: 2026-03-01
cases:
  - {name: good, account: {signals: {must: 1, calls: 0}}, expect: {flag.silent: raised}}
  - {name: 70, account: {signals: {must: 1, usage: 70}}, expect: {error: {path: signals.usage}}}
)");
  EXPECT_EQ(measured.Ways("flags.silent"), "raised 1, clear 0");
}

TEST(TallyTest, SectionsAddUpToTheWhole) {
  const Measured measured(kPack, TestsOf({Account(", usage: 0.1, calls: 1}, stage: on}")}));
  const Tally whole = TallyOf(measured.points(), measured.hits());
  Tally sum;
  std::string names;
  for (const auto& [section, points] : TallyBySection(measured.points(), measured.hits())) {
    absl::StrAppend(&names, section, " ");
    sum.covered += points.covered;
    sum.all += points.all;
  }
  EXPECT_EQ(names, "signals benchmarks flags portfolio ");
  EXPECT_EQ(sum.covered, whole.covered);
  EXPECT_EQ(sum.all, whole.all);
  EXPECT_EQ(whole.all, measured.points().size());
  EXPECT_GT(whole.covered, 0u);
  EXPECT_LT(whole.covered, whole.all);
  EXPECT_DOUBLE_EQ(whole.percent(),
                   100.0 * static_cast<double>(whole.covered) / static_cast<double>(whole.all));
  EXPECT_DOUBLE_EQ(Tally().percent(), 100);
}

TEST(TallyTest, ALineIsCoveredWhenAllOfItIs) {
  const Measured one(kPack, TestsOf({Account(", usage: 0.1, calls: 1}, stage: on}")}));
  const Measured both(kPack, TestsOf({Account(", usage: 0.1, calls: 1}, stage: on}"),
                                      Account(", usage: 0.9, calls: 1}, stage: on}"),
                                      Account(", usage: 0.1, calls: 5}, stage: on}")}));
  const auto line_of = [](const Measured& measured, const char* text) {
    for (const RuleLine& line : measured.points().lines) {
      if (measured.sources().line(0, line.line).find(text) != std::string_view::npos) return line;
    }
    return RuleLine{};
  };
  const RuleLine when = line_of(one, "calls < 3");
  EXPECT_EQ(MissedOn(when, one.hits()).size(), 3u);
  EXPECT_EQ(HitsOfLine(when, one.points(), one.hits()), 1u);
  EXPECT_EQ(MissedOn(when, both.hits()).size(), 0u);
  EXPECT_EQ(HitsOfLine(when, both.points(), both.hits()), 3u);
  const RuleLine row = line_of(one, "sets: {A: {big");
  EXPECT_EQ(MissedOn(row, one.hits()).size(), 8u);
  EXPECT_EQ(HitsOfLine(line_of(one, "churn:"), one.points(), one.hits()), 0u);
  EXPECT_LT(TallyOfLines(one.points().lines, one.hits()).covered,
            TallyOfLines(both.points().lines, both.hits()).covered);
}

}  // namespace
}  // namespace bellwether::coverage
