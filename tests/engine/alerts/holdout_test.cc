// Which accounts a playbook leaves alone.
#include "engine/alerts/holdout.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::alerts {
namespace {

using ::testing::ElementsAre;

ruleset::Holdout Of(double share, int64_t seed = 7) {
  ruleset::Holdout holdout;
  holdout.share = share;
  holdout.seed = seed;
  return holdout;
}

std::vector<int> HeldOut(const ruleset::Holdout& holdout, const std::string& playbook = "call",
                         int accounts = 40) {
  std::vector<int> held_out;
  for (int i = 0; i < accounts; ++i) {
    if (IsHeldOut(holdout, playbook, absl::StrCat("a", i))) held_out.push_back(i);
  }
  return held_out;
}

// By another program: int(sha256(b"7:call:a0").hexdigest()[:16], 16) / 2**64 < 0.1.
TEST(HoldoutTest, IsWhatAnyOtherProgramFinds) {
  EXPECT_THAT(HeldOut(Of(0.1)), ElementsAre(0, 5, 23, 27, 28, 39));
}

TEST(HoldoutTest, AnotherSeedOrPlaybookDrawsOthers) {
  EXPECT_THAT(HeldOut(Of(0.1, 8)), ElementsAre(18, 20, 36, 38));
  EXPECT_THAT(HeldOut(Of(0.1), "mail"), ElementsAre(2, 11, 12, 29, 32));
}

TEST(HoldoutTest, WhoIsLeftAloneStaysSoWithAGreaterShare) {
  const std::vector<int> few = HeldOut(Of(0.1)), many = HeldOut(Of(0.5));
  EXPECT_TRUE(std::includes(many.begin(), many.end(), few.begin(), few.end()));
  EXPECT_GT(many.size(), few.size());
}

TEST(HoldoutTest, TheShareComesOut) {
  for (const double share : {0.05, 0.1, 0.5, 0.9}) {
    constexpr int kAccounts = 10'000;
    const auto count = static_cast<double>(HeldOut(Of(share), "call", kAccounts).size());
    const double deviation = std::sqrt(kAccounts * share * (1 - share));
    EXPECT_NEAR(count, kAccounts * share, 4 * deviation) << share;
  }
}

}  // namespace
}  // namespace bellwether::alerts
