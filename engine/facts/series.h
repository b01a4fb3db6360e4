// Series as expressions and curves see them (S8).
#ifndef BELLWETHER_ENGINE_FACTS_SERIES_H_
#define BELLWETHER_ENGINE_FACTS_SERIES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "engine/expression/value.h"

namespace bellwether {

// Keeps the last point of each bin of width `every`, counted back from `as_of`. `points` is sorted
// by time and ends no later than `as_of`. Returns the index of the first point after the last
// empty bin: a run of falls does not reach behind it.
uint32_t BinSeries(std::vector<expression::SeriesPoint>& points, absl::Time as_of,
                   absl::Duration every);

// Latest value ÷ median of the earlier ones; nothing with fewer than three earlier points or a
// median that is not positive.
std::optional<double> RatioToBaseline(const expression::SeriesView& series,
                                      std::vector<double>& scratch);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_SERIES_H_
