// Leaves: a value through its curve to 0..100, or the policy for a missing one (S9, S12, S16).
#include <algorithm>
#include <cmath>

#include "tests/oracle/components.h"

namespace bellwether::oracle {
namespace {

using ruleset::Component;
using ruleset::Curve;
using ruleset::CurveKind;
using ruleset::Missing;
using Policy = ruleset::Missing::Policy;

constexpr double kNeutral = 50;

// S15: -0 is 0.
double Clamped(double score) { return score <= 0 ? 0 : std::min(score, 100.0); }

// ---- curves of a value (rules language, section 5). NaN and infinities are judged by the caller.

double OnLine(const Curve& curve, double x) {
  return (x - curve.from) / (curve.to - curve.from) * 100;
}

// Straight lines between the points, level beyond both ends.
double OnPoints(const std::vector<ruleset::CurvePoint>& points, double x) {
  if (x <= points.front().x) return points.front().y;
  for (size_t i = 1; i < points.size(); ++i) {
    const auto& a = points[i - 1];
    const auto& b = points[i];
    if (x <= b.x) return a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x));
  }
  return points.back().y;
}

bool Holds(const ruleset::Step& step, double x) {
  using ruleset::BoundTest;
  switch (step.test) {
    case BoundTest::kAtMost:
      return x <= step.bound;
    case BoundTest::kBelow:
      return x < step.bound;
    case BoundTest::kAtLeast:
      return x >= step.bound;
    case BoundTest::kAbove:
      return x > step.bound;
    default:
      break;  // kElse
  }
  return true;
}

double OnSteps(const std::vector<ruleset::Step>& steps, double x) {
  return std::find_if(steps.begin(), steps.end(),
                      [x](const ruleset::Step& step) { return Holds(step, x); })
      ->points;
}

// S8: latest ÷ median of the earlier points ÷ grace × 100.
std::optional<double> AgainstBaseline(const Series& series, double grace) {
  std::vector<double> earlier;
  for (const auto& [at, number] : series.points) earlier.push_back(number);
  const double latest = earlier.back();
  earlier.pop_back();
  if (earlier.size() < 3) return std::nullopt;
  std::sort(earlier.begin(), earlier.end());
  const size_t half = earlier.size() / 2;
  const double median =
      earlier.size() % 2 == 1 ? earlier[half] : (earlier[half - 1] + earlier[half]) / 2;
  if (!(median > 0)) return std::nullopt;
  return latest / median / grace * 100;
}

double OnMap(const Question& question, const Curve& curve, const Value& value) {
  if (value.Is<bool>()) return *curve.map[value.As<bool>() ? 1 : 0];
  const auto& words = question.rules.slots[curve.slot].words;
  const auto word = std::find(words.begin(), words.end(), value.As<std::string>());
  return *curve.map[static_cast<size_t>(word - words.begin())];
}

double AsNumber(const Value& value) {
  return value.Is<bool>() ? (value.As<bool>() ? 1 : 0) : value.As<double>();
}

struct Scored {
  std::optional<double> score;
  std::string reason;  // why there is none
};

Scored ThroughCurve(const Question& question, const Curve& curve, const Value& value) {
  double score = 0;
  switch (curve.kind) {
    case CurveKind::kLinear:
      score = OnLine(curve, AsNumber(value));
      break;
    case CurveKind::kPoints:
      score = OnPoints(curve.points, AsNumber(value));
      break;
    case CurveKind::kSteps:
      score = OnSteps(curve.steps, AsNumber(value));
      break;
    case CurveKind::kMap:
      score = OnMap(question, curve, value);
      break;
    case CurveKind::kBaseline: {
      const auto ratio = AgainstBaseline(value.As<Series>(), curve.grace);
      if (!ratio) return {std::nullopt, kTooFewPoints};
      score = *ratio;
      break;
    }
    default:  // given: 0..100 already, or a ratio or bool × 100 (S21)
      score = AsNumber(value) * curve.scale;
  }
  if (!std::isfinite(score)) return {std::nullopt, kNotFinite};  // S9
  return {score, ""};
}

// ---- one leaf

