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

document::Document Read(const Sources& sources, const Limits& limits) {
  return document::ParseDocument(sources, limits).value;
}

}  // namespace

bool Claim::At(std::initializer_list<const char*> pattern) const {
  return std::equal(keys.begin(), keys.end(), pattern.begin(), pattern.end(),
                    [](const std::string& key, const std::string& wanted) {
                      return wanted == "*" || key == wanted;
                    });
}

Equivalence::Equivalence(const Sources& sources, const Limits& limits)
    : limits_(limits),
      rules_(ruleset::Check(Read(sources, limits), sources, limits).value),
      meaning_(difference::MeaningOf(sources, limits)),
      ranges_(rules_) {}

std::optional<std::string> Equivalence::Prove(const Sources& changed) const {
  const document::Document written = Read(changed, limits_);
  const auto changes =
      difference::DifferencesOf(meaning_, ruleset::CanonicalTree(written, limits_));
  if (changes.empty()) return "no answer depends on it";
  const ruleset::RuleSet after = ruleset::Check(written, changed, limits_).value;
  std::vector<std::string> reasons;
  for (const difference::RuleChange& change : changes) {
    Proof proof = ProveAny({rules_, after, ranges_, change.keys});
    if (!proof) return std::nullopt;
    if (std::find(reasons.begin(), reasons.end(), *proof) == reasons.end()) {
      reasons.push_back(*std::move(proof));
    }
  }
  return absl::StrJoin(reasons, "; ");
}

}  // namespace bellwether::equivalence
