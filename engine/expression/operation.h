// What a step can do.
//
// The steps of the first group are carried out by Run itself. All others are strict: they take
// `arity` values off the stack, push one, and push the missing or failed operands' causes instead
// when one of them is not usable. They are functions in a table, by subject in operations_*.cc.
#ifndef BELLWETHER_ENGINE_EXPRESSION_OPERATION_H_
#define BELLWETHER_ENGINE_EXPRESSION_OPERATION_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/expression/expression.h"
#include "engine/expression/program.h"
#include "engine/expression/value.h"

namespace bellwether::expression {

enum class Op : uint8_t {
  kLoad,            // push slots[index]; small: its cause bit
  kConstant,        // push constants[index]
  kHas,             // push whether slots[index] holds something, be it a `not yet`
  kHappened,        // not yet -> false; a timestamp -> whether its day is not after as_of's
  kSkip,            // go on at index
  kSkipIfFalse,     // top is false: go on at index, it stays the result
  kSkipIfTrue,      // top is true: likewise
  kSkipIfUnusable,  // top is missing or failed: likewise
  kSkipUnless,      // pop; false: go on at index
  kAnd,             // pop b, a; push a && b, where false absorbs missing and errors
  kOr,              // pop b, a; push a || b, where true does
  kNot,
  kKnown,  // true stays true; false, missing and errors become false
  // A slot and what is asked of it as one step. index: the slot, small: its cause bit, medium: the
  // constant.
  kHappenedSlot,
  kDaysSinceSlot,
  kTextIsSlot,  // the text in the slot is the constant
  kTextIsNotSlot,
  kInSlot,    // the constant list holds what is in the slot
  kLessSlot,  // the double in the slot against the constant
  kLessOrEqualSlot,
  kGreaterSlot,
  kGreaterOrEqualSlot,
  kEqualSlot,
  kNotEqualSlot,
  kLessConstant,  // the double on top against constants[medium]
  kLessOrEqualConstant,
  kGreaterConstant,
  kGreaterOrEqualConstant,
  kEqualConstant,
  kNotEqualConstant,
  kLessDouble,
  kLessOrEqualDouble,
  kGreaterDouble,
  kGreaterOrEqualDouble,
  kEqualDouble,
  kNotEqualDouble,
  kAddDouble,
  kSubtractDouble,
  kMultiplyDouble,
  kDivideDouble,

