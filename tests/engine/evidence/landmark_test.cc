// P28: who is looked at, what is known of it then, and what became of it later.
#include "engine/evidence/landmark.h"

#include <map>

#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

struct Seen {
  Landmarks landmarks;
  std::map<std::string, Member> members;
  std::map<std::string, std::string> usage;  // "0.5", or "unknown"
};

Seen Follow(const std::string& text, std::string_view as_of, const LandmarkDays& days) {
  const auto plan = EvidencePack();
  const book::Book book = book::BookOf(text);
  const portfolio::View view(book, *plan, *ParseMoment(as_of));
  const uint32_t usage = plan->FindSlot("usage");
  Seen seen;
  seen.landmarks = FollowFrom(view, days, kNothingWanted,
                              [&](const Member& member, const EvaluatedAccount& known) {
                                const std::string id(book.account_id(member.account));
                                seen.members[id] = member;
                                const auto& value = known.evaluation.values[usage];
                                const bool has = value.kind == expression::Kind::kDouble;
                                seen.usage[id] = has ? absl::StrCat(value.number) : "unknown";
                              });
  return seen;
}

TEST(LandmarkTest, OnlyWhoLivedThroughTheGapAndWasFollowedToTheHorizon) {
  const std::string book = absl::StrCat(
      Account("stays", "2025-01-01"), Account("in_gap", "2025-01-01"),
      Lost("in_gap", "2025-01-01", "2025-02-05"),                                         // day 35
      Account("after_gap", "2025-01-01"), Lost("after_gap", "2025-01-01", "2025-02-11"),  // day 41
      Account("at_horizon", "2025-01-01"),
      Lost("at_horizon", "2025-01-01", "2025-04-11"),  // day 100: lost by the horizon
      Account("later", "2025-01-01"), Lost("later", "2025-01-01", "2025-04-12"),
      Account("young", "2025-02-01"), Account("young_and_lost", "2025-02-01"),
      Lost("young_and_lost", "2025-02-01", "2025-04-10"),
      "- {kind: account, id: n, account: no_start, at: 2025-01-01, segment: small}\n");
  const Seen seen = Follow(book, "2025-04-20", {30, 10, 100});
  ASSERT_EQ(seen.members.size(), 4U);
  EXPECT_TRUE(seen.members.at("stays").retained);
  EXPECT_TRUE(seen.members.at("later").retained);
  EXPECT_EQ(seen.members.at("after_gap").lost_after, 11);
  EXPECT_EQ(seen.members.at("at_horizon").lost_after, 70);
  EXPECT_EQ(seen.landmarks.lost_before, 1U);
  // Lost or not: to count those that were lost alone would make the young look worse.
  EXPECT_EQ(seen.landmarks.too_young, 2U);
  EXPECT_EQ(seen.landmarks.without_start, 1U);
  EXPECT_EQ(seen.landmarks.retained(), 2U);
  EXPECT_EQ(seen.landmarks.lost(), 2U);
}

TEST(LandmarkTest, FactsAreThoseKnownAtTheLandmark) {
  const std::string book = absl::StrCat(
      Account("a", "2025-01-01"), Told("a", "2025-01-10", "usage: 0.5"),
      Told("a", "2025-02-10", "usage: 0.9"),  // after the landmark, 2025-01-31
      Account("b", "2025-01-01"),
      Told("b", "2025-01-10", "usage: 0.4", "2025-03-01"));  // happened before, told later
  const Seen seen = Follow(book, "2025-12-31", {30, 0, 100});
  EXPECT_EQ(seen.usage.at("a"), "0.5");
  EXPECT_EQ(seen.usage.at("b"), "unknown");
}

TEST(LandmarkTest, MembersStandByStart) {
  const std::string book =
      absl::StrCat(Account("second", "2025-02-01"), Account("first", "2025-01-01"));
  const Seen seen = Follow(book, "2025-12-31", {30, 0, 100});
  ASSERT_EQ(seen.landmarks.members.size(), 2U);
  EXPECT_LT(seen.landmarks.members[0].start_day, seen.landmarks.members[1].start_day);
}

}  // namespace
}  // namespace bellwether::evidence
