// Internal to protos/wire: what every answer says of flags, graduation, extension and programme:
// states, numbers and names, written straight from the evaluation. Words are added by
// outcomes_to_proto.cc to the messages that stand here already.
//
// This is the road of the hot calls: it makes no text and no list of its own.
#ifndef BELLWETHER_PROTOS_WIRE_OUTCOME_STATES_H_
#define BELLWETHER_PROTOS_WIRE_OUTCOME_STATES_H_

#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/outcomes.pb.h"
#include "engine/explain/outcomes.h"

namespace bellwether::wire {

// How much of the outcomes is told; each level has what the one before it has.
enum class Detail {
  kStates,   // Evaluate at NONE: no words
  kWords,    // the calls for one outcome at NONE: reasons, conditions, messages
  kSummary,  // the arithmetic of criteria, and gates that are clear
  kFull,     // everything that was read
};

// Which entries of a list are told: those that call for somebody, at the last levels all.
inline bool Shows(FlagState state, Detail detail) {
  return detail == Detail::kFull || state == FlagState::kRaised ||
         state == FlagState::kNotEvaluated;
}
inline bool Shows(GateState state, Detail detail) {
  return detail >= Detail::kSummary || state == GateState::kBlocked ||
         state == GateState::kNeedsEvidence;
}
inline bool Shows(RequirementState state, Detail detail) {
  return detail >= Detail::kSummary || state == RequirementState::kUnmet ||
         state == RequirementState::kNeedsEvidence;
}
inline bool Shows(Answer answer, Detail detail) {
  return detail == Detail::kFull || answer == Answer::kTrue || answer == Answer::kUnknown;
}

void FlagStates(const Answered& answered, Detail detail,
                google::protobuf::RepeatedPtrField<v1::FlagResult>& messages);
// State, total, readiness and decision, which every view has. False: it was not assessed, and there
// is no more to say.
bool GraduationVerdict(const GraduationResult& result, v1::GraduationResult& message);
void GraduationStates(const Answered& answered, Detail detail, v1::GraduationResult& message);
void ExtensionStates(const Answered& answered, Detail detail, v1::ExtensionResult& message);
void ProgrammeStates(const Answered& answered, v1::ProgrammeResult& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_OUTCOME_STATES_H_
