// Tested by tests/engine/lint/ranges_test.cc and tests/property/lint_test.cc.
#include "engine/lint/curve_range.h"

#include <algorithm>
#include <cmath>

#include "engine/lint/ranges.h"

namespace bellwether::lint {
namespace {

using ruleset::BoundTest;
using ruleset::Component;
using ruleset::Curve;
using ruleset::CurveKind;
using ruleset::Missing;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNeutral = 50;
constexpr Interval kScores = {0, 100};

Interval Clamped(const Interval& scores) {
  if (scores.empty()) return {};
  return {std::clamp(scores.low, 0.0, 100.0), std::clamp(scores.high, 0.0, 100.0)};
}

// Bools count as 0 and 1.
Interval NumbersOf(const Possible& values) {
  if (values.other || values.infinite) return Interval::All();
  Interval numbers = values.number;
  if (values.falsity) numbers.Join(Interval::Of(0));
  if (values.truth) numbers.Join(Interval::Of(1));
  return numbers;
}

double Linear(const Curve& curve, double x) {
  return (x - curve.from) / (curve.to - curve.from) * 100;
}

Interval LinearRange(const Curve& curve, const Interval& numbers) {
  Interval scores;
  for (const double end : {numbers.low, numbers.high}) {
    const bool rises = (curve.to > curve.from) == (end > 0);
    scores.Join(Interval::Of(std::isinf(end) ? (rises ? 100 : 0) : Linear(curve, end)));
  }
  return scores;
}

double PointsAt(const Curve& curve, double x) {
  const auto& points = curve.points;
  size_t right = 0;
  while (right < points.size() && points[right].x < x) ++right;
  if (right == 0) return points.front().y;
  if (right == points.size()) return points.back().y;
  const auto& a = points[right - 1];
  const auto& b = points[right];
  return a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x));
}

// Piecewise linear: the extremes lie at the ends and at the points between them.
Interval PointsRange(const Curve& curve, const Interval& numbers) {
  Interval scores = Interval::Of(PointsAt(curve, numbers.low));
  scores.Join(Interval::Of(PointsAt(curve, numbers.high)));
  for (const auto& point : curve.points) {
    if (numbers.Has(point.x)) scores.Join(Interval::Of(point.y));
  }
  return scores;
}

Interval StepsRange(const Curve& curve, const Possible& values) {
  Interval scores;
  for (size_t i = 0; i < curve.steps.size(); ++i) {
    if (StepInReach(curve, i, values)) scores.Join(Interval::Of(curve.steps[i].points));
  }
  return scores;
}

Interval MapRange(const Curve& curve) {
  Interval scores;
  for (const auto& points : curve.map) {
    if (points) scores.Join(Interval::Of(*points));
  }
  return scores;
}

// Points of the tiers in reach of any set and row: a request may name another set.
Interval BenchmarkRange(const ruleset::Benchmark& benchmark, const World& world) {
  Interval values = world[benchmark.value].number;
  if (benchmark.value_so_far) values.Join(world[*benchmark.value_so_far].number);
  Interval scores;
  for (const ruleset::BenchmarkSet& set : benchmark.sets) {
    for (const ruleset::Row& row : set.rows) {
      for (uint32_t tier = 0; tier < set.tiers.size(); ++tier) {
        if (!set.tiers[tier].points) continue;
        if (!RowReaches(row, benchmark.lower_is_better, tier, values)) continue;
        scores.Join(Interval::Of(*set.tiers[tier].points));
      }
    }
  }
  return scores;
}

// The slots whose policy or age may speak for a leaf.
std::vector<uint32_t> InputsOf(const ruleset::RuleSet& rules, const Curve& curve) {
  if (curve.kind == CurveKind::kFormula) return curve.formula.Slots();
  if (curve.kind == CurveKind::kBenchmark) return {rules.benchmarks[curve.benchmark].value};
  return {curve.slot};
}

// What stands in for a missing value, added to the scores of one leaf.
class Substitutes {
 public:
  Substitutes(const ruleset::RuleSet& rules, const Component& leaf, bool inverted,
              const World& world)
      : rules_(rules), world_(world), leaf_(leaf), inverted_(inverted) {}

