// Tested by tests/engine/ruleset/absent_fact_test.cc.
#include "engine/ruleset/absent_fact.h"

#include <algorithm>

#include "engine/expression/ast.h"

namespace bellwether::ruleset {
namespace {

using expression::Node;
using expression::Operator;

const Derived* FindDerived(const RuleSet& rules, uint32_t slot) {
  const auto found = std::find_if(rules.derived.begin(), rules.derived.end(),
                                  [slot](const Derived& fact) { return fact.slot == slot; });
  return found == rules.derived.end() ? nullptr : &*found;
}

// Whether two outcomes have values together or not at all: a score and its band, a total and its
// readiness.
bool GoTogether(const RuleSet& rules, uint32_t a, uint32_t b) {
  const auto pair = [&](uint32_t first, uint32_t second) {
    return (a == first && b == second) || (a == second && b == first);
  };
  const bool graduation = rules.graduation.defined &&
                          pair(rules.graduation.total_slot, rules.graduation.readiness_slot);
  return graduation || pair(rules.primary_score_slot, rules.primary_band_slot) ||
         std::any_of(rules.health.begin(), rules.health.end(), [&](const HealthModel& model) {
           return pair(model.score_slot, model.band_slot);
         });
}

}  // namespace

bool AbsentFact::CanBe(bool answer, const expression::Checked& condition) {
  if (condition.empty()) return answer;
  parts_ = 0;
  return (Of(condition.root()) & (answer ? kTrue : kFalse)) != 0;
}

AbsentFact::Outcomes AbsentFact::Of(const Node& node) {
  if (++parts_ > kMostParts) return kAnything;
  switch (node.kind) {
    case Node::Kind::kLiteral:
      if (node.literal.kind != expression::Kind::kBool) return kValue;
      return node.literal.boolean ? kTrue : kFalse;
    case Node::Kind::kName:
      return OfName(node.slot);
    case Node::Kind::kUnary: {
      const Outcomes operand = Of(*node.children[0]);
      if (node.operators[0] != Operator::kNot) return operand;
      return static_cast<Outcomes>((operand & kMissing) | ((operand & kTrue) ? kFalse : 0) |
                                   ((operand & kFalse) ? kTrue : 0));
    }
    case Node::Kind::kChain:
      return OfChain(node);
    case Node::Kind::kConditional: {
      const Outcomes asked = Of(*node.children[0]);
      Outcomes result = asked & kMissing;
      if (asked & kTrue) result |= Of(*node.children[1]);
      if (asked & kFalse) result |= Of(*node.children[2]);
      return result;
    }
    case Node::Kind::kCall:
      return OfCall(node);
    case Node::Kind::kList:
      return OfOperation(node);
    default:
      return kAnything;
  }
}

AbsentFact::Outcomes AbsentFact::OfName(uint32_t slot) {
  if (slot == slot_ || GoTogether(rules_, slot, slot_)) return kMissing;
  const auto known = derived_.find(slot);
  if (known != derived_.end()) return known->second;
  const Derived* fact = FindDerived(rules_, slot);
  if (fact == nullptr || fact->expression.empty()) return kAnything;
  derived_[slot] = kAnything;  // should facts ever read each other in a circle
  // What lies outside of the fact's range is missing as well.
  const Outcomes result = Of(fact->expression.root()) | kMissing;
  derived_[slot] = result;
  return result;
}

AbsentFact::Outcomes AbsentFact::OfCall(const Node& node) {
  if (node.text != "has" && node.text != "happened") return OfOperation(node);
  const Node& asked = *node.children[0];
  const Outcomes operand = Of(asked);
  // A date that has not come yet is no value to show, but an answer to both questions.
  const bool date = asked.type.is(expression::Base::kTimestamp);
  if (node.text == "happened") return operand == kMissing ? kFalse | kMissing : kAnything;
  const bool may_have = date || (operand & kValue) != 0;
  return static_cast<Outcomes>((may_have ? kTrue : 0) | ((operand & kMissing) ? kFalse : 0));
}

AbsentFact::Outcomes AbsentFact::OfChain(const Node& node) {
  const Operator first = node.operators[0];
  if (first != Operator::kAnd && first != Operator::kOr) return OfOperation(node);
  // What absorbs everything else, and what changes nothing.
  const Outcomes absorbs = first == Operator::kAnd ? kFalse : kTrue;
  const Outcomes neutral = first == Operator::kAnd ? kTrue : kFalse;
  Outcomes result = neutral;
  for (const auto& child : node.children) {
    const Outcomes next = Of(*child);
    const Outcomes either = result | next;
    Outcomes both = either & absorbs;
    if ((result & neutral) && (next & neutral)) both |= neutral;
    const bool open = ((result & kMissing) && (next & (neutral | kMissing))) ||
                      ((next & kMissing) && (result & (neutral | kMissing)));
    result = open ? both | kMissing : both;
  }
  return result;
}

AbsentFact::Outcomes AbsentFact::OfOperation(const Node& node) {
  for (const auto& child : node.children) {
    if ((Of(*child) & kValue) == 0) return kMissing;
  }
  return kAnything;
}

}  // namespace bellwether::ruleset
