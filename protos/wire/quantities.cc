// Tested by tests/protos/wire/metrics_test.cc.
#include "protos/wire/quantities.h"

#include <algorithm>
#include <limits>

namespace bellwether::wire {

v1::MetricUnit UnitToProto(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::kRatio:
      return v1::METRIC_UNIT_RATIO;
    case MeasureUnit::kTimes:
      return v1::METRIC_UNIT_TIMES;
    case MeasureUnit::kDays:
      return v1::METRIC_UNIT_DAYS;
    case MeasureUnit::kHours:
      return v1::METRIC_UNIT_HOURS;
    case MeasureUnit::kMoney:
      return v1::METRIC_UNIT_MONEY;
    case MeasureUnit::kPoints:
      return v1::METRIC_UNIT_POINTS;
    case MeasureUnit::kScore:
      return v1::METRIC_UNIT_SCORE;
    case MeasureUnit::kCount:
      return v1::METRIC_UNIT_COUNT;
    case MeasureUnit::kYears:
      return v1::METRIC_UNIT_YEARS;
  }
  return v1::METRIC_UNIT_UNSPECIFIED;
}

MeasureUnit UnitFromProto(v1::MetricUnit unit) {
  switch (unit) {
    case v1::METRIC_UNIT_TIMES:
      return MeasureUnit::kTimes;
    case v1::METRIC_UNIT_DAYS:
      return MeasureUnit::kDays;
    case v1::METRIC_UNIT_HOURS:
      return MeasureUnit::kHours;
    case v1::METRIC_UNIT_MONEY:
      return MeasureUnit::kMoney;
    case v1::METRIC_UNIT_POINTS:
      return MeasureUnit::kPoints;
    case v1::METRIC_UNIT_SCORE:
      return MeasureUnit::kScore;
    case v1::METRIC_UNIT_COUNT:
      return MeasureUnit::kCount;
    case v1::METRIC_UNIT_YEARS:
      return MeasureUnit::kYears;
    default:
      return MeasureUnit::kRatio;
  }
}

void IntervalToProto(const statistics::Interval& interval, v1::Interval& message) {
  message.set_low(interval.low);
  message.set_high(interval.high);
}

statistics::Interval IntervalFromProto(const v1::Interval& message) {
  return {message.low(), message.high()};
}

int32_t CountToProto(uint64_t count) {
  constexpr uint64_t kMost = std::numeric_limits<int32_t>::max();
  return static_cast<int32_t>(std::min(count, kMost));
}

uint64_t CountFromProto(int32_t count) { return count < 0 ? 0 : static_cast<uint64_t>(count); }

}  // namespace bellwether::wire
