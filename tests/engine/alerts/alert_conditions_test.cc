// What alerts are about: conditions on answers, milestones that are late, accounts that are silent.
#include "engine/alerts/alert_conditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/alerts/stake.h"
#include "tests/support/scored_account.h"

namespace bellwether::alerts {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kPack[] = R"(
severities: [red, yellow]
stages: [onboarding, customer]
milestones: {order: [kickoff_call, training], grace_days: 2}
signals:
  use: {type: ratio, description: x}
  logins: {type: series, of: count, every: 7d, description: x}
health:
  only:
    bands: [{green: 80}, {red: 0}]
    components: {use: {weight: 1, of: use}}
flags:
  idle: {severity: red, when: "use < 0.1", reason: x}
)";

testing_support::PlanPointer PackWith(const std::string& alerts) {
  return testing_support::PlanOf(absl::StrCat(kPack, "alerts:\n", alerts));
}

// What the only alert of the pack says of an account.
Ternary Holds(const std::string& alert, std::string_view account_yaml,
              std::string_view as_of = "2026-03-01") {
  const auto plan = PackWith(absl::StrCat("  a: {severity: red, reason: x, ", alert, "}\n"));
  const Account account = testing_support::AccountOf(account_yaml);
  const auto scored = testing_support::Score(plan, account, testing_support::AsOf(as_of));
  EXPECT_TRUE(scored.status.ok()) << scored.status;
  DiagnosticSink sink;
  auto conditions = AlertConditions::Read(*plan, Limits{}, sink);
  EXPECT_TRUE(conditions.has_value());
  if (!conditions) return Ternary::kUnknown;
  std::vector<Ternary> holds;
  conditions->Look({*plan, account, scored.facts, scored.evaluation}, holds);
  EXPECT_EQ(holds.size(), 1u);
  return holds.front();
}

TEST(AlertConditionsTest, AConditionIsAboutTheAnswer) {
  EXPECT_EQ(Holds("when: \"health.primary.band == 'red'\"", "signals: {use: 0.2}"), Ternary::kTrue);
  EXPECT_EQ(Holds("when: \"health.primary.band == 'red'\"", "signals: {use: 0.9}"),
            Ternary::kFalse);
  EXPECT_EQ(Holds("when: \"flag.idle == 'raised'\"", "signals: {use: 0.05}"), Ternary::kTrue);
  EXPECT_EQ(Holds("when: \"'idle' in flags.red\"", "signals: {use: 0.05}"), Ternary::kTrue);
}

TEST(AlertConditionsTest, ATrendIsAConditionOnASeries) {
  const std::string alert = "when: \"falls(logins) >= 2\"";
  EXPECT_EQ(Holds(alert, "signals: {logins: [[2026-02-08, 5], [2026-02-15, 4], [2026-02-22, 3]]}"),
            Ternary::kTrue);
  EXPECT_EQ(Holds(alert, "signals: {logins: [[2026-02-08, 5], [2026-02-15, 4], [2026-02-22, 6]]}"),
            Ternary::kFalse);
}

TEST(AlertConditionsTest, WhatIsNotKnownIsUnknown) {
  EXPECT_EQ(Holds("when: \"use < 0.5\"", ""), Ternary::kUnknown);
  EXPECT_EQ(Holds("when: \"health.primary.band == 'red'\"", ""), Ternary::kUnknown);
}

TEST(AlertConditionsTest, WhereItDoesNotApplyItDoesNotHold) {
  const std::string alert = "when: \"use < 0.5\", applies_when: \"stage == 'onboarding'\"";
  EXPECT_EQ(Holds(alert, "stage: onboarding\nsignals: {use: 0.2}"), Ternary::kTrue);
  EXPECT_EQ(Holds(alert, "stage: customer\nsignals: {use: 0.2}"), Ternary::kFalse);
  EXPECT_EQ(Holds(alert, "stage: customer"), Ternary::kFalse) << "unknown && false";
  EXPECT_EQ(Holds(alert, "signals: {use: 0.2}"), Ternary::kUnknown);
}

TEST(AlertConditionsTest, AMilestoneIsOverdueAfterTheDaysOfGrace) {
  const std::string planned = "milestones: [{key: training, planned_at: 2026-02-20}]";
  EXPECT_EQ(Holds("overdue: training", planned, "2026-02-22"), Ternary::kFalse);
  EXPECT_EQ(Holds("overdue: training", planned, "2026-02-23"), Ternary::kTrue);
  EXPECT_EQ(Holds("overdue: any", planned, "2026-02-23"), Ternary::kTrue);
  EXPECT_EQ(Holds("overdue: kickoff_call", planned, "2026-02-23"), Ternary::kFalse);
  EXPECT_EQ(
      Holds("overdue: any",
            "milestones: [{key: training, planned_at: 2026-02-20, completed_at: 2026-02-28}]"),
      Ternary::kFalse);
  EXPECT_EQ(Holds("overdue: any", ""), Ternary::kFalse);
}

