// What becomes of several rows of one account. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_COLLECT_H_
#define BELLWETHER_ENGINE_IMPORTS_COLLECT_H_

#include <vector>

#include "engine/imports/mapping.h"
#include "engine/imports/row_reader.h"

namespace bellwether::imports {

// The one value that the observations come to; rows that say nothing are passed over, and nothing
// comes of nothing. Not for kOne and kSeries.
Observation Collected(Collect collect, const std::vector<Observation>& observations,
                      const absl::TimeZone& zone);

// Of several, the latest one: by its date, else the last. One without a date is before all others.
const Observation& Latest(const std::vector<Observation>& observations, const absl::TimeZone& zone);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_COLLECT_H_
