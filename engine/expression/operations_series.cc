// Series (S8). What has no answer is missing with the series as its cause: no points, nothing
// before the time asked for, a fall from zero.
// Tested by tests/engine/expression/series_test.cc.
#include <algorithm>

#include "engine/expression/operation.h"

namespace bellwether::expression {
namespace {

Value MissingSeries(const Step& step) { return Value::Missing(uint64_t{1} << step.small); }

// Index of the point before the strict decreases at the end; the last point when there are none.
uint32_t StartOfFalls(const SeriesView& series) {
  uint32_t at = series.size - 1;
  while (at > series.run_start && series.points[at - 1].value > series.points[at].value) --at;
  return at;
}

}  // namespace

Value Last(const Step& step, const Value* operands, Machine&) {
  const SeriesView& series = *operands[0].series;
  if (series.size == 0) return MissingSeries(step);
  return Value::Double(series.points[series.size - 1].value);
}

Value Falls(const Step& step, const Value* operands, Machine&) {
  const SeriesView& series = *operands[0].series;
  if (series.size == 0) return MissingSeries(step);
  return Value::Double(series.size - 1 - StartOfFalls(series));
}

Value Fall(const Step& step, const Value* operands, Machine&) {
  const SeriesView& series = *operands[0].series;
  if (series.size == 0) return MissingSeries(step);
  const uint32_t start = StartOfFalls(series);
  if (start == series.size - 1) return Value::Double(0);
  const double before = series.points[start].value;
  if (!(before > 0)) return MissingSeries(step);
  return Value::Double((before - series.points[series.size - 1].value) / before);
}

Value Change(const Step& step, const Value* operands, Machine&) {
  const SeriesView& series = *operands[0].series;
  if (series.size == 0) return MissingSeries(step);
  const SeriesPoint& last = series.points[series.size - 1];
  const absl::Time then = last.at - operands[1].as_duration();
  const SeriesPoint* after =
      std::upper_bound(series.points, series.points + series.size, then,
                       [](absl::Time time, const SeriesPoint& point) { return time < point.at; });
  if (after == series.points) return MissingSeries(step);
  return Value::Double(last.value - (after - 1)->value);
}

}  // namespace bellwether::expression
