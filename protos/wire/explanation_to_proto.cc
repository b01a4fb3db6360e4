// Tested by tests/protos/wire/evaluation_to_proto_test.cc.
#include "protos/wire/explanation_to_proto.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(MissingReason::kBenchmarkNotApplicable) ==
              v1::MISSING_REASON_BENCHMARK_NOT_APPLICABLE);
static_assert(static_cast<int>(ComponentState::kZeroWeight) + 1 == v1::COMPONENT_STATE_ZERO_WEIGHT);

void WriteBackground(const ComponentLine& line, v1::Component& message) {
  message.set_input(line.input);
  SetValue(line.value, message);
  message.set_curve(line.curve);
  if (line.benchmark) {
    v1::BenchmarkUse& use = *message.mutable_benchmark();
    use.set_benchmark(line.benchmark->benchmark);
    use.set_set(line.benchmark->set);
    use.set_row(line.benchmark->row);
    use.set_tier(line.benchmark->tier);
    use.set_bound(line.benchmark->bound);
  }
  message.set_inverted(line.inverted);
  message.set_decay_factor(line.decay);
  SetPlace(line.place, message);
  message.set_source(line.source);
  message.set_description(line.description);
  AddMissing(line.missing, message);
}

}  // namespace

void FactValueToProto(const FactValue& value, v1::FactValue& message) {
  if (const double* number = std::get_if<double>(&value)) {
    message.set_number(*number);
  } else if (const bool* flag = std::get_if<bool>(&value)) {
    message.set_flag(*flag);
  } else if (const std::string* text = std::get_if<std::string>(&value)) {
    message.set_text(*text);
  } else if (const absl::Time* time = std::get_if<absl::Time>(&value)) {
    TimeToProto(*time, *message.mutable_time());
  } else if (const SeriesSize* series = std::get_if<SeriesSize>(&value)) {
    message.set_points(static_cast<int32_t>(series->points));
  }
}

void ComponentToProto(const ComponentLine& line, bool full, v1::Component& message) {
  message.set_name(line.name);
  message.set_state(AfterUnspecified<v1::ComponentState>(line.state));
  if (line.score) message.set_score(*line.score);
  message.set_missing_reason(ToProto(line.reason));
  message.set_weight(line.weight);
  message.set_normalized_weight(line.share);
  message.set_contribution(line.contribution);
  message.set_coverage(line.coverage);
  if (full) WriteBackground(line, message);
  for (const ComponentLine& child : line.components) {
    ComponentToProto(child, full, *message.add_components());
  }
}

}  // namespace bellwether::wire
