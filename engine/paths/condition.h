// A condition on an answer, in the language of the pack's own conditions:
//
//   health.primary.band == 'red' && acv > 50000 && !('absent' in flags.raised)
//
// Its names are paths, and facts by their bare names. A number is a number, a word or text a
// string, dates are timestamps and lists of names lists. What has no value makes a condition
// unknown as it does in rules: `unknown && false` is false. A fact is read as rules read it, with
// has() and the functions on series.
#ifndef BELLWETHER_ENGINE_PATHS_CONDITION_H_
#define BELLWETHER_ENGINE_PATHS_CONDITION_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/expression/expression.h"
#include "engine/paths/path.h"

namespace bellwether {

// Answers for one account after the other, in memory of its own: one thread at a time. The plan
// must outlive it.
class PathCondition {
 public:
  // Nothing when there is a mistake: all of them are in `sink`.
  static std::optional<PathCondition> Read(const Plan& plan, const expression::Text& text,
                                           const Limits& limits, DiagnosticSink& sink);
  // The same condition for another thread.
  PathCondition(const PathCondition& other);
  PathCondition& operator=(const PathCondition&) = delete;
  PathCondition(PathCondition&&) noexcept;
  PathCondition& operator=(PathCondition&&) noexcept;
  ~PathCondition();

  Ternary Holds(const EvaluatedAccount& account);
  // What must be evaluated for it to answer.
  Wanted wanted() const;
  // Whether a fact of the plan that it was read for can have a say in it; true too often rather
  // than too seldom.
  bool ListensTo(const Plan& plan, uint32_t slot) const;
  // How time alone may turn it, beside the outcomes that it reads; too often rather than too
  // seldom.
  enum class Turning : uint8_t {
    kWithOutcomes,  // not at all
    kByDay,         // it reads facts, which may count days
    kAllTheTime,    // it reads the moment itself
  };
  Turning turning() const;

 private:
  struct State;
  explicit PathCondition(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_CONDITION_H_
