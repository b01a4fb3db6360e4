// Counts what a whole program asks of the heap: who links this has its operator new counted.
#ifndef BELLWETHER_TESTS_SUPPORT_COUNTED_ALLOCATIONS_H_
#define BELLWETHER_TESTS_SUPPORT_COUNTED_ALLOCATIONS_H_

#include <cstddef>

namespace bellwether::testing_support {

// Calls of operator new since the program began, on all threads.
size_t AllocationsSoFar();

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_SUPPORT_COUNTED_ALLOCATIONS_H_
