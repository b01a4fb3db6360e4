// Comparisons by hand: what data, time, presence, pack, caps, override and rounding did to a score
// (S26). That lines sum for all packs and accounts is a property:
// tests/property/attribution_properties_test.cc.
#include "engine/attribution/attribution.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/engine/attribution/told.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;

// "data a -10 [a 100 → 60]", a line each, with the largest first.
std::string LinesText(const ModelAttribution& model) {
  std::string text = model.no_arithmetic;
  for (const ChangeLine& line : model.lines) {
    absl::StrAppend(&text, ChangeKindName(line.kind), line.name.empty() ? "" : " ", line.name, " ",
                    FormatNumber(RoundForDisplay(line.points, 6)), " [",
                    absl::StrJoin(line.changes, "; "), "]\n");
  }
  return text;
}

std::string LinesText(const Told& before, const Told& after) {
  const Attribution attribution = Compare(before, after);
  EXPECT_EQ(attribution.models.size(), 1u);
  return attribution.models.empty() ? "" : LinesText(attribution.models[0]);
}

// `a` has a weight of 1 and `b` of 3.
std::string Pack(const std::string& components, const std::string& more = "") {
  return absl::StrCat(R"(
segments: [large, small]
signals:
  a: {type: number, min: 0, max: 100, max_age: 30d}
  b: {type: number, min: 0, max: 100}
  c: {type: number, min: 0, max: 100}
  left: {type: bool}
health:
  m:
    precision: 4
    bands: [{good: 50}, {bad: 0}]
    min_coverage: 0.2
)",
                      more, "    components:\n", components);
}
// With one text in the place of another.
std::string Replaced(std::string text, const std::string& old, const std::string& fresh) {
  return text.replace(text.find(old), old.size(), fresh);
}

const std::string kTwo = "      a: {weight: 1, of: a}\n      b: {weight: 3, of: b}\n";

TEST(AttributionTest, DataAlone) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  EXPECT_EQ(LinesText({plan, "signals: {a: 100, b: 50}"}, {plan, "signals: {a: 60, b: 54}"}),
            "data a -10 [a 100 → 60]\n"  // 0.25 · −40
            "data b 3 [b 50 → 54]\n");   // 0.75 · 4
}

TEST(AttributionTest, PackAlone) {
  const std::string account = "signals: {a: 100, b: 50}";
  // The arithmetic of ScorePartsTest.AWeightThatMovesCountsByTheDistanceToTheScore.
  EXPECT_EQ(LinesText({PlanOf(Pack(kTwo)), account},
                      {PlanOf(Pack("      a: {weight: 1, of: a}\n      b: {weight: 1, of: b}\n")),
                       account}),
            "configuration a 7.8125 []\n"  // counts for more, although nothing about it changed
            "configuration b 4.6875 [weight 3 → 1]\n");
}

// What a value is worth is half by the old weights, half by the new ones: v̄·Δs (S26).
TEST(AttributionTest, DataAndPackTogether) {
  const Told before(PlanOf(Pack(kTwo)), "signals: {a: 100, b: 50}");
  const Told after(PlanOf(Pack("      a: {weight: 1, of: a}\n      b: {weight: 1, of: b}\n")),
                   "signals: {a: 60, b: 50}");
  // Raw 62.5 and 55. Data first: 0.25 · −40, with the new weights 0.5 · −40; the mean is −15. The
  // pack: with the old values 62.5 → 75, with the new ones 52.5 → 55; the mean is +7.5.
  const Attribution attribution = Compare(before, after);
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kData), -15);
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kConfiguration), 7.5);
}

TEST(AttributionTest, WhatIsNoLongerGivenIsCoverage) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  EXPECT_EQ(LinesText({plan, "signals: {a: 100, b: 50}"}, {plan, "signals: {b: 50}"}),
            "coverage a -10.9375 [a no longer given (was 100)]\n"
            "coverage b -1.5625 []\n");
}

// Where a value comes and another changes, the value is worth v̄·Δs (S26).
TEST(AttributionTest, DataAndCoverageTogether) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  const Attribution attribution =
      Compare({plan, "signals: {b: 50}"}, {plan, "signals: {a: 100, b: 70}"});
  // Raw 50 and 77.5; v of `b` is 1 and then 0.75, so its 20 points are worth 17.5.
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kData), 17.5);
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kCoverage), 10);
}

