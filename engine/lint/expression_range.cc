// An expression evaluated over what its names may be. The right side of `a && b` is looked at where
// `a` is true, so `x > 5 && x < 3` is seen never to hold.
//
// Tested by tests/engine/lint/ranges_test.cc and tests/property/lint_test.cc.
#include "engine/lint/expression_range.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "engine/expression/operation.h"
#include "engine/lint/narrowing.h"

namespace bellwether::lint {
namespace {

using expression::Base;
using expression::Node;
using expression::Operator;

// Beyond that height both sides of `&&` are looked at once, not twice: nesting stays cheap.
constexpr int kHighestNarrowed = 8;

Possible LookAtLiteral(const Node& node) {
  switch (node.literal.kind) {
    case expression::Kind::kBool:
      return Possible::Bool(node.literal.boolean, !node.literal.boolean);
    case expression::Kind::kInt: {
      const auto literal = static_cast<double>(node.literal.integer);
      const bool exact = std::fabs(literal) <= kLargestExactInt;
      Possible number = Possible::Number(exact ? Interval::Of(literal) : Interval::All());
      number.whole = true;
      return number;
    }
    case expression::Kind::kDouble:
      return Possible::Number(Interval::Of(node.literal.number));
    case expression::Kind::kString:
      return Possible::Word(std::string(node.literal.as_string()));
    default:
      return Possible::Any(node.type);
  }
}

// `a && b` (deciding false) or `a || b` (deciding true): one side that decides is enough, even
// beside a missing one. The last answer asked for is possible only where all sides before gave it.
Possible LookAtLogical(const Node& node, const World& world) {
  const bool deciding = node.operators.front() == Operator::kOr;
  const bool narrows = node.height <= kHighestNarrowed;
  World rest = world;
  bool decided = false;
  bool undecided = true;  // all sides so far may have left it open
  bool nothing = false;
  for (const auto& child : node.children) {
    const Possible plain = Look(*child, world);
    decided |= deciding ? plain.truth : plain.falsity;
    nothing |= plain.nothing;
    const Possible here = narrows ? Look(*child, rest) : plain;
    undecided = undecided && !Impossible(rest) && (deciding ? here.falsity : here.truth);
    if (narrows) rest = Narrowed(*child, !deciding, rest);
  }
  undecided = undecided && !Impossible(rest);
  Possible result =
      deciding ? Possible::Bool(decided, undecided) : Possible::Bool(undecided, decided);
  result.nothing = nothing;
  return result;
}

Possible LookAtIn(const Node& node, const World& world) {
  const Possible item = Look(*node.children[0], world);
  const Node& list = *node.children[1];
  Possible result = Possible::Bool(true, true);
  result.nothing = item.nothing || Look(list, world).nothing;
  if (list.kind != Node::Kind::kList || item.other) return result;
  result.truth = false;
  result.falsity = true;
  for (const auto& child : list.children) {
    const Possible same = Compare(Operator::kEqual, item, Look(*child, world));
    result.truth |= same.truth;
    result.falsity = result.falsity && same.falsity;
  }
  return result;
}

Possible LookAtChain(const Node& node, const World& world) {
  const Operator first = node.operators.front();
  if (first == Operator::kAnd || first == Operator::kOr) return LookAtLogical(node, world);
  if (first == Operator::kIn && node.operators.size() == 1) return LookAtIn(node, world);
  Possible result = Look(*node.children.front(), world);
  const bool of_numbers = node.type.is(Base::kInt) || node.type.is(Base::kDouble);
  const bool relation = expression::PrecedenceOf(first) == expression::Precedence::kRelation;
  if (relation && node.operators.size() > 1) return Possible::Any(node.type);
  for (size_t i = 0; i < node.operators.size(); ++i) {
    const Possible right = Look(*node.children[i + 1], world);
    if (relation) {
      result = Compare(node.operators[i], result, right);
    } else if (of_numbers) {
      result = Arithmetic(node.operators[i], result, right, node.type.is(Base::kInt));
    } else {
      return Possible::Any(node.type);
    }
  }
  return result;
}

Possible LookAtUnary(const Node& node, const World& world) {
  Possible operand = Look(*node.children.front(), world);
  if (node.operators.front() == Operator::kNot) {
    std::swap(operand.truth, operand.falsity);
  } else if (!operand.number.empty()) {
    operand.number = {-operand.number.high, -operand.number.low};
    operand.nothing |= node.type.is(Base::kInt);  // the smallest int has no opposite
  }
  return operand;
}

Possible LookAtConditional(const Node& node, const World& world) {
  const Node& condition = *node.children[0];
  const Possible asked = Look(condition, world);
  const bool narrows = node.height <= kHighestNarrowed;
  Possible result;
  for (const bool answer : {true, false}) {
    if (!(answer ? asked.truth : asked.falsity)) continue;
    const Node& branch = *node.children[answer ? 1 : 2];
    result.Join(Look(branch, narrows ? Narrowed(condition, answer, world) : world));
  }
  result.nothing |= asked.nothing;
  return result;
}

Possible Extreme(const Node& node, const World& world, bool least) {
  Possible result = Look(*node.children.front(), world);
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Possible next = Look(*node.children[i], world);
    result.nothing |= next.nothing;
    result.infinite |= next.infinite;
    result.whole = result.whole && next.whole;
    const Interval a = result.number;
    const Interval b = next.number;
    if (a.empty() || b.empty()) continue;
    result.number = least ? Interval{std::min(a.low, b.low), std::min(a.high, b.high)}
                          : Interval{std::max(a.low, b.low), std::max(a.high, b.high)};
  }
  if (result.infinite) result.number = Interval::All();
  return result;
}

double Rounded(double end, int decimals) {
  return std::isinf(end) ? end : RoundForDisplay(end, decimals);
}

Possible LookAtNumberCall(const Node& node, const World& world) {
  Possible operand = Look(*node.children.front(), world);
  Interval& number = operand.number;
  if (number.empty()) return operand;
  if (node.text == "abs") {
    const bool crosses = number.Has(0);
    const double a = std::fabs(number.low);
    const double b = std::fabs(number.high);
    number = {crosses ? 0 : std::min(a, b), std::max(a, b)};
    operand.nothing |= node.type.is(Base::kInt);  // of the smallest int there is none
  } else if (node.text == "round") {
    const int decimals = node.steps.empty() ? 0 : node.steps.front().small;
    number = {Rounded(number.low, decimals), Rounded(number.high, decimals)};
    operand.whole = operand.whole || decimals == 0;
  }
  return operand;
}

Possible LookAtCall(const Node& node, const World& world) {
  if (node.text == "has") return Possible::Bool(true, true);
  if (node.text == "known") {
    const Possible asked = Look(*node.children.front(), world);
    return Possible::Bool(asked.truth, asked.falsity || asked.nothing);
  }
  const bool number = node.type.is(Base::kInt) || node.type.is(Base::kDouble);
  const bool of_numbers =
      std::all_of(node.children.begin(), node.children.end(), [](const auto& child) {
        return child->type.is(Base::kInt) || child->type.is(Base::kDouble);
      });
  const bool extreme = node.text == "min" || node.text == "max";
  if (number && of_numbers && extreme) return Extreme(node, world, node.text == "min");
  if (number && of_numbers && (node.text == "abs" || node.text == "round")) {
    return LookAtNumberCall(node, world);
  }
  return Possible::Any(node.type);
}

Possible LookAtList(const Node& node, const World& world) {
  Possible list;
  list.other = true;
  for (const auto& child : node.children) list.nothing |= Look(*child, world).nothing;
  return list;
}

}  // namespace

Possible Look(const Node& node, const World& world) {
  switch (node.kind) {
    case Node::Kind::kLiteral:
      return LookAtLiteral(node);
    case Node::Kind::kName:
      return world[node.slot];
    case Node::Kind::kUnary:
      return LookAtUnary(node, world);
    case Node::Kind::kChain:
      return LookAtChain(node, world);
    case Node::Kind::kConditional:
      return LookAtConditional(node, world);
    case Node::Kind::kCall:
      return LookAtCall(node, world);
    case Node::Kind::kList:
      return LookAtList(node, world);
    default:
      return Possible::Any(node.type);
  }
}

Possible Evaluate(const expression::Checked& checked, const World& world) {
  return Look(checked.root(), world);
}

}  // namespace bellwether::lint
