// Civil days that were worked out before. Accounts that are bound one after the other share most of
// their days, and looking one up costs a fraction of asking the calendar or a time zone.
//
// One thread at a time. Memory is bounded: a day that falls on another's place takes it over.
#ifndef BELLWETHER_ENGINE_BASE_DAY_MEMORY_H_
#define BELLWETHER_ENGINE_BASE_DAY_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/civil_day.h"

namespace bellwether {

// Some three years of days side by side.
inline constexpr size_t kRememberedDays = 1024;

inline size_t PlaceOf(int32_t number) { return static_cast<uint32_t>(number) % kRememberedDays; }

// When days begin, in one time zone at a time.
class DayStarts {
 public:
  // The zone of the questions that follow; another one than before forgets everything.
  void Use(const absl::TimeZone& zone) {
    if (zone == zone_) return;
    zone_ = zone;
    ++generation_;
  }

  // As StartOfDay; `number` is that of the day.
  absl::Time Of(absl::CivilDay day, int32_t number) {
    if (entries_.empty()) entries_.resize(kRememberedDays);
    Entry& entry = entries_[PlaceOf(number)];
    if (entry.generation != generation_ || entry.number != number) {
      entry = {generation_, number, StartOfDay(day, zone_)};
    }
    return entry.start;
  }

 private:
  struct Entry {
    uint64_t generation = 0;  // of the zone; 0: nothing
    int32_t number = 0;
    absl::Time start;
  };

  absl::TimeZone zone_ = absl::UTCTimeZone();
  uint64_t generation_ = 1;
  std::vector<Entry> entries_;
};

// Which days numbers stand for.
class NumberedDays {
 public:
  // As DayOfNumber.
  absl::CivilDay Of(int32_t number) {
    if (entries_.empty()) entries_.resize(kRememberedDays);
    Entry& entry = entries_[PlaceOf(number)];
    if (entry.number != number) entry = {number, DayOfNumber(number)};
    return entry.day;
  }

 private:
  struct Entry {
    int32_t number = 0;
    absl::CivilDay day;  // that of 0
  };

  std::vector<Entry> entries_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_DAY_MEMORY_H_
