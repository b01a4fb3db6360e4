#include "engine/base/day_memory.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

// Twelve years: every place is taken over several times, and back.
TEST(DayStartsTest, AgreeWithTheCalendarInEveryZone) {
  absl::TimeZone berlin, sao_paulo;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Berlin", &berlin));
  ASSERT_TRUE(absl::LoadTimeZone("America/Sao_Paulo", &sao_paulo));  // skipped midnights
  DayStarts starts;
  for (const absl::TimeZone& zone : {absl::UTCTimeZone(), berlin, sao_paulo, berlin}) {
    starts.Use(zone);
    for (int32_t number = 14'000; number < 18'400; number += 7) {
      const absl::CivilDay day = DayOfNumber(number);
      ASSERT_EQ(starts.Of(day, number), StartOfDay(day, zone)) << day;
      ASSERT_EQ(starts.Of(DayOfNumber(number - 1'024), number - 1'024),
                StartOfDay(DayOfNumber(number - 1'024), zone));
      ASSERT_EQ(starts.Of(day, number), StartOfDay(day, zone)) << day;
    }
  }
}

TEST(NumberedDaysTest, AgreeWithTheCalendar) {
  NumberedDays days;
  for (int32_t number = -3'000; number < 3'000; ++number) {
    ASSERT_EQ(days.Of(number), DayOfNumber(number));
    ASSERT_EQ(days.Of(number + 1'024), DayOfNumber(number + 1'024));
    ASSERT_EQ(days.Of(number), DayOfNumber(number));
  }
}

}  // namespace
}  // namespace bellwether
