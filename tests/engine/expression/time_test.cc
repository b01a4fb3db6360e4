// Timestamps, durations, zones and civil days (S4).
#include "engine/expression/time_text.h"

#include <gtest/gtest.h>

#include "engine/expression/print.h"
#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

struct Case {
  const char* text;
  const char* result;
};

TEST(TimeTest, ReadsTimestamps) {
  const std::vector<Case> cases = {
      {"2026-03-01T09:30:00Z", "timestamp(\"2026-03-01T09:30:00Z\")"},
      {"2026-03-01t09:30:00z", "timestamp(\"2026-03-01T09:30:00Z\")"},
      {"2026-03-01T09:30:00.25+07:00", "timestamp(\"2026-03-01T02:30:00.25Z\")"},
      {"2026-03-01T09:30:00.1234567899Z", "timestamp(\"2026-03-01T09:30:00.123456789Z\")"},
      {"1969-12-31T23:59:59.5Z", "timestamp(\"1969-12-31T23:59:59.5Z\")"},
      {"0001-01-01T00:00:00Z", "timestamp(\"0001-01-01T00:00:00Z\")"},
      {"9999-12-31T23:59:59.999999999Z", "timestamp(\"9999-12-31T23:59:59.999999999Z\")"},
      {"9999-12-31T23:59:59-01:00", "error (value out of range)"},
      {"0000-12-31T23:59:59Z", "error (value out of range)"},
      {"2026-02-30T00:00:00Z", "error (text that cannot be converted)"},
      {"2026-02-01T24:00:00Z", "error (text that cannot be converted)"},
      {"2026-02-01T00:00:00", "error (text that cannot be converted)"},
      {"2026-02-01T00:00:00.Z", "error (text that cannot be converted)"},
      {"2026-02-01T00:00:00+7:00", "error (text that cannot be converted)"},
      {"2026-02-01T00:00:00Zx", "error (text that cannot be converted)"},
      {"2026-02-01", "error (text that cannot be converted)"},
      {"", "error (text that cannot be converted)"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(PrintValue(ParseTimestamp(test.text)), test.result) << test.text;
  }
}

TEST(TimeTest, ReadsDurations) {
  const std::vector<Case> cases = {
      {"1h30m", "duration(\"5400s\")"},
      {"-1.5s", "duration(\"-1.5s\")"},
      {"+2m", "duration(\"120s\")"},
      {"250ms", "duration(\"0.25s\")"},
      {"-1ns", "duration(\"-0.000000001s\")"},
      {"1us1µs", "duration(\"0.000002s\")"},
      {".5h", "duration(\"1800s\")"},
      {"0", "duration(\"0s\")"},
      {"9223372036s", "duration(\"9223372036s\")"},
      {"9223372037s", "error (value out of range)"},
      {"99999999999999999999s", "error (value out of range)"},
      {"5124095h", "error (value out of range)"},
      {"7d", "error (text that cannot be converted)"},
      {"7", "error (text that cannot be converted)"},
      {".s", "error (text that cannot be converted)"},
      {"-", "error (text that cannot be converted)"},
      {"", "error (text that cannot be converted)"},
      {"1h 30m", "error (text that cannot be converted)"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(PrintValue(ParseDuration(test.text)), test.result) << test.text;
  }
}

TEST(TimeTest, FindsZones) {
  for (const char* name : {"UTC", "Asia/Jakarta", "Europe/London", "+07:00", "07:00", "-00:30"}) {
    EXPECT_TRUE(FindTimeZone(name)) << name;
  }
  for (const char* name : {"", "Mars/Base", "localtime", "/etc/localtime", "../localtime", "file:x",
                           "7:00", "+25:00", "+07:60", "+0700"}) {
    EXPECT_FALSE(FindTimeZone(name)) << name;
  }
}

TEST(TimeTest, Arithmetic) {
  const std::vector<Case> cases = {
      {"kickoff_at + days(1)", "timestamp(\"2026-02-02T09:00:00Z\")"},
      {"days(1) + kickoff_at", "timestamp(\"2026-02-02T09:00:00Z\")"},
      {"kickoff_at - duration(\"1ns\")", "timestamp(\"2026-02-01T08:59:59.999999999Z\")"},
      {"as_of - kickoff_at", "duration(\"2430000s\")"},
      {"days(2) - days(3)", "duration(\"-86400s\")"},
      {"days(0.5)", "duration(\"43200s\")"},
      {"days(seats)", "duration(\"3456000s\")"},
      {"days(200000)", "error: value out of range"},
      {"days(seats / 0)", "error: value out of range"},
      {"days(9223372036854775807)", "error: value out of range"},
      {"kickoff_at + days(100000) + days(100000) * 1", "rejected"},
      {"timestamp(\"9999-12-31T00:00:00Z\") + days(1)", "error: value out of range"},
      {"duration(\"100h\").getHours()", "100"},
      {"duration(\"-90m\").getHours()", "-1"},
      {"duration(\"-1.5s\").getMilliseconds()", "-500"},
      {"kickoff_at.getDayOfWeek()", "0"},
      {"kickoff_at.getHours(\"Asia/Jakarta\")", "16"},
      {"kickoff_at.getHours(\"+02:00\")", "11"},
      {"kickoff_at.getHours(\"Asia/\" + \"Jakarta\")", "16"},
      {"kickoff_at.getHours(owner)", "error: text that cannot be converted"},
  };
  for (const Case& test : cases) {
    const std::string result = Evaluate(test.text);
    EXPECT_EQ(result.substr(0, result.starts_with("rejected") ? 8 : result.npos), test.result)
        << test.text;
  }
}

TEST(TimeTest, DaysAreCivilDaysOfTheZone) {
  const std::string berlin = "Europe/Berlin";
  const SampleFacts facts;
  // 1 March 00:30 in Berlin is still 28 February in UTC.
  const absl::Time as_of = ParseTimestamp("2026-02-28T23:30:00Z").as_timestamp();
  EXPECT_EQ(Evaluate("days_since(kickoff_at)", facts, {as_of, absl::UTCTimeZone()}), "27.0");
  EXPECT_EQ(Evaluate("days_since(kickoff_at)", facts, {as_of, *FindTimeZone(berlin)}), "28.0");
  // The clocks go forward on 29 March: 23 hours are one day.
  EXPECT_EQ(Evaluate("days_between(timestamp(\"2026-03-28T23:00:00Z\"), "
                     "timestamp(\"2026-03-29T22:00:00Z\"))",
                     facts, {as_of, *FindTimeZone(berlin)}),
            "1.0");
  EXPECT_EQ(Evaluate("days_between(as_of, kickoff_at)"), "-28.0");
}

TEST(TimeTest, ADayHasHappenedWhenItIsNotLater) {
  SampleFacts facts;
  facts.Set("kickoff_at", ParseTimestamp("2026-03-01T15:00:00Z"));
  EXPECT_EQ(Evaluate("happened(kickoff_at)", facts, SampleContext()), "true");
  facts.Set("kickoff_at", ParseTimestamp("2026-03-02T00:00:00Z"));
  EXPECT_EQ(Evaluate("happened(kickoff_at)", facts, SampleContext()), "false");
}

}  // namespace
}  // namespace bellwether::expression
