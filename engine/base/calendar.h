// Periods of the calendar. No unit: a month is not so many days.
#ifndef BELLWETHER_ENGINE_BASE_CALENDAR_H_
#define BELLWETHER_ENGINE_BASE_CALENDAR_H_

#include <cstdint>

namespace bellwether {

enum class Calendar : uint8_t { kMonth, kQuarter, kYear };

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_CALENDAR_H_
