// Tested by tests/protos/wire/view_test.cc and tests/property/view_properties_test.cc.
#include "protos/wire/answer_fields.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {

void AnswerToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                   const Questions& questions, const AnswerOptions& options,
                   v1::Evaluation& message) {
  const Plan& plan = PlanInForce(pack, facts);
  if (options.basic) {
    BasicToProto(plan, facts, evaluation, options.names_ground, message);
  } else {
    EvaluationToProto(plan, facts, evaluation, options, message);
    if (WantsQuestions(options)) {
      QuestionsToProto(plan, facts, evaluation, questions, options, message);
    }
  }
  TrimAnswer(options.fields, message);
}

}  // namespace bellwether::wire
