#include "engine/accounts/violations.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(FieldPathTest, IsWrittenAsPeopleWriteIt) {
  const FieldPath account;
  const FieldPath milestones(account, "milestones");
  const FieldPath third(milestones, 2);
  EXPECT_EQ(account.Text(), "");
  EXPECT_EQ(milestones.Text(), "milestones");
  EXPECT_EQ(FieldPath(third, "planned_at").Text(), "milestones[2].planned_at");
}

TEST(FieldPathTest, NeverRepeatsMoreThanAHundredBytesOfAName) {
  const std::string name = std::string(99, 'x') + "\xC3\xA9" + std::string(5000, 'y');
  const std::string text = FieldPath(FieldPath(), name).Text();
  EXPECT_EQ(text, std::string(99, 'x') + "…");
}

TEST(ViolationsTest, KeepsTheFirstAndCountsTheOthers) {
  Violations violations(2);
  for (int i = 0; i < 5; ++i) violations.Add(FieldPath(), reason::kSyntax, std::to_string(i));
  EXPECT_TRUE(violations.full());
  const auto list = violations.Take();
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].message, "0");
  EXPECT_EQ(list[1].message, "1");
  EXPECT_EQ(list[2].message, "3 more problems of this account are not listed");
  EXPECT_TRUE(violations.empty());
}

}  // namespace
}  // namespace bellwether
