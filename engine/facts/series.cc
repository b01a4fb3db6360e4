// Tested by tests/engine/facts/series_test.cc.
#include "engine/facts/series.h"

#include <algorithm>
#include <cmath>

#include "engine/base/civil_day.h"

namespace bellwether {

using expression::SeriesPoint;

namespace {

constexpr size_t kFewestEarlierPoints = 3;

}  // namespace

double DaysBefore(absl::Time at, absl::Time as_of, double width, const absl::TimeZone& zone) {
  if (width != std::floor(width)) return absl::ToDoubleHours(as_of - at) / 24;
  return DayNumber(as_of, zone) - DayNumber(at, zone);
}

uint32_t BinSeries(std::vector<SeriesPoint>& points, absl::Time as_of, double every_days,
                   const absl::TimeZone& zone) {
  size_t kept = 0;
  uint32_t run_start = 0;
  double last_bin = 0;
  for (const SeriesPoint& point : points) {
    const double bin = std::floor(DaysBefore(point.at, as_of, every_days, zone) / every_days);
    if (kept > 0 && bin == last_bin) {
      points[kept - 1] = point;
      continue;
    }
    if (kept > 0 && last_bin - bin > 1) run_start = static_cast<uint32_t>(kept);
    points[kept++] = point;
    last_bin = bin;
  }
  points.resize(kept);
  return run_start;
}

std::optional<double> RatioToBaseline(const expression::SeriesView& series,
                                      std::vector<double>& scratch) {
  if (series.size < kFewestEarlierPoints + 1) return std::nullopt;
  scratch.clear();
  for (uint32_t i = 0; i + 1 < series.size; ++i) scratch.push_back(series.points[i].value);
  std::sort(scratch.begin(), scratch.end());
  const size_t middle = scratch.size() / 2;
  const double median =
      scratch.size() % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + scratch[middle]) / 2;
  if (!(median > 0)) return std::nullopt;
  return series.points[series.size - 1].value / median;
}

}  // namespace bellwether
