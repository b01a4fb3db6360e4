#include "tests/support/counted_allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<size_t> allocations{0};

// Not inlined: gcc would see malloc() paired with delete and take it for a mistake.
__attribute__((noinline)) void* Count(size_t size) noexcept {
  allocations.fetch_add(1, std::memory_order_relaxed);
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
void operator delete(void* memory, const std::nothrow_t&) noexcept { Release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { Release(memory); }

namespace bellwether::testing_support {

size_t AllocationsSoFar() { return allocations.load(std::memory_order_relaxed); }

}  // namespace bellwether::testing_support
