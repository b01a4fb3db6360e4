// What metrics say <-> messages: the server writes them, the command line reads them back and
// prints them like its own.
//
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_METRICS_H_
#define BELLWETHER_PROTOS_WIRE_METRICS_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "bellwether/v1/metrics.pb.h"
#include "bellwether/v1/portfolio.pb.h"
#include "engine/book/quality.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/result.h"
#include "google/protobuf/repeated_field.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {

// Total: everything that a result holds. Into an empty message.
void MetricToProto(const portfolio::MetricResult& result, v1::MetricResult& message);
// Reads back what MetricToProto wrote, to the bit; of a message that was cut, what is left. Nothing
// for a measure that this version does not know.
std::optional<portfolio::MetricResult> MetricFromProto(const v1::MetricResult& message);

// Likewise the accounts behind a number: into an answer that has none yet, and back out of it.
void AccountsToProto(const portfolio::AccountsInNumber& told,
                     v1::ListMetricAccountsResponse& message);
portfolio::AccountsInNumber AccountsFromProto(const v1::ListMetricAccountsResponse& message);

// What the pack says of its metric, without any book. Texts are in the language, where the pack, or
// the engine, has it; likewise below.
void MetricDefinitionToProto(const Plan& plan, uint32_t metric, std::string_view language,
                             v1::MetricDefinition& message);

void DoubtsToProto(std::span<const book::Finding> findings, std::string_view language,
                   google::protobuf::RepeatedPtrField<v1::BookDoubt>& list);

// A dashboard that the pack describes, by its position in Plan::dashboards.
void DashboardToProto(const Plan& plan, size_t dashboard, std::string_view language,
                      v1::Dashboard& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_METRICS_H_
