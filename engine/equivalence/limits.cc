// Caps and floors. One that never holds and is never unknown may have any value. That the score
// never comes to a cap is not enough: it also moves the end of the bounds (S17), which is 100 as
// long as something is missing.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include "engine/equivalence/claim.h"
#include "engine/equivalence/same_value.h"
#include "engine/lint/narrowing.h"

namespace bellwether::equivalence {
namespace {

bool NeverMatters(const ruleset::Limit& limit, const lint::World& world) {
  const lint::Possible holds = lint::Evaluate(limit.when, world);
  return !holds.truth && !holds.nothing;
}

bool SameLimit(const ruleset::Limit& before, const ruleset::Limit& after,
               const lint::World& world) {
  if (before.cap != after.cap || !SameValue(before.when, after.when, world)) return false;
  return before.value == after.value || NeverMatters(before, world);
}

}  // namespace

Proof ProveLimits(const Claim& claim) {
  if (!claim.At({"health", "*", "caps"}) && !claim.At({"health", "*", "floors"})) {
    return std::nullopt;
  }
  const auto model = NamedInBoth(claim.before.health, claim.after.health, claim.keys[1]);
  if (!model || model.before->limits.size() != model.after->limits.size()) return std::nullopt;
  const lint::World world = lint::Where(model.before->applies_when, claim.ranges.world());
  bool same_values = true;
  for (size_t i = 0; i < model.before->limits.size(); ++i) {
    const ruleset::Limit& before = model.before->limits[i];
    const ruleset::Limit& after = model.after->limits[i];
    if (!SameLimit(before, after, world)) return std::nullopt;
    same_values = same_values && before.value == after.value;
  }
  return same_values ? kNothingBetween : "its condition is never true and never unknown";
}

}  // namespace bellwether::equivalence
