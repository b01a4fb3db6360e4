// Operators, names and conditionals. `docs/expressions.md` says what each does.
#include "tests/oracle/expression.h"

#include <cmath>
#include <limits>

#include "absl/numeric/int128.h"
#include "engine/expression/time_text.h"

namespace bellwether::oracle {
namespace {

using expression::Node;
using expression::Operator;

Value Literal(const Node& node) {
  switch (node.literal.kind) {
    case expression::Kind::kBool:
      return node.literal.boolean;
    case expression::Kind::kInt:
      return node.literal.integer;
    case expression::Kind::kDouble:
      return node.literal.number;
    case expression::Kind::kString:
      return std::string(node.literal.as_string());
    default:
      return Failed{};
  }
}

// A name without a value is missing because of that name (S12).
Value Read(const std::string& name, const Facts& facts) {
  const Value& value = facts.at(name).value;
  if (value.usable()) return value;
  if (value.Is<EventNotYet>()) return EventNotYet{{name}};
  return Missing{{name}};
}

// S12: a substituted value was not given. S2: "not yet" was.
bool Has(const Fact& fact) {
  return fact.value.Is<EventNotYet>() || (fact.usable() && !fact.substituted());
}

// 64-bit arithmetic in 128 bits: what does not fit has failed.
Value Narrow(absl::int128 number) {
  if (number > std::numeric_limits<int64_t>::max() ||
      number < std::numeric_limits<int64_t>::min()) {
    return Failed{};
  }
  return static_cast<int64_t>(number);
}

Value OnInts(Operator op, int64_t left, int64_t right) {
  const absl::int128 a = left;
  const absl::int128 b = right;
  switch (op) {
    case Operator::kAdd:
      return Narrow(a + b);
    case Operator::kSubtract:
      return Narrow(a - b);
    case Operator::kMultiply:
      return Narrow(a * b);
    case Operator::kDivide:
      if (b == 0) return Failed{};
      return Narrow(a / b);
    default:
      // CEL: the remainder of the smallest int and -1 has failed, as their quotient has.
      if (b == 0 || !Narrow(a / b).usable()) return Failed{};
      return Narrow(a % b);
  }
}

Value OnDoubles(Operator op, double a, double b) {
  switch (op) {
    case Operator::kAdd:
      return a + b;
    case Operator::kSubtract:
      return a - b;
    case Operator::kMultiply:
      return a * b;
    default:
      return a / b;  // IEEE 754: never fails
  }
}

Value OnTimes(Operator op, const Value& left, const Value& right) {
  const bool add = op == Operator::kAdd;
  if (left.Is<absl::Time>() && right.Is<absl::Time>()) {
    return DurationWithin(left.As<absl::Time>() - right.As<absl::Time>());
  }
  if (left.Is<absl::Time>()) {
    const absl::Duration by = right.As<absl::Duration>();
    return TimeWithin(add ? left.As<absl::Time>() + by : left.As<absl::Time>() - by);
  }
  const absl::Duration by = left.As<absl::Duration>();
  if (right.Is<absl::Time>()) return TimeWithin(right.As<absl::Time>() + by);
  return DurationWithin(add ? by + right.As<absl::Duration>() : by - right.As<absl::Duration>());
}

Value Arithmetic(Operator op, const Value& left, const Value& right) {
  if (left.Is<int64_t>()) return OnInts(op, left.As<int64_t>(), right.As<int64_t>());
  if (left.Is<double>()) return OnDoubles(op, left.As<double>(), right.As<double>());
  if (left.Is<std::string>()) return left.As<std::string>() + right.As<std::string>();
  if (!left.Is<List>()) return OnTimes(op, left, right);
  List joined = left.As<List>();
  joined.insert(joined.end(), right.As<List>().begin(), right.As<List>().end());
  return joined;
}

template <typename T>
bool Ordered(Operator op, const T& a, const T& b) {
  switch (op) {
    case Operator::kLess:
      return a < b;
    case Operator::kLessOrEqual:
      return a <= b;
    case Operator::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

bool Relation(Operator op, const Value& left, const Value& right) {
  if (op == Operator::kEqual) return Same(left, right);
  if (op == Operator::kNotEqual) return !Same(left, right);
  if (left.Is<bool>()) return Ordered(op, left.As<bool>(), right.As<bool>());
  if (left.Is<int64_t>()) return Ordered(op, left.As<int64_t>(), right.As<int64_t>());
  if (left.Is<double>()) return Ordered(op, left.As<double>(), right.As<double>());
  if (left.Is<std::string>()) return Ordered(op, left.As<std::string>(), right.As<std::string>());
  if (left.Is<absl::Time>()) return Ordered(op, left.As<absl::Time>(), right.As<absl::Time>());
  return Ordered(op, left.As<absl::Duration>(), right.As<absl::Duration>());
}

bool In(const Value& wanted, const List& list) {
  for (const Value& item : list) {
    if (Same(item, wanted)) return true;
  }
  return false;
}

Value Binary(Operator op, const Value& left, const Value& right) {
  if (!left.usable() || !right.usable()) return Unusable({left, right});
  switch (expression::PrecedenceOf(op)) {
    case expression::Precedence::kRelation:
      if (op == Operator::kIn) return In(left, right.As<List>());
      return Relation(op, left, right);
    default:
      return Arithmetic(op, left, right);
  }
}

// Rules language, section 3: one operand that decides alone decides, whatever the others are.
Value Logical(const Node& node, bool deciding, const Ground& ground) {
  std::vector<Value> operands;
  bool known = true;
  for (const auto& child : node.children) operands.push_back(Evaluate(*child, ground));
  for (const Value& operand : operands) {
    if (operand.Is<bool>() && operand.As<bool>() == deciding) return deciding;
    known = known && operand.usable();
  }
  if (known) return !deciding;
  return Unusable(operands);
}

Value Chain(const Node& node, const Ground& ground) {
  if (node.operators.front() == Operator::kOr) return Logical(node, true, ground);
  if (node.operators.front() == Operator::kAnd) return Logical(node, false, ground);
  Value result = Evaluate(*node.children.front(), ground);
  for (size_t i = 0; i < node.operators.size(); ++i) {
    result = Binary(node.operators[i], result, Evaluate(*node.children[i + 1], ground));
  }
  return result;
}

Value Unary(const Node& node, const Ground& ground) {
  const Value operand = Evaluate(*node.children.front(), ground);
  if (!operand.usable()) return Unusable({operand});
  if (operand.Is<bool>()) return !operand.As<bool>();
  if (operand.Is<double>()) return -operand.As<double>();
  return Narrow(-static_cast<absl::int128>(operand.As<int64_t>()));
}

Value Conditional(const Node& node, const Ground& ground) {
  const Value condition = Evaluate(*node.children[0], ground);
  if (!condition.usable()) return Unusable({condition});
  return Evaluate(*node.children[condition.As<bool>() ? 1 : 2], ground);
}

Value Call(const Node& node, const Ground& ground) {
  if (node.text == "has") return Has(ground.facts.at(node.children.front()->text));
  std::vector<Value> operands;
  bool usable = true;
  for (const auto& child : node.children) {
    operands.push_back(Evaluate(*child, ground));
    usable = usable && operands.back().usable();
  }
  // S2: the one function that tells "not yet" from missing.
  if (node.text == "happened" && operands[0].Is<EventNotYet>()) return false;
  if (node.text == "known") return operands[0].usable() && operands[0].As<bool>();
  if (!usable) return Unusable(operands);
  return CallFunction(node, operands, ground);
}

}  // namespace

Value Evaluate(const Node& node, const Ground& ground) {
  switch (node.kind) {
    case Node::Kind::kLiteral:
      return Literal(node);
    case Node::Kind::kName:
      return Read(node.text, ground.facts);
    case Node::Kind::kUnary:
      return Unary(node, ground);
    case Node::Kind::kChain:
      return Chain(node, ground);
    case Node::Kind::kConditional:
      return Conditional(node, ground);
    case Node::Kind::kCall:
      return Call(node, ground);
    case Node::Kind::kList: {
      List items;
      for (const auto& child : node.children) {
        items.push_back(Evaluate(*child, ground));
      }
      for (const Value& item : items) {
        if (!item.usable()) return Unusable(items);
      }
      return items;
    }
    case Node::Kind::kBad:
    case Node::Kind::kFailure:
      break;
  }
  return Failed{};  // checked rules hold neither
}

int64_t CivilDays(absl::Time from, absl::Time to, const absl::TimeZone& zone) {
  return absl::ToCivilDay(to, zone) - absl::ToCivilDay(from, zone);
}

Value TimeWithin(absl::Time time) {
  const bool within = time >= absl::FromUnixSeconds(expression::kFirstSecond) &&
                      time < absl::FromUnixSeconds(expression::kLastSecond + 1);
  if (!within) return Failed{};
  return time;
}

Value DurationWithin(absl::Duration duration) {
  const bool within = duration >= absl::Nanoseconds(std::numeric_limits<int64_t>::min()) &&
                      duration <= absl::Nanoseconds(std::numeric_limits<int64_t>::max());
  if (!within) return Failed{};
  return duration;
}

}  // namespace bellwether::oracle
