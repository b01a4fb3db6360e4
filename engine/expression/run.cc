// A stack machine. Steps whose operands are doubles or bools are done here, on the spot; all others
// through the table of operations, which sees only usable operands.
// Tested by tests/engine/expression/evaluate_test.cc.
#include <cassert>

#include "engine/expression/operation.h"
#include "engine/expression/program.h"

namespace bellwether::expression {
namespace {

bool IsFalse(const Value& value) { return value.kind == Kind::kBool && !value.boolean; }
bool IsTrue(const Value& value) { return value.kind == Kind::kBool && value.boolean; }

// S12: what is missing in a slot is missing because of that name.
Value Load(const Step& step, std::span<const Value> slots) {
  assert(step.index < slots.size());
  const Value& value = slots[step.index];
  if (value.usable()) return value;
  const uint64_t cause = uint64_t{1} << step.small;
  if (value.kind == Kind::kNotYet) return Value::NotYet(cause);
  return value.kind == Kind::kError ? Value::Error(value.error, cause) : Value::Missing(cause);
}

// S12: a value that a policy put in has not been given.
bool Given(const Value& value) {
  return (value.usable() && !value.substituted) || value.kind == Kind::kNotYet;
}

// `absorbing` decides alone: false for &&, true for ||.
Value Absorb(const Value* operands, bool absorbing) {
  const Value& a = operands[0];
  const Value& b = operands[1];
  if (a.kind == Kind::kBool && b.kind == Kind::kBool) {
    return a.boolean == absorbing ? a : b;
  }
  if (b.kind == Kind::kBool) return b.boolean == absorbing ? b : Unusable({operands, 1});
  if (a.kind == Kind::kBool) return a.boolean == absorbing ? a : Unusable({operands + 1, 1});
  return Unusable({operands, 2});
}

// S2. A day that is still to come has not happened; days are compared as everywhere (S4).
Value Happened(const Value& time, const Context& context) {
  if (time.kind == Kind::kNotYet) return Value::Bool(false);
  if (!time.usable()) return time;
  return Value::Bool(CivilDayOf(time, context.zone) <= context.today);
}

template <typename Function>
void OnDoubles(Value* operands, Function function) {
  if (operands[0].kind == Kind::kDouble && operands[1].kind == Kind::kDouble) {
    operands[0] = function(operands[0].number, operands[1].number);
  } else {
    operands[0] = Unusable({operands, 2});
  }
}

template <typename Function>
Value OnSlot(const Program& program, const Step& step, std::span<const Value> slots,
             Function function) {
  assert(step.index < slots.size());
  const Value& value = slots[step.index];
  if (value.kind == Kind::kDouble) {
    return Value::Bool(function(value.number, program.constants()[step.medium].number));
  }
  const Value loaded = Load(step, slots);
  return Unusable({&loaded, 1});
}

void ByTable(const Step& step, Value* operands, uint32_t count, Machine& machine) {
  bool usable = true;
  for (uint32_t i = 0; i < count; ++i) usable = usable && operands[i].usable();
  operands[0] =
      usable ? Describe(step.op).function(step, operands, machine) : Unusable({operands, count});
}

}  // namespace

Value Run(const Program& program, std::span<const Value> slots, const Context& context,
          Stack& stack) {
  if (stack.values().size() < program.stack_size()) stack.values().resize(program.stack_size());
  stack.texts().clear();
  Machine machine{program, context, stack};
  Value* top = stack.values().data();  // one past the topmost value
  const Step* const steps = program.steps().data();
  const size_t end = program.steps().size();
  size_t at = 0;
  while (at < end) {
    const Step& step = steps[at++];
    switch (step.op) {
      case Op::kLoad:
        *top++ = Load(step, slots);
        break;
      case Op::kConstant:
        *top++ = program.constants()[step.index];
        break;
      case Op::kHas:
        *top++ = Value::Bool(Given(slots[step.index]));
        break;
      case Op::kHappened:
        top[-1] = Happened(top[-1], context);
        break;
      case Op::kSkip:
        at = step.index;
        break;
      case Op::kSkipIfFalse:
        if (IsFalse(top[-1])) at = step.index;
        break;
      case Op::kSkipIfTrue:
        if (IsTrue(top[-1])) at = step.index;
        break;
      case Op::kSkipIfUnusable:
        if (!top[-1].usable()) at = step.index;
        break;
      case Op::kSkipUnless:
        if (IsFalse(*--top)) at = step.index;
        break;
      case Op::kAnd:
        --top;
        top[-1] = Absorb(top - 1, false);
        break;
      case Op::kOr:
        --top;
        top[-1] = Absorb(top - 1, true);
        break;
      case Op::kNot:
        if (top[-1].kind == Kind::kBool) top[-1].boolean = !top[-1].boolean;
        break;
#define BELLWETHER_DOUBLES(op, expression)                             \
  case op:                                                             \
    --top;                                                             \
    OnDoubles(top - 1, [](double a, double b) { return expression; }); \
    break;
#define BELLWETHER_SLOT(op, relation)                                                       \
  case op:                                                                                  \
    *top++ = OnSlot(program, step, slots, [](double a, double b) { return a relation b; }); \
    break;
        BELLWETHER_DOUBLES(Op::kAddDouble, Value::Double(a + b))
        BELLWETHER_DOUBLES(Op::kSubtractDouble, Value::Double(a - b))
        BELLWETHER_DOUBLES(Op::kMultiplyDouble, Value::Double(a * b))
        BELLWETHER_DOUBLES(Op::kDivideDouble, Value::Double(a / b))
        BELLWETHER_DOUBLES(Op::kLessDouble, Value::Bool(a < b))
        BELLWETHER_DOUBLES(Op::kLessOrEqualDouble, Value::Bool(a <= b))
        BELLWETHER_DOUBLES(Op::kGreaterDouble, Value::Bool(a > b))
        BELLWETHER_DOUBLES(Op::kGreaterOrEqualDouble, Value::Bool(a >= b))
        BELLWETHER_DOUBLES(Op::kEqualDouble, Value::Bool(a == b))
        BELLWETHER_DOUBLES(Op::kNotEqualDouble, Value::Bool(a != b))
        BELLWETHER_SLOT(Op::kLessSlot, <)
        BELLWETHER_SLOT(Op::kLessOrEqualSlot, <=)
        BELLWETHER_SLOT(Op::kGreaterSlot, >)
        BELLWETHER_SLOT(Op::kGreaterOrEqualSlot, >=)
        BELLWETHER_SLOT(Op::kEqualSlot, ==)
        BELLWETHER_SLOT(Op::kNotEqualSlot, !=)
#undef BELLWETHER_DOUBLES
#undef BELLWETHER_SLOT
      default: {
        const uint32_t count = OperandCount(step);
        top -= count;
        ByTable(step, top, count, machine);
        ++top;
      }
    }
  }
  assert(end == 0 || top == stack.values().data() + 1);
  return end == 0 ? Value::Missing() : top[-1];
}

}  // namespace bellwether::expression
