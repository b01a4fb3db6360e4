// Outcomes of a plan that answer in words: bands, decisions, flags, tiers. Each has a fixed list of
// answers, the best first and reasons why there is none last, so that an evaluation answers with a
// number and two packs are held against each other by the words.
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_IMPACT_OUTCOME_H_
#define BELLWETHER_ENGINE_IMPACT_OUTCOME_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/plan/plan.h"

namespace bellwether::impact {

enum class OutcomeKind : uint8_t {
  kPrimaryBand,  // of whichever model answers for the account
  kBand,
  kReadiness,
  kGraduation,
  kExtension,
  kFlag,
  kTier,
};

// An outcome of one plan.
struct PlanOutcome {
  OutcomeKind kind = OutcomeKind::kBand;
  uint32_t index = kNoIndex;  // of the model, flag, benchmark
};

// As dotted paths have it: "health.onboarding.band", "graduation.decision", "flag.silent".
std::string NameOf(const Plan& plan, const PlanOutcome& outcome);

// In the order in which people are shown them: decisions first.
std::vector<PlanOutcome> OutcomesOf(const Plan& plan);

// Whether another answer is another decision about the account: its primary band, its readiness,
// whether it graduates, whether it is extended.
bool IsDecision(OutcomeKind kind);

// "green", "yellow", "red", "insufficient_data", "not_applicable" ...; of the primary band those of
// all models, where a word may stand twice.
std::vector<std::string> AnswersOf(const Plan& plan, const PlanOutcome& outcome);

// What an evaluation by the plan says, as a position in AnswersOf.
size_t AnswerOf(const Plan& plan, const Evaluation& evaluation, const PlanOutcome& outcome);

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_OUTCOME_H_
