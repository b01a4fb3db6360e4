// Comparison, membership and lists.
// Tested by tests/engine/expression/evaluate_test.cc.
#include <algorithm>
#include <memory>

#include "engine/expression/operation.h"

namespace bellwether::expression {
namespace {

template <typename T>
Value Compare(const Step& step, const T& a, const T& b) {
  switch (static_cast<Relation>(step.small)) {
    case Relation::kLess:
      return Value::Bool(a < b);
    case Relation::kLessOrEqual:
      return Value::Bool(a <= b);
    case Relation::kGreater:
      return Value::Bool(a > b);
    case Relation::kGreaterOrEqual:
      return Value::Bool(a >= b);
    case Relation::kEqual:
      return Value::Bool(a == b);
    case Relation::kNotEqual:
      return Value::Bool(a != b);
  }
  return Value::Bool(false);
}

bool SameTime(const Value& a, const Value& b) {
  return a.time.seconds == b.time.seconds && a.time.nanos == b.time.nanos;
}

bool SameList(const ListView& a, const ListView& b) {
  return a.size == b.size && std::equal(a.items, a.items + a.size, b.items, SameValue);
}

// An int and a double are equal when they are the same number, not when rounding makes them so.
bool SameNumber(const Value& integer, const Value& number) {
  constexpr double kLimit = 9'223'372'036'854'775'808.0;  // 2^63
  const double value = number.number;
  return value >= -kLimit && value < kLimit && static_cast<int64_t>(value) == integer.integer &&
         static_cast<double>(static_cast<int64_t>(value)) == value;
}

Value* NewItems(Stack& stack, size_t count) {
  static_assert(alignof(Value) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
  return reinterpret_cast<Value*>(Allocate(stack, count * sizeof(Value)));
}

}  // namespace

bool SameValue(const Value& a, const Value& b) {
  if (a.kind == Kind::kInt && b.kind == Kind::kDouble) return SameNumber(a, b);
  if (a.kind == Kind::kDouble && b.kind == Kind::kInt) return SameNumber(b, a);
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::kBool:
      return a.boolean == b.boolean;
    case Kind::kInt:
      return a.integer == b.integer;
    case Kind::kDouble:
      return a.number == b.number;
    case Kind::kString:
      return a.as_string() == b.as_string();
    case Kind::kTimestamp:
    case Kind::kDuration:
      return SameTime(a, b);
    case Kind::kList:
      return SameList(a.list, b.list);
    default:
      return false;
  }
}

Value CompareBool(const Step& step, const Value* operands, Machine&) {
  return Compare(step, operands[0].boolean, operands[1].boolean);
}

Value CompareInt(const Step& step, const Value* operands, Machine&) {
  return Compare(step, operands[0].integer, operands[1].integer);
}

Value CompareString(const Step& step, const Value* operands, Machine&) {
  return Compare(step, operands[0].as_string(), operands[1].as_string());
}

Value CompareTime(const Step& step, const Value* operands, Machine&) {
  const auto& a = operands[0].time;
  const auto& b = operands[1].time;
  if (a.seconds != b.seconds) return Compare(step, a.seconds, b.seconds);
  return Compare(step, a.nanos, b.nanos);
}

Value EqualAny(const Step&, const Value* operands, Machine&) {
  return Value::Bool(SameValue(operands[0], operands[1]));
}

Value NotEqualAny(const Step&, const Value* operands, Machine&) {
  return Value::Bool(!SameValue(operands[0], operands[1]));
}

Value In(const Step&, const Value* operands, Machine&) {
  const ListView& list = operands[1].list;
  const auto same = [&](const Value& item) { return SameValue(item, operands[0]); };
  return Value::Bool(std::any_of(list.items, list.items + list.size, same));
}

Value MakeList(const Step& step, const Value* operands, Machine& machine) {
  Value* items = NewItems(machine.stack, step.index);
  std::uninitialized_copy_n(operands, step.index, items);
  return Value::List({items, step.index});
}

Value JoinLists(const Step&, const Value* operands, Machine& machine) {
  const ListView& first = operands[0].list;
  const ListView& second = operands[1].list;
  Value* items = NewItems(machine.stack, size_t{first.size} + second.size);
  std::uninitialized_copy_n(first.items, first.size, items);
  std::uninitialized_copy_n(second.items, second.size, items + first.size);
  return Value::List({items, first.size + second.size});
}

Value SizeOfList(const Step&, const Value* operands, Machine&) {
  return Value::Int(operands[0].list.size);
}

}  // namespace bellwether::expression
