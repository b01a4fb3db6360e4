// When what a book tells of an account changes by time alone, with the moment worked out by hand.
#include "engine/schedule/next_replay.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/scored_account.h"
#include "tests/support/small_book.h"

namespace bellwether::schedule {
namespace {

constexpr char kPack[] = R"(
signals:
  tickets: {type: count, from_records: {of: ticket, take: count, within: 90d}}
  quiet: {type: days, from_records: {of: activity, take: days_since_last}}
  x: {type: ratio}
health: {m: {bands: [{green: 50}, {red: 0}], components: {c: {weight: 1, of: x}}}}
)";

std::string NextOf(const std::string& records, const std::string& as_of) {
  const auto plan = testing_support::PlanOf(kPack);
  const book::Book book = book::BookOf(records);
  const uint32_t account = book.FindAccount("a");
  const auto next = NextReplay(book, *plan, account, ParseMoment(as_of)->time);
  return next ? absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", *next, absl::UTCTimeZone()) : "never";
}

TEST(NextReplayTest, IsWhenARecordThatLiesAheadCounts) {
  const std::string account = "- {kind: account, id: a1, account: a, at: 2026-01-01, seats: 10}\n";
  EXPECT_EQ(NextOf(account, "2026-03-01T10:00:00Z"), "never");
  EXPECT_EQ(NextOf(account + "- {kind: account, id: a2, account: a, at: 2026-05-01, seats: 20}\n",
                   "2026-03-01T10:00:00Z"),
            "2026-05-01T00:00:00Z");
  EXPECT_EQ(
      NextOf(account +
                 "- {kind: account, id: a2, account: a, at: 2026-01-05, known_at: 2026-04-01, "
                 "seats: 20}\n",
             "2026-03-01T10:00:00Z"),
      "2026-04-01T00:00:00Z");
}

TEST(NextReplayTest, IsWhenARecordLeavesItsWindow) {
  const std::string ticket =
      "- {kind: ticket, id: t1, account: a, at: \"2026-01-10T08:00:00Z\", type: bug}\n";
  EXPECT_EQ(NextOf(ticket, "2026-03-01T10:00:00Z"), "2026-04-11T00:00:00Z");
  EXPECT_EQ(NextOf(ticket, "2026-04-11T00:00:00Z"), "never");
}

TEST(NextReplayTest, IsMidnightWhereDaysSinceTheLastAreCounted) {
  const std::string call =
      "- {kind: activity, id: v1, account: a, at: \"2026-02-01T15:00:00Z\", type: call, held: "
      "true}\n";
  EXPECT_EQ(NextOf(call, "2026-03-01T10:00:00Z"), "2026-03-02T00:00:00Z");
}

}  // namespace
}  // namespace bellwether::schedule
