// What metrics say <-> messages: the server writes them, the command line reads them back and
// prints them like its own.
//
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_METRICS_H_
#define BELLWETHER_PROTOS_WIRE_METRICS_H_

#include <optional>
#include <span>

#include "bellwether/v1/metrics.pb.h"
#include "bellwether/v1/portfolio.pb.h"
#include "engine/book/quality.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/result.h"
#include "google/protobuf/repeated_field.h"

namespace bellwether::wire {

// Total: everything that a result holds. Into an empty message.
void MetricToProto(const portfolio::MetricResult& result, v1::MetricResult& message);
// Reads back what MetricToProto wrote, to the bit; of a message that was cut, what is left. Nothing
// for a measure that this version does not know.
std::optional<portfolio::MetricResult> MetricFromProto(const v1::MetricResult& message);

// What the pack says of its metric, without any book.
void MetricDefinitionToProto(const Plan& plan, uint32_t metric, v1::MetricDefinition& message);

void DoubtsToProto(std::span<const book::Finding> findings,
                   google::protobuf::RepeatedPtrField<v1::BookDoubt>& list);

// A count as the messages have it: those beyond int32 are its greatest.
int32_t CountToProto(uint64_t count);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_METRICS_H_
