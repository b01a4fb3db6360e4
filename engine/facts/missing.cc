// Tested by tests/engine/facts/bind_test.cc.
#include "engine/facts/missing.h"

#include <cstddef>

namespace bellwether {

const char* MissingReasonName(MissingReason reason) {
  constexpr const char* kNames[] = {"",
                                    "NOT_GIVEN",
                                    "NOT_APPLICABLE",
                                    "STALE",
                                    "NOT_YET",
                                    "IN_FUTURE",
                                    "NOT_FINITE",
                                    "OUT_OF_RANGE",
                                    "NO_BENCHMARK_ROW",
                                    "TOO_FEW_POINTS",
                                    "INPUT_MISSING",
                                    "FORMULA_ERROR",
                                    "BENCHMARK_NOT_APPLICABLE"};
  return kNames[static_cast<size_t>(reason)];
}

}  // namespace bellwether
