// Conditions, formulas and derived facts: each asked of all that its names can be, where it is
// asked at all.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <functional>

#include "engine/equivalence/claim.h"
#include "engine/equivalence/parts.h"
#include "engine/equivalence/same_value.h"
#include "engine/lint/narrowing.h"

namespace bellwether::equivalence {
namespace {

using expression::Checked;

// An expression in both rule sets, and the condition under which it is asked; null: always.
struct Asked {
  Both<Checked> both;
  const Checked* where = nullptr;
};

template <typename Part>
Asked Of(const Both<Part>& both, Checked Part::*expression, const Checked* where = nullptr) {
  if (!both) return {};
  return {{&(both.before->*expression), &(both.after->*expression)}, where};
}

template <typename List>
Asked When(const List& before, const List& after, const std::string& name, const Checked* where) {
  return Of(NamedInBoth(before, after, name), &List::value_type::when, where);
}

template <typename Section>
Both<Section> Sections(const Section& before, const Section& after) {
  return {&before, &after};
}

Asked InFlags(const Claim& claim) {
  const auto flag = NamedInBoth(claim.before.flags, claim.after.flags, claim.keys[1]);
  if (!flag) return {};
  if (claim.keys[2] == "applies_when") return Of(flag, &ruleset::Flag::applies_when);
  return Of(flag, &ruleset::Flag::when, &flag.before->applies_when);
}

Asked InGraduation(const Claim& claim) {
  const ruleset::Graduation& before = claim.before.graduation;
  const ruleset::Graduation& after = claim.after.graduation;
  if (claim.At({"graduation", "applies_when"})) {
    return Of(Sections(before, after), &ruleset::Graduation::applies_when);
  }
  const Checked* where = &before.applies_when;
  if (claim.At({"graduation", "gates", "*", "when"})) {
    return When(before.gates, after.gates, claim.keys[2], where);
  }
  if (claim.At({"graduation", "requires", "*", "when"})) {
    return When(before.requirements, after.requirements, claim.keys[2], where);
  }
  return {};
}

Asked InExtension(const Claim& claim) {
  const ruleset::Extension& before = claim.before.extension;
  const ruleset::Extension& after = claim.after.extension;
  if (claim.At({"extension", "applies_when"})) {
    return Of(Sections(before, after), &ruleset::Extension::applies_when);
  }
  for (const auto& [key, list] : {std::pair("escalate", &ruleset::Extension::escalate),
                                  std::pair("extend", &ruleset::Extension::extend),
                                  std::pair("root_cause", &ruleset::Extension::root_cause)}) {
    if (!claim.At({"extension", key, "*", "when"})) continue;
    return When(before.*list, after.*list, claim.keys[2], &before.applies_when);
  }
  return {};
}

// Derived facts are named by their slots.
Asked InDerived(const Claim& claim) {
  const auto find = [&claim](const ruleset::RuleSet& rules) -> const ruleset::Derived* {
    for (const ruleset::Derived& derived : rules.derived) {
      if (rules.slots[derived.slot].name == claim.keys[1]) return &derived;
    }
    return nullptr;
  };
  return Of(Both<ruleset::Derived>{find(claim.before), find(claim.after)},
            &ruleset::Derived::expression);
}

Asked InFormula(const Claim& claim) {
  const ComponentPlace place = ComponentAt(claim);
  if (!place || place.rest != std::vector<std::string>{"expr"}) return {};
  return {{&place.component.before->curve.formula, &place.component.after->curve.formula}, nullptr};
}

Asked ExpressionAt(const Claim& claim) {
  const ruleset::RuleSet& before = claim.before;
  const ruleset::RuleSet& after = claim.after;
  const auto& keys = claim.keys;
  if (claim.At({"flags", "*", "when"}) || claim.At({"flags", "*", "applies_when"})) {
    return InFlags(claim);
  }
  if (claim.At({"health", "*", "applies_when"})) {
    return Of(NamedInBoth(before.health, after.health, keys[1]),
              &ruleset::HealthModel::applies_when);
  }
  if (claim.At({"benchmarks", "*", "applies_when"})) {
    return Of(NamedInBoth(before.benchmarks, after.benchmarks, keys[1]),
              &ruleset::Benchmark::applies_when);
  }
  if (claim.At({"programme", "phases", "*", "done_when"})) {
    return Of(NamedInBoth(before.programme.phases, after.programme.phases, keys[2]),
              &ruleset::Phase::done_when);
  }
  if (claim.At({"programme", "early_wins", "*", "when"})) {
    return When(before.programme.early_wins, after.programme.early_wins, keys[2], nullptr);
  }
  if (claim.At({"derived", "*", "expr"})) return InDerived(claim);
  if (keys.front() == "graduation" && keys.back() != "expr") return InGraduation(claim);
  return keys.front() == "extension" ? InExtension(claim) : InFormula(claim);
}

}  // namespace

Proof ProveCondition(const Claim& claim) {
  const Asked asked = ExpressionAt(claim);
  if (!asked.both) return std::nullopt;
  const lint::World& world = claim.ranges.world();
  const lint::World where = asked.where == nullptr ? world : lint::Where(*asked.where, world);
  if (!SameValue(*asked.both.before, *asked.both.after, where)) return std::nullopt;
  return kNothingBetween;
}

}  // namespace bellwether::equivalence
