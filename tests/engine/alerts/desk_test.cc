// What a CSM is shown, and what is held back.
#include "engine/alerts/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/scored_account.h"

namespace bellwether::alerts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

testing_support::PlanPointer Pack() {
  return testing_support::PlanOf(R"(
severities: [red]
signals: {use: {type: ratio, description: x}}
alerts:
  few: {when: "use < 0.5", severity: red, reason: x, capacity: 2}
  all: {when: "use < 0.5", severity: red, reason: x}
)");
}

constexpr absl::Duration kHour = absl::Hours(1);
const absl::Time kStart = absl::FromUnixSeconds(1'770'000'000);

Claim Of(const char* account, double stake, int hour = 0, const char* csm = "kim",
         const char* alert = "few") {
  return {account, alert, alert, csm, stake, kStart + hour * kHour};
}

// "shown a", "held b 1"
std::vector<std::string> Settled(Desk& desk, int hour = 0) {
  std::vector<std::string> texts;
  for (const DeskEvent& event : desk.Settle(kStart + hour * kHour)) {
    texts.push_back(event.kind == DeskEvent::Kind::kShown
                        ? absl::StrCat("shown ", event.claim.account)
                        : absl::StrCat("held ", event.claim.account, " ", event.rank));
  }
  return texts;
}

TEST(DeskTest, ShowsAsManyAsThereIsRoomForAndRanksTheOthersByWhatIsAtStake) {
  const auto plan = Pack();
  Desk desk(*plan);
  desk.Open(Of("a", 10));
  desk.Open(Of("b", 40));
  desk.Open(Of("c", 20));
  desk.Open(Of("d", 30));
  EXPECT_THAT(Settled(desk), ElementsAre("shown b", "shown d", "held c 1", "held a 2"));
  EXPECT_THAT(Settled(desk), IsEmpty()) << "what was told is told once";
  ASSERT_EQ(desk.Held().size(), 2u);
  EXPECT_EQ(desk.Held().front().account, "c");
}

TEST(DeskTest, WhatIsHeldBackComesUpWhenThereIsRoom) {
  const auto plan = Pack();
  Desk desk(*plan);
  for (const char* account : {"a", "b", "c"}) desk.Open(Of(account, 1));
  EXPECT_THAT(Settled(desk), ElementsAre("shown a", "shown b", "held c 1"));
  desk.Close("a", "few");
  EXPECT_THAT(Settled(desk), ElementsAre("shown c"));
  EXPECT_THAT(desk.Held(), IsEmpty());
}

TEST(DeskTest, WhatIsShownStaysWhateverComes) {
  const auto plan = Pack();
  Desk desk(*plan);
  desk.Open(Of("a", 1));
  desk.Open(Of("b", 2));
  Settled(desk);
  desk.Open(Of("big", 1000, 1));
  EXPECT_THAT(Settled(desk, 1), ElementsAre("held big 1"));
  desk.Close("nobody", "few");
  EXPECT_THAT(Settled(desk, 2), IsEmpty());
}

TEST(DeskTest, OfEqualStakesTheOlderComesFirst) {
  const auto plan = Pack();
  Desk desk(*plan);
  desk.Open(Of("new", 5, 3));
  desk.Open(Of("old", 5, 1));
  desk.Open(Of("oldest", 5, 0));
  EXPECT_THAT(Settled(desk, 3), ElementsAre("shown oldest", "shown old", "held new 1"));
}

TEST(DeskTest, EachCsmHasRoomOfTheirOwnAndNobodyHasNoEnd) {
  const auto plan = Pack();
  Desk desk(*plan);
  for (const char* account : {"a", "b"}) desk.Open(Of(account, 1, 0, "kim"));
  for (const char* account : {"c", "d"}) desk.Open(Of(account, 1, 0, "lee"));
  for (const char* account : {"e", "f", "g"}) desk.Open(Of(account, 1, 0, ""));
  EXPECT_EQ(Settled(desk).size(), 7u);
  EXPECT_THAT(desk.Held(), IsEmpty());
}

TEST(DeskTest, ARuleWithoutCapacityIsAlwaysShown) {
  const auto plan = Pack();
  Desk desk(*plan);
  for (const char* account : {"a", "b", "c", "d"}) desk.Open(Of(account, 1, 0, "kim", "all"));
  EXPECT_EQ(Settled(desk).size(), 4u);
  EXPECT_THAT(desk.Held(), IsEmpty());
}

TEST(DeskTest, ACopyGoesOnAsTheOriginalWould) {
  const auto plan = Pack();
  Desk desk(*plan);
  for (const char* account : {"a", "b", "c"}) desk.Open(Of(account, 1));
  Settled(desk);
  Desk copy = desk;
  desk.Close("b", "few");
  copy.Close("b", "few");
  EXPECT_EQ(Settled(desk), Settled(copy));
}

TEST(DeskTest, GoesOnFromWhatWasShownAndHeldBackBefore) {
  Desk desk(std::map<std::string, uint32_t>{{"few", 2}});
  desk.Restore(Of("a", 10), DeskEvent::Kind::kShown);
  desk.Restore(Of("b", 20), DeskEvent::Kind::kHeldBack);
  desk.Restore(Of("c", 30), DeskEvent::Kind::kHeldBack);
  desk.Open(Of("d", 5));
  EXPECT_THAT(Settled(desk), ElementsAre("shown c", "held d 2"));
}

}  // namespace
}  // namespace bellwether::alerts
