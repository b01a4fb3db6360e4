// Tested by tests/engine/expression/parse_test.cc.
#include "engine/expression/ast.h"

#include <array>
#include <cstddef>

namespace bellwether::expression {
namespace {

struct OperatorRow {
  Operator op;
  const char* text;
  Precedence precedence;
};

// In the order of Operator.
constexpr std::array<OperatorRow, 16> kOperators = {{
    {Operator::kOr, "||", Precedence::kOr},
    {Operator::kAnd, "&&", Precedence::kAnd},
    {Operator::kLess, "<", Precedence::kRelation},
    {Operator::kLessOrEqual, "<=", Precedence::kRelation},
    {Operator::kGreater, ">", Precedence::kRelation},
    {Operator::kGreaterOrEqual, ">=", Precedence::kRelation},
    {Operator::kEqual, "==", Precedence::kRelation},
    {Operator::kNotEqual, "!=", Precedence::kRelation},
    {Operator::kIn, "in", Precedence::kRelation},
    {Operator::kAdd, "+", Precedence::kSum},
    {Operator::kSubtract, "-", Precedence::kSum},
    {Operator::kMultiply, "*", Precedence::kProduct},
    {Operator::kDivide, "/", Precedence::kProduct},
    {Operator::kModulo, "%", Precedence::kProduct},
    {Operator::kNot, "!", Precedence::kUnary},
    {Operator::kNegate, "-", Precedence::kUnary},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kOperators.size(); ++i) {
    if (static_cast<size_t>(kOperators[i].op) != i) return false;
  }
  return true;
}
static_assert(InOrder());

}  // namespace

const char* OperatorText(Operator op) { return kOperators[static_cast<size_t>(op)].text; }

Precedence PrecedenceOf(Operator op) { return kOperators[static_cast<size_t>(op)].precedence; }

Precedence PrecedenceOf(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kConditional:
      return Precedence::kConditional;
    case Node::Kind::kChain:
    case Node::Kind::kUnary:
      return PrecedenceOf(node.operators.front());
    default:
      return Precedence::kPrimary;
  }
}

}  // namespace bellwether::expression