class Leaf {
 public:
  Leaf(Question& question, const Component& component, const Position& position)
      : question_(question), component_(component), position_(position) {}

  Folded Score() {
    if (component_.curve.kind == CurveKind::kFormula) {
      ScoreFormula();
    } else if (component_.curve.kind == CurveKind::kBenchmark) {
      ScoreBenchmark();
    } else {
      ScoreValue();
    }
    if (leaf_.part == Part::kObserved) {  // S17
      leaf_.coverage = 1;
      leaf_.low = leaf_.high = *leaf_.score;
    }
    return leaf_;
  }

 private:
  void Take(Part part, double score, const std::string& reason) {
    leaf_.part = part;
    leaf_.reason = reason;
    leaf_.score = component_.invert ? 100 - Clamped(score) : Clamped(score);
  }

  void LeaveOut(Part part, const std::string& reason) {
    leaf_.part = part;
    leaf_.reason = reason;
  }

  // `stale: decay`: towards neutral, by what is left of the value's weight.
  void TakeDecayed(double score, double factor) {
    leaf_.decay = factor;
    Take(Part::kObserved, kNeutral + (Clamped(score) - kNeutral) * factor, kStale);
  }

  void ScoreValue() {
    const Fact& fact = question_.facts.at(question_.NameOf(component_.curve.slot));
    if (fact.old) {
      const Scored old = ThroughCurve(question_, component_.curve, fact.old->value);
      if (old.score) return TakeDecayed(*old.score, fact.old->factor);
    }
    // The component's own policy comes before the signal's substitute (S12).
    const bool other_policy = fact.substituted() && component_.missing_stated;
    if (!fact.usable() || other_policy) return ApplyPolicy(component_.missing, fact.reason);
    const Scored scored = ThroughCurve(question_, component_.curve, fact.value);
    if (!scored.score) return ApplyPolicy(component_.missing, scored.reason);
    Take(fact.substituted() ? Part::kImputed : Part::kObserved, *scored.score, fact.reason);
  }

  const ruleset::Benchmark& benchmark() const {
    return question_.rules.benchmarks[component_.curve.benchmark];
  }

  // S21: while an event is open, and where there is no row, no policy invents a tier.
  void ScoreBenchmark() {
    const Rating& rating = question_.ratings.at(benchmark().name);
    leaf_.missing = rating.missing;
    if (rating.tier) return ScoreTier(rating);
    if (rating.state == "NOT_APPLICABLE") return LeaveOut(Part::kMoot, rating.reason);
    if (rating.state == "NOT_YET" || rating.state == "NOT_AVAILABLE") {
      return LeaveOut(Part::kAbsent, rating.reason);
    }
    const Fact& fact = question_.facts.at(question_.NameOf(benchmark().value));
    if (rating.state == "MISSING" && fact.old) {
      return TakeDecayed(PointsFor(rating, fact.old->value.As<double>()), fact.old->factor);
    }
    ApplyPolicy(component_.missing, rating.reason);
  }

  void ScoreTier(const Rating& rating) {
    const bool substituted = !rating.reason.empty();
    if (substituted && component_.missing_stated) {
      return ApplyPolicy(component_.missing, rating.reason);
    }
    Take(substituted ? Part::kImputed : Part::kObserved, *rating.set->tiers[*rating.tier].points,
         rating.reason);
  }

  double PointsFor(const Rating& rating, double number) const {
    return *rating.set->tiers[TierOf(benchmark(), *rating.row, number)].points;
  }

  void ScoreFormula() {
    const Value value = Evaluate(component_.curve.formula.root(), question_.ground());
    leaf_.missing = value.names();
    if (value.Is<double>()) {
      if (std::isfinite(value.As<double>())) {
        return Take(Part::kObserved, value.As<double>(), "");
      }
      return ApplyPolicy(component_.missing, kNotFinite);  // S9
    }
    if (value.Is<Failed>()) return ApplyPolicy(component_.missing, kFormulaError);
    if (question_.OnlyNotApplicable(value.names())) {  // S13
      return LeaveOut(Part::kMoot, kNotApplicable);
    }
    if (ScoreDecayedFormula(value.names())) return;
    const bool stated = component_.missing_stated;
    ApplyPolicy(stated ? component_.missing : Strictest(value.names()), kInputMissing);
  }

