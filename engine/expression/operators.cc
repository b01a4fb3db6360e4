// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/operators.h"

#include <array>

namespace bellwether::expression {
namespace {

struct ArithmeticRow {
  Operator op;
  Base left;
  Base right;
  Base result;
  Op step;
};

constexpr std::array<ArithmeticRow, 16> kArithmetic = {{
    {Operator::kAdd, Base::kInt, Base::kInt, Base::kInt, Op::kAddInt},
    {Operator::kAdd, Base::kDouble, Base::kDouble, Base::kDouble, Op::kAddDouble},
    {Operator::kAdd, Base::kString, Base::kString, Base::kString, Op::kJoinTexts},
    {Operator::kAdd, Base::kDuration, Base::kDuration, Base::kDuration, Op::kAddDuration},
    {Operator::kAdd, Base::kTimestamp, Base::kDuration, Base::kTimestamp, Op::kAddTime},
    {Operator::kAdd, Base::kDuration, Base::kTimestamp, Base::kTimestamp, Op::kAddTime},
    {Operator::kSubtract, Base::kInt, Base::kInt, Base::kInt, Op::kSubtractInt},
    {Operator::kSubtract, Base::kDouble, Base::kDouble, Base::kDouble, Op::kSubtractDouble},
    {Operator::kSubtract, Base::kDuration, Base::kDuration, Base::kDuration, Op::kSubtractDuration},
    {Operator::kSubtract, Base::kTimestamp, Base::kDuration, Base::kTimestamp,
     Op::kSubtractFromTime},
    {Operator::kSubtract, Base::kTimestamp, Base::kTimestamp, Base::kDuration, Op::kSubtractTimes},
    {Operator::kMultiply, Base::kInt, Base::kInt, Base::kInt, Op::kMultiplyInt},
    {Operator::kMultiply, Base::kDouble, Base::kDouble, Base::kDouble, Op::kMultiplyDouble},
    {Operator::kDivide, Base::kInt, Base::kInt, Base::kInt, Op::kDivideInt},
    {Operator::kDivide, Base::kDouble, Base::kDouble, Base::kDouble, Op::kDivideDouble},
    {Operator::kModulo, Base::kInt, Base::kInt, Base::kInt, Op::kModuloInt},
}};

Step MakeStep(Op op, uint8_t small = 0) {
  Step step;
  step.op = op;
  step.small = small;
  return step;
}

Overload Bool(Op op, uint8_t small = 0) { return {{Base::kBool, 0}, MakeStep(op, small)}; }

std::optional<Overload> FindArithmetic(Operator op, const StaticType& left,
                                       const StaticType& right) {
  for (const ArithmeticRow& row : kArithmetic) {
    if (row.op == op && left.is(row.left) && right.is(row.right)) {
      return Overload{{row.result, 0}, MakeStep(row.step)};
    }
  }
  const bool lists = op == Operator::kAdd && left.is_list() && right.is_list();
  if (!lists || !Compatible(left, right)) return std::nullopt;
  return Overload{CommonType(left, right), MakeStep(Op::kJoinLists)};
}

std::optional<Overload> FindRelation(Operator op, const StaticType& left, const StaticType& right) {
  const bool equality = op == Operator::kEqual || op == Operator::kNotEqual;
  if (!Compatible(left, right) || left.base == Base::kSeries) return std::nullopt;
  if (left.lists > 0 || right.lists > 0 || left.base == Base::kMixed) {
    if (!equality) return std::nullopt;
    return Bool(op == Operator::kEqual ? Op::kEqualAny : Op::kNotEqualAny);
  }
  const auto relation =
      static_cast<uint8_t>(static_cast<uint8_t>(op) - static_cast<uint8_t>(Operator::kLess));
  switch (left.base) {
    case Base::kBool:
      return Bool(Op::kCompareBool, relation);
    case Base::kInt:
      return Bool(Op::kCompareInt, relation);
    case Base::kDouble:
      return Bool(static_cast<Op>(static_cast<uint8_t>(Op::kLessDouble) + relation));
    case Base::kString:
      return Bool(Op::kCompareString, relation);
    case Base::kTimestamp:
    case Base::kDuration:
      return Bool(Op::kCompareTime, relation);
    default:
      return std::nullopt;
  }
}

std::optional<Overload> FindIn(const StaticType& item, const StaticType& list) {
  if (!list.is_list() || item.base == Base::kSeries) return std::nullopt;
  const StaticType element = list.Element();
  const bool open = element.base == Base::kNothing || element.base == Base::kMixed;
  if (!open && !Compatible(item, element)) return std::nullopt;
  return Bool(Op::kIn);
}

}  // namespace

std::optional<Overload> FindBinary(Operator op, const StaticType& left, const StaticType& right) {
  switch (PrecedenceOf(op)) {
    case Precedence::kRelation:
      return op == Operator::kIn ? FindIn(left, right) : FindRelation(op, left, right);
    case Precedence::kOr:
    case Precedence::kAnd:
      if (!left.is(Base::kBool) || !right.is(Base::kBool)) return std::nullopt;
      return Bool(op == Operator::kOr ? Op::kOr : Op::kAnd);
    default:
      return FindArithmetic(op, left, right);
  }
}

std::optional<Overload> FindUnary(Operator op, const StaticType& operand) {
  if (op == Operator::kNot) {
    if (operand.is(Base::kBool)) return Bool(Op::kNot);
    return std::nullopt;
  }
  if (operand.is(Base::kInt)) return Overload{operand, MakeStep(Op::kNegateInt)};
  if (operand.is(Base::kDouble)) return Overload{operand, MakeStep(Op::kNegateDouble)};
  return std::nullopt;
}

const char* AcceptedOperands(Operator op) {
  switch (op) {
    case Operator::kOr:
    case Operator::kAnd:
      return "two bools";
    case Operator::kNot:
      return "a bool";
    case Operator::kNegate:
      return "an int or a double";
    case Operator::kEqual:
    case Operator::kNotEqual:
      return "two values of one type";
    case Operator::kLess:
    case Operator::kLessOrEqual:
    case Operator::kGreater:
    case Operator::kGreaterOrEqual:
      return "two numbers, strings, timestamps, durations or bools, both of one type";
    case Operator::kIn:
      return "a value and a list of such values";
    case Operator::kAdd:
      return "two ints, doubles, strings, durations or lists, or a timestamp and a duration";
    case Operator::kSubtract:
      return "two ints, doubles, durations or timestamps, or a timestamp and a duration";
    case Operator::kMultiply:
    case Operator::kDivide:
      return "two ints or two doubles";
    case Operator::kModulo:
      return "two ints";
  }
  return "?";
}

Step ForDoubles(Step step) {
  switch (step.op) {
    case Op::kAddInt:
      step.op = Op::kAddDouble;
      break;
    case Op::kSubtractInt:
      step.op = Op::kSubtractDouble;
      break;
    case Op::kMultiplyInt:
      step.op = Op::kMultiplyDouble;
      break;
    case Op::kNegateInt:
      step.op = Op::kNegateDouble;
      break;
    case Op::kAbsInt:
      step.op = Op::kAbsDouble;
      break;
    default:
      break;  // kMin, kMax: of any type
  }
  return step;
}

}  // namespace bellwether::expression
