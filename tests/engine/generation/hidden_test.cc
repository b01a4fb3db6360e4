// Facts go together by as much as they should, and each draws for itself.
#include "engine/generation/hidden.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace bellwether::generation {
namespace {

constexpr uint64_t kMany = 20'000;

TEST(HiddenTest, EachSubjectOfEachAccountDrawsForItself) {
  std::set<double> first;
  for (uint64_t position = 0; position < 50; ++position) {
    for (const char* subject : {"the dates", "usage", "usagf", ""}) {
      first.insert(DrawsOf(1, position, subject).Uniform());
      first.insert(DrawsOf(2, position, subject).Uniform());
    }
  }
  EXPECT_EQ(first.size(), 400u);
}

TEST(HiddenTest, CorrelationIsWhatWasAskedFor) {
  for (const double wanted : {-1.0, -0.6, 0.0, 0.6, 1.0}) {
    double product = 0;
    double square = 0;
    for (uint64_t i = 0; i < kMany; ++i) {
      const double health = HiddenOf(1, i).health;
      Draws draws = DrawsOf(1, i, "a");
      const double place = Around(health, wanted, draws);
      product += health * place;
      square += place * place;
    }
    EXPECT_NEAR(product / kMany, wanted, 0.03);
    EXPECT_NEAR(square / kMany, 1, 0.05);
  }
}

TEST(HiddenTest, ShareOfWhatIsMissingHolds) {
  for (const double share : {0.0, 0.05, 0.5, 1.0}) {
    uint64_t missing = 0;
    for (uint64_t i = 0; i < kMany; ++i) {
      Draws draws = DrawsOf(1, i, "a");
      missing += IsMissing(HiddenOf(1, i), share, draws);
    }
    EXPECT_NEAR(static_cast<double>(missing) / kMany, share, 0.01);
  }
}

TEST(HiddenTest, FactsAreMissingTogether) {
  constexpr double kShare = 0.1;
  uint64_t both = 0;
  for (uint64_t i = 0; i < kMany; ++i) {
    Draws one = DrawsOf(1, i, "a");
    Draws other = DrawsOf(1, i, "b");
    both += IsMissing(HiddenOf(1, i), kShare, one) && IsMissing(HiddenOf(1, i), kShare, other);
  }
  EXPECT_GT(static_cast<double>(both) / kMany, 2 * kShare * kShare);
}

}  // namespace
}  // namespace bellwether::generation
