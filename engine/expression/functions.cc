// has, min, max and round have rules of their own in the checker and no signature here.
// Tested by tests/engine/expression/check_test.cc and, for each function, evaluate_test.cc.
#include "engine/expression/functions.h"

namespace bellwether::expression {
namespace {

constexpr std::array<FunctionName, 35> kNames = {{
    {"abs", Form::kFunction, "abs(number or duration)"},
    {"bool", Form::kFunction, "bool(bool or string)"},
    {"change", Form::kFunction, "change(series, duration): last - value at or before then"},
    {"contains", Form::kMethod, "text.contains(part)"},
    {"days", Form::kFunction, "days(number): a duration"},
    {"days_between", Form::kFunction, "days_between(from, to): civil days between two timestamps"},
    {"days_since", Form::kFunction, "days_since(timestamp): civil days until as_of"},
    {"double", Form::kFunction, "double(int, double or string)"},
    {"duration", Form::kFunction, "duration(\"1h30m\")"},
    {"endsWith", Form::kMethod, "text.endsWith(part)"},
    {"fall", Form::kFunction, "fall(series): relative fall over the falls at its end"},
    {"falls", Form::kFunction, "falls(series): how many falls in a row at its end"},
    {"getDate", Form::kMethod, "time.getDate(), or time.getDate(\"Asia/Jakarta\")"},
    {"getDayOfMonth", Form::kMethod, "time.getDayOfMonth(), from 0"},
    {"getDayOfWeek", Form::kMethod, "time.getDayOfWeek(), 0 is Sunday"},
    {"getDayOfYear", Form::kMethod, "time.getDayOfYear(), from 0"},
    {"getFullYear", Form::kMethod, "time.getFullYear()"},
    {"getHours", Form::kMethod, "time.getHours(), or duration.getHours()"},
    {"getMilliseconds", Form::kMethod, "time.getMilliseconds(), or duration.getMilliseconds()"},
    {"getMinutes", Form::kMethod, "time.getMinutes(), or duration.getMinutes()"},
    {"getMonth", Form::kMethod, "time.getMonth(), 0 is January"},
    {"getSeconds", Form::kMethod, "time.getSeconds(), or duration.getSeconds()"},
    {"happened", Form::kFunction, "happened(timestamp)"},
    {"has", Form::kFunction, "has(name)"},
    {"int", Form::kFunction, "int(int, double, string or timestamp)"},
    {"known", Form::kFunction, "known(condition): whether it is known to hold"},
    {"last", Form::kFunction, "last(series)"},
    {"matches", Form::kEither, "text.matches(\"regular expression\")"},
    {"max", Form::kFunction, "max(a, b, ...) or max(list)"},
    {"min", Form::kFunction, "min(a, b, ...) or min(list)"},
    {"round", Form::kFunction, "round(number) or round(number, decimals)"},
    {"size", Form::kEither, "size(string or list)"},
    {"startsWith", Form::kMethod, "text.startsWith(part)"},
    {"string", Form::kFunction, "string(string, number, bool, timestamp or duration)"},
    {"timestamp", Form::kFunction, "timestamp(\"2026-03-01T00:00:00Z\")"},
}};

constexpr StaticType kBool = {Base::kBool, 0};
constexpr StaticType kInt = {Base::kInt, 0};
constexpr StaticType kDouble = {Base::kDouble, 0};
constexpr StaticType kString = {Base::kString, 0};
constexpr StaticType kTimestamp = {Base::kTimestamp, 0};
constexpr StaticType kDuration = {Base::kDuration, 0};
constexpr StaticType kSeries = {Base::kSeries, 0};
constexpr StaticType kAnyList = {Base::kNothing, 1};
constexpr Op kNoStep = Op::kCount;

constexpr uint8_t Part(TimePart part) { return static_cast<uint8_t>(part); }

constexpr std::array<Signature, 63> kSignatures = {{
    {"abs", 1, {kInt}, kInt, Op::kAbsInt},
    {"abs", 1, {kDouble}, kDouble, Op::kAbsDouble},
    {"abs", 1, {kDuration}, kDuration, Op::kAbsDuration},
    {"bool", 1, {kBool}, kBool, kNoStep},
    {"bool", 1, {kString}, kBool, Op::kBoolFromText},
    {"change", 2, {kSeries, kDuration}, kDouble, Op::kChange},
    {"contains", 2, {kString, kString}, kBool, Op::kContains},
    {"days", 1, {kInt}, kDuration, Op::kDaysFromInt},
    {"days", 1, {kDouble}, kDuration, Op::kDaysFromDouble},
    {"days_between", 2, {kTimestamp, kTimestamp}, kDouble, Op::kDaysBetween},
    {"days_since", 1, {kTimestamp}, kDouble, Op::kDaysSince},
    {"double", 1, {kDouble}, kDouble, kNoStep},
    {"double", 1, {kInt}, kDouble, Op::kDoubleFromInt},
    {"double", 1, {kString}, kDouble, Op::kDoubleFromText},
    {"duration", 1, {kDuration}, kDuration, kNoStep},
    {"duration", 1, {kString}, kDuration, Op::kDurationFromText},
    {"endsWith", 2, {kString, kString}, kBool, Op::kEndsWith},
    {"fall", 1, {kSeries}, kDouble, Op::kFall},
    {"falls", 1, {kSeries}, kDouble, Op::kFalls},
    {"getDate", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kDate)},
    {"getDate", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kDate)},
    {"getDayOfMonth", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kDayOfMonth)},
    {"getDayOfMonth", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kDayOfMonth)},
    {"getDayOfWeek", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kDayOfWeek)},
    {"getDayOfWeek", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kDayOfWeek)},
    {"getDayOfYear", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kDayOfYear)},
    {"getDayOfYear", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kDayOfYear)},
    {"getFullYear", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kFullYear)},
    {"getFullYear", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kFullYear)},
    {"getHours", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kHours)},
    {"getHours", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kHours)},
    {"getHours", 1, {kDuration}, kInt, Op::kDurationPart, Part(TimePart::kHours)},
    {"getMilliseconds", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kMilliseconds)},
    {"getMilliseconds",
     2,
     {kTimestamp, kString},
     kInt,
     Op::kTimePartIn,
     Part(TimePart::kMilliseconds)},
    {"getMilliseconds", 1, {kDuration}, kInt, Op::kDurationPart, Part(TimePart::kMilliseconds)},
    {"getMinutes", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kMinutes)},
    {"getMinutes", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kMinutes)},
    {"getMinutes", 1, {kDuration}, kInt, Op::kDurationPart, Part(TimePart::kMinutes)},
    {"getMonth", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kMonth)},
    {"getMonth", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kMonth)},
    {"getSeconds", 1, {kTimestamp}, kInt, Op::kTimePart, Part(TimePart::kSeconds)},
    {"getSeconds", 2, {kTimestamp, kString}, kInt, Op::kTimePartIn, Part(TimePart::kSeconds)},
    {"getSeconds", 1, {kDuration}, kInt, Op::kDurationPart, Part(TimePart::kSeconds)},
    {"happened", 1, {kTimestamp}, kBool, Op::kHappened},
    {"int", 1, {kInt}, kInt, kNoStep},
    {"int", 1, {kDouble}, kInt, Op::kIntFromDouble},
    {"int", 1, {kString}, kInt, Op::kIntFromText},
    {"int", 1, {kTimestamp}, kInt, Op::kIntFromTime},
    {"known", 1, {kBool}, kBool, Op::kKnown},
    {"last", 1, {kSeries}, kDouble, Op::kLast},
    {"matches", 2, {kString, kString}, kBool, Op::kMatches},
    {"size", 1, {kString}, kInt, Op::kSizeOfText},
    {"size", 1, {kAnyList}, kInt, Op::kSizeOfList},
    {"startsWith", 2, {kString, kString}, kBool, Op::kStartsWith},
    {"string", 1, {kString}, kString, kNoStep},
    {"string", 1, {kBool}, kString, Op::kTextFromBool},
    {"string", 1, {kInt}, kString, Op::kTextFromInt},
    {"string", 1, {kDouble}, kString, Op::kTextFromDouble},
    {"string", 1, {kTimestamp}, kString, Op::kTextFromTimestamp},
    {"string", 1, {kDuration}, kString, Op::kTextFromDuration},
    {"timestamp", 1, {kTimestamp}, kTimestamp, kNoStep},
    {"timestamp", 1, {kInt}, kTimestamp, Op::kTimestampFromInt},
    {"timestamp", 1, {kString}, kTimestamp, Op::kTimestampFromText},
}};

}  // namespace

const FunctionName* FindFunction(std::string_view name) {
  for (const FunctionName& function : kNames) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

std::span<const Signature> Signatures() { return kSignatures; }

const std::vector<std::string>& FunctionNames() {
  static const auto& names = *[] {
    auto* list = new std::vector<std::string>;
    for (const FunctionName& function : kNames) list->emplace_back(function.name);
    return list;
  }();
  return names;
}

}  // namespace bellwether::expression
