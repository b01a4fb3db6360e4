// Leaves of a score: a value through its curve to 0..100, or the policy for a missing one
// (S12, S13, S16).
//
// Tested by tests/engine/evaluate/curve_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/evaluate/evaluator.h"
#include "engine/facts/series.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;
using ruleset::CurveKind;
using ruleset::Missing;

constexpr double kNeutral = 50;

double Clamp(double score) { return std::min(100.0, std::max(0.0, score)); }

double Interpolate(const Plan& plan, const Range& range, double x, uint32_t& choice) {
  const ruleset::CurvePoint* points = &plan.points[range.first];
  uint32_t right = 0;
  while (right < range.count && points[right].x < x) ++right;
  choice = right;
  if (right == 0) return points[0].y;
  if (right == range.count) return points[range.count - 1].y;
  const ruleset::CurvePoint& a = points[right - 1];
  const ruleset::CurvePoint& b = points[right];
  return a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x));
}

double Step(const Plan& plan, const Range& range, double x, uint32_t& choice) {
  const PlanStep* steps = &plan.steps[range.first];
  choice = 0;
  while (choice + 1 < range.count && !ruleset::Holds(steps[choice].test, x, steps[choice].bound)) {
    ++choice;
  }
  return steps[choice].points;
}

double Map(const Plan& plan, const Range& range, const Value& value, uint32_t& choice) {
  choice = value.kind == Kind::kBool ? (value.boolean ? 1u : 0u) : value.word;
  return plan.map_entries[range.first + choice].points;
}

MissingReason Baseline(const Value& value, double grace, std::vector<double>& sorted,
                       double& score) {
  const auto ratio = RatioToBaseline(*value.series, sorted);
  if (!ratio) return MissingReason::kTooFewPoints;
  score = *ratio / grace * 100;
  return std::isfinite(score) ? MissingReason::kNone : MissingReason::kNotFinite;  // S9
}

// The curve of a slot. Returns kNone and a score, or why there is none.
MissingReason ApplyCurve(Evaluator& evaluator, const PlanComponent& component, const Value& value,
                         double& score, uint32_t& choice) {
  const Plan& plan = evaluator.plan;
  switch (component.curve) {
    case CurveKind::kGiven:
      score = NumberOf(value) * component.scale;
      break;
    case CurveKind::kLinear:
      score = (NumberOf(value) - component.from) / (component.to - component.from) * 100;
      break;
    case CurveKind::kPoints:
      score = Interpolate(plan, component.range, NumberOf(value), choice);
      break;
    case CurveKind::kSteps:
      score = Step(plan, component.range, NumberOf(value), choice);
      break;
    case CurveKind::kMap:
      score = Map(plan, component.range, value, choice);
      break;
    case CurveKind::kBaseline:
      return Baseline(value, component.grace, evaluator.scratch.sorted, score);
    default:
      score = NumberOf(value);
      break;
  }
  return std::isfinite(score) ? MissingReason::kNone : MissingReason::kNotFinite;  // S9
}

// Scores one leaf; the fields are what its kinds of input share.
class LeafScorer {
 public:
  LeafScorer(Evaluator& evaluator, uint32_t index, ComponentResult& result)
      : evaluator_(evaluator),
        plan_(evaluator.plan),
        component_(evaluator.plan.components[index]),
        result_(result) {}

  void Run() {
    if (component_.program != kNoIndex) {
      ScoreFormula();
    } else if (component_.benchmark != kNoIndex) {
      ScoreBenchmark();
    } else {
      ScoreSlot();
    }
  }

 private:
  void Observe(double score) { Take(score, ComponentState::kObserved); }
  void Impute(double score) { Take(score, ComponentState::kImputed); }

  void Take(double score, ComponentState state) {
    result_.state = state;
    result_.has_score = true;
    result_.score = component_.invert ? 100 - Clamp(score) : Clamp(score);
  }

  void ScoreSlot() {
    const Value& value = evaluator_.out.values[component_.slot];
    const MissingReason reason = evaluator_.out.reasons[component_.slot];
    if (value.usable()) return ScoreValue(value, reason);
    if (reason == MissingReason::kStale && ScoreDecayed()) return;
    ApplyPolicy(component_.missing, reason);
  }

