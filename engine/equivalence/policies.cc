// Policies and defaults that nothing comes to, and priorities, of which only the order counts.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/equivalence/claim.h"
#include "engine/equivalence/parts.h"
#include "engine/lint/narrowing.h"

namespace bellwether::equivalence {
namespace {

using ruleset::Component;
using ruleset::Missing;

bool Same(const Missing& a, const Missing& b) { return a.policy == b.policy && a.value == b.value; }

// What every component makes of a missing value, in the order of the pack.
std::vector<Missing> PoliciesOf(const ruleset::RuleSet& rules) {
  std::vector<Missing> policies;
  ForEachComponent(
      rules, [&policies](const Component& component) { policies.push_back(component.missing); });
  return policies;
}

bool ReadByFormula(const ruleset::RuleSet& rules, uint32_t slot) {
  bool read = false;
  ForEachComponent(rules, [&](const Component& component) {
    if (component.curve.kind != ruleset::CurveKind::kFormula) return;
    const std::vector<uint32_t> slots = component.curve.formula.Slots();
    read = read || std::find(slots.begin(), slots.end(), slot) != slots.end();
  });
  return read;
}

// `error` refuses accounts, and {value: X} stands in for a value, whoever reads it.
bool ActsByItself(const Missing& missing) {
  return missing.policy == Missing::Policy::kError || missing.policy == Missing::Policy::kValue;
}

// A formula takes the strictest policy of its names (S12), any other curve that of its component.
Proof ProveMissing(const Claim& claim) {
  const auto before = PoliciesOf(claim.before), after = PoliciesOf(claim.after);
  if (!std::equal(before.begin(), before.end(), after.begin(), after.end(), Same)) {
    return std::nullopt;
  }
  for (uint32_t slot = 0; slot < claim.before.slots.size(); ++slot) {
    const Missing& a = claim.before.slots[slot].missing;
    const Missing& b = claim.after.slots[slot].missing;
    if (Same(a, b)) continue;
    if (ActsByItself(a) || ActsByItself(b) || ReadByFormula(claim.before, slot)) {
      return std::nullopt;
    }
  }
  return "no score takes this policy: each curve that reads such a value states its own, or none "
         "reads it";
}

Proof ProvePrecision(const Claim& claim) {
  for (size_t m = 0; m < claim.before.health.size(); ++m) {
    if (claim.before.health[m].precision != claim.after.health[m].precision) return std::nullopt;
  }
  if (claim.before.graduation.precision != claim.after.graduation.precision) return std::nullopt;
  return "every score states its own precision";
}

bool NeverUnknown(const expression::Checked& when, const expression::Checked& where,
                  const lint::World& world) {
  return !lint::Evaluate(when, lint::Where(where, world)).nothing;
}

// What an unknown condition means.
Proof ProveUnknown(const Claim& claim) {
  const lint::World& world = claim.ranges.world();
  bool never = false;
  if (claim.At({"flags", "*", "unknown"})) {
    const ruleset::Flag* flag = Named(claim.before.flags, claim.keys[1]);
    never = flag != nullptr && NeverUnknown(flag->when, flag->applies_when, world);
  } else {
    const ruleset::Graduation& graduation = claim.before.graduation;
    const ruleset::Gate* gate = Named(graduation.gates, claim.keys[2]);
    never = gate != nullptr && NeverUnknown(gate->when, graduation.applies_when, world);
  }
  if (!never) return std::nullopt;
  return "its condition is never unknown";
}

}  // namespace

Proof ProvePolicy(const Claim& claim) {
  if (claim.At({"defaults", "precision"})) return ProvePrecision(claim);
  if (claim.At({"defaults", "missing"}) || claim.At({"signals", "*", "missing"})) {
    return ProveMissing(claim);
  }
  if (claim.At({"flags", "*", "unknown"}) || claim.At({"graduation", "gates", "*", "unknown"})) {
    return ProveUnknown(claim);
  }
  return std::nullopt;
}

Proof ProvePriority(const Claim& claim) {
  if (!claim.At({"health", "*", "priority"})) return std::nullopt;
  const auto& before = claim.before.health;
  const auto& after = claim.after.health;
  for (size_t a = 0; a < before.size(); ++a) {
    for (size_t b = 0; b < before.size(); ++b) {
      if ((before[a].priority < before[b].priority) != (after[a].priority < after[b].priority)) {
        return std::nullopt;
      }
    }
  }
  return "priorities are only compared with each other, and their order stays";
}

}  // namespace bellwether::equivalence