  // S12: what misses only decaying names is computed from what they were; the smallest factor
  // counts.
  bool ScoreDecayedFormula(const Names& missing) {
    double factor = 1;
    for (const std::string& name : missing) {
      const Fact& fact = question_.facts.at(name);
      if (!fact.old) return false;
      factor = std::min(factor, fact.old->factor);
    }
    Facts then = question_.facts;
    for (auto& [name, fact] : then) {
      if (fact.old) fact = Known(fact.old->value);
    }
    const Value value =
        Evaluate(component_.curve.formula.root(), {then, question_.as_of, question_.zone});
    if (!value.Is<double>() || !std::isfinite(value.As<double>())) return false;
    TakeDecayed(value.As<double>(), factor);
    return true;
  }

  // S12: error > worst > neutral > exclude among the names that are missing.
  Missing Strictest(const Names& names) const {
    for (const Policy policy : {Policy::kError, Policy::kWorst, Policy::kNeutral}) {
      for (const std::string& name : names) {
        const bool applies = question_.facts.at(name).reason != kNotApplicable;
        if (applies && question_.SlotNamed(name)->missing.policy == policy) return {policy, 0};
      }
    }
    return {Policy::kExclude, 0};
  }

  void ApplyPolicy(const Missing& missing, const std::string& reason) {
    if (reason == kNotApplicable) return LeaveOut(Part::kMoot, reason);
    switch (missing.policy) {
      case Policy::kExclude:
        return LeaveOut(Part::kAbsent, reason);
      case Policy::kNeutral:
        return ImputeInTheEnd(kNeutral, reason);
      case Policy::kWorst:
        return ImputeInTheEnd(0, reason);
      case Policy::kValue:
        return ImputeValue(missing.value, reason);
      case Policy::kError:
        LeaveOut(Part::kAbsent, reason);
        if (position_.counted) Require(reason);
    }
  }

  // S16: 50 and 0 are what counts in the model's score, whatever turns the component round.
  void ImputeInTheEnd(double score, const std::string& reason) {
    leaf_.part = Part::kImputed;
    leaf_.reason = reason;
    leaf_.score = Clamped(position_.turned ? 100 - score : score);
  }

  void ImputeValue(double number, const std::string& reason) {
    double score = number;  // of a formula: the score itself
    if (component_.curve.kind == CurveKind::kBenchmark) {
      const Rating& rating = question_.ratings.at(benchmark().name);
      if (rating.row == nullptr) return LeaveOut(Part::kAbsent, reason);
      score = PointsFor(rating, number);
    } else if (component_.curve.kind != CurveKind::kFormula) {
      score = *ThroughCurve(question_, component_.curve, Stated(number)).score;
    }
    Take(Part::kImputed, score, reason);
  }

  // The value that a policy `{value: X}` means, by the type of what the curve reads.
  Value Stated(double number) const {
    const ruleset::Slot& slot = question_.rules.slots[component_.curve.slot];
    if (slot.type == expression::Type::kBool) return number != 0;
    if (slot.type == expression::Type::kString) return slot.words[static_cast<size_t>(number)];
    return number;
  }

  // S9: what came out infinite or outside its type refuses nothing.
  void Require(const std::string& reason) {
    if (reason == kNotFinite || reason == kOutOfRange) return;
    if (component_.curve.kind == CurveKind::kFormula || !leaf_.missing.empty()) {
      question_.required.insert(leaf_.missing.begin(), leaf_.missing.end());
    } else if (component_.curve.kind == CurveKind::kBenchmark) {
      question_.required.insert(question_.NameOf(benchmark().value));
    } else {
      question_.required.insert(question_.NameOf(component_.curve.slot));
    }
  }

  Question& question_;
  const Component& component_;
  const Position position_;
  Folded leaf_;
};

}  // namespace

Folded ScoreLeaf(Question& question, const Component& leaf, const Position& position) {
  return Leaf(question, leaf, position).Score();
}

}  // namespace bellwether::oracle
