// Split is asked for every account of a book, so it asks for no memory of its own.
#include <gtest/gtest.h>

#include "engine/attribution/score_parts.h"
#include "tests/support/counted_allocations.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::AllocationsSoFar;
using testing_support::Score;

TEST(AttributionAllocationTest, SplitAllocatesNothingOnceThereIsRoom) {
  const auto plan = testing_support::PlanOf(R"(
signals: {a: {type: ratio}, b: {type: ratio}}
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    components: {a: {weight: 1, of: a}, b: {weight: 3, of: b}}
)");
  const auto from = Score(plan, "signals: {a: 1, b: 0.5}");
  const auto to = Score(plan, "signals: {a: 0.5, b: 0.5}");
  const ScoreParts split(*plan, 0, *plan, 0);
  std::vector<ScorePart> parts;
  split.Split(from.evaluation, to.evaluation, parts);
  const size_t before = AllocationsSoFar();
  for (int i = 0; i < 3; ++i) split.Split(from.evaluation, to.evaluation, parts);
  EXPECT_EQ(AllocationsSoFar(), before);
  EXPECT_EQ(parts.size(), 2u);
}

}  // namespace
}  // namespace bellwether
