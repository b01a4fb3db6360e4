// Numbers: 64-bit integers report what does not fit, doubles follow IEEE 754.
// Tested by tests/engine/expression/evaluate_test.cc.
#include <cmath>
#include <limits>
#include <span>

#include "engine/base/number.h"
#include "engine/expression/operation.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

constexpr int64_t kSmallestInt = std::numeric_limits<int64_t>::min();

Value Overflow() { return Value::Error(ErrorCode::kOverflow); }

// Whether a is smaller than b; both of one ordered type. A NaN is never smaller.
bool Smaller(const Value& a, const Value& b) {
  switch (a.kind) {
    case Kind::kInt:
      return a.integer < b.integer;
    case Kind::kDouble:
      return a.number < b.number;
    default:
      return a.time.seconds != b.time.seconds ? a.time.seconds < b.time.seconds
                                              : a.time.nanos < b.time.nanos;
  }
}

bool IsNan(const Value& value) { return value.kind == Kind::kDouble && std::isnan(value.number); }

// A NaN among the values is the result, wherever it stands.
Value Extreme(std::span<const Value> values, bool smallest) {
  Value best = values[0];
  for (const Value& value : values.subspan(1)) {
    if (IsNan(best)) return best;
    const bool better = smallest ? Smaller(value, best) : Smaller(best, value);
    if (better || IsNan(value)) best = value;
  }
  return best;
}

// Of no values there is none.
Value ExtremeOfList(const Value& list, bool smallest) {
  if (list.list.size == 0) return Value::Error(ErrorCode::kInvalidConversion);
  return Extreme({list.list.items, list.list.size}, smallest);
}

}  // namespace

Value NegateDouble(const Step&, const Value* operands, Machine&) {
  return Value::Double(-operands[0].number);
}

Value AddInt(const Step&, const Value* operands, Machine&) {
  int64_t result = 0;
  const bool over = __builtin_add_overflow(operands[0].integer, operands[1].integer, &result);
  return over ? Overflow() : Value::Int(result);
}

Value SubtractInt(const Step&, const Value* operands, Machine&) {
  int64_t result = 0;
  const bool over = __builtin_sub_overflow(operands[0].integer, operands[1].integer, &result);
  return over ? Overflow() : Value::Int(result);
}

Value MultiplyInt(const Step&, const Value* operands, Machine&) {
  int64_t result = 0;
  const bool over = __builtin_mul_overflow(operands[0].integer, operands[1].integer, &result);
  return over ? Overflow() : Value::Int(result);
}

Value DivideInt(const Step&, const Value* operands, Machine&) {
  if (operands[1].integer == 0) return Value::Error(ErrorCode::kDivideByZero);
  if (operands[0].integer == kSmallestInt && operands[1].integer == -1) return Overflow();
  return Value::Int(operands[0].integer / operands[1].integer);
}

Value ModuloInt(const Step&, const Value* operands, Machine&) {
  if (operands[1].integer == 0) return Value::Error(ErrorCode::kModulusByZero);
  if (operands[0].integer == kSmallestInt && operands[1].integer == -1) return Overflow();
  return Value::Int(operands[0].integer % operands[1].integer);
}

Value NegateInt(const Step&, const Value* operands, Machine&) {
  return operands[0].integer == kSmallestInt ? Overflow() : Value::Int(-operands[0].integer);
}

Value Min(const Step& step, const Value* operands, Machine&) {
  return Extreme({operands, step.index}, true);
}

Value Max(const Step& step, const Value* operands, Machine&) {
  return Extreme({operands, step.index}, false);
}

Value MinOfList(const Step&, const Value* operands, Machine&) {
  return ExtremeOfList(operands[0], true);
}

Value MaxOfList(const Step&, const Value* operands, Machine&) {
  return ExtremeOfList(operands[0], false);
}

Value AbsInt(const Step& step, const Value* operands, Machine& machine) {
  return operands[0].integer < 0 ? NegateInt(step, operands, machine) : operands[0];
}

Value AbsDouble(const Step&, const Value* operands, Machine&) {
  return Value::Double(std::fabs(operands[0].number));
}

Value AbsDuration(const Step&, const Value* operands, Machine&) {
  if (operands[0].time.seconds >= 0) return operands[0];
  return MakeDuration(-operands[0].time.seconds, -int64_t{operands[0].time.nanos});
}

Value Round(const Step& step, const Value* operands, Machine&) {
  return Value::Double(RoundForDisplay(operands[0].number, step.small));
}

}  // namespace bellwether::expression
