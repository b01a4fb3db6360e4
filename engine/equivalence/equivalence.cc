// The one spelling of a pack holds all that answers depend on (S28), so its differences are all
// there are. Each is proved by itself: where every place makes of what comes in what it made
// before, so does the whole, by going through the stages in order.
//
// Tested by tests/engine/equivalence/equivalence_test.cc and tests/property/equivalence_test.cc.
#include "engine/equivalence/equivalence.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "engine/difference/difference.h"
#include "engine/document/document.h"
#include "engine/equivalence/claim.h"
#include "engine/ruleset/canonical.h"

namespace bellwether::equivalence {
namespace {

constexpr Proof (*kProofs[])(const Claim&) = {
    ProveCondition, ProveCoverage, ProveCurve,    ProveTierPoints, ProveUsageThresholds,
    ProveLimits,    ProvePolicy,   ProvePriority, ProveThreshold,  ProveWeight};

Proof ProveAny(const Claim& claim) {
  for (const auto& prove : kProofs) {
    if (Proof proof = prove(claim)) return proof;
  }
  return std::nullopt;
}

using Documents = std::vector<document::Document>;
using RuleSets = std::vector<ruleset::RuleSet>;

// Where constants stand, their numbers differ as well: that is looked at, and no text is an answer.
bool IsOfConstant(const difference::RuleChange& change) {
  return !change.keys.empty() && change.keys.front() == "constants";
}

}  // namespace

bool Claim::At(std::initializer_list<const char*> pattern) const {
  return std::equal(keys.begin(), keys.end(), pattern.begin(), pattern.end(),
                    [](const std::string& key, const std::string& wanted) {
                      return wanted == "*" || key == wanted;
                    });
}

Equivalence::Equivalence(const Sources& sources, const Limits& limits,
                         document::Overrides overrides)
    : limits_(limits), overrides_(std::move(overrides)) {
  const Documents documents = document::ParseVariants(sources, limits_, overrides_).value;
  RuleSets sets = ruleset::CheckVariants(documents, sources, limits_).value;
  for (size_t i = 0; i < sets.size(); ++i) {
    variants_.push_back(std::make_unique<const Variant>(
        documents[i].setting, std::move(sets[i]), ruleset::CanonicalTree(documents[i], limits_)));
  }
}

// A setting that is new, or that begins on another day, is no matter of numbers.
std::optional<std::string> Equivalence::Prove(const Sources& changed) const {
  const Documents documents = document::ParseVariants(changed, limits_, overrides_).value;
  const RuleSets after = ruleset::CheckVariants(documents, changed, limits_).value;
  if (after.size() != variants_.size()) return std::nullopt;
  std::vector<std::string> reasons;
  for (size_t i = 0; i < after.size(); ++i) {
    const Variant& before = *variants_[i];
    if (documents[i].setting != before.setting) return std::nullopt;
    const Node meaning = ruleset::CanonicalTree(documents[i], limits_);
    for (const auto& change : difference::DifferencesOf(before.meaning, meaning)) {
      if (IsOfConstant(change)) continue;
      Proof proof = ProveAny({before.rules, after[i], before.ranges, change.keys});
      if (!proof) return std::nullopt;
      if (std::find(reasons.begin(), reasons.end(), *proof) == reasons.end()) {
        reasons.push_back(*std::move(proof));
      }
    }
  }
  return reasons.empty() ? "no answer depends on it" : absl::StrJoin(reasons, "; ");
}

}  // namespace bellwether::equivalence
