// Questions in words, for the sections that show them. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_QUESTION_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_QUESTION_WORDS_H_

#include <string>

#include "bellwether/v1/questions.pb.h"
#include "clients/cli/explanation/explanation_layout.h"

namespace bellwether::cli {

using Questions = google::protobuf::RepeatedPtrField<v1::Question>;

// "true → EXTEND 14 days; false → ESCALATE": the answers that change the outcome.
std::string AnswersWords(const v1::Question& question);
// "for gate security_concern, criterion technical.security": what waits for an answer that alone
// changes nothing.
std::string SettlesWords(const v1::Question& question);
// Number, name, answers, and quietly what the fact is.
Entry QuestionEntry(const v1::Question& question, int number);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_QUESTION_WORDS_H_
