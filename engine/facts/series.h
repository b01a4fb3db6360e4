// Series as expressions and curves see them (S8).
#ifndef BELLWETHER_ENGINE_FACTS_SERIES_H_
#define BELLWETHER_ENGINE_FACTS_SERIES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "engine/expression/value.h"

namespace bellwether {

// Days from `at` to `as_of`, to be held against `width`: civil days in `zone` when the width is
// whole days, so that a change of the clocks moves nothing, else elapsed time (S4).
double DaysBefore(absl::Time at, absl::Time as_of, double width, const absl::TimeZone& zone);

// Keeps the last point of each bin of `every_days`, counted back from `as_of`: a point that is
// exactly one width old begins the second bin. `points` is sorted by time and ends no later than
// `as_of`. Returns the index of the first point after the last empty bin: a run of falls does not
// reach behind it.
uint32_t BinSeries(std::vector<expression::SeriesPoint>& points, absl::Time as_of,
                   double every_days, const absl::TimeZone& zone);

// Latest value ÷ median of the earlier ones; nothing with fewer than three earlier points or a
// median that is not positive.
std::optional<double> RatioToBaseline(const expression::SeriesView& series,
                                      std::vector<double>& scratch);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_SERIES_H_
