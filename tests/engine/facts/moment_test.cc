// The two spellings of a moment, and everything close to them that is refused.
#include <string>

#include "engine/facts/account.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

struct Spelling {
  const char* text;
  const char* formatted;  // in UTC; "" when it is refused
};

constexpr Spelling kSpellings[] = {
    // Dates.
    {"2026-02-10", "2026-02-10"},
    {"2024-02-29", "2024-02-29"},
    {"2000-02-29", "2000-02-29"},
    {"0001-01-01", "0001-01-01"},
    {"9999-12-31", "9999-12-31"},
    {"2026-02-29", ""},
    {"1900-02-29", ""},
    {"2026-04-31", ""},
    {"2026-00-10", ""},
    {"2026-13-10", ""},
    {"2026-02-00", ""},
    {"0000-01-01", ""},
    {"2026-2-1", ""},
    {"26-02-10", ""},
    {"20260210", ""},
    {"2026/02/10", ""},
    {"10.02.2026", ""},
    {"02/10/2026", ""},
    {"-2026-02-10", ""},
    {"+2026-02-10", ""},
    {"12026-02-10", ""},
    {"2026-02", ""},
    {"2026-W07-2", ""},
    // Instants.
    {"2026-02-10T09:30:00Z", "2026-02-10T09:30:00Z"},
    {"2026-02-10T09:30:00+02:00", "2026-02-10T07:30:00Z"},
    {"2026-02-10T23:30:00-05:30", "2026-02-11T05:00:00Z"},
    {"2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00Z"},
    {"2026-02-10T00:00:00-00:00", "2026-02-10T00:00:00Z"},
    {"2026-02-10T23:59:59Z", "2026-02-10T23:59:59Z"},
    {"2026-02-10T09:30:00.5Z", "2026-02-10T09:30:00.5Z"},
    {"2026-02-10T09:30:00.000Z", "2026-02-10T09:30:00Z"},
    {"2026-02-10T09:30:00.123456789Z", "2026-02-10T09:30:00.123456789Z"},
    {"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"},
    {"2026-02-10T24:00:00Z", ""},
    {"2026-02-10T23:60:00Z", ""},
    {"2026-06-30T23:59:60Z", ""},
    {"2026-02-10T09:30Z", ""},
    {"2026-02-10T9:30:00Z", ""},
    {"2026-02-10t09:30:00z", ""},
    {"2026-02-10T09:30:00.Z", ""},
    {"2026-02-10T09:30:00,5Z", ""},
    {"2026-02-10T09:30:00.1234567890Z", ""},
    {"2026-02-10T09:30:00+24:00", ""},
    {"2026-02-10T09:30:00+02:60", ""},
    {"2026-02-10T09:30:00+0200", ""},
    {"2026-02-10T09:30:00+02", ""},
    {"2026-02-10T09:30:00Z ", ""},
    {"2026-02-10T09:30:00ZZ", ""},
    {"2026-02-10T", ""},
    {"2026-02-30T09:30:00Z", ""},
    // Local times, and a blank for the T.
    {"2026-02-10T09:30:00", "2026-02-10T09:30:00"},
    {"2026-02-10 09:30:00", "2026-02-10T09:30:00"},
    {"2026-02-10 09:30:00.250", "2026-02-10T09:30:00.25"},
    {"2026-02-10 09:30:00Z", "2026-02-10T09:30:00Z"},
    {"2026-02-10 09:30:00+02:00", "2026-02-10T07:30:00Z"},
    {"2026-02-10  09:30:00", ""},
    {"2026-02-10 ", ""},
    {"2026-02-10 09:30", ""},
    {"2026-02-10 24:00:00", ""},
    {"2026-02-30 09:30:00", ""},
    // Anything else.
    {"", ""},
    {" 2026-02-10", ""},
    {"2026-02-10\n", ""},
    {"today", ""},
    {"not_yet", ""},
    {"45678", ""},
    {"2026-02-1\xC2\xB2", ""},
};

class MomentTest : public testing::TestWithParam<Spelling> {};

TEST_P(MomentTest, IsReadOrRefused) {
  const auto moment = ParseMoment(GetParam().text);
  EXPECT_EQ(moment.has_value() ? FormatMoment(*moment) : "", GetParam().formatted)
      << GetParam().text;
}

TEST_P(MomentTest, FormattedReadsBackAsTheSame) {
  const auto moment = ParseMoment(GetParam().text);
  if (!moment.has_value()) return;
  const auto again = ParseMoment(FormatMoment(*moment));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->date_only, moment->date_only);
  EXPECT_EQ(again->local, moment->local);
  EXPECT_EQ(again->day, moment->day);
  EXPECT_EQ(again->time, moment->time);
}

INSTANTIATE_TEST_SUITE_P(All, MomentTest, testing::ValuesIn(kSpellings));

TEST(MomentKindTest, ADateHasNoTimeAndAnInstantNoDay) {
  EXPECT_TRUE(ParseMoment("2026-02-10")->date_only);
  EXPECT_FALSE(ParseMoment("2026-02-10T00:00:00Z")->date_only);
}

TEST(MomentKindTest, ADateIsItsMidnightInAnyZone) {
  const absl::TimeZone east = absl::FixedTimeZone(2 * 60 * 60);
  EXPECT_EQ(ParseMoment("2026-02-10")->At(east), ParseMoment("2026-02-10T00:00:00+02:00")->time);
}

TEST(MomentKindTest, APrefixOfAnInstantIsADateALocalTimeOrNothing) {
  const std::string text = "2026-02-10T09:30:00.25+02:00";
  for (size_t size = 0; size < text.size(); ++size) {
    const bool local = size == 19 || size == 21 || size == 22;
    const auto moment = ParseMoment(text.substr(0, size));
    EXPECT_EQ(moment.has_value(), size == 10 || local) << size;
    EXPECT_EQ(moment.has_value() && moment->local, local) << size;
  }
}

std::string InZone(const char* text, const char* zone_name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(zone_name, &zone));
  return FormatMoment(ParseMoment(text)->In(zone));
}

TEST(MomentKindTest, ALocalTimeIsWhatTheClockOfTheZoneShows) {
  EXPECT_EQ(InZone("2026-02-10 09:30:00.5", "Asia/Jakarta"), "2026-02-10T02:30:00.5Z");
  EXPECT_EQ(InZone("2026-07-10 09:30:00", "Europe/Berlin"), "2026-07-10T07:30:00Z");
  EXPECT_EQ(InZone("2026-02-10", "Asia/Jakarta"), "2026-02-10");
  EXPECT_EQ(InZone("2026-02-10T09:30:00Z", "Asia/Jakarta"), "2026-02-10T09:30:00Z");
}

TEST(MomentKindTest, ALocalTimeThatIsSkippedOrRepeatedIsThatOfTheOffsetBefore) {
  EXPECT_EQ(InZone("2026-03-08 02:30:00", "America/New_York"), "2026-03-08T07:30:00Z");
  EXPECT_EQ(InZone("2026-11-01 01:30:00", "America/New_York"), "2026-11-01T05:30:00Z");
  EXPECT_EQ(InZone("2011-12-30 12:00:00", "Pacific/Apia"), "2011-12-30T22:00:00Z");
}

}  // namespace
}  // namespace bellwether
