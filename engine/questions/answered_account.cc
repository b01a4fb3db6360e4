// Gives answers to a copy of an account.
//
// Tested by tests/engine/questions/answers_test.cc.
#include "engine/base/civil_day.h"
#include "engine/questions/answers.h"
#include "engine/questions/patterns.h"

namespace bellwether {

using ruleset::SignalType;
using ruleset::SlotOrigin;

AnsweredAccount::AnsweredAccount(const Plan& plan, const Account& account, const Facts& facts,
                                 uint32_t slot)
    : plan_(plan), facts_(facts), slot_(slot), account_(account) {
  if (slot_ == kNoIndex) {
    Milestone();
    return;
  }
  if (plan_.slots[slot_].origin != SlotOrigin::kSignal) return;
  const std::string& name = plan_.slots[slot_].name;
  std::erase_if(account_.signals, [&](const SignalInput& signal) { return signal.name == name; });
  std::erase_if(account_.series, [&](const SeriesInput& series) { return series.name == name; });
  if (SignalOf(plan_, slot_)->type == SignalType::kSeries) {
    account_.series.push_back({name, {}});
  } else {
    account_.signals.push_back({name, {}, {}});
  }
}

SignalInput& AnsweredAccount::Signal() { return account_.signals.back(); }

// One that is no event date as well: it would be told twice.
MilestoneInput& AnsweredAccount::Milestone() {
  if (account_.milestones.empty() || account_.milestones.back().key != "answer") {
    std::string key = "answer";
    account_.milestones.push_back({std::move(key), {}, {}, {}});
  }
  return account_.milestones.back();
}

void AnsweredAccount::GiveDate(const EventDate& date) {
  account_.dates[slot_ - kAccountFieldCount] = date;
}

void AnsweredAccount::GiveWord(const std::string& word) {
  if (slot_ == kNoIndex) {
    return TellMilestone(word, DayOfNumber(facts_.today), Milestone());
  }
  switch (plan_.slots[slot_].origin) {
    case SlotOrigin::kEvent:
      return GiveDate(NotYet());
    case SlotOrigin::kField:
      (slot_ == SlotOf(AccountField::kSegment)   ? account_.segment
       : slot_ == SlotOf(AccountField::kCadence) ? account_.cadence
                                                 : account_.stage) = word;
      return;
    default:
      break;
  }
  switch (SignalOf(plan_, slot_)->type) {
    case SignalType::kSeries:
      account_.series.back().points = PointsOf(*SignalOf(plan_, slot_), word, facts_.as_of);
      return;
    case SignalType::kBool:
      Signal().value = word == "true";
      return;
    case SignalType::kTimestamp:
      Signal().value = NotYet();
      return;
    default:
      Signal().value = word;
  }
}

void AnsweredAccount::GivePoint(double point, Scale scale) {
  if (slot_ == kNoIndex) {
    MilestoneInput& milestone = Milestone();
    milestone.planned_at = Moment::Date(DayOfNumber(facts_.today) - static_cast<int32_t>(point));
    milestone.completed_at = {};
    return;
  }
  if (scale == Scale::kDays) {
    const Moment day = Moment::Date(DayOfNumber(static_cast<int32_t>(point)));
    if (plan_.slots[slot_].origin == SlotOrigin::kEvent) return GiveDate(day);
    Signal().value = day;
  } else if (slot_ == SlotOf(AccountField::kAcv)) {
    account_.acv = point;
  } else if (slot_ == SlotOf(AccountField::kSeats)) {
    account_.seats = point;
  } else {
    Signal().value = point;
  }
}

}  // namespace bellwether
