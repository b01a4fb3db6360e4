// Internal to the equivalence stage: one difference between two rule sets, and who can prove that
// it changes nothing where it stands.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_CLAIM_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_CLAIM_H_

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "engine/lint/ranges.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::equivalence {

struct Claim {
  const ruleset::RuleSet& before;
  const ruleset::RuleSet& after;
  const lint::Ranges& ranges;            // of `before`
  const std::vector<std::string>& keys;  // {"flags", "late", "when"}

  // Whether the keys are these; "*" stands for any.
  bool At(std::initializer_list<const char*> pattern) const;
};

// Why nothing can tell the difference, without a full stop; nothing where it is another's or may be
// told.
using Proof = std::optional<std::string>;

// Of a bound in a condition or formula.
inline constexpr char kNothingBetween[] =
    "no value that its facts can have lies between the two bounds";

Proof ProveCondition(const Claim& claim);
Proof ProveCoverage(const Claim& claim);
Proof ProveCurve(const Claim& claim);
Proof ProveTierPoints(const Claim& claim);
Proof ProveUsageThresholds(const Claim& claim);
Proof ProveLimits(const Claim& claim);
Proof ProvePolicy(const Claim& claim);
Proof ProvePriority(const Claim& claim);
Proof ProveThreshold(const Claim& claim);
Proof ProveWeight(const Claim& claim);

// The entry of that name; null when there is none.
template <typename List>
const typename List::value_type* Named(const List& list, const std::string& name) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&name](const auto& entry) { return entry.name == name; });
  return found == list.end() ? nullptr : &*found;
}

// Something of both rule sets; both null where either has none.
template <typename Part>
struct Both {
  const Part* before = nullptr;
  const Part* after = nullptr;
  explicit operator bool() const { return before != nullptr && after != nullptr; }
};
template <typename List>
Both<typename List::value_type> NamedInBoth(const List& before, const List& after,
                                            const std::string& name) {
  return {Named(before, name), Named(after, name)};
}

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_CLAIM_H_
