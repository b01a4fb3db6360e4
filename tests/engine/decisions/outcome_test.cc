// What of an evaluation goes into a log.
#include "engine/decisions/outcome.h"

#include "gtest/gtest.h"
#include "tests/engine/decisions/logged.h"

namespace bellwether::decisions {
namespace {

using testing_support::PlanOf;

TEST(LoggedPathsTest, HaveWhatCallersActUpon) {
  const auto plan = PlanOf(kPack);
  const Decision decision = Logged(plan, "signals: {usage: 0.9, support: 5, silent: true}");
  EXPECT_EQ(TextAt(decision, "health.primary"), "onboarding");
  EXPECT_EQ(TextAt(decision, "health.onboarding.state"), "scored");
  EXPECT_EQ(TextAt(decision, "health.onboarding.effective"), "80");
  EXPECT_EQ(TextAt(decision, "health.onboarding.band"), "green");
  EXPECT_EQ(TextAt(decision, "health.onboarding.coverage"), "1");
  EXPECT_EQ(TextAt(decision, "flags.raised"), "[silent]");
  EXPECT_EQ(TextAt(decision, "graduation.state"), "not_defined");
  EXPECT_EQ(TextAt(decision, "graduation.decision"), "nothing");
  EXPECT_EQ(TextAt(decision, "missing"), "[mood, seen_at, history]");
  EXPECT_EQ(TextAt(decision, "stale"), "[]");
}

// What was not evaluated has no meaning, and is no outcome.
TEST(LoggedPathsTest, HaveOnlyWhatWasEvaluated) {
  const auto plan = PlanOf(kPack);
  const Decision decision = Logged(plan, "signals: {usage: 1}", {Stage::kHealth});
  EXPECT_EQ(TextAt(decision, "health.onboarding.band"), "green");
  EXPECT_EQ(TextAt(decision, "flags.raised"), "not logged");
  EXPECT_EQ(TextAt(decision, "extension.decision"), "not logged");
  EXPECT_NE(TextAt(decision, "missing"), "not logged");
}

TEST(LoggedPathsTest, KnowWhereAPathComesFrom) {
  const LoggedPaths paths(*PlanOf(kPack));
  EXPECT_EQ(paths.StagesOf("flags.raised"), Stages({Stage::kFlags}));
  EXPECT_EQ(paths.StagesOf("health.onboarding.raw"), Stages({Stage::kHealth}));
  EXPECT_TRUE(paths.StagesOf("missing").none());
  EXPECT_TRUE(paths.Has("missing"));
  EXPECT_FALSE(paths.Has("health.customer.raw"));
}

}  // namespace
}  // namespace bellwether::decisions
