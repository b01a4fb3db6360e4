// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/promotion.h"

#include <algorithm>

#include "engine/expression/operators.h"

namespace bellwether::expression {
namespace {

bool Keeps(Operator op) {
  return op == Operator::kAdd || op == Operator::kSubtract || op == Operator::kMultiply ||
         op == Operator::kNegate;
}

bool AllPromotable(const Node& node, size_t from = 0) {
  return std::all_of(node.children.begin() + static_cast<ptrdiff_t>(from), node.children.end(),
                     [](const auto& child) { return child->promotable; });
}

bool KeepsValue(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kLiteral:
      return true;
    case Node::Kind::kUnary:
    case Node::Kind::kChain:
      return std::all_of(node.operators.begin(), node.operators.end(), Keeps) &&
             AllPromotable(node);
    case Node::Kind::kList:
      return AllPromotable(node);
    case Node::Kind::kConditional:
      return AllPromotable(node, 1);
    case Node::Kind::kCall:
      return (node.text == "min" || node.text == "max" || node.text == "abs") &&
             AllPromotable(node);
    default:
      return false;
  }
}

}  // namespace

void MarkPromotable(Node& node) {
  node.promotable = node.type.base == Base::kInt && KeepsValue(node);
}

void Promote(Node& node) {
  node.promotable = false;
  node.type.base = Base::kDouble;
  if (node.kind == Node::Kind::kLiteral) {
    node.literal = Value::Double(static_cast<double>(node.literal.integer));
  }
  const size_t first = node.kind == Node::Kind::kConditional ? 1 : 0;
  for (size_t i = first; i < node.children.size(); ++i) {
    if (node.children[i]->promotable) Promote(*node.children[i]);
  }
  for (Step& step : node.steps) step = ForDoubles(step);
}

void PromoteToMatch(Node& a, Node& b) {
  if (a.promotable && b.type.base == Base::kDouble) Promote(a);
  if (b.promotable && a.type.base == Base::kDouble) Promote(b);
}

}  // namespace bellwether::expression
