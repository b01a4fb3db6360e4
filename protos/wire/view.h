// Which parts of an Evaluation an answer holds, and what must be evaluated for them: EvaluationView
// and read_mask of EvaluationOptions. Whoever writes, trims or prints an answer asks here.
//
// Thread-safe: no state.
#ifndef BELLWETHER_PROTOS_WIRE_VIEW_H_
#define BELLWETHER_PROTOS_WIRE_VIEW_H_

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "protos/wire/field_selection.h"

namespace bellwether::wire {

// Calls that read EvaluationOptions, by what they do with view and read_mask.
enum class AnswerCall {
  kOne,      // Evaluate: FULL unless it says otherwise
  kMany,     // EvaluateBatch, StreamEvaluate: BASIC unless it says otherwise
  kOutcome,  // ScoreHealth, AssessGraduation, DecideExtension: always in full
  kColumns,  // EvaluateColumns: chooses by its own list
};

// How much of an answer is wanted, and in which language.
struct AnswerOptions {
  v1::ExplanationLevel explanation = v1::EXPLANATION_LEVEL_NONE;
  std::string language;
  // Whether the evaluation says by which pack and as of when; false where that stands once for
  // many.
  bool names_ground = true;
  AnswerCall call = AnswerCall::kOne;
  bool basic = false;          // EVALUATION_VIEW_BASIC
  FieldSelection fields = {};  // of Evaluation; read_mask

  // Whether the answer holds the field of Evaluation at these numbers, or anything below it.
  bool Wants(std::initializer_list<int> field) const { return fields.Has(field); }
};

AnswerOptions AnswerOptionsFromProto(const v1::EvaluationOptions& message,
                                     AnswerCall call = AnswerCall::kOne);

// What is wrong with view, explanation and read_mask, with paths below "options".
void CheckView(const v1::EvaluationOptions& message, AnswerCall call,
               std::vector<Violation>& violations);

// The fields of EVALUATION_VIEW_BASIC. Of `flags` it has the entries that are raised.
const FieldSelection& BasicFields();
std::span<const std::string_view> BasicPaths();

// Whether the answer says what to ask next, which takes many evaluations to find.
bool WantsQuestions(const AnswerOptions& options);

// What Evaluate must find out for the answer.
Wanted WantedFor(const AnswerOptions& options);

// The stages that a missing signal must have a say in to be named: those that the answer's mask
// asks for, all of them when it asks for the data alone, or for everything.
Stages AskedParts(const AnswerOptions& options);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_VIEW_H_
