// Graduation: dimensions from their criteria or from people, the total, gates, requirements, and
// the decision (S22). Readiness depends on the total alone; the decision on everything.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/base/number.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Value;

constexpr double kPointsPerScore = 10;  // criteria give 0..100, dimensions 0..10
constexpr int kExactDecimals = 9;       // sums that miss a bound by 1e-15 reach it

class GraduationAssessor {
 public:
  explicit GraduationAssessor(Evaluator& evaluator)
      : evaluator_(evaluator),
        plan_(evaluator.plan.graduation),
        result_(evaluator.out.graduation) {}

  void Run() {
    result_.raw = 0;
    result_.total = 0;
    result_.low = 0;
    result_.high = 10;
    result_.readiness = Readiness::kNotReady;
    result_.graduate = false;
    result_.causes = 0;
    result_.state = Applies();
    if (result_.state != OutcomeState::kAnswered) return MarkOutcomesMissing();
    for (uint32_t d = 0; d < plan_.dimensions.size(); ++d) ScoreDimension(d);
    AskGates();
    AskRequirements();
    Total();
    result_.graduate = result_.state == OutcomeState::kAnswered &&
                       result_.readiness == Readiness::kReady && EveryDimensionGreen() &&
                       NothingBlocks();
    PublishOutcomes();
  }

 private:
  OutcomeState Applies() {
    if (!plan_.defined) return OutcomeState::kNotDefined;
    if (HasGraduated(evaluator_)) return OutcomeState::kAlreadyGraduated;
    const Condition applies = evaluator_.Ask(plan_.applies_when);
    result_.causes = applies.causes;
    if (applies.answer == Answer::kUnknown) return OutcomeState::kNotEvaluated;
    return applies.answer == Answer::kTrue ? OutcomeState::kAnswered : OutcomeState::kNotApplicable;
  }

  double Displayed(double score) const { return RoundForDisplay(score, plan_.precision); }

  void ScoreDimension(uint32_t index) {
    const PlanDimension& dimension = plan_.dimensions[index];
    DimensionResult& result = result_.dimensions[index];
    const GroupSums& sums =
        ScoreComponents(evaluator_, dimension.criteria, evaluator_.plan.models.size() + index);
    JudgeCriteria(dimension.criteria);
    if (sums.weight > 0) {
      result.coverage = RoundForDisplay(sums.weighted_coverage / sums.weight, kExactDecimals);
      result.low = sums.weighted_low / sums.weight / kPointsPerScore;
      result.high = sums.weighted_high / sums.weight / kPointsPerScore;
    }
    const bool evidence =
        sums.score_weight > 0 && result.coverage > 0 && result.coverage >= dimension.min_coverage;
    double score = 0;
    if (evidence) {
      score = sums.weighted_score / sums.score_weight / kPointsPerScore;
      result.has_computed = true;
      if (evaluator_.arithmetic == Arithmetic::kContributions) {
        Contribute(evaluator_, dimension.criteria, evaluator_.plan.models.size() + index);
      }
      result.computed = Displayed(score);
    }
    const std::optional<double>& given = evaluator_.facts.dimension_scores[index];
    if (given) {
      score = *given;
      result.given = true;
      result.coverage = 1;
      result.low = result.high = score;
    }
    result.state = evidence || given                 ? DimensionState::kScored
                   : NothingApplies(dimension, sums) ? DimensionState::kNotApplicable
                                                     : DimensionState::kInsufficientEvidence;
    if (result.state != DimensionState::kScored) return;
    result.score = Displayed(score);
    result.green = result.score >= plan_.require_each_dimension;
    result.weighted = score;  // unrounded until the total is known
  }

  // Criteria there are, but every one of them is not applicable.
  static bool NothingApplies(const PlanDimension& dimension, const GroupSums& sums) {
    return dimension.criteria.count > 0 && sums.weight <= 0;
  }

  void JudgeCriteria(const Range& criteria) {
    for (uint32_t c = criteria.first; c < criteria.end(); ++c) {
      const ComponentResult& scored = evaluator_.out.components[c];
      const uint32_t index = c - plan_.first_criterion;
      result_.criteria[index] = Judge(scored, plan_.met_at[index]);
    }
  }

  // A value that a policy imputed can fail a criterion, but is no evidence that it is met.
  static CriterionState Judge(const ComponentResult& scored, double met_at) {
    if (scored.state == ComponentState::kNotApplicable ||
        scored.state == ComponentState::kZeroWeight) {
      return CriterionState::kNotApplicable;
    }
    if (!scored.has_score) return CriterionState::kUnknown;
    if (RoundForDisplay(scored.score, kExactDecimals) < met_at) return CriterionState::kUnmet;
    return scored.state == ComponentState::kObserved ? CriterionState::kMet
                                                     : CriterionState::kUnknown;
  }

  void AskGates() {
    for (size_t i = 0; i < plan_.gates.size(); ++i) {
      const PlanGate& asked = plan_.gates[i];
      const Condition condition = asked.in_force ? evaluator_.Ask(asked.rule.when) : kNotInForce;
      GateResult& gate = result_.gates[i];
      gate.causes = condition.causes;
      gate.state = condition.answer == Answer::kTrue      ? GateState::kBlocked
                   : condition.answer == Answer::kFalse   ? GateState::kClear
                   : condition.answer == Answer::kUnknown ? GateState::kNeedsEvidence
                                                          : GateState::kNotApplicable;
    }
  }

