// S32: after the first run, numeric and boolean expressions allocate nothing. This binary counts
// every operator new.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/engine/expression/sample_facts.h"

namespace {
std::atomic<size_t> g_allocations{0};
}  // namespace

namespace {

// Not inlined: gcc would see malloc() paired with delete and take it for a mistake.
__attribute__((noinline)) void* Count(size_t size) noexcept {
  g_allocations.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size == 0 ? 1 : size);
}
__attribute__((noinline)) void Release(void* memory) noexcept { std::free(memory); }

void* CountOrThrow(size_t size) {
  if (void* memory = Count(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

// All forms, because a sanitizer brings its own of those that are left out.
void* operator new(size_t size) { return CountOrThrow(size); }
void* operator new[](size_t size) { return CountOrThrow(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return Count(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return Count(size); }
void operator delete(void* memory) noexcept { Release(memory); }
void operator delete[](void* memory) noexcept { Release(memory); }
void operator delete(void* memory, size_t) noexcept { Release(memory); }
void operator delete[](void* memory, size_t) noexcept { Release(memory); }

namespace bellwether::expression {
namespace {

size_t AllocationsOfSecondRun(const char* text) {
  const SampleFacts facts;
  const Program program = Compile(CheckOrFail(text));
  const Context context = SampleContext();
  Stack stack;
  expression::Run(program, facts.slots(), context, stack);
  const size_t before = g_allocations.load();
  expression::Run(program, facts.slots(), context, stack);
  return g_allocations.load() - before;
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
