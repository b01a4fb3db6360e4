// Tested by tests/engine/alerts/quiet_hours_test.cc.
#include "engine/alerts/quiet_hours.h"

#include "absl/time/civil_time.h"

namespace bellwether::alerts {
namespace {

constexpr int32_t kMinutesPerHour = 60;
// A night, a weekend, and the night after it, with room.
constexpr int kMostSteps = 8;

bool IsWeekend(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

// When the quiet that `minute` falls into ends; nothing: it is not quiet.
std::optional<absl::CivilMinute> EndOfQuiet(const ruleset::QuietHours& quiet,
                                            absl::CivilMinute minute) {
  const absl::CivilDay day(minute);
  if (quiet.weekends && IsWeekend(day)) return absl::CivilMinute(day + 1);
  const auto now = static_cast<int32_t>(minute.hour() * kMinutesPerHour + minute.minute());
  const bool over_midnight = quiet.to < quiet.from;
  if (over_midnight ? now >= quiet.from || now < quiet.to : now >= quiet.from && now < quiet.to) {
    const absl::CivilDay until = over_midnight && now >= quiet.from ? day + 1 : day;
    return absl::CivilMinute(until) + quiet.to;
  }
  return std::nullopt;
}

}  // namespace

absl::Time ToldAt(const std::optional<ruleset::QuietHours>& quiet, absl::Time at,
                  const absl::TimeZone& zone) {
  if (!quiet) return at;
  for (int step = 0; step < kMostSteps; ++step) {
    const auto end = EndOfQuiet(*quiet, absl::ToCivilMinute(at, zone));
    if (!end) return at;
    const absl::Time then = absl::FromCivil(*end, zone);
    if (then <= at) return at;  // the hour that is shown twice: told rather than lost
    at = then;
  }
  return at;
}

}  // namespace bellwether::alerts
