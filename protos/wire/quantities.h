// Units, intervals and counts <-> messages: what metrics and evidence have in common.
//
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_QUANTITIES_H_
#define BELLWETHER_PROTOS_WIRE_QUANTITIES_H_

#include <cstdint>

#include "bellwether/v1/metrics.pb.h"
#include "engine/document/measures.h"
#include "engine/statistics/interval.h"

namespace bellwether::wire {

v1::MetricUnit UnitToProto(MeasureUnit unit);
// kRatio for one that this version does not know.
MeasureUnit UnitFromProto(v1::MetricUnit unit);

void IntervalToProto(const statistics::Interval& interval, v1::Interval& message);
statistics::Interval IntervalFromProto(const v1::Interval& message);

// A count as the messages have it: those beyond int32 are its greatest.
int32_t CountToProto(uint64_t count);
// 0 for less than 0.
uint64_t CountFromProto(int32_t count);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_QUANTITIES_H_
