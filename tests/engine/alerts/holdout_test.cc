// Which accounts a playbook leaves alone.
#include "engine/alerts/holdout.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

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

testing_support::PlanPointer Pack() {
  static const auto plan = testing_support::PlanOf(R"(
severities: [red, yellow]
signals: {use: {type: ratio, description: x}}
alerts:
  low: {when: "use < 0.5", severity: yellow, reason: x, dedupe: use, playbook: call}
  lower: {when: "use < 0.2", severity: yellow, reason: x, dedupe: use, playbook: mail}
  gone: {when: "use == 0", severity: red, reason: x, dedupe: use}
playbooks:
  call: {steps: [{do: x}], holdout: {share: 0.1, seed: 7}}
  mail: {steps: [{do: x}]}
)");
  return plan;
}

AlertEvent Event(AlertEventKind kind, const std::string& rule, const std::string& lead) {
  AlertEvent event;
  event.kind = kind;
  event.key = "use";
  event.alert = rule;
  event.lead = lead;
  return event;
}

TEST(HeldOutAlertsTest, LotsCountFromTheRaiseToTheEnd) {
  HeldOutAlerts alerts(*Pack());
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kRaised, "low", "low"), "a0"));
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kGrouped, "lower", "low"), "a0"));
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kReminded, "low", "low"), "a0"));
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kResolved, "low", "low"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kRaised, "lower", "lower"), "a0"));
}

TEST(HeldOutAlertsTest, WhatGetsWorseIsTold) {
  HeldOutAlerts alerts(*Pack());
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kRaised, "low", "low"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kGrouped, "gone", "gone"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kEscalated, "gone", "gone"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kResolved, "gone", "gone"), "a0"));
}

TEST(HeldOutAlertsTest, OthersAreTold) {
  HeldOutAlerts alerts(*Pack());
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kRaised, "low", "low"), "a1"));
}

TEST(HeldOutAlertsTest, WhatPeopleEndedIsForgotten) {
  HeldOutAlerts alerts(*Pack());
  EXPECT_TRUE(alerts.Take(Event(AlertEventKind::kRaised, "low", "low"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kRaised, "lower", "lower"), "a0"));
  EXPECT_FALSE(alerts.Take(Event(AlertEventKind::kGrouped, "low", "lower"), "a0"));
}

}  // namespace
}  // namespace bellwether::alerts