TEST(AlertConditionsTest, SilenceIsCountedFromTheNewestObservation) {
  const std::string told = "signals: {use: {value: 0.5, observed_at: 2026-02-01}}";
  EXPECT_EQ(Holds("no_data_for: 14d", told, "2026-02-14"), Ternary::kFalse);
  EXPECT_EQ(Holds("no_data_for: 14d", told, "2026-02-15"), Ternary::kTrue);
  EXPECT_EQ(Holds("no_data_for: 14d", "signals: {use: 0.5}"), Ternary::kFalse);
  EXPECT_EQ(Holds("no_data_for: 14d", "signals: {logins: [[2026-02-20, 3], [2026-02-27, 4]]}"),
            Ternary::kFalse);
  EXPECT_EQ(Holds("no_data_for: 14d", ""), Ternary::kUnknown) << "never observed";
}

// When time alone may turn the only alert of the pack, from 2026-03-01 on.
std::optional<absl::Time> NextTurn(const std::string& alert, std::string_view account_yaml) {
  const auto plan = PackWith(absl::StrCat("  a: {severity: red, reason: x, ", alert, "}\n"));
  const Account account = testing_support::AccountOf(account_yaml);
  const auto scored = testing_support::Score(plan, account, testing_support::AsOf("2026-03-01"));
  DiagnosticSink sink;
  const auto conditions = AlertConditions::Read(*plan, Limits{}, sink);
  EXPECT_TRUE(conditions.has_value());
  if (!conditions) return std::nullopt;
  return conditions->NextTurn({*plan, account, scored.facts, scored.evaluation});
}

TEST(AlertConditionsTest, ItIsKnownWhenTimeAloneTurnsOne) {
  const auto day = [](int month, int of_month) {
    return absl::FromCivil(absl::CivilDay(2026, month, of_month), absl::UTCTimeZone());
  };
  EXPECT_EQ(NextTurn("when: \"health.primary.band == 'red'\"", "signals: {use: 0.2}"), std::nullopt)
      << "it turns with the answer";
  EXPECT_EQ(NextTurn("when: \"use < 0.5\"", "signals: {use: 0.2}"), day(3, 2));
  EXPECT_EQ(NextTurn("overdue: any, applies_when: \"use < 0.5\"", ""), day(3, 2));
  const std::string told = "signals: {use: {value: 0.5, observed_at: 2026-02-20}}";
  EXPECT_EQ(NextTurn("no_data_for: 14d", told), day(3, 6));
  EXPECT_EQ(NextTurn("no_data_for: 7d", told), std::nullopt) << "it holds";
  EXPECT_EQ(NextTurn("no_data_for: 7d", ""), std::nullopt) << "never observed";
}

// What is wrong with the alerts of a pack, as `check` says it.
std::string MistakesOf(const std::string& alerts) {
  const Sources sources(
      {{"pack.yaml", absl::StrCat("pack: p\nversion: 1.0.0", kPack, "alerts:\n", alerts)}});
  const auto loaded = Load(sources);
  EXPECT_EQ(loaded.value, nullptr);
  return RenderAll(loaded.diagnostics, sources);
}

TEST(AlertConditionsTest, EveryMistakeOfEveryConditionIsToldWithItsPlace) {
  const std::string said =
      MistakesOf(R"(  a: {severity: red, reason: x, when: "health.primary.bnd == 'red'"}
  b: {severity: red, reason: x, when: "health.only.band == 'rad'"}
  c: {severity: red, reason: x, overdue: any, applies_when: "uze < 0.5"}
)");
  EXPECT_THAT(said, HasSubstr("health.primary.bnd"));
  EXPECT_THAT(said, HasSubstr("`health.primary.band`"));
  EXPECT_THAT(said, HasSubstr("rad"));
  EXPECT_THAT(said, HasSubstr("uze"));
  EXPECT_THAT(said, HasSubstr("pack.yaml:16:"));
  EXPECT_THAT(said, HasSubstr("pack.yaml:18:"));
}

TEST(StakeTest, IsWhatTheAccountIsWorthTimesHowFarItIsFromGood) {
  const auto plan = PackWith("  a: {severity: red, reason: x, overdue: any}\n");
  const auto stake = [&](std::string_view yaml) {
    const Account account = testing_support::AccountOf(yaml);
    const auto scored = testing_support::Score(plan, account);
    return StakeOf({*plan, account, scored.facts, scored.evaluation});
  };
  EXPECT_EQ(stake("acv: 1000\nsignals: {use: 0.3}").distance, 50);
  EXPECT_EQ(stake("acv: 1000\nsignals: {use: 0.3}").weight(), 50'000);
  EXPECT_EQ(stake("acv: 1000\nsignals: {use: 0.9}").weight(), 1000);
  EXPECT_EQ(stake("acv: 1000").weight(), 1000);
  EXPECT_EQ(stake("signals: {use: 0.3}").weight(), 0);
}

}  // namespace
}  // namespace bellwether::alerts
