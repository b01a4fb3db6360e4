// Tested by completion_test.cc and questions_test.cc.
#include "tests/property/promises.h"

#include <algorithm>
#include <functional>

#include "engine/expression/ast.h"

namespace bellwether {
namespace {

using Policy = ruleset::Missing::Policy;

void ForEachNode(const expression::Node& node,
                 const std::function<void(const expression::Node&)>& visit) {
  visit(node);
  for (const auto& child : node.children) ForEachNode(*child, visit);
}

// Whether no expression asks what is given, and no value is put in place of a missing one.
class Promise {
 public:
  explicit Promise(const CheckedPack& pack) : rules_(pack.rules) {}

  bool OfScores() {
    for (const ruleset::Slot& slot : rules_.slots) {
      if (slot.missing.policy == Policy::kValue) kept_ = false;
    }
    for (const auto& derived : rules_.derived) Look(derived.expression);
    for (const auto& benchmark : rules_.benchmarks) Look(benchmark.applies_when);
    for (const auto& win : rules_.programme.early_wins) Look(win.when);
    for (const auto& model : rules_.health) {
      Look(model.applies_when);
      for (const auto& limit : model.limits) Look(limit.when);
      LookBelow(model.components);
    }
    return kept_;
  }

  bool OfOutcomes() {
    for (const auto& flag : rules_.flags) Look(flag.when), Look(flag.applies_when);
    Look(rules_.graduation.applies_when);
    for (const auto& dimension : rules_.graduation.dimensions) {
      for (const auto& criterion : dimension.criteria) Look(criterion.component.curve.formula);
    }
    for (const auto& gate : rules_.graduation.gates) Look(gate.when);
    for (const auto& requirement : rules_.graduation.requirements) Look(requirement.when);
    Look(rules_.extension.applies_when);
    for (const auto& reason : rules_.extension.escalate) Look(reason.when);
    for (const auto& reason : rules_.extension.extend) Look(reason.when);
    return kept_;
  }

 private:
  void Look(const expression::Checked& checked) {
    if (checked.empty()) return;
    ForEachNode(checked.root(), [this](const expression::Node& node) {
      const bool asks = node.kind == expression::Node::Kind::kCall &&
                        (node.text == "has" || node.text == "known");
      if (asks) kept_ = false;
    });
  }

  void LookBelow(const std::vector<ruleset::Component>& components) {
    for (const auto& component : components) {
      Look(component.curve.formula);
      LookBelow(component.components);
    }
  }

  const ruleset::RuleSet& rules_;
  bool kept_ = true;
};

}  // namespace

bool PromisesBounds(const CheckedPack& pack) { return Promise(pack).OfScores(); }

bool PromisesOutcomes(const CheckedPack& pack) {
  return Promise(pack).OfScores() && Promise(pack).OfOutcomes();
}

RandomAccounts::Asked Completed(const CheckedPack& pack, const RandomAccounts::Asked& asked,
                                const Evaluated& before) {
  RandomAccounts::Asked complete = asked;
  Account donor = RandomAccounts(pack.rules).MakeComplete(asked.account.signals.size()).account;
  const auto given = [&](const std::string& name) {
    const uint32_t slot = pack.plan.FindSlot(name);
    return before.facts.reasons[slot] != MissingReason::kNotGiven;
  };
  std::erase_if(complete.account.signals, [](const SignalInput& signal) {
    return std::holds_alternative<std::monostate>(signal.value);
  });
  std::erase_if(complete.account.series,
                [](const SeriesInput& series) { return series.points.empty(); });
  for (const SignalInput& signal : donor.signals) {
    if (!given(signal.name)) complete.account.signals.push_back(signal);
  }
  for (const SeriesInput& series : donor.series) {
    if (!given(series.name)) complete.account.series.push_back(series);
  }
  return complete;
}

}  // namespace bellwether
