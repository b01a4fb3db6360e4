// The time that a book covers, in days since 1970-01-01.
#ifndef BELLWETHER_ENGINE_SIMULATION_PERIOD_H_
#define BELLWETHER_ENGINE_SIMULATION_PERIOD_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"

namespace bellwether::simulation {

struct Period {
  absl::CivilMonth first;
  int months = 1;  // at least 1

  int32_t begin() const { return DayNumber(absl::CivilDay(first)); }
  // The first day that the book knows nothing of.
  int32_t end() const { return DayNumber(absl::CivilDay(first + months)); }
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_PERIOD_H_
