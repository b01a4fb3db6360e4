// Event dates and milestones: four states each, one fact where the pack says so, nothing from the
// future (S2, S3, S7), and no dates out of order (S10).
//
// Tested by tests/engine/facts/bind_test.cc.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/facts/binder.h"

namespace bellwether {
namespace {

using expression::Value;

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

// What somebody says about an event, whether before as_of or after: a day, "not yet", "not
// applicable"; "" for nothing.
std::string Claim(const EventDate& date, const absl::TimeZone& zone) {
  if (std::holds_alternative<NotYet>(date)) return "not yet";
  if (std::holds_alternative<NotApplicable>(date)) return "not applicable";
  const Moment* moment = std::get_if<Moment>(&date);
  if (moment == nullptr) return "";
  return DayText(moment->date_only ? moment->day : absl::ToCivilDay(moment->time, zone));
}

}  // namespace

std::optional<absl::CivilDay> Binder::EventDay(size_t slot) const {
  const Value& value = facts.values[slot];
  if (value.kind != expression::Kind::kTimestamp) return std::nullopt;
  return Day(value.as_timestamp());
}

void Binder::BindEvent(size_t index) {
  const EventFieldInfo& info = kEventFields[index];
  const size_t slot = SlotOf(info.field);
  const EventDate& date = account.dates[index];
  if (std::holds_alternative<NotApplicable>(date)) {
    SetMissing(slot, MissingReason::kNotApplicable);
  } else if (std::holds_alternative<NotYet>(date)) {
    SetMissing(slot, MissingReason::kNotYet);
  } else if (const Moment* moment = std::get_if<Moment>(&date)) {
    const std::string path(info.name);
    if (!CheckYear(*moment, path)) return;
    const absl::Time time = moment->At(facts.zone);
    if (!info.planned && time > facts.as_of) {
      facts.ignored_future.push_back(path);
      SetMissing(slot, MissingReason::kNotYet);
    } else {
      Set(slot, Value::Timestamp(time));
    }
  }
}

void Binder::BindMilestone(const MilestoneInput& input, const std::string& path) {
  BoundMilestone milestone;
  milestone.key = input.key;
  for (uint32_t i = 0; i < plan.milestones.order.size(); ++i) {
    if (plan.milestones.order[i].name == input.key) milestone.order = i;
  }
  const bool known = milestone.order != kNoIndex;
  milestone.critical =
      input.critical.value_or(known && plan.milestones.order[milestone.order].critical);
  if (input.planned_at && CheckYear(*input.planned_at, path + ".planned_at")) {
    milestone.planned = Day(input.planned_at->At(facts.zone));
  }
  if (const Moment* done = std::get_if<Moment>(&input.completed_at)) {
    const bool sane = CheckYear(*done, path + ".completed_at");
    const absl::Time time = done->At(facts.zone);
    if (sane && time > facts.as_of) facts.ignored_future.push_back(path + ".completed_at");
    if (sane && time <= facts.as_of) milestone.completed = Day(time);
  }
  milestone.applicable = !std::holds_alternative<NotApplicable>(input.completed_at);
  UnifyMilestone(input, path, milestone);
  if (!milestone.planned) facts.unplanned_milestones.push_back(milestone.key);
  facts.milestones.push_back(std::move(milestone));
}

// `kickoff_at` and milestone `kickoff` are one fact: each fills the other in; two different days
// are refused (S7).
void Binder::UnifyMilestone(const MilestoneInput& input, const std::string& path,
                            BoundMilestone& milestone) {
  if (milestone.order == kNoIndex) return;
  const uint32_t slot = plan.milestones.order[milestone.order].same_as;
  if (slot == kNoIndex) return;
  const EventDate& event = account.dates[slot - kAccountFieldCount];
  const std::string said = Claim(input.completed_at, facts.zone);
  const std::string event_said = Claim(event, facts.zone);
  if (!said.empty() && !event_said.empty() && said != event_said) {
    return Refuse(path + ".completed_at", "CONTRADICTION",
                  absl::StrCat("milestone ", Quoted(input.key), " and `", plan.slots[slot].name,
                               "` are the same fact, but the milestone says ", said,
                               " and the date ", event_said));
  }
  if (!event_said.empty()) {
    milestone.completed = EventDay(slot);
    milestone.applicable = facts.reasons[slot] != MissingReason::kNotApplicable;
  } else if (milestone.completed) {
    Set(slot, Value::Timestamp(std::get<Moment>(input.completed_at).At(facts.zone)));
  } else {
    SetMissing(slot, milestone.applicable ? MissingReason::kNotYet : MissingReason::kNotApplicable);
  }
}

void Binder::BindDates() {
  for (size_t i = 0; i < kEventFieldCount; ++i) BindEvent(i);
  if (account.milestones.size() > limits.max_account_milestones) {
    return Refuse(
        "milestones", "TOO_LARGE",
        absl::StrCat(account.milestones.size(), " milestones; at most ",
                     limits.max_account_milestones, " are allowed (max_account_milestones)"));
  }
  std::set<std::string> seen;
  for (size_t i = 0; i < account.milestones.size(); ++i) {
    const MilestoneInput& input = account.milestones[i];
    const std::string path = absl::StrCat("milestones[", i, "]");
    if (input.key.empty()) {
      Refuse(path + ".key", "MISSING_FIELD", "a milestone needs a key");
    } else if (!seen.insert(input.key).second) {
      Refuse(path + ".key", "DUPLICATE",
             absl::StrCat("milestone ", Quoted(input.key), " is given twice"));
    } else {
      BindMilestone(input, path);
    }
  }
}

void Binder::CheckMilestoneOrder() {
  std::vector<const BoundMilestone*> ordered;
  for (const BoundMilestone& milestone : facts.milestones) {
    if (milestone.order != kNoIndex && milestone.completed) ordered.push_back(&milestone);
  }
  std::sort(ordered.begin(), ordered.end(),
            [](const BoundMilestone* a, const BoundMilestone* b) { return a->order < b->order; });
  for (size_t i = 1; i < ordered.size(); ++i) {
    if (*ordered[i]->completed >= *ordered[i - 1]->completed) continue;
    Warn(absl::StrCat("milestone `", ordered[i]->key, "` was completed on ",
                      DayText(*ordered[i]->completed), ", before `", ordered[i - 1]->key, "` (",
                      DayText(*ordered[i - 1]->completed), ")"));
  }
}

void Binder::CheckOrder() {
  const auto kickoff = EventDay(SlotOf(EventField::kKickoffAt));
  const auto graduated = EventDay(SlotOf(EventField::kGraduatedAt));
  const auto target = EventDay(SlotOf(EventField::kTargetGraduationAt));
  const auto value = EventDay(SlotOf(EventField::kFirstValueAt));
  const auto contract = EventDay(SlotOf(EventField::kContractSignedAt));
  std::optional<absl::CivilDay> start;
  if (plan.start.stated) {
    start = EventDay(facts.segment >= 0 ? plan.start.by_segment[static_cast<size_t>(facts.segment)]
                                        : plan.start.default_slot);
  }
  const auto refuse = [&](const char* field, absl::CivilDay day, const char* what,
                          absl::CivilDay other) {
    Refuse(field, "DATES_OUT_OF_ORDER",
           absl::StrCat(DayText(day), " is before ", what, " on ", DayText(other)));
  };
  if (kickoff && target && *target < *kickoff) {
    refuse("target_graduation_at", *target, "kickoff", *kickoff);
  }
  if (kickoff && graduated && *graduated < *kickoff) {
    refuse("graduated_at", *graduated, "kickoff", *kickoff);
  }
  if (start && start != kickoff && graduated && *graduated < *start) {
    refuse("graduated_at", *graduated, "the start of onboarding", *start);
  }
  if (kickoff && contract && *kickoff < *contract) {
    Warn(absl::StrCat("kickoff_at ", DayText(*kickoff), " is before contract_signed_at ",
                      DayText(*contract)));
  }
  if (kickoff && value && *value < *kickoff) {
    Warn(absl::StrCat("first_value_at ", DayText(*value), " is before kickoff_at ",
                      DayText(*kickoff)));
  }
  CheckMilestoneOrder();
}

}  // namespace bellwether
