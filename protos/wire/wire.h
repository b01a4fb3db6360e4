// Engine types <-> messages of bellwether.v1.
//
// Both the server and the command line speak through these functions, so that what is evaluated
// offline and what is evaluated through the server is the same account and the same answer.
// Thread-safe: no state. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_WIRE_H_
#define BELLWETHER_PROTOS_WIRE_WIRE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/outcomes.pb.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/questions/questions.h"
#include "protos/wire/view.h"

namespace bellwether::wire {

// Message -> Account. Problems that only a message can have (a 31 February, a timestamp out of
// range, an override without a kind) are appended to `violations`; all else is left to Bind.
// Paths are those of the account: "signals.mood", "milestones[2].planned_at".
void AccountFromProto(const v1::Account& message, Account& account,
                      std::vector<Violation>& violations);

// Account -> message. Total.
void AccountToProto(const Account& account, v1::Account& message);
void MomentToProto(const Moment& moment, v1::Moment& message);
// A moment of a request; nothing, and a violation at `path`, for one that there is not.
std::optional<Moment> MomentFromProto(const v1::Moment& message, std::string_view path,
                                      std::vector<Violation>& violations);

// Options of a request to `call`. `received` stands in for an absent as_of. Problems are appended
// with paths below "options". What is to be answered: AnswerOptionsFromProto in view.h.
BindOptions OptionsFromProto(const v1::EvaluationOptions& message, absl::Time received,
                             std::vector<Violation>& violations,
                             AnswerCall call = AnswerCall::kOne);

// The whole answer: what the view, the mask and the level hold, and nothing else. `questions` are
// read when WantsQuestions.
void AnswerToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                   const Questions& questions, const AnswerOptions& options,
                   v1::Evaluation& message);

// Parts of answers -> messages. Those of an Evaluation write at least what the options hold;
// AnswerToProto takes away what is beyond it.
void EvaluationToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                       const AnswerOptions& options, v1::Evaluation& message);
void HealthToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                   uint32_t model, const AnswerOptions& options, v1::HealthResult& message);
// Flags, graduation, extension, forecast, programme and the playbooks that they name.
void OutcomesToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                     const AnswerOptions& options, v1::Evaluation& message);
void GraduationToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                       const AnswerOptions& options, v1::GraduationResult& message);
void ExtensionToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                      const AnswerOptions& options, v1::ExtensionResult& message,
                      google::protobuf::RepeatedPtrField<v1::Playbook>& playbooks);
// Call it only when a forecast is available.
void ForecastToProto(const Evaluation& evaluation, v1::GraduationForecast& message);
void PackInfoToProto(const Plan& plan, v1::PackInfo& message);
// `asked`: the stages that a missing signal must have a say in; AskedParts in view.h.
void DataQualityToProto(const Plan& plan, const Facts& facts, Stages asked,
                        v1::DataQuality& message);
// EVALUATION_VIEW_BASIC.
void BasicToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                  bool names_ground, v1::Evaluation& message);

// What to ask next (questions.h), added to the messages that the functions above have written.
// Answers carry it where WantsQuestions.
void QuestionsToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                      const Questions& questions, const AnswerOptions& options,
                      v1::Evaluation& message);
void HealthQuestionsToProto(const Plan& plan, const Questions& questions, uint32_t model,
                            const AnswerOptions& options, v1::HealthResult& message);
void GraduationQuestionsToProto(const Plan& plan, const Questions& questions,
                                const AnswerOptions& options, v1::GraduationResult& message);
void ExtensionQuestionsToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                               const Questions& questions, const AnswerOptions& options,
                               v1::ExtensionResult& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_WIRE_H_
