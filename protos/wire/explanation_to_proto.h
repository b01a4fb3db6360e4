// Internal to protos/wire: the lines that explanations are made of.
#ifndef BELLWETHER_PROTOS_WIRE_EXPLANATION_TO_PROTO_H_
#define BELLWETHER_PROTOS_WIRE_EXPLANATION_TO_PROTO_H_

#include <string>
#include <vector>

#include "bellwether/v1/explanation.pb.h"
#include "engine/explain/lines.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {

// The engine's enums begin where the messages' do, one after UNSPECIFIED.
template <typename Proto, typename Engine>
Proto AfterUnspecified(Engine value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}

inline v1::MissingReason ToProto(MissingReason reason) {
  return static_cast<v1::MissingReason>(reason);
}

template <typename Message>
void AddMissing(const std::vector<MissingName>& missing, Message& message) {
  for (const MissingName& name : missing) {
    v1::MissingInput& added = *message.add_missing();
    added.set_name(name.name);
    added.set_reason(ToProto(name.reason));
  }
}

// The names behind the bits of `causes`, which belong to `program`, and why each is missing.
template <typename Message>
void AddCauses(const Plan& plan, const Evaluation& evaluation, uint32_t program, uint64_t causes,
               Message& message) {
  if (program == kNoIndex || causes == 0) return;
  const auto& names = plan.programs[program].names();
  for (uint32_t i = 0; i < names.size(); ++i) {
    if ((causes >> i & 1) == 0) continue;
    v1::MissingInput& added = *message.add_missing();
    added.set_name(plan.slots[names[i]].name);
    added.set_reason(ToProto(evaluation.reasons[names[i]]));
  }
}

void FactValueToProto(const FactValue& value, v1::FactValue& message);
void AnswerRangeToProto(const AnswerRange& range, std::string_view language,
                        v1::AnswerRange& message);

inline void PlaceToProto(const Place& place, v1::SourceLocation& message) {
  message.set_file(place.file);
  message.set_line(static_cast<int32_t>(place.line));
}

// No message for a value that is not there.
template <typename Message>
void SetValue(const FactValue& value, Message& message) {
  if (!std::holds_alternative<std::monostate>(value)) {
    FactValueToProto(value, *message.mutable_value());
  }
}

template <typename Message>
void SetPlace(const Place& place, Message& message) {
  if (place.line != 0) PlaceToProto(place, *message.mutable_location());
}

inline bool AtLeast(const AnswerOptions& options, v1::ExplanationLevel level) {
  return options.explanation >= level;
}

// The arithmetic of one component and those below it; `full` adds what stands behind it.
void ComponentToProto(const ComponentLine& line, bool full, v1::Component& message);

// What the views share: account, pack, moment, segment and stage; counts of what is missing and
// stale; the number of flags whose condition is unknown.
void GroundToProto(const Plan& plan, const Facts& facts, bool names_ground,
                   v1::Evaluation& message);
// `asked`: the stages that a missing signal must have a say in.
void CountsToProto(const Plan& plan, const Facts& facts, Stages asked, v1::DataQuality& message);
int32_t FlagsNotEvaluated(const Evaluation& evaluation);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_EXPLANATION_TO_PROTO_H_
