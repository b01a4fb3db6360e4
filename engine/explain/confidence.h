// How sure an outcome is, in one plain sentence: "Red, whatever is missing.", "Yellow now; the 3
// missing answers could make it green."
//
// The sentence joins what stands apart in an answer: certain, coverage, bounds, what is missing.
// One function makes it for answers of the server, tables and explanations, from numbers that each
// of them has. Thread-safe: no state. Total.
#ifndef BELLWETHER_ENGINE_EXPLAIN_CONFIDENCE_H_
#define BELLWETHER_ENGINE_EXPLAIN_CONFIDENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/outcomes.h"
#include "engine/questions/questions.h"

namespace bellwether {

// What the sentence about a band is made of. It calls bands as they are called here: by their
// titles or, where those are not at hand, by their names.
struct BandGround {
  ModelState state = ModelState::kNotApplicable;
  std::string_view band;  // "" without a score
  bool certain = false;
  double coverage = 0;                      // 0 to 1
  double min_coverage = 0;                  // 0 to 1; read only with too little data
  int missing_answers = 0;                  // facts that somebody could still tell
  std::vector<std::string> possible_bands;  // wherever missing data could put the score, best first
  std::vector<std::string> missing_names;   // of the model's own condition
};
// "" when the model does not apply.
std::string BandConfidence(const BandGround& ground, std::string_view language);

// Facts that the model's leaves go without, each once, as slots: what somebody could tell.
std::vector<uint32_t> MissingAnswers(const Plan& plan, const Evaluation& evaluation,
                                     uint32_t model);
// Bands that the score may have wherever missing data would put it, as indexes below the model;
// nothing when it was not evaluated.
struct BandSpan {
  uint32_t best = 0;
  uint32_t worst = 0;
};
std::optional<BandSpan> PossibleBandSpan(const Plan& plan, const Evaluation& evaluation,
                                         uint32_t model);
// Names of the bands between the bounds, best first; empty when the model was not evaluated.
std::vector<std::string> PossibleBands(const Plan& plan, const Evaluation& evaluation,
                                       uint32_t model);
// With the titles of bands in the language.
BandGround GroundOf(const Plan& plan, const Evaluation& evaluation, uint32_t model,
                    std::string_view language);

// "NOT_YET, whatever is missing."; "" unless graduation was assessed.
std::string GraduationConfidence(const Answered& answered);
// "EXTEND 14 days now; what is missing could change it."; "" unless a decision was made.
std::string DecisionConfidence(const Answered& answered);

// What the decision hangs on, when one answer alone would change it: "ESCALATE only because
// answered_at is missing; were it 2026-04-07 or later: EXTEND 14 days.". Else "".
std::string DecisionTurnsOn(const Answered& answered, const OutcomeQuestions& questions);

// A verdict as rules spell it: "green", "insufficient data", "READY", "NOT_YET", "EXTEND 14 days".
std::string VerdictWords(const Plan& plan, const OutcomeQuestions& outcome, const Verdict& verdict,
                         std::string_view language);
// "true", "negative or vague", "at least 0.8", "2026-04-07 or later".
std::string AnswerWords(const AnswerRange& range, std::string_view language);
// "component engagement.usage", "gate security_concern".
std::string ItemWords(const Plan& plan, const OpenItem& item);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_CONFIDENCE_H_
