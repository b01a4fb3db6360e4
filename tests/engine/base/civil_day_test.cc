// S4: days are differences of civil dates, in UTC and elsewhere.
#include "engine/base/civil_day.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

absl::TimeZone Zone(const char* name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone));
  return zone;
}

TEST(CivilDayTest, NumbersCountFrom1970) {
  EXPECT_EQ(DayNumber(absl::CivilDay(1970, 1, 1)), 0);
  EXPECT_EQ(DayNumber(absl::CivilDay(1969, 12, 31)), -1);
  EXPECT_EQ(DayNumber(absl::CivilDay(2026, 3, 1)), 20513);
  EXPECT_EQ(DayOfNumber(20513), absl::CivilDay(2026, 3, 1));
}

TEST(CivilDayTest, EveryZoneAgreesWithTheCalendar) {
  for (const char* name : {"UTC", "Asia/Jakarta", "America/New_York", "America/Sao_Paulo"}) {
    const absl::TimeZone zone = Zone(name);
    for (int64_t seconds = -40'000'000; seconds < 2'000'000'000; seconds += 7'777'777) {
      const absl::Time time = absl::FromUnixSeconds(seconds) + absl::Nanoseconds(seconds % 3);
      const absl::CivilDay day = absl::ToCivilDay(time, zone);
      ASSERT_EQ(DayOfNumber(DayNumber(time, zone)), day) << name << ' ' << time;
      ASSERT_EQ(StartOfDay(day, zone), absl::FromCivil(day, zone)) << name << ' ' << time;
      ASSERT_EQ(StartOfDay(DayNumber(day), zone), absl::FromCivil(day, zone))
          << name << ' ' << time;
    }
  }
}

TEST(CivilDayTest, TheLastInstantOfADayBelongsToIt) {
  const absl::Time midnight = StartOfDay(absl::CivilDay(1969, 5, 1), absl::UTCTimeZone());
  const int32_t day = DayNumber(absl::CivilDay(1969, 5, 1));
  EXPECT_EQ(DayNumber(midnight, absl::UTCTimeZone()), day);
  EXPECT_EQ(DayNumber(midnight - absl::Nanoseconds(1), absl::UTCTimeZone()), day - 1);
}

// The clocks of São Paulo went from 0:00 to 1:00 on 4 November 2018.
TEST(CivilDayTest, ASkippedMidnightBeginsTheDayLater) {
  const absl::TimeZone zone = Zone("America/Sao_Paulo");
  const absl::CivilDay day(2018, 11, 4);
  EXPECT_EQ(DayNumber(StartOfDay(day, zone), zone), DayNumber(day));
}

}  // namespace
}  // namespace bellwether