  kNegateDouble,  // from here on by the table
  kAddInt,
  kSubtractInt,
  kMultiplyInt,
  kDivideInt,
  kModuloInt,
  kNegateInt,
  kCompareBool,  // small: Relation
  kCompareInt,
  kCompareString,
  kCompareTime,  // timestamps and durations
  kEqualAny,     // lists, and values whose types are known only here
  kNotEqualAny,
  kIn,
  kMakeList,  // index: how many items
  kJoinLists,
  kJoinTexts,
  kAddDuration,  // to a duration
  kSubtractDuration,
  kAddTime,  // timestamp and duration, in either order
  kSubtractFromTime,
  kSubtractTimes,
  kMin,  // index: how many
  kMax,
  kMinOfList,
  kMaxOfList,
  kAbsInt,
  kAbsDouble,
  kAbsDuration,
  kRound,  // small: decimals
  kSizeOfText,
  kSizeOfList,
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,          // pattern on the stack
  kMatchesConstant,  // index: pattern
  kIntFromDouble,
  kIntFromText,
  kIntFromTime,
  kDoubleFromInt,
  kDoubleFromText,
  kBoolFromText,
  kTextFromBool,
  kTextFromInt,
  kTextFromDouble,
  kTextFromTimestamp,
  kTextFromDuration,
  kTimestampFromInt,
  kTimestampFromText,
  kDurationFromText,
  kDurationPart,        // small: TimePart
  kTimePart,            // small: TimePart, in UTC
  kTimePartIn,          // zone on the stack
  kTimePartInConstant,  // index: zone
  kDaysFromInt,
  kDaysFromDouble,
  kDaysBetween,
  kDaysSince,
  kLast,  // small: cause bit of the series
  kFalls,
  kFall,
  kChange,
  kCount,
};

enum class Relation : uint8_t { kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kEqual, kNotEqual };

enum class TimePart : uint8_t {
  kFullYear,
  kMonth,       // 0 is January
  kDate,        // day of the month from 1
  kDayOfMonth,  // from 0
  kDayOfWeek,   // 0 is Sunday
  kDayOfYear,   // from 0
  kHours,
  kMinutes,
  kSeconds,
  kMilliseconds,
};

// What an operation may use beside its operands.
struct Machine {
  const Program& program;
  const Context& context;
  Stack& stack;
};

using OperationFunction = Value (*)(const Step& step, const Value* operands, Machine& machine);

inline constexpr uint8_t kVariadic = 255;  // Step::index says how many

struct Operation {
  Op op;
  const char* name;            // in dumps
  uint8_t arity;               // operands taken off the stack
  bool reads_context;          // depends on as_of or the zone: never computed at compile time
  OperationFunction function;  // null: Run does it
};

const Operation& Describe(Op op);
// How many values the step takes off the stack, when the table does it.
uint32_t OperandCount(const Step& step);
// What the operands that are not usable make of a strict operation.
Value Unusable(std::span<const Value> operands);

// The operations by subject; operation.cc arranges them in the order of Op.
Value NegateDouble(const Step&, const Value*, Machine&);
Value AddInt(const Step&, const Value*, Machine&);
Value SubtractInt(const Step&, const Value*, Machine&);
Value MultiplyInt(const Step&, const Value*, Machine&);
Value DivideInt(const Step&, const Value*, Machine&);
Value ModuloInt(const Step&, const Value*, Machine&);
Value NegateInt(const Step&, const Value*, Machine&);
Value Min(const Step&, const Value*, Machine&);
Value Max(const Step&, const Value*, Machine&);
Value MinOfList(const Step&, const Value*, Machine&);
Value MaxOfList(const Step&, const Value*, Machine&);
Value AbsInt(const Step&, const Value*, Machine&);
Value AbsDouble(const Step&, const Value*, Machine&);
Value AbsDuration(const Step&, const Value*, Machine&);
Value Round(const Step&, const Value*, Machine&);

Value CompareBool(const Step&, const Value*, Machine&);
Value CompareInt(const Step&, const Value*, Machine&);
Value CompareString(const Step&, const Value*, Machine&);
Value CompareTime(const Step&, const Value*, Machine&);
Value EqualAny(const Step&, const Value*, Machine&);
Value NotEqualAny(const Step&, const Value*, Machine&);
Value In(const Step&, const Value*, Machine&);
Value MakeList(const Step&, const Value*, Machine&);
Value JoinLists(const Step&, const Value*, Machine&);
Value SizeOfList(const Step&, const Value*, Machine&);

Value JoinTexts(const Step&, const Value*, Machine&);
Value SizeOfText(const Step&, const Value*, Machine&);
Value Contains(const Step&, const Value*, Machine&);
Value StartsWith(const Step&, const Value*, Machine&);
Value EndsWith(const Step&, const Value*, Machine&);
Value Matches(const Step&, const Value*, Machine&);
Value MatchesConstant(const Step&, const Value*, Machine&);

Value IntFromDouble(const Step&, const Value*, Machine&);
Value IntFromText(const Step&, const Value*, Machine&);
Value IntFromTime(const Step&, const Value*, Machine&);
Value DoubleFromInt(const Step&, const Value*, Machine&);
Value DoubleFromText(const Step&, const Value*, Machine&);
Value BoolFromText(const Step&, const Value*, Machine&);
Value TextFromBool(const Step&, const Value*, Machine&);
Value TextFromInt(const Step&, const Value*, Machine&);
Value TextFromDouble(const Step&, const Value*, Machine&);
Value TextFromTimestamp(const Step&, const Value*, Machine&);
Value TextFromDuration(const Step&, const Value*, Machine&);
Value TimestampFromInt(const Step&, const Value*, Machine&);
Value TimestampFromText(const Step&, const Value*, Machine&);
Value DurationFromText(const Step&, const Value*, Machine&);

Value AddDuration(const Step&, const Value*, Machine&);
Value SubtractDuration(const Step&, const Value*, Machine&);
Value AddTime(const Step&, const Value*, Machine&);
Value SubtractFromTime(const Step&, const Value*, Machine&);
Value SubtractTimes(const Step&, const Value*, Machine&);
Value DurationPart(const Step&, const Value*, Machine&);
Value TimePartOf(const Step&, const Value*, Machine&);
Value TimePartIn(const Step&, const Value*, Machine&);
Value TimePartInConstant(const Step&, const Value*, Machine&);
Value DaysFromInt(const Step&, const Value*, Machine&);
Value DaysFromDouble(const Step&, const Value*, Machine&);
Value DaysBetween(const Step&, const Value*, Machine&);
Value DaysSince(const Step&, const Value*, Machine&);
// The civil day of an instant, since 1970-01-01 (S4).
int32_t CivilDayOf(const Value& timestamp, const absl::TimeZone& zone);

Value Last(const Step&, const Value*, Machine&);
Value Falls(const Step&, const Value*, Machine&);
Value Fall(const Step&, const Value*, Machine&);
Value Change(const Step&, const Value*, Machine&);

// Space for `size` bytes that lives until the next Run with this stack, aligned for anything.
char* Allocate(Stack& stack, size_t size);
Value KeepText(Stack& stack, std::string_view text);
// What a conversion of text gives: ParseTimestamp(text) for kTimestampFromText, ...; missing for
// any other operation.
Value ConvertText(Op op, std::string_view text);
// Equality of values of any two types; an int and a double compare as numbers.
bool SameValue(const Value& a, const Value& b);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_OPERATION_H_
