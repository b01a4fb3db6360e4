// The table of operations, in the order of Op.
// Tested by tests/engine/expression/evaluate_test.cc.
#include "engine/expression/operation.h"

#include <array>
#include <cstring>
#include <memory>

namespace bellwether::expression {
namespace {

constexpr std::array<Operation, static_cast<size_t>(Op::kCount)> kOperations = {{
    {Op::kLoad, "load", 0, false, nullptr},
    {Op::kConstant, "constant", 0, false, nullptr},
    {Op::kHas, "has", 0, false, nullptr},
    {Op::kHappened, "happened", 1, true, nullptr},
    {Op::kSkip, "skip", 0, false, nullptr},
    {Op::kSkipIfFalse, "skip-if-false", 0, false, nullptr},
    {Op::kSkipIfTrue, "skip-if-true", 0, false, nullptr},
    {Op::kSkipIfUnusable, "skip-if-unusable", 0, false, nullptr},
    {Op::kSkipUnless, "skip-unless", 1, false, nullptr},
    {Op::kAnd, "and", 2, false, nullptr},
    {Op::kOr, "or", 2, false, nullptr},
    {Op::kNot, "not", 1, false, nullptr},
    {Op::kKnown, "known", 1, false, nullptr},
    {Op::kHappenedSlot, "happened-slot", 0, false, nullptr},
    {Op::kDaysSinceSlot, "days-since-slot", 0, false, nullptr},
    {Op::kTextIsSlot, "text-is-slot", 0, false, nullptr},
    {Op::kTextIsNotSlot, "text-is-not-slot", 0, false, nullptr},
    {Op::kInSlot, "in-slot", 0, false, nullptr},
    {Op::kLessSlot, "less-slot", 0, false, nullptr},
    {Op::kLessOrEqualSlot, "less-or-equal-slot", 0, false, nullptr},
    {Op::kGreaterSlot, "greater-slot", 0, false, nullptr},
    {Op::kGreaterOrEqualSlot, "greater-or-equal-slot", 0, false, nullptr},
    {Op::kEqualSlot, "equal-slot", 0, false, nullptr},
    {Op::kNotEqualSlot, "not-equal-slot", 0, false, nullptr},
    {Op::kLessConstant, "less-constant", 1, false, nullptr},
    {Op::kLessOrEqualConstant, "less-or-equal-constant", 1, false, nullptr},
    {Op::kGreaterConstant, "greater-constant", 1, false, nullptr},
    {Op::kGreaterOrEqualConstant, "greater-or-equal-constant", 1, false, nullptr},
    {Op::kEqualConstant, "equal-constant", 1, false, nullptr},
    {Op::kNotEqualConstant, "not-equal-constant", 1, false, nullptr},
    {Op::kLessDouble, "less-double", 2, false, nullptr},
    {Op::kLessOrEqualDouble, "less-or-equal-double", 2, false, nullptr},
    {Op::kGreaterDouble, "greater-double", 2, false, nullptr},
    {Op::kGreaterOrEqualDouble, "greater-or-equal-double", 2, false, nullptr},
    {Op::kEqualDouble, "equal-double", 2, false, nullptr},
    {Op::kNotEqualDouble, "not-equal-double", 2, false, nullptr},
    {Op::kAddDouble, "add-double", 2, false, nullptr},
    {Op::kSubtractDouble, "subtract-double", 2, false, nullptr},
    {Op::kMultiplyDouble, "multiply-double", 2, false, nullptr},
    {Op::kDivideDouble, "divide-double", 2, false, nullptr},
    {Op::kNegateDouble, "negate-double", 1, false, NegateDouble},
    {Op::kAddInt, "add-int", 2, false, AddInt},
    {Op::kSubtractInt, "subtract-int", 2, false, SubtractInt},
    {Op::kMultiplyInt, "multiply-int", 2, false, MultiplyInt},
    {Op::kDivideInt, "divide-int", 2, false, DivideInt},
    {Op::kModuloInt, "modulo-int", 2, false, ModuloInt},
    {Op::kNegateInt, "negate-int", 1, false, NegateInt},
    {Op::kCompareBool, "compare-bool", 2, false, CompareBool},
    {Op::kCompareInt, "compare-int", 2, false, CompareInt},
    {Op::kCompareString, "compare-string", 2, false, CompareString},
    {Op::kCompareTime, "compare-time", 2, false, CompareTime},
    {Op::kEqualAny, "equal-any", 2, false, EqualAny},
    {Op::kNotEqualAny, "not-equal-any", 2, false, NotEqualAny},
    {Op::kIn, "in", 2, false, In},
    {Op::kMakeList, "make-list", kVariadic, false, MakeList},
    {Op::kJoinLists, "join-lists", 2, false, JoinLists},
    {Op::kJoinTexts, "join-texts", 2, false, JoinTexts},
    {Op::kAddDuration, "add-duration", 2, false, AddDuration},
    {Op::kSubtractDuration, "subtract-duration", 2, false, SubtractDuration},
    {Op::kAddTime, "add-time", 2, false, AddTime},
    {Op::kSubtractFromTime, "subtract-from-time", 2, false, SubtractFromTime},
    {Op::kSubtractTimes, "subtract-times", 2, false, SubtractTimes},
    {Op::kMin, "min", kVariadic, false, Min},
    {Op::kMax, "max", kVariadic, false, Max},
    {Op::kMinOfList, "min-of-list", 1, false, MinOfList},
    {Op::kMaxOfList, "max-of-list", 1, false, MaxOfList},
    {Op::kAbsInt, "abs-int", 1, false, AbsInt},
    {Op::kAbsDouble, "abs-double", 1, false, AbsDouble},
    {Op::kAbsDuration, "abs-duration", 1, false, AbsDuration},
    {Op::kRound, "round", 1, false, Round},
    {Op::kSizeOfText, "size-of-text", 1, false, SizeOfText},
    {Op::kSizeOfList, "size-of-list", 1, false, SizeOfList},
    {Op::kContains, "contains", 2, false, Contains},
    {Op::kStartsWith, "starts-with", 2, false, StartsWith},
    {Op::kEndsWith, "ends-with", 2, false, EndsWith},
    {Op::kMatches, "matches", 2, false, Matches},
    {Op::kMatchesConstant, "matches-constant", 1, false, MatchesConstant},
    {Op::kIntFromDouble, "int-from-double", 1, false, IntFromDouble},
    {Op::kIntFromText, "int-from-text", 1, false, IntFromText},
    {Op::kIntFromTime, "int-from-time", 1, false, IntFromTime},
    {Op::kDoubleFromInt, "double-from-int", 1, false, DoubleFromInt},
    {Op::kDoubleFromText, "double-from-text", 1, false, DoubleFromText},
    {Op::kBoolFromText, "bool-from-text", 1, false, BoolFromText},
    {Op::kTextFromBool, "text-from-bool", 1, false, TextFromBool},
    {Op::kTextFromInt, "text-from-int", 1, false, TextFromInt},
    {Op::kTextFromDouble, "text-from-double", 1, false, TextFromDouble},
    {Op::kTextFromTimestamp, "text-from-timestamp", 1, false, TextFromTimestamp},
    {Op::kTextFromDuration, "text-from-duration", 1, false, TextFromDuration},
    {Op::kTimestampFromInt, "timestamp-from-int", 1, false, TimestampFromInt},
    {Op::kTimestampFromText, "timestamp-from-text", 1, false, TimestampFromText},
    {Op::kDurationFromText, "duration-from-text", 1, false, DurationFromText},
    {Op::kDurationPart, "duration-part", 1, false, DurationPart},
    {Op::kTimePart, "time-part", 1, false, TimePartOf},
    {Op::kTimePartIn, "time-part-in", 2, false, TimePartIn},
    {Op::kTimePartInConstant, "time-part-in-constant", 1, false, TimePartInConstant},
    {Op::kDaysFromInt, "days-from-int", 1, false, DaysFromInt},
    {Op::kDaysFromDouble, "days-from-double", 1, false, DaysFromDouble},
    {Op::kDaysBetween, "days-between", 2, true, DaysBetween},
    {Op::kDaysSince, "days-since", 1, true, DaysSince},
    {Op::kLast, "last", 1, false, Last},
    {Op::kFalls, "falls", 1, false, Falls},
    {Op::kFall, "fall", 1, false, Fall},
    {Op::kChange, "change", 2, false, Change},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kOperations.size(); ++i) {
    if (static_cast<size_t>(kOperations[i].op) != i) return false;
  }
  return true;
}
static_assert(InOrder());

}  // namespace

const Operation& Describe(Op op) { return kOperations[static_cast<size_t>(op)]; }

uint32_t OperandCount(const Step& step) {
  const uint8_t arity = Describe(step.op).arity;
  return arity == kVariadic ? step.index : arity;
}

Value Unusable(std::span<const Value> operands) {
  uint64_t causes = 0;
  ErrorCode error = ErrorCode::kNone;
  for (const Value& operand : operands) {
    if (operand.usable()) continue;
    causes |= operand.causes;
    if (error == ErrorCode::kNone) error = operand.error;
  }
  return error == ErrorCode::kNone ? Value::Missing(causes) : Value::Error(error, causes);
}

char* Allocate(Stack& stack, size_t size) {
  // operator new aligns an array of char for anything that fits in it.
  stack.texts().push_back(std::make_unique<char[]>(size == 0 ? 1 : size));
  return stack.texts().back().get();
}

Value KeepText(Stack& stack, std::string_view text) {
  char* copy = Allocate(stack, text.size());
  std::memcpy(copy, text.data(), text.size());
  return Value::String({copy, text.size()});
}

}  // namespace bellwether::expression
