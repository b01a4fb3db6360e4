// Tested by tests/protos/wire/questions_to_proto_test.cc.
#include "engine/explain/confidence.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/moment_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

using Messages = google::protobuf::RepeatedPtrField<v1::Question>;

constexpr uint32_t kNoModel = kNoIndex;

std::string DescriptionOf(const Plan& plan, uint32_t slot, std::string_view language) {
  if (slot == kNoIndex) return "";
  const uint32_t signal = plan.FindSignal(plan.slots[slot].name);
  return signal == kNoIndex ? "" : std::string(plan.signals[signal].notes.description.In(language));
}

void QuestionToProto(const Plan& plan, const OutcomeQuestions& outcome, const Question& question,
                     std::string_view language, v1::Question& message) {
  message.set_name(question.name);
  message.set_description(DescriptionOf(plan, question.slot, language));
  message.set_unit(question.unit);
  message.set_missing_reason(ToProto(question.reason));
  message.set_decides(question.decides);
  message.set_settles(question.settles);
  for (const OpenItem& item : question.items) message.add_items(ItemWords(plan, item));
  for (const PossibleAnswer& answer : question.answers) {
    v1::PossibleAnswer& added = *message.add_answers();
    AnswerRangeToProto(answer.range, language, *added.mutable_range());
    added.set_verdict(VerdictWords(plan, outcome, answer.verdict, language));
    added.set_changes(answer.changes);
    added.set_settled(answer.settled);
  }
}

void AddQuestions(const Plan& plan, const OutcomeQuestions* outcome, std::string_view language,
                  Messages& messages) {
  if (outcome == nullptr) return;
  for (const Question& question : outcome->questions) {
    QuestionToProto(plan, *outcome, question, language, *messages.Add());
  }
}

}  // namespace

void AnswerRangeToProto(const AnswerRange& range, std::string_view language,
                        v1::AnswerRange& message) {
  for (const std::string& word : range.words) message.add_words(word);
  if (range.from) message.set_from(*range.from);
  if (range.to) message.set_to(*range.to);
  message.set_from_exclusive(range.from && !range.from_inclusive);
  message.set_to_exclusive(range.to && !range.to_inclusive);
  if (range.from_day) DateToProto(*range.from_day, *message.mutable_from_date());
  if (range.to_day) DateToProto(*range.to_day, *message.mutable_to_date());
  message.set_text(AnswerWords(range, language));
}

void HealthQuestionsToProto(const Plan& plan, const Questions& questions, uint32_t model,
                            const AnswerOptions& options, v1::HealthResult& message) {
  AddQuestions(plan, questions.Find(Outcome::kBand, model), options.language,
               *message.mutable_questions());
}

void GraduationQuestionsToProto(const Plan& plan, const Questions& questions,
                                const AnswerOptions& options, v1::GraduationResult& message) {
  AddQuestions(plan, questions.Find(Outcome::kGraduation, kNoModel), options.language,
               *message.mutable_questions());
  AddQuestions(plan, questions.Find(Outcome::kReadiness, kNoModel), options.language,
               *message.mutable_readiness_questions());
}

void ExtensionQuestionsToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                               const Questions& questions, const AnswerOptions& options,
                               v1::ExtensionResult& message) {
  const OutcomeQuestions* decision = questions.Find(Outcome::kDecision, kNoModel);
  AddQuestions(plan, decision, options.language, *message.mutable_questions());
  if (decision == nullptr) return;
  const Answered answered{plan, facts, evaluation, options.language};
  message.set_turns_on(DecisionTurnsOn(answered, *decision));
}

void QuestionsToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                      const Questions& questions, const AnswerOptions& options,
                      v1::Evaluation& message) {
  const Plan& plan = PlanInForce(pack, facts);
  for (int i = 0; i < message.health_size(); ++i) {
    HealthQuestionsToProto(plan, questions, static_cast<uint32_t>(i), options,
                           *message.mutable_health(i));
  }
  if (message.has_graduation() && plan.graduation.defined) {
    GraduationQuestionsToProto(plan, questions, options, *message.mutable_graduation());
  }
  if (message.has_extension() && plan.extension.defined) {
    ExtensionQuestionsToProto(plan, facts, evaluation, questions, options,
                              *message.mutable_extension());
  }
  message.set_questions_incomplete(!questions.complete);
}

}  // namespace bellwether::wire
