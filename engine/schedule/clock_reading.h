// When a condition or formula may come to something else because time goes on, and nothing else.
//
// Only `as_of`, days_since(), happened() and what is made of them read the clock. A comparison of
// `as_of`, or of the time since something, with what stands still turns at one moment, which is
// found; days turn at midnight (S4); parts of a time at the full quarter of an hour, or sooner.
// What is read in any other way counts as changing all the time.
//
// Pure functions; nothing fails.
#ifndef BELLWETHER_ENGINE_SCHEDULE_CLOCK_READING_H_
#define BELLWETHER_ENGINE_SCHEDULE_CLOCK_READING_H_

#include <cstdint>
#include <functional>

#include "absl/time/time.h"
#include "engine/expression/program.h"
#include "engine/expression/value.h"
#include "engine/schedule/soonest.h"

namespace bellwether::schedule {

// How a program sees the time.
struct ClockView {
  uint32_t as_of_slot = 0;
  int32_t today = 0;  // the civil day of the moment in `zone`
  absl::TimeZone zone;
  // What stands in a slot until something of it changes by itself; null where that is reckoned.
  std::function<const expression::Value*(uint32_t slot)> value_of;
};

// Tells `soonest` when what the program comes to may change, if all slots but `as_of` stay as they
// are.
void ReadClock(const expression::Program& program, const ClockView& view, Soonest& soonest);

}  // namespace bellwether::schedule

#endif  // BELLWETHER_ENGINE_SCHEDULE_CLOCK_READING_H_
