// What all stages ask: days, segments, conditions.
#include "tests/oracle/question.h"

#include <algorithm>

namespace bellwether::oracle {

const char* Word(Says says) {
  switch (says) {
    case Says::kYes:
      return "TRUE";
    case Says::kNo:
      return "FALSE";
    case Says::kUnknown:
      return "UNKNOWN";
    case Says::kMoot:
      break;
  }
  return "NOT_APPLICABLE";
}

namespace {

// What a clock of the zone shows: at the offset that held before the day's change, if there is one.
absl::Time WhenShown(absl::Time as_if_utc, const absl::TimeZone& zone) {
  const absl::CivilSecond shown = absl::ToCivilSecond(as_if_utc, absl::UTCTimeZone());
  const absl::Time before = absl::FromCivil(shown, zone) - absl::Hours(26);
  const absl::Duration offset = absl::Seconds(zone.At(before).offset);
  const absl::Time by_offset_before = as_if_utc - offset;
  const bool unique = zone.At(shown).kind == absl::TimeZone::TimeInfo::UNIQUE;
  return unique ? absl::FromCivil(shown, zone) +
                      (as_if_utc - absl::FromCivil(shown, absl::UTCTimeZone()))
                : by_offset_before;
}

}  // namespace

// S4: a date without a time is that civil date in every zone, a time without an offset is that
// time of day in the account's.
absl::Time Question::At(const Moment& moment) const {
  if (moment.date_only) return absl::FromCivil(moment.day, zone);
  return moment.local ? WhenShown(moment.time, zone) : moment.time;
}

absl::CivilDay Question::DayOf(const Moment& moment) const {
  return moment.date_only ? moment.day : absl::ToCivilDay(At(moment), zone);
}

std::optional<absl::CivilDay> Question::DayOf(const std::string& event) const {
  const Value& value = FactOf(event).value;
  if (!value.Is<absl::Time>()) return std::nullopt;
  return absl::ToCivilDay(value.As<absl::Time>(), zone);
}

const ruleset::Slot* Question::SlotNamed(const std::string& name) const {
  const auto found = std::find_if(rules.slots.begin(), rules.slots.end(),
                                  [&](const ruleset::Slot& slot) { return slot.name == name; });
  return found == rules.slots.end() ? nullptr : &*found;
}

std::optional<size_t> Question::Segment() const {
  const auto found = std::find(rules.segments.begin(), rules.segments.end(), account.segment);
  if (found == rules.segments.end()) return std::nullopt;
  return static_cast<size_t>(found - rules.segments.begin());
}

std::string Question::StartEvent() const {
  if (!rules.start.stated) return "no start";
  const auto segment = Segment();
  return NameOf(segment ? rules.start.by_segment[*segment] : rules.start.default_slot);
}

const Fact& Question::FactOf(const std::string& name) const {
  static const Fact kNothing = Unknown(kNotGiven);
  const auto found = facts.find(name);
  return found == facts.end() ? kNothing : found->second;
}

bool Question::OnlyNotApplicable(const Names& names) const {
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return facts.at(name).reason == kNotApplicable;
  });
}

void Question::SayIgnored(const std::string& path) {
  answer.Say("ignored", path, "because", "it lies after as_of");
}

// S13. A condition that failed is unknown, whatever it lacked beside.
Condition Question::Ask(const expression::Checked& when) const {
  if (when.empty()) return {Says::kYes, {}};
  const Value value = oracle::Evaluate(when.root(), ground());
  if (value.Is<bool>()) return {value.As<bool>() ? Says::kYes : Says::kNo, {}};
  const bool moot = !value.Is<Failed>() && OnlyNotApplicable(value.names());
  return {moot ? Says::kMoot : Says::kUnknown, value.names()};
}

}  // namespace bellwether::oracle
