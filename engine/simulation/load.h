// The text of a file of parameters -> parameters that a book can be simulated with.
#ifndef BELLWETHER_ENGINE_SIMULATION_LOAD_H_
#define BELLWETHER_ENGINE_SIMULATION_LOAD_H_

#include "engine/base/limits.h"
#include "engine/schema/schema.h"
#include "engine/simulation/parameters.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::simulation {

// Reads the file `index` of `sources`. What is wrong is said with its place, all of it at once:
// unknown keys, values out of range, segments that are none, weights that come to nothing, ranges
// that end before they begin. Pure function.
Staged<Parameters> LoadParameters(const Sources& sources, uint32_t index, const Limits& limits);

// What such a file may hold, for editors: derived from the tables, like the decoder.
SchemaDocument SimulationSchema();

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_LOAD_H_
