// A moment as a book keeps it: its instant, and the civil day on which it falls for the account
// (S4, P3).
#ifndef BELLWETHER_ENGINE_BOOK_STAMP_H_
#define BELLWETHER_ENGINE_BOOK_STAMP_H_

#include <compare>
#include <cstdint>
#include <limits>

#include "absl/time/time.h"
#include "engine/base/civil_day.h"
#include "engine/facts/account.h"

namespace bellwether::book {

using Instant = int64_t;  // microseconds since 1970-01-01T00:00:00Z
inline constexpr Instant kNever = std::numeric_limits<Instant>::max();

struct Stamp {
  Instant instant = 0;
  int32_t day = 0;  // since 1970-01-01, in the account's zone

  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

// A date is the start of its day in `zone`, as everywhere.
inline Stamp StampOf(const Moment& moment, const absl::TimeZone& zone) {
  const absl::Time time = moment.At(zone);
  const int32_t day = moment.date_only ? DayNumber(moment.day) : DayNumber(time, zone);
  return {absl::ToUnixMicros(time), day};
}

// A date where the stamp begins a day of `zone`, else an instant.
inline Moment MomentOf(const Stamp& stamp, const absl::TimeZone& zone) {
  const Moment date = Moment::Date(DayOfNumber(stamp.day));
  return StampOf(date, zone) == stamp ? date : Moment::Instant(absl::FromUnixMicros(stamp.instant));
}

// Eight bytes that keep a moment until its account's zone is known.
inline int64_t Packed(const Moment& moment) {
  if (moment.date_only) return int64_t{DayNumber(moment.day)} * 4;
  return absl::ToUnixMicros(moment.time) * 4 + (moment.local ? 2 : 1);
}
inline Moment Unpacked(int64_t packed) {
  const int64_t form = packed & 3;
  if (form == 0) return Moment::Date(DayOfNumber(static_cast<int32_t>(packed / 4)));
  const absl::Time time = absl::FromUnixMicros((packed - form) / 4);
  return form == 1 ? Moment::Instant(time) : Moment::Local(time);
}
// The stamp of what was packed. A date is a number by then and needs no calendar in UTC.
inline Stamp StampOfPacked(int64_t packed, const absl::TimeZone& zone) {
  if ((packed & 3) != 0) return StampOf(Unpacked(packed), zone);
  const auto day = static_cast<int32_t>(packed / 4);
  return {absl::ToUnixMicros(StartOfDay(day, zone)), day};
}

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_STAMP_H_
