// Tested by tests/engine/base/civil_day_test.cc.
#include "engine/base/civil_day.h"

namespace bellwether {
namespace {

bool IsUtc(const absl::TimeZone& zone) {
  static const absl::TimeZone kUtc = absl::UTCTimeZone();
  return zone == kUtc;
}

}  // namespace

int32_t DayNumber(absl::Time time, const absl::TimeZone& zone) {
  if (!IsUtc(zone)) return DayNumber(absl::CivilDay(zone.At(time).cs));
  const int64_t seconds = absl::ToUnixSeconds(time);  // rounded towards the past
  const int64_t day = seconds / kSecondsPerDay;
  return static_cast<int32_t>(seconds % kSecondsPerDay < 0 ? day - 1 : day);
}

absl::Time StartOfDay(absl::CivilDay day, const absl::TimeZone& zone) {
  return IsUtc(zone) ? StartOfDay(DayNumber(day), zone) : absl::FromCivil(day, zone);
}

absl::Time StartOfDay(int32_t day, const absl::TimeZone& zone) {
  if (!IsUtc(zone)) return absl::FromCivil(DayOfNumber(day), zone);
  return absl::FromUnixSeconds(int64_t{day} * kSecondsPerDay);
}

}  // namespace bellwether
