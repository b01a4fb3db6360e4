// Each outcome of a rule is read in tests/golden/testing, which asks at every path; here stands
// what outputs need beside it, and what is said where there is no value.
#include <gtest/gtest.h>

#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "tests/engine/paths/course.h"

namespace bellwether {
namespace {

TEST(ReadersTest, TheAccountIsReadAsItWasTold) {
  const Student eva = GoodStudent();
  EXPECT_EQ(eva.At("id"), "eva");
  EXPECT_EQ(eva.At("segment"), "evening");
  EXPECT_EQ(eva.At("stage"), "enrolled");
  EXPECT_EQ(eva.At("cadence"), "weekly");
  EXPECT_EQ(eva.At("csm"), "Ada");
  EXPECT_EQ(eva.At("acv"), "1200");
  EXPECT_EQ(eva.At("seats"), "no value (NOT_GIVEN)");
  EXPECT_EQ(eva.At("as_of"), "2026-03-01T00:00:00Z");
}

TEST(ReadersTest, MissingSignalsAreNamedAndCounted) {
  const Student eva("{attendance: 1, tutor: true, mood: {not_applicable: true}}");
  EXPECT_EQ(eva.At("missing"), "[homework, note, last_question_at, points]");
  EXPECT_EQ(eva.At("missing.count"), "4");
  EXPECT_EQ(eva.At("stale"), "[]");
  EXPECT_EQ(eva.At("stale.count"), "0");
}

TEST(ReadersTest, StaleSignalsAreNamedAndCounted) {
  const auto plan = testing_support::PlanOf("signals: {x: {type: ratio, max_age: 7d}}\n");
  const Account account =
      testing_support::AccountOf("signals: {x: {value: 0.5, observed_at: 2026-01-01}}\n");
  const auto scored = testing_support::Score(plan, account);
  const EvaluatedAccount of{*plan, account, scored.facts, scored.evaluation};
  EXPECT_EQ(Show(Observe(of, ResolvePath(*plan, "stale").path)), "[x]");
  EXPECT_EQ(Show(Observe(of, ResolvePath(*plan, "stale.count").path)), "1");
  EXPECT_EQ(Show(Observe(of, ResolvePath(*plan, "missing").path)), "[x]");
}

TEST(ReadersTest, ThePrimaryModelAnswersForTheAccount) {
  const Student eva = GoodStudent();
  EXPECT_EQ(eva.At("health.primary.score"), "95");
  EXPECT_EQ(eva.At("health.primary.band"), "green");
  EXPECT_EQ(eva.At("health.primary.state"), "scored");
  EXPECT_EQ(eva.At("health.primary.certain"), "true");
}

TEST(ReadersTest, WithoutAModelThereIsNoPrimaryOne) {
  const Student alumnus("{}", "", "alumnus");
  for (const char* path : {"health.primary", "health.primary.score", "health.primary.state"}) {
    EXPECT_EQ(alumnus.At(path), "no value (no model answers)") << path;
  }
  EXPECT_EQ(alumnus.At("health.study.state"), "not_applicable");
  EXPECT_EQ(alumnus.At("health.study.score"), "no value (not_applicable)");
}

TEST(ReadersTest, RaisedFlagsAreToldApartBySeverity) {
  const Student eva("{attendance: 0.4, mood: bad}");
  EXPECT_EQ(eva.At("flags.raised"), "[absent, unhappy]");
  EXPECT_EQ(eva.At("flags.red"), "[absent]");
  EXPECT_EQ(eva.At("flags.yellow"), "[unhappy]");
}

TEST(ReadersTest, ThePackIsNamed) {
  const Student eva = GoodStudent();
  EXPECT_EQ(eva.At("pack.name"), "course");
  EXPECT_EQ(eva.At("pack.version"), "1.0.0");
  EXPECT_EQ(eva.At("pack.digest"), CoursePlan()->digest);
}

}  // namespace
}  // namespace bellwether
