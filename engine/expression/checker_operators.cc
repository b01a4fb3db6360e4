// Operators: what they take, literals that become doubles, enum values that do not exist.
// Tested by tests/engine/expression/check_test.cc.
#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/expression/checker.h"
#include "engine/expression/operators.h"
#include "engine/expression/promotion.h"

namespace bellwether::expression {
namespace {

bool IsStringLiteral(const Node& node) {
  return node.kind == Node::Kind::kLiteral && node.literal.kind == Kind::kString;
}

bool IsZero(const Node& node) {
  return node.kind == Node::Kind::kLiteral && node.literal.kind == Kind::kInt &&
         node.literal.integer == 0;
}

// What turns operands that are almost right into right ones.
std::string OperandHint(Operator op, const StaticType& left, const StaticType& right) {
  const bool numbers = (left.is(Base::kInt) && right.is(Base::kDouble)) ||
                       (left.is(Base::kDouble) && right.is(Base::kInt));
  const bool times = left.is(Base::kTimestamp) || right.is(Base::kTimestamp) ||
                     left.is(Base::kDuration) || right.is(Base::kDuration);
  const bool number = left.is(Base::kDouble) || right.is(Base::kDouble) || left.is(Base::kInt) ||
                      right.is(Base::kInt);
  if (numbers) return "turn the int into a double: double(...)";
  if (op == Operator::kIn && !right.is_list())
    return "put the values in brackets: x in [\"a\", \"b\"]";
  if (times && number) return "write days(7) for seven days, days_since(t) for the days since t";
  return absl::StrCat("it takes ", AcceptedOperands(op));
}

}  // namespace

void Checker::CheckUnary(Node& node) {
  const StaticType operand = node.children.front()->type;
  const Operator op = node.operators.front();
  if (operand.bad()) {
    node.type = {};
    return;
  }
  if (const auto overload = FindUnary(op, operand)) {
    node.type = overload->result;
    node.steps = {overload->step};
    return;
  }
  Reject(node, "type-mismatch", node.operator_ranges.front(),
         absl::StrCat("operator `", OperatorText(op), "` does not take ", Describe(operand)),
         absl::StrCat("it takes ", AcceptedOperands(op)));
}

void Checker::CheckChain(Node& node) {
  if (PrecedenceOf(node) <= Precedence::kAnd) return CheckLogicalChain(node);
  StaticType left = node.children.front()->type;
  bool literals = node.children.front()->promotable;
  for (size_t i = 0; i < node.operators.size(); ++i) {
    const bool right_literals = node.children[i + 1]->promotable;
    LintOperator(node, i, left, literals && right_literals);
    left = PromoteOperands(node, i, left, literals);
    if (!ApplyOperator(node, i, left)) return;
    left = node.type;
    const bool cuts =
        node.operators[i] == Operator::kDivide || node.operators[i] == Operator::kModulo;
    literals = literals && right_literals && !cuts && left.base == Base::kInt;
  }
}

// Promotes what stands right of operator `index`, or all that stands left of it with the steps
// found so far. Gives the type of what stands left.
StaticType Checker::PromoteOperands(Node& node, size_t index, const StaticType& left,
                                    bool literals) {
  Node& right = *node.children[index + 1];
  if (index == 0) {
    PromoteToMatch(*node.children.front(), right);
    return node.children.front()->type;
  }
  if (right.promotable && left.base == Base::kDouble) Promote(right);
  if (!literals || right.type.base != Base::kDouble) return left;
  for (size_t i = 0; i <= index; ++i) Promote(*node.children[i]);
  for (Step& step : node.steps) step = ForDoubles(step);
  return {Base::kDouble, left.lists};
}

bool Checker::ApplyOperator(Node& node, size_t index, const StaticType& left) {
  const StaticType right = node.children[index + 1]->type;
  const Operator op = node.operators[index];
  const bool equality = op == Operator::kEqual || op == Operator::kNotEqual;
  if (left.bad() || right.bad()) {
    node.type = {};
    return false;
  }
  auto overload = FindBinary(op, left, right);
  if (!overload && equality && deferred()) {
    overload = Overload{{Base::kBool, 0}, {}};
    overload->step.op = op == Operator::kEqual ? Op::kEqualAny : Op::kNotEqualAny;
  }
  if (!overload) {
    RejectOperands(node, index, left, right);
    return false;
  }
  node.type = overload->result;
  node.steps.push_back(overload->step);
  if (index == 0 && !deferred()) CheckAllowed(node, index);
  return true;
}

void Checker::RejectOperands(Node& node, size_t index, const StaticType& left,
                             const StaticType& right) {
  const Operator op = node.operators[index];
  Reject(node, "type-mismatch", node.operator_ranges[index],
         absl::StrCat("operator `", OperatorText(op), "` does not take ", Describe(left), " and ",
                      Describe(right)),
         OperandHint(op, left, right));
}

void Checker::CheckLogicalChain(Node& node) {
  const std::string of = absl::StrCat("an operand of `", OperatorText(node.operators.front()), "`");
  for (const auto& child : node.children) RequireBool(*child, of.c_str());
  node.type = {Base::kBool, 0};
  Step step;
  step.op = node.operators.front() == Operator::kOr ? Op::kOr : Op::kAnd;
  node.steps.assign(node.operators.size(), step);
}

// stage == "onbording": the enum has no such value.
void Checker::CheckAllowed(const Node& node, size_t index) {
  const Node& left = *node.children[index];
  const Node& right = *node.children[index + 1];
  const Operator op = node.operators[index];
  if (op == Operator::kIn) {
    for (const auto& item : right.children) CheckAllowedLiteral(left, *item);
  } else if (op == Operator::kEqual || op == Operator::kNotEqual) {
    CheckAllowedLiteral(left, right);
    CheckAllowedLiteral(right, left);
  } else if (left.allowed != nullptr || right.allowed != nullptr) {
    mistakes_.Warning("enum-order", node.operator_ranges[index],
                      "an enum is compared by the order of its letters",
                      "name the values: x in [\"a\", \"b\"]");
  }
}

void Checker::CheckAllowedLiteral(const Node& name, const Node& literal) {
  if (name.allowed == nullptr || !IsStringLiteral(literal)) return;
  const std::vector<std::string>& allowed = *name.allowed;
  if (std::find(allowed.begin(), allowed.end(), literal.text) != allowed.end()) return;
  mistakes_.Error("unknown-value", literal.range,
                  absl::StrCat(Quoted(name.text), " is never ", Quoted(literal.text)),
                  DidYouMean(literal.text, allowed));
}

void Checker::LintOperator(const Node& node, size_t index, const StaticType& left, bool literals) {
  const Operator op = node.operators[index];
  if (op != Operator::kDivide && op != Operator::kModulo) return;
  if (IsZero(*node.children[index + 1]) && left.is(Base::kInt)) {
    mistakes_.Warning("division-by-zero", node.operator_ranges[index],
                      "an int divided by zero is always an error");
  } else if (literals && op == Operator::kDivide) {
    mistakes_.Warning("integer-division", node.operator_ranges[index],
                      "two ints are divided: what is left over is cut off",
                      "write one of them as a double: 1.0 / 3");
  }
}

}  // namespace bellwether::expression
