// What people did before is told now and then, and Bind accepts it.
#include "engine/generation/history.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "engine/generation/account_generator.h"
#include "tests/rules/packs.h"
#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

TEST(HistoryTest, EverythingThatPeopleDoIsThereNowAndThen) {
  constexpr int kAccounts = 3'000;
  const auto& plan = PackAt("rules/saas");
  const AccountGenerator accounts(*plan, 1, Moment::Date(absl::CivilDay(2026, 3, 1)));
  int granted = 0, requested = 0, scorecards = 0, bands = 0, expired = 0, live = 0;
  for (uint64_t i = 0; i < kAccounts; ++i) {
    const Account account = accounts.At(i);
    const auto scored = testing_support::Score(plan, account);
    granted += account.extension.granted_days.has_value();
    requested += account.extension.requested_days.has_value();
    scorecards += !account.dimension_scores.empty();
    bands += account.previous_bands.size() == plan->models.size();
    for (const BoundOverride& bound : scored.facts.overrides) ++(bound.expired ? expired : live);
  }
  EXPECT_NEAR(granted, 0.15 * kAccounts, 80);
  EXPECT_NEAR(requested, 0.15 * kAccounts, 80);
  EXPECT_GT(scorecards, 30);
  EXPECT_NEAR(bands, 0.1 * kAccounts, 70);
  EXPECT_GT(expired, 5);
  EXPECT_GT(live, 5);
}

TEST(HistoryTest, APackWithoutGraduationHasNone) {
  const auto plan = testing_support::PlanOf("signals: {x: {type: ratio}}\n");
  const AccountGenerator accounts(*plan, 1, Moment::Date(absl::CivilDay(2026, 3, 1)));
  for (uint64_t i = 0; i < 300; ++i) {
    const Account account = accounts.At(i);
    EXPECT_FALSE(account.extension.granted_days || account.extension.requested_days);
    EXPECT_TRUE(account.dimension_scores.empty() && account.previous_bands.empty() &&
                account.overrides.empty());
  }
}

}  // namespace
}  // namespace bellwether::generation
