// S32: after the first run, numeric and boolean expressions allocate nothing. This binary counts
// every operator new.
#include <gtest/gtest.h>

#include "tests/engine/expression/sample_facts.h"
#include "tests/support/counted_allocations.h"

namespace bellwether::expression {
namespace {

size_t AllocationsOfSecondRun(const char* text) {
  const SampleFacts facts;
  const Program program = Compile(CheckOrFail(text));
  const Context context = SampleContext();
  Stack stack;
  expression::Run(program, facts.slots(), context, stack);
  const size_t before = testing_support::AllocationsSoFar();
  expression::Run(program, facts.slots(), context, stack);
  return testing_support::AllocationsSoFar() - before;
}

TEST(AllocationTest, NumbersAndConditionsAllocateNothing) {
  for (const char* text : {
           "seats > 30 && tickets / max(1, seats) < 0.5 || champion_left",
           "stage == \"onboarding\" && owner.contains(\"Lima\")",
           "stage in [\"adoption\", \"renewal\"]",
           "days_since(kickoff_at) > 7 && !happened(first_login_at)",
           "as_of - kickoff_at > days(10) && kickoff_at.getHours(\"Asia/Jakarta\") > 3",
           "falls(weekly_active_history) >= 3 || change(weekly_active_history, days(14)) < -0.2",
           "active ? round(weekly_active_ratio * 100, 1) : abs(-seats)",
           "size(\"a\" + \"b\") > 1",
           "1 / 0 > 1 || champion_left",
       }) {
    EXPECT_EQ(AllocationsOfSecondRun(text), 0u) << text;
  }
}

TEST(AllocationTest, TextsThatAreMadeDoAllocate) {
  EXPECT_GT(AllocationsOfSecondRun("owner + \"!\""), 0u);
}

}  // namespace
}  // namespace bellwether::expression
