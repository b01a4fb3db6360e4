// Civil days as numbers: days since 1970-01-01 in some time zone (S4). Differences of such numbers
// are what every `days_…` fact is, without calendar arithmetic.
#ifndef BELLWETHER_ENGINE_BASE_CIVIL_DAY_H_
#define BELLWETHER_ENGINE_BASE_CIVIL_DAY_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace bellwether {

inline constexpr int64_t kSecondsPerDay = 86'400;
// The most that a pack or an account may add to a date: so the sum stays a date.
inline constexpr int32_t kDaysOfACentury = 36'525;

// The number of a civil day, for the years 1 to 9999.
inline int32_t DayNumber(absl::CivilDay day) {
  return static_cast<int32_t>(day - absl::CivilDay(1970, 1, 1));
}
// The number of the civil day that `time` falls on in `zone`. UTC, the usual zone, is a division.
int32_t DayNumber(absl::Time time, const absl::TimeZone& zone);

inline absl::CivilDay DayOfNumber(int32_t number) { return absl::CivilDay(1970, 1, 1) + number; }

// Midnight at which the civil day begins in `zone`; where the clocks skip it, the moment after.
absl::Time StartOfDay(absl::CivilDay day, const absl::TimeZone& zone);
// The same of a day by its number.
absl::Time StartOfDay(int32_t day, const absl::TimeZone& zone);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_CIVIL_DAY_H_