TEST(AttributionTest, WhatNobodyObservedAgainAges) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  const std::string account = "signals: {a: {value: 100, observed_at: 2026-02-20}, b: 50}";
  EXPECT_EQ(LinesText({plan, account, "2026-03-01"}, {plan, account, "2026-04-06"}),
            "staleness a -10.9375 [a went stale: 45 days old, limit 30]\n"
            "staleness b -1.5625 []\n");
}

// Somebody looked, so it never was stale: all of the change is data.
TEST(AttributionTest, WhatWasObservedAgainDoesNotAge) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  EXPECT_EQ(
      LinesText({plan, "signals: {a: {value: 100, observed_at: 2026-02-20}, b: 50}"},
                {plan, "signals: {a: {value: 60, observed_at: 2026-04-01}, b: 50}", "2026-04-06"}),
      "data a -10 [a 100 → 60]\n");
}

TEST(AttributionTest, BackInTimeEverySignIsTurned) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  const std::string account = "signals: {a: {value: 100, observed_at: 2026-02-20}, b: 50}";
  EXPECT_EQ(LinesText({plan, account, "2026-04-06"}, {plan, account, "2026-03-01"}),
            "staleness a 10.9375 [a is fresh again: 100]\n"
            "staleness b 1.5625 []\n");
}

TEST(AttributionTest, CapsOverridesAndRoundingHaveLinesOfTheirOwn) {
  const std::string cap = "    caps: [{when: 'left', at_most: 49, reason: GONE}]\n";
  const PlanPointer plan = PlanOf(Pack(kTwo, cap));
  EXPECT_EQ(LinesText({plan, "signals: {a: 100, b: 50, left: false}"},
                      {plan, "signals: {a: 60, b: 50, left: true}"}),
            "data a -10 [a 100 → 60]\n"
            "caps GONE -3.5 [now holds: at most 49]\n");  // 52.5 → 49
  const std::string by_hand =
      "signals: {a: 100, b: 50}\n"
      "overrides: [{model: m, kind: cap, value: 40, author: ann, reason: renewal}]";
  EXPECT_EQ(LinesText({plan, "signals: {a: 100, b: 50}"}, {plan, by_hand}),
            "override -22.5 [at most 40 by ann: renewal]\n");
  const PlanPointer whole = PlanOf(Replaced(Pack(kTwo), "precision: 4", "precision: 0"));
  EXPECT_EQ(LinesText({whole, "signals: {a: 100, b: 50}"}, {whole, "signals: {a: 98, b: 50}"}),
            "data a -0.5 [a 100 → 98]\n"  // 62.5 is shown as 63, 62 as 62
            "rounding -0.5 []\n");
}

// The cap that holds on both sides takes back what lies above it.
TEST(AttributionTest, ACapThatStillHoldsTakesLess) {
  const PlanPointer plan =
      PlanOf(Pack(kTwo, "    caps: [{when: 'left', at_most: 49, reason: GONE}]\n"));
  EXPECT_EQ(LinesText({plan, "signals: {a: 100, b: 50, left: true}"},
                      {plan, "signals: {a: 60, b: 50, left: true}"}),
            "data a -10 [a 100 → 60]\n"
            "caps GONE 10 [still at most 49: moves the score by 3.5 points, before by 13.5]\n");
}

TEST(AttributionTest, WithoutTwoScoresThereIsNoArithmetic) {
  const PlanPointer plan = PlanOf(Pack(kTwo, "    applies_when: 'segment == \"large\"'\n"));
  const std::string scored = "segment: large\nsignals: {a: 100, b: 50}";
  EXPECT_EQ(LinesText({plan, scored}, {plan, "segment: small\nsignals: {a: 100, b: 50}"}),
            "after, the model does not apply");
  EXPECT_EQ(LinesText({plan, "segment: large"}, {plan, scored}),
            "before, too little is known for a score: coverage 0 %, at least 20 %");
  EXPECT_EQ(LinesText({plan, "signals: {a: 1}"}, {plan, "segment: large"}),
            "before, whether the model applies is not known; "
            "after, too little is known for a score: coverage 0 %, at least 20 %");
  EXPECT_EQ(LinesText({plan, scored},
                      {plan,
                       "segment: large\n"
                       "overrides: [{model: m, kind: set, value: 40, author: ann, reason: x}]"}),
            "after, the score was set by hand and no data stand below it");
}

