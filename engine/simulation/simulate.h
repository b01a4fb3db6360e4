// The records of one account of a simulated book.
//
//   for (uint32_t i = 0; i < accounts; ++i) {
//     Simulate(parameters, seed, period, i, [&](const records::Record& record) { ... });
//   }
//
// A pure function of its arguments: accounts know nothing of each other, so a book is the same in
// whatever order and in however many threads they are simulated. `parameters` were loaded without a
// mistake (load.h).
#ifndef BELLWETHER_ENGINE_SIMULATION_SIMULATE_H_
#define BELLWETHER_ENGINE_SIMULATION_SIMULATE_H_

#include <cstdint>
#include <functional>

#include "engine/records/record.h"
#include "engine/simulation/parameters.h"
#include "engine/simulation/period.h"

namespace bellwether::simulation {

// `sink` is given each record once it is complete, subject by subject.
void Simulate(const Parameters& parameters, uint64_t seed, const Period& period, uint32_t account,
              const std::function<void(const records::Record&)>& sink);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_SIMULATE_H_