  // A value with a reason is the pack's substitute for a missing one: imputed, unless the
  // component states another policy.
  void ScoreValue(const Value& value, MissingReason reason) {
    const bool substituted = reason != MissingReason::kNone;
    if (substituted && component_.missing_stated) return ApplyPolicy(component_.missing, reason);
    double score = 0;
    const MissingReason failed = ApplyCurve(evaluator_, component_, value, score, result_.choice);
    if (failed != MissingReason::kNone) return ApplyPolicy(component_.missing, failed);
    result_.reason = reason;
    substituted ? Impute(score) : Observe(score);
  }

  const DecayedValue* Decayed(uint32_t slot) const { return evaluator_.Decayed(slot); }

  // `stale: decay`: the sub-score moves towards 50 with age.
  void ObserveDecayed(double score, double factor) {
    result_.reason = MissingReason::kStale;
    result_.decay = factor;
    Observe(kNeutral + (Clamp(score) - kNeutral) * factor);
  }

  bool ScoreDecayed() {
    const DecayedValue* decayed = Decayed(component_.slot);
    if (decayed == nullptr) return false;
    double score = 0;
    const MissingReason failed =
        ApplyCurve(evaluator_, component_, decayed->value, score, result_.choice);
    if (failed != MissingReason::kNone) return false;
    ObserveDecayed(score, decayed->factor);
    return true;
  }

  bool ScoreDecayedBenchmark() {
    const DecayedValue* decayed = Decayed(plan_.benchmarks[component_.benchmark].value);
    if (decayed == nullptr || decayed->value.kind != Kind::kDouble) return false;
    if (!evaluator_.TierOf(component_.benchmark, decayed->value.number)) return false;
    ObserveDecayed(BenchmarkPoints(decayed->value.number), decayed->factor);
    return true;
  }

  // A formula that misses only decaying names is computed from their old values and moved by the
  // smallest factor (S12).
  bool ScoreDecayedFormula(uint64_t causes) {
    const auto& names = plan_.programs[component_.program].names();
    double factor = 1;
    for (uint32_t i = 0; i < names.size(); ++i) {
      if ((causes >> i & 1) == 0) continue;
      const DecayedValue* decayed = Decayed(names[i]);
      if (decayed == nullptr) return false;
      factor = std::min(factor, decayed->factor);
    }
    for (const uint32_t name : names) {
      if (const DecayedValue* decayed = Decayed(name)) evaluator_.out.values[name] = decayed->value;
    }
    const Value value = evaluator_.Run(component_.program);
    for (const uint32_t name : names) {
      if (Decayed(name) != nullptr) evaluator_.out.values[name] = evaluator_.facts.values[name];
    }
    if (value.kind != Kind::kDouble || !std::isfinite(value.number)) return false;
    ObserveDecayed(value.number, factor);
    return true;
  }

  void ScoreBenchmark() {
    const BenchmarkResult& rated = evaluator_.out.benchmarks[component_.benchmark];
    result_.causes = rated.causes;
    if (rated.state == BenchmarkState::kTiered) {
      const PlanTier& tier = plan_.tiers[plan_.sets[rated.set].tiers.first + rated.tier];
      result_.choice = rated.tier;
      if (rated.reason == MissingReason::kNone) return Observe(*tier.points);
      if (component_.missing_stated) return ApplyPolicy(component_.missing, rated.reason);
      result_.reason = rated.reason;
      return Impute(*tier.points);
    }
    if (rated.state == BenchmarkState::kNotApplicable) {
      result_.reason = rated.reason;
      result_.state = ComponentState::kNotApplicable;
      return;
    }
    // While an event is open, and where the segment has no row, no policy invents a tier (S21).
    if (rated.state == BenchmarkState::kNotYet || rated.state == BenchmarkState::kNotAvailable) {
      result_.reason = rated.reason;
      result_.state = ComponentState::kAbsent;
      return;
    }
    if (rated.reason == MissingReason::kStale && ScoreDecayedBenchmark()) return;
    ApplyPolicy(component_.missing, rated.reason);
  }

  void ScoreFormula() {
    const Value value = evaluator_.Run(component_.program);
    if (value.kind == Kind::kDouble && std::isfinite(value.number)) return Observe(value.number);
    if (value.kind == Kind::kDouble) {
      return ApplyPolicy(component_.missing, MissingReason::kNotFinite);
    }
    result_.causes = value.causes;
    if (value.kind == Kind::kError) {
      return ApplyPolicy(component_.missing, MissingReason::kFormulaError);
    }
    if (evaluator_.OnlyNotApplicable(component_.program, value.causes)) {
      result_.reason = MissingReason::kNotApplicable;
      result_.state = ComponentState::kNotApplicable;
      return;
    }
    if (ScoreDecayedFormula(value.causes)) return;
    ApplyPolicy(component_.missing_stated ? component_.missing : StrictestPolicy(value.causes),
                MissingReason::kInputMissing);
  }

