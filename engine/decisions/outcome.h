// What a decision log keeps of an evaluation: a value for each of some dotted paths
// (engine/paths/path.h), so that a log, tests of packs and --select speak of one thing by one name.
//
//   const LoggedPaths logged(plan);                        // once for each pack
//   std::vector<OutcomeValue> outcome = logged.Of({plan, account, facts, evaluation}, stages);
//
// Immutable after the constructor; any number of threads; `plan` outlives it.
#ifndef BELLWETHER_ENGINE_DECISIONS_OUTCOME_H_
#define BELLWETHER_ENGINE_DECISIONS_OUTCOME_H_

#include <string>
#include <variant>
#include <vector>

#include "engine/paths/path.h"
#include "engine/plan/plan.h"
#include "engine/plan/stages.h"

namespace bellwether::decisions {

// Nothing: the path has no value for the account.
using Value = std::variant<std::monostate, double, std::string, std::vector<std::string>>;

struct OutcomeValue {
  std::string path;  // "health.onboarding.score"
  Value value;
  friend bool operator==(const OutcomeValue&, const OutcomeValue&) = default;
};

// As people read it: "82.5", "green", "[a, b]", "nothing".
std::string ValueText(const Value& value);

class LoggedPaths {
 public:
  explicit LoggedPaths(const Plan& plan);

  // Values of all paths that can be read where `stages` were evaluated.
  std::vector<OutcomeValue> Of(const EvaluatedAccount& account, Stages stages) const;

  // The stages behind a path; none for what follows from the facts alone, or is not logged.
  Stages StagesOf(std::string_view path) const;
  bool Has(std::string_view path) const;

 private:
  struct Logged {
    Path path;
    Stages stages;
  };
  const Logged* Find(std::string_view path) const;

  std::vector<Logged> paths_;
};

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_OUTCOME_H_
