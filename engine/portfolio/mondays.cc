// Tested by tests/engine/portfolio/mondays_test.cc.
#include "engine/portfolio/mondays.h"

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"

namespace bellwether::portfolio {
namespace {

constexpr int32_t kWeek = 7;

}  // namespace

std::vector<int32_t> MondaysBetween(int32_t first, int32_t last) {
  const absl::CivilDay begin = DayOfNumber(first);
  const absl::CivilDay monday = absl::NextWeekday(begin - 1, absl::Weekday::monday);
  std::vector<int32_t> days;
  for (int32_t day = DayNumber(monday); day <= last; day += kWeek) days.push_back(day);
  return days;
}

}  // namespace bellwether::portfolio
