// When people are told of what happens in hours in which nobody is.
#include "engine/alerts/quiet_hours.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/facts/account.h"

namespace bellwether::alerts {
namespace {

absl::TimeZone Berlin() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Berlin", &zone));
  return zone;
}

absl::Time Utc(const char* text) { return ParseMoment(text)->At(absl::UTCTimeZone()); }

std::string Told(const ruleset::QuietHours& quiet, const char* at,
                 const absl::TimeZone& zone = absl::UTCTimeZone()) {
  return FormatMoment(Moment::Instant(ToldAt(quiet, Utc(at), zone)));
}

constexpr ruleset::QuietHours kNight{18 * 60, 8 * 60, false};
constexpr ruleset::QuietHours kNightAndWeekend{18 * 60, 8 * 60, true};

TEST(QuietHoursTest, WithoutThemPeopleAreToldAtOnce) {
  EXPECT_EQ(ToldAt(std::nullopt, Utc("2026-03-02T03:00:00Z"), absl::UTCTimeZone()),
            Utc("2026-03-02T03:00:00Z"));
}

TEST(QuietHoursTest, WhatHappensAtNightIsToldInTheMorning) {
  EXPECT_EQ(Told(kNight, "2026-03-02T17:59:00Z"), "2026-03-02T17:59:00Z");
  EXPECT_EQ(Told(kNight, "2026-03-02T18:00:00Z"), "2026-03-03T08:00:00Z");
  EXPECT_EQ(Told(kNight, "2026-03-03T07:59:59Z"), "2026-03-03T08:00:00Z");
  EXPECT_EQ(Told(kNight, "2026-03-03T08:00:00Z"), "2026-03-03T08:00:00Z");
}

TEST(QuietHoursTest, HoursOfADayEndOnThatDay) {
  EXPECT_EQ(Told({12 * 60, 13 * 60 + 30, false}, "2026-03-02T12:15:00Z"), "2026-03-02T13:30:00Z");
}

TEST(QuietHoursTest, AWeekendIsQuietUpToMondayMorning) {
  // 2026-03-06 is a Friday.
  EXPECT_EQ(Told(kNightAndWeekend, "2026-03-06T19:00:00Z"), "2026-03-09T08:00:00Z");
  EXPECT_EQ(Told(kNightAndWeekend, "2026-03-07T12:00:00Z"), "2026-03-09T08:00:00Z");
  EXPECT_EQ(Told(kNight, "2026-03-07T12:00:00Z"), "2026-03-07T12:00:00Z");
}

TEST(QuietHoursTest, HoursAreThoseOfTheAccount) {
  EXPECT_EQ(Told(kNight, "2026-03-02T17:30:00Z", Berlin()), "2026-03-03T07:00:00Z");
}

TEST(QuietHoursTest, ChangingClocksMoveTheEndWithThem) {
  // Clocks in Berlin go forward on 2026-03-29 and back on 2026-10-25.
  EXPECT_EQ(Told(kNight, "2026-03-28T22:00:00Z", Berlin()), "2026-03-29T06:00:00Z");
  EXPECT_EQ(Told(kNight, "2026-10-24T22:00:00Z", Berlin()), "2026-10-25T07:00:00Z");
  // An end that the clocks skip is never before the beginning.
  const ruleset::QuietHours skipped{60, 2 * 60 + 30, false};
  EXPECT_GE(ToldAt(skipped, Utc("2026-03-29T00:30:00Z"), Berlin()), Utc("2026-03-29T00:30:00Z"));
}

}  // namespace
}  // namespace bellwether::alerts
