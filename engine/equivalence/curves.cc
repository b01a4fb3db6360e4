// Curves, points of tiers, thresholds of usage: each asked of all numbers that can come to it. A
// bound of a benchmark is not looked at: tests may rate any number (S31), and the distance to the
// next better tier tells every bound.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "engine/equivalence/claim.h"
#include "engine/equivalence/numbers.h"
#include "engine/equivalence/parts.h"

namespace bellwether::equivalence {
namespace {

using lint::Interval;
using ruleset::Component;
using ruleset::Curve;
using ruleset::CurveKind;
using ruleset::Missing;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double PointsOfStep(const Curve& curve, double number) {
  for (const ruleset::Step& step : curve.steps) {
    if (ruleset::Holds(step.test, number, step.bound)) return step.points;
  }
  return curve.steps.back().points;
}

bool SameSteps(const Curve& before, const Curve& after, const Numbers& numbers) {
  std::vector<double> bounds;
  for (const Curve* curve : {&before, &after}) {
    for (const ruleset::Step& step : curve->steps) bounds.push_back(step.bound);
  }
  const auto tried = Representatives(numbers, bounds);
  return std::all_of(tried.begin(), tried.end(), [&](double number) {
    return PointsOfStep(before, number) == PointsOfStep(after, number);
  });
}

// The numbers whose score knot `i` has a part in: past the knot before, up to the one behind.
Interval PartOf(const Curve& curve, size_t i) {
  const auto& knots = curve.points;
  return {i == 0 ? -kInfinity : std::nextafter(knots[i - 1].x, kInfinity),
          i + 1 == knots.size() ? kInfinity : knots[i + 1].x};
}

// Between knots of one height a curve is flat, wherever they stand.
bool FlatAround(const Curve& curve, size_t i) {
  const auto& knots = curve.points;
  return (i == 0 || knots[i - 1].y == knots[i].y) &&
         (i + 1 == knots.size() || knots[i + 1].y == knots[i].y);
}

bool SamePoints(const Curve& before, const Curve& after, const Numbers& numbers) {
  if (before.points.size() != after.points.size()) return false;
  for (size_t i = 0; i < before.points.size(); ++i) {
    const ruleset::CurvePoint& a = before.points[i];
    const ruleset::CurvePoint& b = after.points[i];
    if (a.x == b.x && a.y == b.y) continue;
    if (a.y == b.y && FlatAround(before, i) && FlatAround(after, i)) continue;
    if (numbers.Meets(PartOf(before, i)) || numbers.Meets(PartOf(after, i))) return false;
  }
  return true;
}

// Where a line lies over all numbers, before it is cut to 0..100.
Interval LineOver(const Curve& curve, const Numbers& numbers) {
  const auto score = [&curve](double x) {
    return (x - curve.from) / (curve.to - curve.from) * 100;
  };
  Interval scores;
  if (!numbers.range.empty()) {
    scores.Join(Interval::Of(score(numbers.range.low)));
    scores.Join(Interval::Of(score(numbers.range.high)));
  }
  for (const double number : numbers.also) scores.Join(Interval::Of(score(number)));
  return scores;
}

// Both lines lie above 100, or both below 0, for all numbers.
bool SameLine(const Curve& before, const Curve& after, const Numbers& numbers) {
  const Interval a = LineOver(before, numbers), b = LineOver(after, numbers);
  return (a.low >= 100 && b.low >= 100) || (a.high <= 0 && b.high <= 0);
}

bool SameCurve(const Component& before, const Component& after, const Numbers& numbers) {
  if (before.curve.kind != after.curve.kind || before.curve.slot != after.curve.slot) return false;
  switch (before.curve.kind) {
    case CurveKind::kSteps:
      return SameSteps(before.curve, after.curve, numbers);
    case CurveKind::kPoints:
      return SamePoints(before.curve, after.curve, numbers);
    case CurveKind::kLinear:
      return SameLine(before.curve, after.curve, numbers);
    default:
      return false;
  }
}

bool IsCurveKey(const std::vector<std::string>& rest) {
  return !rest.empty() && (rest[0] == "steps" || rest[0] == "points" || rest[0] == "linear");
}

// `missing: {value: X}` may bring a value that no row puts into a tier that accounts come to.
bool ImputesInto(const ruleset::RuleSet& rules, uint32_t benchmark) {
  const uint32_t value = rules.benchmarks[benchmark].value;
  bool imputes = rules.slots[value].missing.policy == Missing::Policy::kValue;
  ForEachComponent(rules, [&](const Component& component) {
    const bool reads =
        component.curve.kind == CurveKind::kBenchmark && component.curve.benchmark == benchmark;
    imputes = imputes || (reads && component.missing.policy == Missing::Policy::kValue);
  });
  return imputes;
}

bool InReach(const Claim& claim, const ruleset::Benchmark& benchmark,
             const ruleset::BenchmarkSet& set, uint32_t tier) {
  return std::any_of(set.rows.begin(), set.rows.end(), [&](const ruleset::Row& row) {
    return claim.ranges.TierInReach(benchmark, row, tier);
  });
}

bool SameTest(const Claim& claim, const ruleset::UsageThreshold& a,
              const ruleset::UsageThreshold& b) {
  if (a.slot != b.slot) return false;
  if (a.test == b.test && a.bound == b.bound) return true;
  const auto numbers = NumbersOf(claim.before, claim.ranges.world(), a.slot);
  if (!numbers) return false;
  const auto tried = Representatives(*numbers, {a.bound, b.bound});
  return std::all_of(tried.begin(), tried.end(), [&](double number) {
    return ruleset::Holds(a.test, number, a.bound) == ruleset::Holds(b.test, number, b.bound);
  });
}

}  // namespace

Proof ProveCurve(const Claim& claim) {
  const ComponentPlace place = ComponentAt(claim);
  if (!place || !IsCurveKey(place.rest)) return std::nullopt;
  const Component& before = *place.component.before;
  auto numbers = NumbersOf(claim.before, claim.ranges.world(), before.curve.slot);
  if (!numbers) return std::nullopt;
  if (before.missing.policy == Missing::Policy::kValue) {
    numbers->also.push_back(before.missing.value);
  }
  if (!SameCurve(before, *place.component.after, *numbers)) return std::nullopt;
  return absl::StrCat(SlotWords(claim.before, before.curve.slot, *numbers),
                      ", and no such number comes to another score");
}

Proof ProveTierPoints(const Claim& claim) {
  if (!claim.At({"benchmarks", "*", "points", "*"}) &&
      !claim.At({"benchmarks", "*", "sets", "*", "points", "*"})) {
    return std::nullopt;
  }
  const auto& benchmarks = claim.before.benchmarks;
  const auto both = NamedInBoth(benchmarks, claim.after.benchmarks, claim.keys[1]);
  if (!both) return std::nullopt;
  const auto index = static_cast<uint32_t>(both.before - benchmarks.data());
  if (ImputesInto(claim.before, index)) return std::nullopt;
  for (size_t s = 0; s < both.before->sets.size(); ++s) {
    const ruleset::BenchmarkSet& set = both.before->sets[s];
    for (uint32_t t = 0; t < set.tiers.size(); ++t) {
      if (set.tiers[t].points == both.after->sets[s].tiers[t].points) continue;
      if (InReach(claim, *both.before, set, t)) return std::nullopt;
    }
  }
  return absl::StrCat("no account comes to tier `", claim.keys.back(), "`");
}

Proof ProveUsageThresholds(const Claim& claim) {
  if (!claim.At({"graduation", "usage_thresholds", "*"})) return std::nullopt;
  const auto& before = claim.before.graduation.usage_thresholds;
  const auto& after = claim.after.graduation.usage_thresholds;
  for (size_t cadence = 0; cadence < before.size(); ++cadence) {
    const bool same = std::equal(
        before[cadence].begin(), before[cadence].end(), after[cadence].begin(),
        after[cadence].end(), [&](const auto& a, const auto& b) { return SameTest(claim, a, b); });
    if (!same) return std::nullopt;
  }
  return "no number of what is measured lies between the two thresholds";
}

}  // namespace bellwether::equivalence
