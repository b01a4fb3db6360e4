// Extension: the first step of the fixed order that holds decides (S23). Evaluation is stateless:
// the caller records what was granted.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include <algorithm>

#include "engine/base/civil_day.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

class ExtensionDecider {
 public:
  explicit ExtensionDecider(Evaluator& evaluator)
      : evaluator_(evaluator),
        facts_(evaluator.facts),
        plan_(evaluator.plan.extension),
        result_(evaluator.out.extension),
        today_(evaluator.facts.today) {}

  void Run() {
    Reset();
    result_.state = Applies();
    if (result_.state != OutcomeState::kAnswered) return;
    Ask(plan_.escalate, result_.escalate);
    Ask(plan_.extend, result_.extend);
    Ask(plan_.root_cause, result_.root_causes);
    FindTargets();
    Decide();
    JudgeCertainty();
    PlanRecovery();
  }

 private:
  void Reset() {
    result_.decision = Decision::kNotEvaluated;
    result_.basis = DecisionBasis::kNone;
    result_.certain = true;
    result_.extend_certain = true;
    result_.has_target = false;
    result_.recovery = false;
    result_.root_cause = kNoIndex;
    result_.days_granted = 0;
    result_.days_left = 0;
    result_.days_late = 0;
    result_.causes = 0;
  }

  OutcomeState Applies() {
    if (!plan_.defined) return OutcomeState::kNotDefined;
    if (HasGraduated(evaluator_)) return OutcomeState::kAlreadyGraduated;
    const Condition applies = evaluator_.Ask(plan_.applies_when);
    result_.causes = applies.causes;
    if (applies.answer == Answer::kUnknown) return OutcomeState::kNotEvaluated;
    return applies.answer == Answer::kTrue ? OutcomeState::kAnswered : OutcomeState::kNotApplicable;
  }

  void Ask(const std::vector<PlanReason>& reasons, std::vector<Condition>& answers) {
    for (size_t i = 0; i < reasons.size(); ++i) {
      answers[i] = reasons[i].in_force ? evaluator_.Ask(reasons[i].rule.when) : kNotInForce;
    }
  }

  static bool Any(const std::vector<Condition>& answers, Answer wanted) {
    return std::any_of(answers.begin(), answers.end(),
                       [wanted](const Condition& c) { return c.answer == wanted; });
  }

  void FindTargets() {
    const auto granted = static_cast<int64_t>(facts_.granted_days.value_or(0));
    result_.days_left = std::max<int64_t>(0, plan_.max_total_days - granted);
    const auto target = DayOf(evaluator_, SlotOf(EventField::kTargetGraduationAt));
    if (!target) return;
    result_.has_target = true;
    current_target_ = *target + static_cast<int32_t>(granted);
    result_.original_target = DayOfNumber(*target);
    result_.current_target = DayOfNumber(current_target_);
    result_.new_target = result_.current_target;
    result_.days_late = today_ - *target;
  }

  void Settle(Decision decision, DecisionBasis basis) {
    result_.decision = decision;
    result_.basis = basis;
  }

  void Decide() {
    const bool escalates = Any(result_.escalate, Answer::kTrue);
    if (evaluator_.out.graduation.graduate && !escalates) {
      return Settle(Decision::kGraduate, DecisionBasis::kReadyToGraduate);
    }
    if (escalates) return Settle(Decision::kEscalate, DecisionBasis::kEscalationReason);
    if (!result_.has_target) return Settle(Decision::kNotEvaluated, DecisionBasis::kNoTarget);
    const bool before_target = today_ < current_target_;
    if (before_target && !facts_.requested_days) {
      return Settle(Decision::kContinue, DecisionBasis::kBeforeTarget);
    }
    if (Any(result_.extend, Answer::kTrue) && result_.days_left > 0) return Extend();
    if (before_target) return Settle(Decision::kContinue, DecisionBasis::kRequestRefused);
    Settle(Decision::kEscalate,
           result_.days_left == 0 ? DecisionBasis::kBudgetUsedUp : DecisionBasis::kNoJustification);
  }

  void Extend() {
    result_.days_granted = Grant(LargestDays());
    if (result_.days_granted == 0) {
      return Settle(Decision::kEscalate, DecisionBasis::kExtensionCannotReachToday);
    }
    result_.new_target = DayOfNumber(current_target_ + static_cast<int32_t>(result_.days_granted));
    Settle(Decision::kExtend, DecisionBasis::kExtensionReason);
  }

  // What was asked for, else the most that a reason asks for, else the whole budget; 0 when the new
  // target would not lie after today.
  int64_t Grant(int64_t most) const {
    int64_t asked = static_cast<int64_t>(facts_.requested_days.value_or(0));
    if (asked == 0) asked = most;
    if (asked == 0) asked = result_.days_left;
    const int64_t granted = std::min(asked, result_.days_left);
    return current_target_ + granted > today_ ? granted : 0;
  }

  int64_t LargestDays() const {
    int64_t days = 0;
    for (size_t i = 0; i < plan_.extend.size(); ++i) {
      if (result_.extend[i].answer == Answer::kTrue) {
        days = std::max<int64_t>(days, plan_.extend[i].days);
      }
    }
    return days;
  }

  // Whether an unknown reason, had it held, would have changed the decision or the days.
  void JudgeCertainty() {
    const bool unknown_escalation = Any(result_.escalate, Answer::kUnknown) &&
                                    result_.basis != DecisionBasis::kEscalationReason;
    result_.extend_certain = !UnknownReasonMatters();
    result_.certain = !unknown_escalation && result_.extend_certain;
    result_.lists_extend_reasons = result_.basis != DecisionBasis::kBeforeTarget ||
                                   current_target_ - today_ <= plan_.review_window_days;
  }

  bool UnknownReasonMatters() const {
    const bool wanting = result_.basis == DecisionBasis::kRequestRefused ||
                         result_.basis == DecisionBasis::kNoJustification;
    const bool by_reason = result_.basis == DecisionBasis::kExtensionReason ||
                           result_.basis == DecisionBasis::kExtensionCannotReachToday;
    if (wanting) return result_.days_left > 0 && Any(result_.extend, Answer::kUnknown);
    if (!by_reason) return false;
    for (size_t i = 0; i < plan_.extend.size(); ++i) {
      const bool unknown = result_.extend[i].answer == Answer::kUnknown;
      const int64_t most = std::max<int64_t>(LargestDays(), plan_.extend[i].days);
      if (unknown && Grant(most) != result_.days_granted) return true;
    }
    return false;
  }

  void PlanRecovery() {
    const bool late = result_.has_target && plan_.recovery_after_days &&
                      result_.days_late >= *plan_.recovery_after_days;
    result_.recovery = late && result_.decision != Decision::kGraduate;
    for (uint32_t i = 0; i < result_.root_causes.size(); ++i) {
      if (result_.root_causes[i].answer != Answer::kTrue) continue;
      result_.root_cause = i;
      return;
    }
  }

  Evaluator& evaluator_;
  const Facts& facts_;
  const PlanExtension& plan_;
  ExtensionResult& result_;
  const int32_t today_;
  int32_t current_target_ = 0;  // meaningful with has_target
};

}  // namespace

void Evaluator::DecideExtension() { ExtensionDecider(*this).Run(); }

}  // namespace bellwether