  void AskRequirements() {
    for (size_t i = 0; i < plan_.requirements.size(); ++i) {
      const Condition condition = evaluator_.Ask(plan_.requirements[i].when);
      RequirementResult& requirement = result_.requirements[i];
      requirement.causes = condition.causes;
      requirement.state = condition.answer == Answer::kTrue      ? RequirementState::kMet
                          : condition.answer == Answer::kFalse   ? RequirementState::kUnmet
                          : condition.answer == Answer::kUnknown ? RequirementState::kNeedsEvidence
                                                                 : RequirementState::kNotApplicable;
    }
  }

  // Weighted mean of the dimensions that apply: (sum of w·d) ÷ (sum of w).
  void Total() {
    double weighted = 0;
    double low = 0;
    double high = 0;
    double weight = 0;
    bool evidence = true;
    for (const uint32_t d : plan_.sum_order) {
      const DimensionResult& dimension = result_.dimensions[d];
      if (dimension.state == DimensionState::kNotApplicable) continue;
      evidence = evidence && dimension.state == DimensionState::kScored;
      weighted += plan_.dimensions[d].weight * dimension.weighted;
      low += plan_.dimensions[d].weight * dimension.low;
      high += plan_.dimensions[d].weight * dimension.high;
      weight += plan_.dimensions[d].weight;
    }
    for (size_t d = 0; d < plan_.dimensions.size(); ++d) Share(d, weight);
    if (weight > 0) {
      result_.low = low / weight;
      result_.high = high / weight;
    }
    if (!evidence || weight <= 0) {
      result_.state = OutcomeState::kInsufficientData;
      return;
    }
    result_.raw = weighted / weight;
    result_.total = Displayed(result_.raw);
    result_.readiness = ReadinessAt(plan_, result_.raw);
  }

  void Share(size_t index, double weight) {
    DimensionResult& dimension = result_.dimensions[index];
    const bool counts = dimension.state != DimensionState::kNotApplicable && weight > 0;
    dimension.share = counts ? plan_.dimensions[index].weight / weight : 0;
    dimension.weighted *= dimension.share;
  }

  bool EveryDimensionGreen() const {
    for (const DimensionResult& dimension : result_.dimensions) {
      if (dimension.state != DimensionState::kNotApplicable && !dimension.green) return false;
    }
    return true;
  }

  bool NothingBlocks() const {
    for (size_t i = 0; i < plan_.gates.size(); ++i) {
      const GateState state = result_.gates[i].state;
      if (state == GateState::kBlocked) return false;
      if (state == GateState::kNeedsEvidence && plan_.gates[i].unknown_blocks) return false;
    }
    for (const RequirementResult& requirement : result_.requirements) {
      if (requirement.state == RequirementState::kUnmet ||
          requirement.state == RequirementState::kNeedsEvidence) {
        return false;
      }
    }
    return true;
  }

  void MarkOutcomesMissing() {
    if (!plan_.defined) return;
    const MissingReason reason = result_.state == OutcomeState::kNotEvaluated
                                     ? MissingReason::kInputMissing
                                     : MissingReason::kNotApplicable;
    auto& reasons = evaluator_.out.reasons;
    reasons[plan_.total_slot] = reason;
    reasons[plan_.readiness_slot] = reason;
    reasons[plan_.decision_slot] = reason;
    for (const PlanDimension& dimension : plan_.dimensions) reasons[dimension.slot] = reason;
  }

  // Insufficient reads as missing (S14).
  void PublishOutcomes() {
    for (size_t d = 0; d < plan_.dimensions.size(); ++d) {
      const DimensionResult& dimension = result_.dimensions[d];
      const uint32_t slot = plan_.dimensions[d].slot;
      if (dimension.state == DimensionState::kScored) {
        SetOutcome(evaluator_, slot, Value::Double(dimension.score));
      } else {
        evaluator_.out.reasons[slot] = dimension.state == DimensionState::kNotApplicable
                                           ? MissingReason::kNotApplicable
                                           : MissingReason::kInputMissing;
      }
    }
    SetOutcome(evaluator_, plan_.decision_slot,
               Value::String(result_.graduate ? "GRADUATE" : "NOT_YET"));
    if (result_.state != OutcomeState::kAnswered) {
      evaluator_.out.reasons[plan_.total_slot] = MissingReason::kInputMissing;
      evaluator_.out.reasons[plan_.readiness_slot] = MissingReason::kInputMissing;
      return;
    }
    SetOutcome(evaluator_, plan_.total_slot, Value::Double(result_.total));
    constexpr const char* kReadiness[] = {"NOT_READY", "CLOSE", "READY"};
    SetOutcome(evaluator_, plan_.readiness_slot,
               Value::String(kReadiness[static_cast<size_t>(result_.readiness)]));
  }

  Evaluator& evaluator_;
  const PlanGraduation& plan_;
  GraduationResult& result_;
};

}  // namespace

Readiness ReadinessAt(const PlanGraduation& plan, double total) {
  const double displayed = RoundForDisplay(total, plan.precision);
  return displayed >= plan.ready   ? Readiness::kReady
         : displayed >= plan.close ? Readiness::kClose
                                   : Readiness::kNotReady;
}

void Evaluator::AssessGraduation() { GraduationAssessor(*this).Run(); }

}  // namespace bellwether
