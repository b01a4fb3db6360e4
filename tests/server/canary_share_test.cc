#include "server/packs/canary_share.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

int AccountsIn(const std::string& digest, double share, int accounts) {
  int in = 0;
  for (int i = 0; i < accounts; ++i) in += IsInShare(digest, std::to_string(i), share) ? 1 : 0;
  return in;
}

TEST(CanaryShareTest, TakesAboutTheShare) {
  EXPECT_NEAR(AccountsIn("0123", 0.05, 20'000), 1000, 100);
  EXPECT_NEAR(AccountsIn("4567", 0.5, 20'000), 10'000, 300);
}

TEST(CanaryShareTest, TakesNobodyOrEverybodyAtTheEnds) {
  EXPECT_EQ(AccountsIn("0123", 0, 1000), 0);
  EXPECT_EQ(AccountsIn("0123", 1, 1000), 1000);
}

// Whoever is in a share is in every larger one.
TEST(CanaryShareTest, OnlyAddsAccountsWhenTheShareGrows) {
  for (int i = 0; i < 1000; ++i) {
    const std::string id = std::to_string(i);
    if (IsInShare("0123", id, 0.05)) {
      EXPECT_TRUE(IsInShare("0123", id, 0.06)) << id;
    }
  }
}

// On every replica and for good: SHA-256("0123:acme") begins with 7836f04f.
TEST(CanaryShareTest, IsTheSameEverywhere) {
  EXPECT_TRUE(IsInShare("0123", "acme", 0.469589));
  EXPECT_FALSE(IsInShare("0123", "acme", 0.469587));
}

}  // namespace
}  // namespace bellwether