  // `scores`: before inversion.
  Interval AddTo(Interval scores) const {
    const std::vector<uint32_t> inputs = InputsOf(rules_, leaf_.curve);
    if (Decays(inputs) && !scores.empty()) scores.Join(Interval::Of(kNeutral));
    AddValue(scores);
    Interval result = Clamped(scores);
    if (leaf_.invert && !result.empty()) result = {100 - result.high, 100 - result.low};
    AddPolicy(leaf_.missing, result);
    if (leaf_.curve.kind != CurveKind::kFormula) return result;
    for (const uint32_t slot : inputs) AddPolicy(rules_.slots[slot].missing, result);
    return result;
  }

 private:
  bool Decays(const std::vector<uint32_t>& inputs) const {
    return std::any_of(inputs.begin(), inputs.end(), [this](uint32_t slot) {
      return std::any_of(
          rules_.signals.begin(), rules_.signals.end(), [slot](const ruleset::Signal& signal) {
            return signal.slot == slot && signal.stale == ruleset::StalePolicy::kDecay;
          });
    });
  }

  // `missing: {value: X}`: points of a formula; else a value for the curve, which has those in
  // reach of the input already.
  void AddValue(Interval& scores) const {
    if (leaf_.missing.policy != Missing::Policy::kValue) return;
    const double value = leaf_.missing.value;
    if (leaf_.curve.kind == CurveKind::kFormula) return scores.Join(Interval::Of(value));
    const Interval& numbers = world_[InputsOf(rules_, leaf_.curve).front()].number;
    if (leaf_.curve.kind != CurveKind::kMap && !numbers.Has(value)) scores = kScores;
  }

  void AddPolicy(const Missing& missing, Interval& scores) const {
    if (missing.policy == Missing::Policy::kNeutral) scores.Join(Interval::Of(kNeutral));
    if (missing.policy == Missing::Policy::kWorst) scores.Join(Interval::Of(inverted_ ? 100 : 0));
  }

  const ruleset::RuleSet& rules_;
  const World& world_;
  const Component& leaf_;
  const bool inverted_;
};

}  // namespace

bool StepInReach(const Curve& curve, size_t step, const Possible& values) {
  Interval left = NumbersOf(values);
  for (size_t i = 0; i <= step; ++i) {
    const ruleset::Step& asked = curve.steps[i];
    const bool here = i == step;
    const double below = std::nextafter(asked.bound, -kInfinity);
    const double above = std::nextafter(asked.bound, kInfinity);
    switch (asked.test) {
      case BoundTest::kAtMost:
        left.Meet(here ? Interval{-kInfinity, asked.bound} : Interval{above, kInfinity});
        break;
      case BoundTest::kBelow:
        left.Meet(here ? Interval{-kInfinity, below} : Interval{asked.bound, kInfinity});
        break;
      case BoundTest::kAtLeast:
        left.Meet(here ? Interval{asked.bound, kInfinity} : Interval{-kInfinity, below});
        break;
      case BoundTest::kAbove:
        left.Meet(here ? Interval{above, kInfinity} : Interval{-kInfinity, asked.bound});
        break;
      default:
        break;
    }
  }
  if (values.whole && !left.empty()) left = {std::ceil(left.low), std::floor(left.high)};
  return !left.empty();
}

Interval CurveRange(const ruleset::RuleSet& rules, const Curve& curve, const World& world) {
  switch (curve.kind) {
    case CurveKind::kFormula: {
      const Possible value = Evaluate(curve.formula, world);
      return value.infinite ? kScores : Clamped(value.number);
    }
    case CurveKind::kBenchmark:
      return Clamped(BenchmarkRange(rules.benchmarks[curve.benchmark], world));
    case CurveKind::kMap:
      return Clamped(MapRange(curve));
    case CurveKind::kSteps:
      return Clamped(StepsRange(curve, world[curve.slot]));
    case CurveKind::kBaseline:
    case CurveKind::kGroup:
      return kScores;
    default:
      break;
  }
  const Interval numbers = NumbersOf(world[curve.slot]);
  if (numbers.empty()) return {};
  if (curve.kind == CurveKind::kPoints) return Clamped(PointsRange(curve, numbers));
  if (curve.kind == CurveKind::kLinear) return Clamped(LinearRange(curve, numbers));
  return Clamped({numbers.low * curve.scale, numbers.high * curve.scale});
}

Interval LeafRange(const ruleset::RuleSet& rules, const Component& leaf, bool inverted,
                   const World& world) {
  return Substitutes(rules, leaf, inverted, world).AddTo(CurveRange(rules, leaf.curve, world));
}

}  // namespace bellwether::lint
