// Each reason for which an answer changes by time alone, with the moment worked out by hand.
#include "engine/schedule/next_change.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/scored_account.h"

namespace bellwether::schedule {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;

constexpr char kAlways[] =
    "health: {m: {bands: [{green: 50}, {red: 0}], components: {c: {weight: 1, of: x}}}}\n";

struct Case {
  const char* what;
  std::string pack;
  const char* account;
  const char* as_of;
  const char* next;  // "never", or the moment
};

std::string NextOf(const Case& one) {
  const auto plan = PlanOf(one.pack);
  Facts facts;
  const Account account = AccountOf(one.account);
  const auto violations = Bind(*plan, account, AsOf(one.as_of), Limits(), facts);
  if (!violations.empty()) return violations[0].path + " " + violations[0].message;
  const auto next = NextChange(*plan, account, facts);
  return next ? absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", *next, absl::UTCTimeZone()) : "never";
}

std::string Flag(const std::string& when, const std::string& signals = "x: {type: ratio}") {
  return absl::StrCat("severities: [red]\nsignals: {", signals,
                      "}\nflags: {f: {severity: red, when: \"", when, "\", reason: r}}\n");
}

TEST(NextChangeTest, IsTheFirstMomentThatTimeCounts) {
  const std::string ratio = "signals: {x: {type: ratio}}\n";
  const Case cases[] = {
      {"nothing reads the time", ratio + kAlways, "{signals: {x: 0.5}}", "2026-03-01T10:00:00Z",
       "never"},
      {"days since an event (S6)", Flag("days_since_kickoff > 7"), "{kickoff_at: 2026-02-10}",
       "2026-03-01T10:00:00Z", "2026-03-02T00:00:00Z"},
      {"in the account's zone (S4)", Flag("days_since_kickoff > 7"),
       "{time_zone: Asia/Jakarta, kickoff_at: 2026-02-10}", "2026-03-01T10:00:00Z",
       "2026-03-01T17:00:00Z"},
      {"of an event that is not known", Flag("days_since_kickoff > 7"), "{}",
       "2026-03-01T10:00:00Z", "never"},
      {"a fact that nothing reads", Flag("x > 0.5"), "{kickoff_at: 2026-02-10}",
       "2026-03-01T10:00:00Z", "never"},
      {"an event of the future (S3)", Flag("has(kickoff_at)"),
       "{kickoff_at: \"2026-03-05T08:00:00Z\"}", "2026-03-01T10:00:00Z", "2026-03-05T08:00:00Z"},
      {"days_since of a date", Flag("days_since(y) > 3", "y: {type: timestamp}"),
       "{signals: {y: 2026-02-20}}", "2026-03-01T10:00:00Z", "2026-03-02T00:00:00Z"},
      {"days_since of nothing", Flag("days_since(y) > 3", "y: {type: timestamp}"), "{}",
       "2026-03-01T10:00:00Z", "never"},
      {"the time since something", Flag("as_of - y > duration('48h')", "y: {type: timestamp}"),
       "{signals: {y: \"2026-02-28T07:30:00Z\"}}", "2026-03-01T10:00:00Z", "2026-03-02T07:30:00Z"},
      {"when that is past", Flag("as_of - y > duration('48h')", "y: {type: timestamp}"),
       "{signals: {y: \"2026-02-20T07:30:00Z\"}}", "2026-03-01T10:00:00Z", "never"},
      {"a moment of the pack", Flag("as_of >= timestamp('2026-04-01T00:00:00Z')"), "{}",
       "2026-03-01T10:00:00Z", "2026-04-01T00:00:00Z"},
      {"a moment that is chosen",
       Flag("(x > 0.5 ? y : y) < as_of", "x: {type: ratio}, y: {type: timestamp}"), "{}",
       "2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000001Z"},
      {"the hour", Flag("as_of.getHours('Asia/Kolkata') > 8"), "{}", "2026-03-01T10:05:00Z",
       "2026-03-01T10:15:00Z"},
      {"the day of the week", Flag("as_of.getDayOfWeek('Asia/Kolkata') == 0"), "{}",
       "2026-03-01T10:05:00Z", "2026-03-01T18:30:00Z"},
      {"an age in days (S12)", "signals: {x: {type: ratio, max_age: 14d}}\n" + std::string(kAlways),
       "{signals: {x: {value: 0.5, observed_at: 2026-02-20}}}", "2026-03-01T10:00:00Z",
       "2026-03-07T00:00:00Z"},
      {"one that is over", "signals: {x: {type: ratio, max_age: 14d}}\n" + std::string(kAlways),
       "{signals: {x: {value: 0.5, observed_at: 2026-02-01}}}", "2026-03-01T10:00:00Z", "never"},
      {"what decays (S12)",
       "signals: {x: {type: ratio, max_age: 14d, stale: decay, half_life: 7d}}\n" +
           std::string(kAlways),
       "{signals: {x: {value: 0.5, observed_at: 2026-02-01}}}", "2026-03-01T10:00:00Z",
       "2026-03-02T00:00:00Z"},
      {"an override that expires (S20)", ratio + kAlways,
       "{signals: {x: 0.5}, overrides: [{model: m, kind: cap, value: 40, author: a, reason: r, "
       "expires_at: \"2026-03-09T12:00:00Z\"}]}",
       "2026-03-01T10:00:00Z", "2026-03-09T12:00:00Z"},
  };
  for (const Case& one : cases) EXPECT_EQ(NextOf(one), one.next) << one.what;
}

}  // namespace
}  // namespace bellwether::schedule
