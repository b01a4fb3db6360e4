// What must be evaluated for a path.
#include "engine/paths/wanted.h"

#include <gtest/gtest.h>

#include "engine/paths/resolve.h"
#include "tests/engine/paths/course.h"

namespace bellwether {
namespace {

Wanted By(const char* path) { return WantedBy(ResolvePath(*CoursePlan(), path).path); }

TEST(WantedTest, OnlyArithmeticOfComponentsNeedsContributions) {
  EXPECT_EQ(By("component.study.mood.share").arithmetic, Arithmetic::kContributions);
  EXPECT_EQ(By("component.study.mood.contribution").arithmetic, Arithmetic::kContributions);
  EXPECT_EQ(By("component.study.mood.score").arithmetic, Arithmetic::kOutcomes);
  EXPECT_EQ(By("health.study.raw").arithmetic, Arithmetic::kOutcomes);
}

TEST(WantedTest, AnOutcomeIsOfItsStage) {
  EXPECT_EQ(By("health.study.raw").stages, Stages({Stage::kHealth}));
  EXPECT_EQ(By("graduation.total").stages, Stages({Stage::kGraduation}));
  EXPECT_EQ(By("forecast.latest").stages, Stages({Stage::kForecast}));
  EXPECT_EQ(By("extension.message").stages, Stages::All()) << "a text may name any outcome";
}

TEST(WantedTest, FactsNeedNone) {
  EXPECT_TRUE(By("segment").stages.none());
  EXPECT_TRUE(By("pack.digest").stages.none());
}

}  // namespace
}  // namespace bellwether
