// From the weighted mean to the band: coverage, floors, caps, override, rounding, hysteresis, and
// whether missing data could change the answer (S15, S17, S18, S20).
//
// Tested by tests/engine/evaluate/fold_test.cc, health_test.cc and segment_test.cc.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

constexpr int kCoverageDecimals = 9;  // a sum of weights that misses 0.5 by 1e-17 is 0.5

// A score and the bounds that it is known within, moved together.
struct Standing {
  double score = 0;
  double low = 0;
  double high = 100;
};

class ScoreSettler {
 public:
  ScoreSettler(Evaluator& evaluator, uint32_t index)
      : evaluator_(evaluator),
        model_(evaluator.plan.models[index]),
        result_(evaluator.out.models[index]),
        index_(index) {}

  void Run(const GroupSums& sums) {
    if (sums.weight > 0) {
      result_.coverage = sums.weighted_coverage / sums.weight;
      standing_.low = sums.weighted_low / sums.weight;
      standing_.high = sums.weighted_high / sums.weight;
    }
    result_.has_raw = sums.score_weight > 0;
    if (result_.has_raw) result_.raw = sums.weighted_score / sums.score_weight;
    standing_.score = result_.raw;
    result_.state = Sufficient() ? ModelState::kScored : ModelState::kInsufficientData;
    known_ = standing_;
    ApplyLimits();
    ApplyOverrides();
    result_.low = standing_.low;
    result_.high = standing_.high;
    if (result_.has_score()) Display();
  }

 private:
  bool Sufficient() const {
    if (!result_.has_raw || result_.coverage <= 0) return false;
    return result_.coverage >= model_.min_coverage ||
           RoundForDisplay(result_.coverage, kCoverageDecimals) >=
               RoundForDisplay(model_.min_coverage, kCoverageDecimals);
  }

  void Raise(double value) {
    standing_.score = std::max(standing_.score, value);
    standing_.low = std::max(standing_.low, value);
    standing_.high = std::max(standing_.high, value);
  }

  void Lower(double value) {
    standing_.score = std::min(standing_.score, value);
    standing_.low = std::min(standing_.low, value);
    standing_.high = std::min(standing_.high, value);
  }

  // The plan lists floors before caps, so that a cap beats a floor (S17).
  void ApplyLimits() {
    for (uint32_t i = model_.limits.first; i < model_.limits.end(); ++i) {
      const PlanLimit& limit = evaluator_.plan.limits[i];
      LimitResult& applied = evaluator_.out.limits[i];
      const Condition holds = limit.in_force ? evaluator_.Ask(limit.program) : kNotInForce;
      applied.causes = holds.causes;
      applied.state = StateOf(holds.answer);
      const double before = standing_.score;
      if (holds.answer == Answer::kTrue) {
        limit.cap ? Lower(limit.value) : Raise(limit.value);
      } else if (holds.answer == Answer::kUnknown && limit.cap) {
        standing_.low = std::min(standing_.low, limit.value);
      } else if (holds.answer == Answer::kUnknown) {
        standing_.high = std::max(standing_.high, limit.value);
      }
      applied.effect = result_.has_raw ? standing_.score - before : 0;
    }
  }

  static LimitState StateOf(Answer answer) {
    switch (answer) {
      case Answer::kTrue:
        return LimitState::kHolds;
      case Answer::kFalse:
        return LimitState::kDoesNotHold;
      case Answer::kUnknown:
        return LimitState::kUnknown;
      case Answer::kNotApplicable:
        break;
    }
    return LimitState::kNotApplicable;
  }

  void ApplyOverrides() {
    for (size_t i = 0; i < evaluator_.facts.overrides.size(); ++i) {
      const BoundOverride& bound = evaluator_.facts.overrides[i];
      if (bound.model != index_) continue;
      LimitResult& applied = evaluator_.out.overrides[i];
      applied.state = bound.expired ? LimitState::kExpired : LimitState::kHolds;
      if (bound.expired) continue;
      const double before = standing_.score;
      Apply(*bound.input);
      applied.effect = result_.has_raw ? standing_.score - before : 0;
    }
  }

  void Apply(const OverrideInput& input) {
    switch (input.kind) {
      case OverrideInput::Kind::kSet:
        standing_ = {input.value, input.value, input.value};
        result_.state = ModelState::kOverridden;
        return;
      case OverrideInput::Kind::kCap:
        return Lower(input.value);
      case OverrideInput::Kind::kFloor:
        return Raise(input.value);
    }
  }

  void Display() {
    result_.effective = standing_.score;
    result_.displayed = Rounded(standing_.score);
    const uint32_t plain = PlainBand(result_.displayed);
    const bool changed = !result_.has_raw || standing_.score != known_.score;
    result_.band = changed ? plain : HeldBand(result_.displayed);
    result_.held_by_hysteresis = result_.band != plain;
    result_.certain =
        result_.state == ModelState::kOverridden ||
        (OneBandAt(known_.low, standing_.low) && OneBandAt(known_.high, standing_.high));
    if (!model_.intervene_below) return;
    const bool low = Below(standing_.low);
    const bool high = Below(standing_.high);
    result_.intervene = low != high ? Ternary::kUnknown : low ? Ternary::kTrue : Ternary::kFalse;
  }

  // A score, or an end of its bounds, which often is the same number.
  double Displayed(double score) const {
    return score == standing_.score ? result_.displayed : Rounded(score);
  }

  double Rounded(double score) const {
    return RoundForDisplay(score, model_.precision, model_.rounding);
  }

  bool Below(double score) const { return Displayed(score) < *model_.intervene_below; }

  uint32_t PlainBand(double displayed) const {
    const PlanBand* bands = &evaluator_.plan.bands[model_.bands.first];
    uint32_t band = 0;
    while (band + 1 < model_.bands.count && displayed < bands[band].from) ++band;
    return band;
  }

  // Whether a score at this end, or just inside it, would have the same band. An end that a limit
  // moved has no hysteresis (S18), but scores between the ends have.
  bool OneBandAt(double before, double after) const {
    const bool moved = before != after;
    const bool alone = standing_.low == standing_.high;
    const double displayed = Displayed(after);
    return (!moved || PlainBand(displayed) == result_.band) &&
           ((moved && alone) || HeldBand(displayed) == result_.band);
  }

  // The band of a displayed score, with the previous band's edges moved outward (S18).
  uint32_t HeldBand(double displayed) const {
    const uint32_t plain = PlainBand(displayed);
    const int32_t previous = evaluator_.facts.previous_bands[index_];
    if (previous < 0 || model_.hysteresis <= 0) return plain;
    const auto held = static_cast<uint32_t>(previous);
    const PlanBand* bands = &evaluator_.plan.bands[model_.bands.first];
    if (held > 0 && plain < held) {
      const double leave = std::min(bands[held - 1].from + model_.hysteresis, 100.0);
      if (displayed < leave) return held;
    }
    if (plain > held && displayed >= bands[held].from - model_.hysteresis) return held;
    return plain;
  }

  Evaluator& evaluator_;
  const PlanModel& model_;
  ModelResult& result_;
  const uint32_t index_;
  Standing known_;  // before floors, caps and override
  Standing standing_;
};

}  // namespace

void SettleScore(Evaluator& evaluator, uint32_t model, const GroupSums& sums) {
  ScoreSettler(evaluator, model).Run(sums);
}

}  // namespace bellwether
