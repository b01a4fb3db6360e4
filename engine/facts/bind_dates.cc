// Event dates and milestones: four states each, one fact where the pack says so, nothing from the
// future (S2, S3, S7), and no dates out of order (S10).
//
// Tested by tests/engine/facts/bind_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/facts/binder.h"

namespace bellwether {
namespace {

using expression::Value;

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }

std::string MilestonePath(size_t index, const char* field) {
  return absl::StrCat("milestones[", index, "]", field);
}

// What somebody says about an event, whether before as_of or after; monostate for nothing.
std::string ClaimText(const EventDate& date, int32_t day) {
  if (std::holds_alternative<NotYet>(date)) return "not yet";
  if (std::holds_alternative<NotApplicable>(date)) return "not applicable";
  return DayText(day);
}

bool IsGiven(const EventDate& date) { return !std::holds_alternative<std::monostate>(date); }

}  // namespace

std::optional<int32_t> Binder::EventDay(size_t slot) const {
  const Value& value = facts.values[slot];
  if (value.kind != expression::Kind::kTimestamp) return std::nullopt;
  return value.day;
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
    if (!CheckYear(*moment, info.name)) return;
    const Instant instant = At(*moment);
    if (!info.planned && instant.time > facts.as_of) {
      facts.ignored_future.emplace_back(info.name);
      SetMissing(slot, MissingReason::kNotYet);
    } else {
      Set(slot, ValueOf(instant));
    }
  }
}

void Binder::BindMilestone(size_t index, BoundMilestone& milestone) {
  const MilestoneInput& input = account.milestones[index];
  milestone = BoundMilestone{std::move(milestone.key), kNoIndex, false, true, {}, {}};
  milestone.key = input.key;
  for (uint32_t i = 0; i < plan.milestones.order.size(); ++i) {
    if (plan.milestones.order[i].name == input.key) milestone.order = i;
  }
  const bool known = milestone.order != kNoIndex;
  milestone.critical =
      input.critical.value_or(known && plan.milestones.order[milestone.order].critical);
  const auto planned_path = [index] { return MilestonePath(index, ".planned_at"); };
  if (input.planned_at && CheckYear(*input.planned_at, planned_path)) {
    milestone.planned = At(*input.planned_at).day;
  }
  CompleteMilestone(index, milestone);
  milestone.applicable = !std::holds_alternative<NotApplicable>(input.completed_at);
  UnifyMilestone(index, milestone);
  if (!milestone.planned) facts.unplanned_milestones.push_back(milestone.key);
}

void Binder::CompleteMilestone(size_t index, BoundMilestone& milestone) {
  const Moment* done = std::get_if<Moment>(&account.milestones[index].completed_at);
  const auto path = [index] { return MilestonePath(index, ".completed_at"); };
  if (done == nullptr || !CheckYear(*done, path)) return;
  const Instant instant = At(*done);
  if (instant.time > facts.as_of) {
    facts.ignored_future.push_back(path());
  } else {
    milestone.completed = instant.day;
  }
}

// `kickoff_at` and milestone `kickoff` are one fact: each fills the other in; two different days
// are refused (S7).
void Binder::UnifyMilestone(size_t index, BoundMilestone& milestone) {
  if (milestone.order == kNoIndex) return;
  const uint32_t slot = plan.milestones.order[milestone.order].same_as;
  if (slot == kNoIndex) return;
  const EventDate& said = account.milestones[index].completed_at;
  const EventDate& event = account.dates[slot - kAccountFieldCount];
  const auto day_of = [this](const EventDate& date) {
    const Moment* moment = std::get_if<Moment>(&date);
    return moment == nullptr ? 0 : At(*moment).day;
  };
  const bool both = IsGiven(said) && IsGiven(event);
  if (both && (said.index() != event.index() || day_of(said) != day_of(event))) {
    return Refuse(
        MilestonePath(index, ".completed_at"), "CONTRADICTION",
        absl::StrCat("milestone ", Quoted(milestone.key), " and `", plan.slots[slot].name,
                     "` are the same fact, but the milestone says ", ClaimText(said, day_of(said)),
                     " and the date ", ClaimText(event, day_of(event))));
  }
  if (IsGiven(event)) {
    milestone.completed = EventDay(slot);
    milestone.applicable = facts.reasons[slot] != MissingReason::kNotApplicable;
  } else if (milestone.completed) {
    Set(slot, ValueOf(At(std::get<Moment>(said))));
  } else {
    SetMissing(slot, milestone.applicable ? MissingReason::kNotYet : MissingReason::kNotApplicable);
  }
}

void Binder::BindDates() {
  for (size_t i = 0; i < kEventFieldCount; ++i) BindEvent(i);
  if (account.milestones.size() > limits.max_account_milestones) {
    facts.milestones.clear();
    return Refuse(
        "milestones", "TOO_LARGE",
        absl::StrCat(account.milestones.size(), " milestones; at most ",
                     limits.max_account_milestones, " are allowed (max_account_milestones)"));
  }
  BindMilestones();
}

// Milestones that are refused leave no gap; those of the last account lend their memory.
void Binder::BindMilestones() {
  facts.milestones.resize(account.milestones.size());
  size_t bound = 0;
  for (size_t i = 0; i < account.milestones.size(); ++i) {
    const std::string& key = account.milestones[i].key;
    const auto same = [&key](const BoundMilestone& other) { return other.key == key; };
    const auto end = facts.milestones.begin() + static_cast<std::ptrdiff_t>(bound);
    if (key.empty()) {
      Refuse(MilestonePath(i, ".key"), "MISSING_FIELD", "a milestone needs a key");
    } else if (std::any_of(facts.milestones.begin(), end, same)) {
      Refuse(MilestonePath(i, ".key"), "DUPLICATE",
             absl::StrCat("milestone ", Quoted(key), " is given twice"));
    } else {
      BindMilestone(i, facts.milestones[bound++]);
    }
  }
  facts.milestones.resize(bound);
}

// Only an account that completed milestones out of their order costs more than one look.
void Binder::CheckMilestoneOrder() {
  std::vector<const BoundMilestone*> ordered;
  const BoundMilestone* last = nullptr;
  bool in_order = true;
  for (const BoundMilestone& milestone : facts.milestones) {
    if (milestone.order == kNoIndex || !milestone.completed) continue;
    in_order = in_order && (last == nullptr || (last->order < milestone.order &&
                                                *last->completed <= *milestone.completed));
    last = &milestone;
  }
  if (in_order) return;
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
  std::optional<int32_t> start;
  if (const auto slot = plan.start.SlotIn(facts.segment)) start = EventDay(*slot);
  const auto refuse = [&](const char* field, int32_t day, const char* what, int32_t other) {
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
