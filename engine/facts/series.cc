// Tested by tests/engine/facts/series_test.cc.
#include "engine/facts/series.h"

#include <algorithm>

namespace bellwether {

using expression::SeriesPoint;

namespace {

constexpr size_t kFewestEarlierPoints = 3;

// Bins are half-open towards the past: bin 0 holds (as_of - every, as_of].
int64_t BinOf(absl::Time at, absl::Time as_of, absl::Duration every) {
  absl::Duration rest;
  return absl::IDivDuration(as_of - at, every, &rest);
}

}  // namespace

uint32_t BinSeries(std::vector<SeriesPoint>& points, absl::Time as_of, absl::Duration every) {
  size_t kept = 0;
  uint32_t run_start = 0;
  int64_t last_bin = 0;
  for (const SeriesPoint& point : points) {
    const int64_t bin = BinOf(point.at, as_of, every);
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
  const double median = scratch.size() % 2 == 1 ? scratch[middle]
                                                : (scratch[middle - 1] + scratch[middle]) / 2;
  if (!(median > 0)) return std::nullopt;
  return series.points[series.size - 1].value / median;
}

}  // namespace bellwether
