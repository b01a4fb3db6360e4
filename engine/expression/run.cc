// A stack machine. Steps whose operands are doubles or bools are done here, on the spot; all others
// through the table of operations, which sees only usable operands.
//
// Results are written where they belong, field by field, and never copied right after: a wide load
// of what narrow stores have just written waits for all of them.
// Tested by tests/engine/expression/evaluate_test.cc.
#include <cassert>

#include "engine/expression/operation.h"
#include "engine/expression/program.h"

namespace bellwether::expression {
namespace {

bool IsFalse(const Value& value) { return value.kind == Kind::kBool && !value.boolean; }
bool IsTrue(const Value& value) { return value.kind == Kind::kBool && value.boolean; }

void Clear(Value& value, Kind kind) {
  value.kind = kind;
  value.error = ErrorCode::kNone;
  value.substituted = false;
  value.has_day = false;
  value.word = 0;
}

void SetBool(Value& value, bool boolean) {
  Clear(value, Kind::kBool);
  value.boolean = boolean;
}

void SetDouble(Value& value, double number) {
  Clear(value, Kind::kDouble);
  value.number = number;
}

// S12: what is missing in a slot is missing because of that name.
Value Missed(const Step& step, const Value& value) {
  const uint64_t cause = uint64_t{1} << step.small;
  if (value.kind == Kind::kNotYet) return Value::NotYet(cause);
  return value.kind == Kind::kError ? Value::Error(value.error, cause) : Value::Missing(cause);
}

// S12: a value that a policy put in has not been given.
bool Given(const Value& value) {
  return (value.usable() && !value.substituted) || value.kind == Kind::kNotYet;
}

// a && b or a || b into a; `absorbing` decides alone: false for &&, true for ||.
void Absorb(Value& a, const Value& b, bool absorbing) {
  if (a.kind == Kind::kBool && b.kind == Kind::kBool) {
    a.boolean = absorbing ? a.boolean || b.boolean : a.boolean && b.boolean;
  } else if (b.kind == Kind::kBool) {
    if (b.boolean == absorbing) {
      SetBool(a, absorbing);
    } else {
      a = Unusable({&a, 1});
    }
  } else if (a.kind != Kind::kBool) {
    const Value operands[] = {a, b};
    a = Unusable(operands);
  } else if (a.boolean != absorbing) {
    a = Unusable({&b, 1});
  }
}

// S2. A day that is still to come has not happened; days are compared as everywhere (S4).
void Happened(const Value& time, Value& result, const Context& context) {
  if (time.kind == Kind::kNotYet) return SetBool(result, false);
  if (!time.usable()) {
    result = time;
  } else {
    SetBool(result, CivilDayOf(time, context.zone) <= context.today);
  }
}

template <typename Function>
void OnDoubles(Value* operands, Function function) {
  if (operands[0].kind == Kind::kDouble && operands[1].kind == Kind::kDouble) {
    function(operands[0], operands[0].number, operands[1].number);
  } else {
    operands[0] = Unusable({operands, 2});
  }
}

// `function` writes what it says of a value of the kind; any other leaves its cause.
template <typename Function>
void OnSlot(const Step& step, const Value& value, Kind kind, Value& result, Function function) {
  if (value.kind == kind) return function(result);
  const Value missed = Missed(step, value);
  result = Unusable({&missed, 1});
}

bool IsIn(const Value& value, const ListView& list) {
  for (uint32_t i = 0; i < list.size; ++i) {
    if (SameValue(list.items[i], value)) return true;
  }
  return false;
}

void ByTable(const Step& step, Value* operands, uint32_t count, Machine& machine) {
  bool usable = true;
  for (uint32_t i = 0; i < count; ++i) usable = usable && operands[i].usable();
  operands[0] =
      usable ? Describe(step.op).function(step, operands, machine) : Unusable({operands, count});
}

}  // namespace

const Value& RunInPlace(const Program& program, std::span<const Value> slots,
                        const Context& context, Stack& stack) {
  static const Value kNothing = Value::Missing();
  if (program.empty()) return kNothing;
  if (stack.values().size() < program.stack_size()) stack.values().resize(program.stack_size());
  stack.texts().clear();
  Machine machine{program, context, stack};
  Value* top = stack.values().data();  // one past the topmost value
  const Step* const steps = program.steps().data();
  const Value* const constants = program.constants().data();
  const size_t end = program.steps().size();
  size_t at = 0;
  while (at < end) {
    const Step& step = steps[at++];
    switch (step.op) {
      case Op::kLoad: {
        assert(step.index < slots.size());
        const Value& value = slots[step.index];
        *top++ = value.usable() ? value : Missed(step, value);
        break;
      }
      case Op::kConstant:
        *top++ = constants[step.index];
        break;
      case Op::kHas:
        SetBool(*top++, Given(slots[step.index]));
        break;
      case Op::kHappened:
        Happened(top[-1], top[-1], context);
        break;
      case Op::kHappenedSlot: {
        const Value& value = slots[step.index];
        if (value.usable() || value.kind == Kind::kNotYet) {
          Happened(value, *top++, context);
        } else {
          *top++ = Missed(step, value);
        }
        break;
      }
      case Op::kDaysSinceSlot: {
        const Value& time = slots[step.index];
        OnSlot(step, time, Kind::kTimestamp, *top++, [&](Value& result) {
          SetDouble(result, context.today - CivilDayOf(time, context.zone));
        });
        break;
      }
      case Op::kTextIsSlot:
      case Op::kTextIsNotSlot: {
        const Value& text = slots[step.index];
        OnSlot(step, text, Kind::kString, *top++, [&](Value& result) {
          const bool same = text.as_string() == constants[step.medium].as_string();
          SetBool(result, same == (step.op == Op::kTextIsSlot));
        });
        break;
      }
      case Op::kInSlot: {
        const Value& value = slots[step.index];
        if (value.usable()) {
          SetBool(*top++, IsIn(value, constants[step.medium].list));
        } else {
          const Value missed = Missed(step, value);
          *top++ = Unusable({&missed, 1});
        }
        break;
      }
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
        Absorb(top[-1], top[0], false);
        break;
      case Op::kOr:
        --top;
        Absorb(top[-1], top[0], true);
        break;
      case Op::kNot:
        if (top[-1].kind == Kind::kBool) top[-1].boolean = !top[-1].boolean;
        break;
      case Op::kKnown:
        SetBool(top[-1], IsTrue(top[-1]));
        break;
#define BELLWETHER_DOUBLES(op, set, expression)                                             \
  case op:                                                                                  \
    --top;                                                                                  \
    OnDoubles(top - 1, [](Value& result, double a, double b) { set(result, expression); }); \
    break;
#define BELLWETHER_RELATION(name, relation)                                    \
  case Op::k##name##Slot: {                                                    \
    const Value& value = slots[step.index];                                    \
    OnSlot(step, value, Kind::kDouble, *top++, [&](Value& result) {            \
      SetBool(result, value.number relation constants[step.medium].number);    \
    });                                                                        \
    break;                                                                     \
  }                                                                            \
  case Op::k##name##Constant:                                                  \
    if (top[-1].kind == Kind::kDouble) {                                       \
      SetBool(top[-1], top[-1].number relation constants[step.medium].number); \
    } else {                                                                   \
      top[-1] = Unusable({top - 1, 1});                                        \
    }                                                                          \
    break;                                                                     \
    BELLWETHER_DOUBLES(Op::k##name##Double, SetBool, a relation b)
        BELLWETHER_DOUBLES(Op::kAddDouble, SetDouble, a + b)
        BELLWETHER_DOUBLES(Op::kSubtractDouble, SetDouble, a - b)
        BELLWETHER_DOUBLES(Op::kMultiplyDouble, SetDouble, a * b)
        BELLWETHER_DOUBLES(Op::kDivideDouble, SetDouble, a / b)
        BELLWETHER_RELATION(Less, <)
        BELLWETHER_RELATION(LessOrEqual, <=)
        BELLWETHER_RELATION(Greater, >)
        BELLWETHER_RELATION(GreaterOrEqual, >=)
        BELLWETHER_RELATION(Equal, ==)
        BELLWETHER_RELATION(NotEqual, !=)
#undef BELLWETHER_DOUBLES
#undef BELLWETHER_RELATION
      default: {
        const uint32_t count = OperandCount(step);
        top -= count;
        ByTable(step, top, count, machine);
        ++top;
      }
    }
  }
  assert(top == stack.values().data() + 1);
  return top[-1];
}

}  // namespace bellwether::expression