  // error > worst > neutral > exclude among the names that were missing (S12).
  Missing StrictestPolicy(uint64_t causes) const {
    Missing strictest;
    const auto& names = plan_.programs[component_.program].names();
    for (uint32_t i = 0; i < names.size(); ++i) {
      const Missing& missing = plan_.slots[names[i]].missing;
      const bool counts = (causes >> i & 1) != 0 && missing.policy != Missing::Policy::kValue &&
                          evaluator_.out.reasons[names[i]] != MissingReason::kNotApplicable;
      if (counts && Rank(missing.policy) > Rank(strictest.policy)) strictest = missing;
    }
    return strictest;
  }

  static int Rank(Missing::Policy policy) {
    switch (policy) {
      case Missing::Policy::kError:
        return 3;
      case Missing::Policy::kWorst:
        return 2;
      case Missing::Policy::kNeutral:
        return 1;
      default:
        return 0;
    }
  }

  void ApplyPolicy(const Missing& missing, MissingReason reason) {
    result_.reason = reason;
    if (reason == MissingReason::kNotApplicable) {
      result_.state = ComponentState::kNotApplicable;
      return;
    }
    switch (missing.policy) {
      case Missing::Policy::kExclude:
        result_.state = ComponentState::kAbsent;
        return;
      case Missing::Policy::kNeutral:
        return ImputeAfterInversion(kNeutral);
      case Missing::Policy::kWorst:
        return ImputeAfterInversion(0);
      case Missing::Policy::kError:
        return Require(reason);
      case Missing::Policy::kValue:
        return ImputeValue(missing.value);
    }
  }

  // `worst` and `neutral` are what counts in the model's score, whatever way the curve and the
  // groups above it turn (S16).
  void ImputeAfterInversion(double score) {
    bool turned = component_.invert;
    for (uint32_t c = component_.parent; c != kNoIndex; c = plan_.components[c].parent) {
      turned = turned != plan_.components[c].invert;
    }
    Impute(turned ? 100 - score : score);
  }

  void ImputeValue(double number) {
    double score = number;
    if (component_.slot != kNoIndex) {
      const Value value = SubstituteValue(plan_.slots[component_.slot], number);
      ApplyCurve(evaluator_, component_, value, score, result_.choice);
    } else if (component_.benchmark != kNoIndex) {
      if (!evaluator_.TierOf(component_.benchmark, number)) {  // no row: no policy invents a tier
        result_.state = ComponentState::kAbsent;
        return;
      }
      score = BenchmarkPoints(number);
    }
    Impute(score);
  }

  double BenchmarkPoints(double number) {
    const auto tier = evaluator_.TierOf(component_.benchmark, number);
    if (!tier) return kNeutral;
    result_.choice = *tier;
    const BenchmarkResult& rated = evaluator_.out.benchmarks[component_.benchmark];
    return *plan_.tiers[plan_.sets[rated.set].tiers.first + *tier].points;
  }

  // S9: a value that came out infinite or outside its type is missing, but never refuses the
  // account: there is nothing that the caller could supply.
  void Require(MissingReason reason) {
    result_.state = ComponentState::kAbsent;
    if (reason == MissingReason::kNotFinite || reason == MissingReason::kOutOfRange) return;
    if (component_.slot != kNoIndex) return evaluator_.Require(component_.slot);
    const bool of_benchmark = component_.benchmark != kNoIndex;
    if (of_benchmark && result_.causes == 0) {
      return evaluator_.Require(plan_.benchmarks[component_.benchmark].value);
    }
    const uint32_t program =
        of_benchmark ? plan_.benchmarks[component_.benchmark].applies_when : component_.program;
    const auto& names = plan_.programs[program].names();
    for (uint32_t i = 0; i < names.size(); ++i) {
      if ((result_.causes >> i & 1) != 0) evaluator_.Require(names[i]);
    }
  }

  Evaluator& evaluator_;
  const Plan& plan_;
  const PlanComponent& component_;
  ComponentResult& result_;
};

}  // namespace

void ScoreLeaf(Evaluator& evaluator, uint32_t component, ComponentResult& result) {
  LeafScorer(evaluator, component, result).Run();
  const bool observed = result.state == ComponentState::kObserved;
  result.coverage = observed ? 1 : 0;
  result.low = observed ? result.score : 0;
  result.high = observed ? result.score : 100;
}

}  // namespace bellwether
