// The programme: phases by week, early wins, levels, the review (S25).
//
// Tested by tests/engine/coverage/points_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

// The week of an account against the window of its segment.
Turn TurnOfWindow(const Seen& seen, size_t index) {
  const ProgrammeResult& programme = seen.evaluation.programme;
  const PhaseResult& phase = programme.phases[index];
  if (phase.in_window) return 0;
  if (phase.state == PhaseState::kNotBegun) return 2;
  return programme.week > 0 ? Turn{1} : kNoWay;
}

// A phase that begins in the first week has begun wherever there is a start.
bool CanBeAhead(const PlanPhase& phase) {
  const auto later = [](const ruleset::Weeks& weeks) { return weeks.first > 1; };
  return later(phase.weeks) || std::any_of(phase.by_segment.begin(), phase.by_segment.end(), later);
}

Turn TurnOfDone(const PhaseResult& phase) {
  switch (phase.state) {
    case PhaseState::kDone:
      return 0;
    case PhaseState::kOpen:
    case PhaseState::kLate:
      return 1;
    case PhaseState::kNotEvaluated:
      return kNoWay;
    case PhaseState::kNotBegun:
      break;
  }
  return kNotReached;
}

void AddPhase(ForkBuilder& builder, size_t index) {
  const Plan& plan = builder.plan();
  const std::string key = absl::StrCat("programme.phases.", plan.outcome_notes.phases[index].name);
  PossibleWays ways;
  ways.Add("in its weeks");
  ways.Add("past them");
  ways.Add("not begun", CanBeAhead(plan.programme.phases[index]));
  builder.AddAt(key, absl::StrCat(key, ".weeks"), ways.words(), [index, ways](const Seen& seen) {
    const Turn turn = TurnOfWindow(seen, index);
    return turn < 0 ? turn : ways.Of(static_cast<size_t>(turn));
  });
  const std::string done = absl::StrCat(key, ".done_when");
  builder.AddCondition(
      done, done, {"done", "not done"}, plan.programme.phases[index].done.when,
      [index](const Seen& seen) { return TurnOfDone(seen.evaluation.programme.phases[index]); });
  for (size_t s = 0; s < plan.segments.size(); ++s) {
    const std::string segment = absl::StrCat(key, ".segments.", plan.segments[s]);
    if (!builder.written().Has(segment)) continue;
    builder.Add(segment, {"in its weeks"}, [index, s](const Seen& seen) {
      const bool here = seen.facts.segment == static_cast<int32_t>(s);
      return here && TurnOfWindow(seen, index) == 0 ? Turn{0} : kNotReached;
    });
  }
}

void AddWinsAndLevels(ForkBuilder& builder) {
  const PlanProgramme& programme = builder.plan().programme;
  for (size_t i = 0; i < programme.early_wins.size(); ++i) {
    const std::string key =
        absl::StrCat("programme.early_wins.", builder.plan().outcome_notes.early_wins[i].name);
    builder.AddCondition(
        key, absl::StrCat(key, ".when"), {"reached", "not reached"}, programme.early_wins[i].when,
        [i](const Seen& seen) { return TurnOf(seen.evaluation.programme.early_wins[i].answer); });
  }
  for (size_t i = 0; i < programme.enablement.size(); ++i) {
    const std::string key = absl::StrCat("programme.enablement[", i, "]");
    builder.AddCondition(
        key, absl::StrCat(key, ".when"), {"holds", "does not hold"}, programme.enablement[i].when,
        [i](const Seen& seen) { return TurnOf(seen.evaluation.programme.enablement[i].answer); });
  }
}

Turn TurnOfReview(const Seen& seen) {
  switch (seen.evaluation.programme.review) {
    case ReviewState::kNotDue:
      return DaysUntil(seen, EventField::kGraduatedAt) ? kNotReached : 0;
    case ReviewState::kDue:
      return 1;
    case ReviewState::kOverdue:
      return 2;
    case ReviewState::kNotEvaluated:
      return kNoWay;
    case ReviewState::kNotPlanned:
      break;
  }
  return kNotReached;
}

}  // namespace

void AddProgramme(ForkBuilder& builder) {
  const PlanProgramme& programme = builder.plan().programme;
  if (!programme.defined) return;
  for (size_t i = 0; i < programme.phases.size(); ++i) AddPhase(builder, i);
  AddWinsAndLevels(builder);
  if (programme.has_review) {
    builder.Add("programme.review", {"not due", "due", "overdue"}, TurnOfReview);
  }
}

}  // namespace bellwether::coverage
