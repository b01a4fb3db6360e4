// The engine's answer in the lines of the oracle: everything of Facts and Evaluation that an answer
// shows, with names in place of indices and bits.
#ifndef BELLWETHER_TESTS_ORACLE_ENGINE_TRANSCRIPT_H_
#define BELLWETHER_TESTS_ORACLE_ENGINE_TRANSCRIPT_H_

#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "tests/oracle/transcript.h"

namespace bellwether::oracle {

Transcript EngineTranscript(const Plan& plan, const Facts& facts, const Evaluation& evaluation);

// The words of an enum stand in the order of its values.
template <typename Enum, size_t kCount>
const char* WordOf(const char* const (&words)[kCount], Enum value) {
  return words[static_cast<size_t>(value)];
}

// Parts of it, in files of their own.
Names NamesOf(const Plan& plan, uint32_t program, uint64_t causes);
const char* ReasonWord(MissingReason reason);
const char* AnswerWord(bellwether::Answer answer);
void SayScores(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
               Transcript& answer);
void SayOutcomes(const Plan& plan, const Evaluation& evaluation, Transcript& answer);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_ENGINE_TRANSCRIPT_H_