TEST(AttributionTest, AModelOfOnePackHasNoArithmetic) {
  const std::string renamed = Replaced(Pack(kTwo), "  m:", "  n:");
  const std::string account = "signals: {a: 100, b: 50}";
  const Attribution attribution =
      Compare({PlanOf(Pack(kTwo)), account}, {PlanOf(renamed), account});
  ASSERT_EQ(attribution.models.size(), 2u);
  EXPECT_EQ(attribution.models[0].model, "n");
  EXPECT_EQ(attribution.models[0].no_arithmetic, "before, the pack has no such model");
  EXPECT_EQ(attribution.models[1].no_arithmetic, "after, the pack has no such model");
  EXPECT_EQ(attribution.primary_before, "m");
  EXPECT_EQ(attribution.primary_after, "n");
}

// A segment may weigh anew: that is something about the account.
TEST(AttributionTest, AnotherSegmentIsData) {
  const PlanPointer plan = PlanOf(Pack(kTwo, "    segments: {small: {weights: {b: 1}}}\n"));
  EXPECT_EQ(LinesText({plan, "segment: large\nsignals: {a: 100, b: 50}"},
                      {plan, "segment: small\nsignals: {a: 100, b: 50}"}),
            "data a 7.8125 []\n"
            "data b 4.6875 [weight 3 → 1 in another segment]\n");
}

// The old account means nothing to the new pack and the other way round, so that there is no score
// between the two: data and configuration cannot be told apart.
TEST(AttributionTest, WhatCannotBeToldApartIsOneStep) {
  const auto pack = [](const std::string& words) {
    return PlanOf(absl::StrCat(R"(
signals: {mood: {type: enum, values: )",
                               words, R"(}, b: {type: number, min: 0, max: 100}}
health:
  m:
    precision: 4
    bands: [{good: 50}, {bad: 0}]
    components:
      mood: {weight: 1, curve: {of: mood, map: )",
                               words == "[up, down]" ? "{up: 100, down: 0}" : "{yes: 90, no: 10}",
                               "}}\n      b: {weight: 1, of: b}\n"));
  };
  EXPECT_EQ(LinesText({pack("[up, down]"), "signals: {mood: up, b: 50}"},
                      {pack("[yes, no]"), "signals: {mood: no, b: 50}"}),
            "together mood -45 [curve map up:100 down:0 → map yes:90 no:10; mood up → no]\n");
}

// Half way there may be less known than the pack asks for; the steps are told apart all the same.
TEST(AttributionTest, LittleIsKnownHalfWay) {
  const std::string three =
      "      a: {weight: 1, of: a}\n      b: {weight: 1, of: b}\n      c: {weight: 1, of: c}\n";
  const PlanPointer plan = PlanOf(Replaced(Pack(three), "min_coverage: 0.2", "min_coverage: 0.6"));
  const std::string a = "signals: {a: {value: 100, observed_at: 2026-02-20}, b: 50";
  // Raw 75, then 50 of `b` alone with a coverage of a third, then 35.
  const Attribution attribution = Compare({plan, a + "}"}, {plan, a + ", c: 20}", "2026-04-06"});
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kStaleness), -25);
  EXPECT_DOUBLE_EQ(attribution.models[0].PointsOf(ChangeKind::kCoverage), -15);
}

// When all has grown stale before something else comes in, there is no score between the two.
TEST(AttributionTest, NothingIsKnownHalfWay) {
  const PlanPointer plan = PlanOf(Pack(kTwo));
  const std::string a = "signals: {a: {value: 100, observed_at: 2026-02-20}";
  EXPECT_EQ(LinesText({plan, a + "}"}, {plan, a + ", b: 50}", "2026-04-06"}),
            "together a -25 [a went stale: 45 days old, limit 30]\n"
            "together b -25 [b now given: 50]\n");
}

}  // namespace
}  // namespace bellwether
