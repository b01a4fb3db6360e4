// What the tables of parameters cannot say. Internal to engine/simulation.
#ifndef BELLWETHER_ENGINE_SIMULATION_CHECK_H_
#define BELLWETHER_ENGINE_SIMULATION_CHECK_H_

#include "engine/simulation/parameters.h"
#include "engine/source/diagnostic.h"

namespace bellwether::simulation {

// Names that must exist, ranges, weights, the order of buckets and milestones. `parameters` hold
// all required keys.
void Check(const Parameters& parameters, DiagnosticSink& sink);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_CHECK_H_
