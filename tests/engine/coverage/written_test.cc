#include "engine/coverage/written.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace bellwether::coverage {
namespace {

constexpr char kText[] = R"(x-free: &shared {at: 1}
flags:
  late:
    when: >-
      days > 7
      && open
    bounds: [3, {below: 5}]
  same: *shared
  merged:
    <<: *shared
    own: "a b"
)";

class WrittenTest : public ::testing::Test {
 protected:
  const Sources sources_{std::vector<SourceFile>{{"pack.yaml", kText}}};
  const Written written_{sources_};

  std::string Lines(const std::string& path) const {
    std::string text;
    for (const WrittenLines& lines : written_.lines()) {
      if (lines.path != path) continue;
      absl::StrAppend(&text, lines.value ? "value " : "name ", lines.first, "-", lines.last, " ");
    }
    return text;
  }
};

TEST_F(WrittenTest, KeysHavePlaces) {
  EXPECT_EQ(written_.PlaceOf("flags.late.when").line, 4u);
  EXPECT_EQ(written_.PlaceOf("flags.late.bounds[0]").line, 7u);
  EXPECT_EQ(written_.PlaceOf("flags.late.bounds[1].below").line, 7u);
  EXPECT_TRUE(written_.Has("flags.late.bounds[1]"));
  EXPECT_FALSE(written_.Has("flags.late.bounds[2]"));
}

TEST_F(WrittenTest, WhatIsNotWrittenStandsAtTheNearestKeyAbove) {
  EXPECT_EQ(written_.PlaceOf("flags.late.severity").line, 3u);
  EXPECT_EQ(written_.PlaceOf("flags.early.when").line, 2u);
  EXPECT_FALSE(written_.PlaceOf("health.fit").known());
}

TEST_F(WrittenTest, FreeKeysAreNobodys) { EXPECT_FALSE(written_.Has("x-free")); }

TEST_F(WrittenTest, AFoldedTextTakesAllOfItsLines) {
  EXPECT_EQ(Lines("flags.late.when"), "value 4-4 value 4-6 ");
  const Node* when = written_.ScalarAt("flags.late.when");
  ASSERT_NE(when, nullptr);
  EXPECT_EQ(written_.LineIn(*when, when->text.find("days")), 5u);
  EXPECT_EQ(written_.LineIn(*when, when->text.find("open")), 6u);
}

TEST_F(WrittenTest, NamesOfWhatHoldsOtherKeysAreNoValues) {
  EXPECT_EQ(Lines("flags.late"), "name 3-3 ");
  EXPECT_EQ(Lines("flags.late.bounds"), "name 7-7 ");
  EXPECT_EQ(Lines("flags.late.bounds[0]"), "value 7-7 ");
}

TEST_F(WrittenTest, WhatAnAliasOrAMergeBringsStandsWhereItIsWritten) {
  EXPECT_EQ(Lines("flags.same"), "name 8-8 ");
  EXPECT_EQ(written_.PlaceOf("flags.same.at").line, 1u);
  EXPECT_EQ(written_.PlaceOf("flags.merged.at").line, 1u);
  EXPECT_EQ(written_.PlaceOf("flags.merged.own").line, 11u);
}

TEST(AboveTest, LeavesOutTheLastKeyOrNumber) {
  EXPECT_EQ(Above("a.b[0].c"), "a.b[0]");
  EXPECT_EQ(Above("a.b[0]"), "a.b");
  EXPECT_EQ(Above("a.b"), "a");
  EXPECT_EQ(Above("a"), "");
}

}  // namespace
}  // namespace bellwether::coverage
