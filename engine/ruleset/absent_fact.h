// What a condition can still answer while one fact has no value. Internal to the ruleset stage.
//
//   AbsentFact absent(checker, slot);
//   if (!absent.CanBe(true, flag.when)) ...  // whenever the flag is raised, the fact has a value
//
// Every other name may be anything, independently of each other; derived facts are looked into. So
// "cannot" is proved, and "can" means that nothing speaks against it. Missing values absorb as in
// an evaluation: `false && x` is false whatever x is.
#ifndef BELLWETHER_ENGINE_RULESET_ABSENT_FACT_H_
#define BELLWETHER_ENGINE_RULESET_ABSENT_FACT_H_

#include <cstddef>
#include <cstdint>
#include <map>

#include "engine/expression/expression.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::ruleset {

class AbsentFact {
 public:
  // `rules` must outlive this; its derived facts are checked already.
  AbsentFact(const RuleSet& rules, uint32_t slot) : rules_(rules), slot_(slot) {}

  // Whether `condition` can be `answer`. An empty condition is always true.
  bool CanBe(bool answer, const expression::Checked& condition);

 private:
  // What a part of an expression may come to, as bits. A value that is no bool has both of its
  // bits.
  using Outcomes = uint8_t;
  static constexpr Outcomes kTrue = 1, kFalse = 2, kValue = kTrue | kFalse, kMissing = 4;
  static constexpr Outcomes kAnything = kValue | kMissing;
  // Parts looked at for one answer. Beyond them anything is possible: that costs a warning, not
  // time.
  static constexpr size_t kMostParts = 1'000;

  Outcomes Of(const expression::Node& node);
  Outcomes OfName(uint32_t slot);
  Outcomes OfCall(const expression::Node& node);
  Outcomes OfChain(const expression::Node& node);
  // Of an operation that has a value only where each of its operands has one.
  Outcomes OfOperation(const expression::Node& node);

  const RuleSet& rules_;
  const uint32_t slot_;
  size_t parts_ = 0;
  std::map<uint32_t, Outcomes> derived_;  // by slot
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_ABSENT_FACT_H_
