// Sayings in three languages: whole or not compiled, filled in each by what stands in English.
#include "engine/base/saying.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

constexpr Saying kLost{"lost after {days} days, {why}", "hilang setelah {days} hari, {why}",
                       "{why}: hilang selepas {days} hari"};
constexpr Saying kKept{"kept", "bertahan", "kekal"};
constexpr Saying kTwice{"{a} and {b}, {a}", "{a} dan {b}, {a}", "{b}, {a}, {a}"};

// A saying that lacks a language or a place in one of them does not compile: its constructor asks
// this.
static_assert(IsWhole("a {x}", "b {x}", "{x} c"));
static_assert(!IsWhole("a", "", "c"));
static_assert(!IsWhole("a", "b", ""));
static_assert(!IsWhole("a {x}", "b", "c {x}"));
static_assert(!IsWhole("a {x}", "b {x}", "c {y}"));
static_assert(!IsWhole("a {x}", "b {x} {x}", "c {x}"));
static_assert(!IsWhole("a {x", "b {x", "c {x"));

TEST(SayingTest, SaysItInEachLanguage) {
  const Wording wording(kLost, 41, kKept);
  EXPECT_EQ(wording.English(), "lost after 41 days, kept");
  EXPECT_EQ(wording.In("id"), "hilang setelah 41 hari, bertahan");
  EXPECT_EQ(wording.In("ms-MY"), "kekal: hilang selepas 41 hari");
  for (const char* const other : {"", "en", "en-GB", "de", "identity", "i"}) {
    EXPECT_EQ(wording.In(other), wording.English()) << other;
  }
}

TEST(SayingTest, APlaceThatStandsTwiceIsFilledTwice) {
  EXPECT_EQ(Wording(kTwice, "x", "y").English(), "x and y, x");
  EXPECT_EQ(Wording(kTwice, "x", "y").In("ms"), "y, x, x");
}

TEST(SayingTest, WhatIsTypedIsNoPlace) {
  EXPECT_EQ(Wording(kLost, "{why}", "{days}").In("id"), "hilang setelah {why} hari, {days}");
  EXPECT_EQ(Wording("as it {is}").In("id"), "as it {is}");
}

TEST(SayingTest, ANameIsSaidByItsTitle) {
  const Wording name = Wording::Called("go_live", "Mulai dipakai");
  const Wording wording(kLost, 3, name);
  EXPECT_EQ(wording.In("id"), "hilang setelah 3 hari, Mulai dipakai");
  EXPECT_EQ(wording.English(), "lost after 3 days, go_live");
  EXPECT_EQ(wording.Title("en"), "lost after 3 days, Mulai dipakai");
  EXPECT_EQ(Wording::Called("go_live", "").Title("en"), "go_live");
}

TEST(SayingTest, PartsAreJoined) {
  EXPECT_EQ(Wording::Joined({"a", kKept, "c"}, ", ").In("id"), "a, bertahan, c");
  EXPECT_EQ(Wording::Joined({"a"}, ", ").English(), "a");
  EXPECT_TRUE(Wording::Joined({}, ", ").empty());
  EXPECT_EQ(Wording::Joined({}, ", ").English(), "");
}

TEST(SayingTest, NothingIsEmpty) {
  EXPECT_TRUE(Wording().empty());
  EXPECT_TRUE(Wording("").empty());
  EXPECT_FALSE(Wording(kKept).empty());
  EXPECT_EQ(Wording().In("id"), "");
}

}  // namespace
}  // namespace bellwether
