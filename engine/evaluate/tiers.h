// A number's tier: which set is in force, which row of it counts, which bound holds first (S21).
// Benchmarks of an account and targets of a portfolio are rated alike.
#ifndef BELLWETHER_ENGINE_EVALUATE_TIERS_H_
#define BELLWETHER_ENGINE_EVALUATE_TIERS_H_

#include <cstdint>

#include "engine/plan/plan.h"

namespace bellwether {

// Index in Plan::sets: the requested one (index in Plan::set_names; -1: none) where the benchmark
// has it, else the pack's; kNoIndex when there is neither.
uint32_t SetInForce(const Plan& plan, const PlanBenchmark& benchmark, int32_t requested);

// Index in Plan::rows: the row of the segment or cadence `key` (-1: not known), else the default
// row, else kNoIndex.
uint32_t RowFor(const Plan& plan, uint32_t set, int32_t key);

// The first tier whose bound holds, else the last; 0 is the best.
uint32_t FirstTier(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row, double value);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_TIERS_H_
