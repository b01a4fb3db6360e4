// Questions: which missing facts could still change what an evaluation says, and what each answer
// would do.
//
//   Questions questions = Ask(plan, account, options, limits, facts, evaluation);
//   for (const OutcomeQuestions& outcome : questions.outcomes) ...
//
// Nothing is guessed: each missing fact is given to the account with one value after the other, as
// if somebody had answered, and the account is bound and evaluated anew. So an answer does what it
// would do, defaults, staleness and conditions of later stages included.
//
// An outcome *lists* a fact when some answer to it alone
//   - changes its verdict (the band, the readiness, the decision), or
//   - leaves the verdict, but not what the outcome waits for, while the outcome is *open*: as long
//   as
//     answers together could change it.
// The order: first those that change the verdict alone; then by how much of what is open they can
// settle (`settles`, the most first); then as the pack lists its facts. When an outcome lists
// nothing, no answer can change it.
//
// *Missing* is what was not given, is stale, is dated after as_of, or was put in by a policy. What
// is not applicable or not yet was answered. `graduated_at` is not asked for: it ends every
// question. That the question does not arise (not applicable) can be the answer to every question,
// and is not tried. Of free texts those are tried that rules compare
// with, and one other; of dates, days.
#ifndef BELLWETHER_ENGINE_QUESTIONS_QUESTIONS_H_
#define BELLWETHER_ENGINE_QUESTIONS_QUESTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

enum class Outcome : uint8_t {
  kBand,        // of a health model
  kReadiness,   // of graduation: from the total alone
  kGraduation,  // GRADUATE or NOT_YET
  kDecision,    // of extension, with the days that it grants
};

// What an outcome says, as numbers. Two are equal when people would read the same.
struct Verdict {
  uint8_t state = 0;   // ModelState for kBand, else OutcomeState
  uint32_t value = 0;  // band; Readiness; 1: GRADUATE; Decision. 0 where the state has none
  int32_t days = 0;    // kDecision: granted now
  bool operator==(const Verdict&) const = default;
};

// Values that have one effect: words (also of bools, and "not_yet"), or a range. An end that is not
// there is that of the fact's own range.
struct AnswerRange {
  std::vector<std::string> words;
  std::optional<double> from;  // numbers
  std::optional<double> to;
  bool from_inclusive = true;
  bool to_inclusive = true;
  std::optional<absl::CivilDay> from_day;  // dates, ends included
  std::optional<absl::CivilDay> to_day;
};

struct PossibleAnswer {
  AnswerRange range;
  Verdict verdict;       // that it alone would bring
  bool changes = false;  // another one than now
  // No further answer could change that verdict, as far as the values that were tried show: a
  // stretch inside of a range may be more certain than the range.
  bool settled = false;
};

// What stands open in an outcome: a leaf of the model, a criterion, a gate, a reason ...
enum class ItemKind : uint8_t { kComponent, kCriterion, kGate, kRequirement, kEscalate, kExtend };
struct OpenItem {
  ItemKind kind = ItemKind::kComponent;
  uint32_t index =
      0;  // in the plan's array of that kind; components and criteria: Plan::components
  auto operator<=>(const OpenItem&) const = default;
};

struct Question {
  uint32_t slot = kNoIndex;  // kNoIndex: the plan of milestones, of which none has a date
  std::string unit;          // of numbers, as the pack says; "" where it says none
  std::string name;          // of the slot, or "milestones"
  MissingReason reason = MissingReason::kNotGiven;
  bool decides = false;  // some answer alone changes the verdict
  // kBand: share of the model's weight (0 to 1) that an answer makes observed; else how many open
  // items an answer decides. The most of any answer.
  double settles = 0;
  std::vector<OpenItem> items;  // those that some answer decides, by kind and index
  // In the order of the domain; together they cover it, but for values that an account with these
  // dates cannot have.
  std::vector<PossibleAnswer> answers;
};

struct OutcomeQuestions {
  Outcome outcome = Outcome::kBand;
  uint32_t model = kNoIndex;  // of kBand
  Verdict now;
  bool open = false;  // the answers together could change the verdict
  std::vector<Question> questions;
};

struct Questions {
  // Bands of the models in the pack's order but for those that do not apply, then readiness,
  // graduation and decision where the pack defines them.
  std::vector<OutcomeQuestions> outcomes;
  uint64_t tried = 0;  // values that were tried
  bool complete =
      true;  // false: Limits::max_answers_tried was reached, the last facts are not asked

  // Null when the pack does not define it.
  const OutcomeQuestions* Find(Outcome outcome, uint32_t model = kNoIndex) const;
};

// Whether answers together could change the verdict of an outcome: OutcomeQuestions::open, without
// trying any. Allocates.
bool IsOpen(const Plan& plan, const Evaluation& evaluation, Outcome outcome,
            uint32_t model = kNoIndex);

// `evaluation` is what Evaluate says of `account` under the same options and limits. Thread-safe;
// total: an answer that the account would be refused for is left out.
Questions Ask(const Plan& plan, const Account& account, const BindOptions& options,
              const Limits& limits, const Facts& facts, const Evaluation& evaluation);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_QUESTIONS_QUESTIONS_H_
