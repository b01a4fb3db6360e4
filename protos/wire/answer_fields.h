// What of wire needs to know which fields a message has: a build whose messages do not know that
// (clients/playground) has another source for these.
//
// Thread-safe: no state.
#ifndef BELLWETHER_PROTOS_WIRE_ANSWER_FIELDS_H_
#define BELLWETHER_PROTOS_WIRE_ANSWER_FIELDS_H_

#include <vector>

#include "protos/wire/view.h"

namespace bellwether::wire {

// What read_mask of EvaluationOptions selects, as FieldSelection::FromMask.
FieldSelection AnswerFields(const google::protobuf::FieldMask& mask,
                            std::vector<Violation>& violations);

// FieldSelection::Trim.
void TrimAnswer(const FieldSelection& fields, v1::Evaluation& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_ANSWER_FIELDS_H_
