// The programme: the phases whose window holds or is past, the level of enablement, the review
// (S25). Week n is days 7(n-1) to 7n-1 from the start.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

constexpr int64_t kDaysPerWeek = 7;

class ProgrammeFollower {
 public:
  explicit ProgrammeFollower(Evaluator& evaluator)
      : evaluator_(evaluator),
        plan_(evaluator.plan.programme),
        result_(evaluator.out.programme),
        today_(evaluator.facts.today) {}

  void Run() {
    result_.week = 0;
    result_.level = 0;
    result_.review = ReviewState::kNotPlanned;
    result_.state = plan_.defined ? OutcomeState::kAnswered : OutcomeState::kNotDefined;
    if (!plan_.defined) return;
    const auto start = StartDay();
    if (start && *start <= today_) result_.week = (today_ - *start) / kDaysPerWeek + 1;
    for (size_t i = 0; i < plan_.phases.size(); ++i) FollowPhase(i, start.has_value());
    ReachLevel();
    if (plan_.has_review) result_.review = Review();
  }

 private:
  std::optional<int32_t> StartDay() const {
    if (!plan_.from_start) return DayOf(evaluator_, plan_.from_slot);
    const auto slot = evaluator_.plan.start.SlotIn(evaluator_.facts.segment);
    return slot ? DayOf(evaluator_, *slot) : std::nullopt;
  }

  void FollowPhase(size_t index, bool has_start) {
    const PlanPhase& phase = plan_.phases[index];
    PhaseResult& result = result_.phases[index];
    if (!has_start) return;  // stays "not evaluated"
    const int32_t segment = evaluator_.facts.segment;
    const ruleset::Weeks& weeks =
        segment < 0 ? phase.weeks : phase.by_segment[static_cast<size_t>(segment)];
    const auto week = static_cast<double>(result_.week);
    if (week < weeks.first) {
      result.state = PhaseState::kNotBegun;
      return;
    }
    result.in_window = week <= weeks.last;
    // Without a condition a phase is over when its window is.
    const Condition done = phase.done.when == kNoIndex
                               ? Condition{result.in_window ? Answer::kFalse : Answer::kTrue, 0}
                               : evaluator_.Ask(phase.done.when);
    result.causes = done.causes;
    if (done.answer == Answer::kTrue || done.answer == Answer::kNotApplicable) {
      result.state = PhaseState::kDone;
    } else if (result.in_window) {
      result.state = PhaseState::kOpen;
    } else {
      result.state = done.answer == Answer::kFalse ? PhaseState::kLate : PhaseState::kNotEvaluated;
    }
  }

  void ReachLevel() {
    bool all_below = true;
    for (size_t i = 0; i < plan_.enablement.size(); ++i) {
      result_.enablement[i] = evaluator_.Ask(plan_.enablement[i].when);
      all_below = all_below && result_.enablement[i].answer == Answer::kTrue;
      if (all_below) result_.level = plan_.levels[i];
    }
  }

  ReviewState Review() const {
    if (HasGraduated(evaluator_)) return ReviewState::kNotDue;
    const auto target = DayOf(evaluator_, SlotOf(EventField::kTargetGraduationAt));
    if (!target) return ReviewState::kNotEvaluated;
    const auto granted = static_cast<int64_t>(evaluator_.facts.granted_days.value_or(0));
    const auto days = static_cast<double>(*target - today_ + granted);
    if (days > plan_.review_from) return ReviewState::kNotDue;
    return days >= plan_.review_to ? ReviewState::kDue : ReviewState::kOverdue;
  }

  Evaluator& evaluator_;
  const PlanProgramme& plan_;
  ProgrammeResult& result_;
  const int32_t today_;
};

}  // namespace

void Evaluator::FollowProgramme() { ProgrammeFollower(*this).Run(); }

}  // namespace bellwether
