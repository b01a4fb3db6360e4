// Event dates in their four states, nothing from the future, and milestones (S2, S3, S7).
#include "absl/strings/str_cat.h"
#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

// S3: what is planned may lie ahead; what happened after as_of has not happened yet.
Fact ReadEvent(Question& question, const EventDate& date, const EventFieldInfo& info) {
  if (std::holds_alternative<NotApplicable>(date)) return Unknown(kNotApplicable);
  if (std::holds_alternative<NotYet>(date)) return {EventNotYet{}, kNotYet, std::nullopt};
  const Moment* moment = std::get_if<Moment>(&date);
  if (moment == nullptr) return Unknown(kNotGiven);
  if (info.planned || question.At(*moment) <= question.as_of) return Known(question.At(*moment));
  question.SayIgnored(std::string(info.name));
  return {EventNotYet{}, kNotYet, std::nullopt};
}

// S7: an event date and its milestone are one fact; either fills in the other.
void Unify(Question& question, const std::string& event, const MilestoneInput& input,
           Milestone& milestone) {
  Fact& fact = question.facts.at(event);
  const bool event_given = fact.reason != kNotGiven;
  if (event_given) {
    milestone.completed = question.DayOf(event);
    milestone.applicable = fact.reason != kNotApplicable;
  } else if (milestone.completed) {
    fact = Known(question.At(std::get<Moment>(input.completed_at)));
  } else if (milestone.applicable) {
    fact = {EventNotYet{}, kNotYet, std::nullopt};
  } else {
    fact = Unknown(kNotApplicable);
  }
}

// S2: a listed milestone without `completed_at` has not happened.
void ReadMilestone(Question& question, const MilestoneInput& input, const std::string& path) {
  const ruleset::Milestones& plan = question.rules.milestones;
  Milestone milestone;
  milestone.key = input.key;
  for (size_t i = 0; i < plan.order.size(); ++i) {
    if (plan.order[i].name == input.key) milestone.place = i;
  }
  const bool critical_in_pack = milestone.place && plan.order[*milestone.place].critical;
  milestone.critical = input.critical.value_or(critical_in_pack);
  milestone.applicable = !std::holds_alternative<NotApplicable>(input.completed_at);
  if (input.planned_at) milestone.planned = question.DayOf(*input.planned_at);
  if (const Moment* done = std::get_if<Moment>(&input.completed_at)) {
    const bool ahead = question.At(*done) > question.as_of;
    if (ahead) question.SayIgnored(path + ".completed_at");
    if (!ahead) milestone.completed = question.DayOf(*done);
  }
  const uint32_t no_event = ruleset::Milestones::Entry().same_as;
  const bool one_fact = milestone.place && plan.order[*milestone.place].same_as != no_event;
  if (one_fact) {
    Unify(question, question.NameOf(plan.order[*milestone.place].same_as), input, milestone);
  }
  if (!milestone.planned) question.answer.Say("milestone", input.key, "plan", "none");
  question.milestones.push_back(milestone);
}

}  // namespace

void ReadDates(Question& question) {
  for (const EventFieldInfo& info : kEventFields) {
    const EventDate& date = question.account.date(info.field);
    question.facts[std::string(info.name)] = ReadEvent(question, date, info);
  }
  const auto& milestones = question.account.milestones;
  for (size_t i = 0; i < milestones.size(); ++i) {
    ReadMilestone(question, milestones[i], absl::StrCat("milestones[", i, "]"));
  }
}

}  // namespace bellwether::oracle
