// The forecast from slipped milestones (S24) and the programme by weeks (S25).
#include <algorithm>
#include <cmath>

#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

// ---- forecast

// The milestones that count, first to last: by plan, then by the pack's order, then by key.
std::vector<Milestone> InOrder(const Question& question) {
  std::vector<Milestone> planned;
  for (const Milestone& milestone : question.milestones) {
    if (milestone.planned && milestone.applicable) planned.push_back(milestone);
  }
  const size_t last = question.rules.milestones.order.size();
  std::sort(planned.begin(), planned.end(), [&](const Milestone& a, const Milestone& b) {
    return std::make_tuple(*a.planned, a.place.value_or(last), a.key) <
           std::make_tuple(*b.planned, b.place.value_or(last), b.key);
  });
  return planned;
}

// The delay at best and at worst: that of the last milestone that is completed or overdue, and
// each later open critical one multiplies it.
std::pair<double, double> Delays(const Question& question, const std::vector<Milestone>& plan) {
  double low = 0;
  double high = 0;
  for (const Milestone& milestone : plan) {
    const absl::CivilDay until = milestone.completed.value_or(question.Today());
    const auto variance = static_cast<double>(until - *milestone.planned);
    const bool reached = milestone.completed || variance > 0;
    if (reached) {
      low = high = variance <= question.rules.milestones.grace_days ? 0 : variance;
    } else if (milestone.critical) {
      low *= question.rules.milestones.cascade_low;
      high *= question.rules.milestones.cascade_high;
    }
  }
  return {low, high};
}

void SayDate(Question& question, const std::string& field, absl::CivilDay planned, double delay) {
  constexpr double kYear = 365;
  const bool beyond = delay > kYear;
  question.answer.YesNo("forecast", "", field + " beyond a year", beyond);
  if (beyond) return;
  const absl::CivilDay day = planned + static_cast<int64_t>(std::ceil(delay));
  question.answer.Day("forecast", "", field, std::max(day, question.Today()));
}

// ---- programme

// Week n is days 7(n-1) to 7n-1 from the start; 0 before it.
int64_t Week(const Question& question, std::optional<absl::CivilDay> start) {
  if (!start || *start > question.Today()) return 0;
  return (question.Today() - *start) / 7 + 1;
}

// A phase is done when its condition says so, or, without one, when its window is over.
void SayPhase(Question& question, const ruleset::Phase& phase, int64_t week) {
  const auto segment = question.Segment();
  const ruleset::Weeks& weeks = segment ? phase.by_segment[*segment] : phase.weeks;
  const bool begun = static_cast<double>(week) >= weeks.first;
  const bool over = static_cast<double>(week) > weeks.last;
  Condition done{over ? Says::kYes : Says::kNo, {}};
  if (!phase.done_when.empty()) done = question.Ask(phase.done_when);
  std::string state = over ? "LATE" : "OPEN";
  if (over && done.says == Says::kUnknown) state = "NOT_EVALUATED";
  if (done.says == Says::kYes || done.says == Says::kMoot) state = "DONE";
  if (!begun) state = "NOT_BEGUN";
  question.answer.State("phase", phase.name, "state", state);
  question.answer.YesNo("phase", phase.name, "in window", begun && !over);
  if (begun) question.answer.Without("phase", phase.name, done.missing);
}

// The highest level whose conditions and those of all levels below hold.
void SayLevel(Question& question) {
  int reached = 0;
  bool all_below = true;
  for (const ruleset::EnablementLevel& level : question.rules.programme.enablement) {
    const Condition condition = question.Ask(level.when);
    const std::string name = std::to_string(level.level);
    question.answer.State("enablement", name, "answer", Word(condition.says));
    question.answer.Without("enablement", name, condition.missing);
    all_below = all_below && condition.says == Says::kYes;
    if (all_below) reached = level.level;
  }
  question.answer.Days("programme", "", "level", reached);
}

std::string Review(const Question& question) {
  const ruleset::Programme& programme = question.rules.programme;
  if (!programme.has_review) return "NOT_PLANNED";
  if (question.facts.at("graduated_at").usable()) return "NOT_DUE";
  const Fact& past_target = question.facts.at("days_past_target");
  if (!past_target.usable()) return "NOT_EVALUATED";
  const double days_before = -past_target.value.As<double>();
  if (days_before > programme.review_from) return "NOT_DUE";
  return days_before >= programme.review_to ? "DUE" : "OVERDUE";
}

}  // namespace

void ForecastGraduation(Question& question) {
  const std::vector<Milestone> plan = InOrder(question);
  const auto target = question.DayOf(std::string("target_graduation_at"));
  const bool graduated = question.facts.at("graduated_at").usable();
  const bool available = !graduated && (!plan.empty() || target);
  question.answer.YesNo("forecast", "", "available", available);
  if (!available) return;
  const absl::CivilDay planned = plan.empty() ? *target : *plan.back().planned;
  const auto [low, high] = Delays(question, plan);
  question.answer.Day("forecast", "", "planned", planned);
  SayDate(question, "earliest", planned, low);
  SayDate(question, "latest", planned, high);
}

void FollowProgramme(Question& question) {
  const ruleset::Programme& programme = question.rules.programme;
  question.answer.State("programme", "", "state", programme.defined ? "ANSWERED" : "NOT_DEFINED");
  if (!programme.defined) return;
  const auto start = question.DayOf(programme.from_start ? question.StartEvent()
                                                         : question.NameOf(programme.from_slot));
  const int64_t week = Week(question, start);
  question.answer.Days("programme", "", "week", week);
  for (const ruleset::Phase& phase : programme.phases) {
    if (start) {
      SayPhase(question, phase, week);
    } else {
      question.answer.State("phase", phase.name, "state", "NOT_EVALUATED");
      question.answer.YesNo("phase", phase.name, "in window", false);
    }
  }
  SayLevel(question);
  question.answer.State("programme", "", "review", Review(question));
}

}  // namespace bellwether::oracle
