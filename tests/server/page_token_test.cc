#include "server/rpc/page_token.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(PageTokenTest, ReadsBackWhatItMade) {
  std::vector<Violation> violations;
  const auto start =
      ReadPageToken(MakePageToken({40, "2026-03-01"}, "request"), "request", violations);
  ASSERT_TRUE(start.has_value());
  EXPECT_EQ(start->offset, 40u);
  EXPECT_EQ(start->as_of, "2026-03-01");
  EXPECT_TRUE(violations.empty());
}

TEST(PageTokenTest, BeginsWithoutOne) {
  std::vector<Violation> violations;
  EXPECT_EQ(ReadPageToken("", "request", violations)->offset, 0u);
}

TEST(PageTokenTest, RefusesWhatIsNoTokenOfTheRequest) {
  const std::string token = MakePageToken({40, ""}, "request");
  std::string changed = token;
  changed[0] = changed[0] == 'A' ? 'B' : 'A';
  for (const std::string& bad :
       {MakePageToken({40, ""}, "another"), changed, token + token, std::string("x"),
        std::string(10'000, 'A'), std::string("MA"), std::string("\n")}) {
    std::vector<Violation> violations;
    EXPECT_FALSE(ReadPageToken(bad, "request", violations).has_value()) << bad;
    ASSERT_EQ(violations.size(), 1u);
    EXPECT_EQ(violations[0].path, "page_token");
  }
}

TEST(PageTokenTest, APageHasItsSize) {
  std::vector<Violation> violations;
  EXPECT_EQ(PageSize(0, 50, 1'000, violations), 50u);
  EXPECT_EQ(PageSize(7, 50, 1'000, violations), 7u);
  EXPECT_EQ(PageSize(5'000, 50, 1'000, violations), 1'000u);
  EXPECT_TRUE(violations.empty());
  PageSize(-1, 50, 1'000, violations);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].reason, "OUT_OF_RANGE");
}

}  // namespace
}  // namespace bellwether
