// Times: arithmetic within the years 1 to 9999, parts of a time, civil days (S4).
// Tested by tests/engine/expression/time_test.cc.
#include <cmath>

#include "engine/expression/operation.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

constexpr double kNanosPerSecond = 1e9;

int64_t Nanos(const Value& value) { return value.time.nanos; }

Value PartOf(TimePart part, const Value& timestamp, const absl::TimeZone& zone) {
  const absl::CivilSecond civil = zone.At(timestamp.as_timestamp()).cs;
  switch (part) {
    case TimePart::kFullYear:
      return Value::Int(civil.year());
    case TimePart::kMonth:
      return Value::Int(civil.month() - 1);
    case TimePart::kDate:
      return Value::Int(civil.day());
    case TimePart::kDayOfMonth:
      return Value::Int(civil.day() - 1);
    case TimePart::kDayOfWeek:
      // absl counts from Monday.
      return Value::Int((static_cast<int64_t>(absl::GetWeekday(civil)) + 1) % 7);
    case TimePart::kDayOfYear:
      return Value::Int(absl::GetYearDay(absl::CivilDay(civil)) - 1);
    case TimePart::kHours:
      return Value::Int(civil.hour());
    case TimePart::kMinutes:
      return Value::Int(civil.minute());
    case TimePart::kSeconds:
      return Value::Int(civil.second());
    case TimePart::kMilliseconds:
      return Value::Int(timestamp.time.nanos / 1'000'000);
  }
  return Value::Int(0);
}

TimePart PartOfStep(const Step& step) { return static_cast<TimePart>(step.small); }

}  // namespace

int32_t CivilDayOf(const Value& timestamp, const absl::TimeZone& zone) {
  return timestamp.has_day ? timestamp.day : DayNumber(timestamp.as_timestamp(), zone);
}

Value AddDuration(const Step&, const Value* operands, Machine&) {
  return MakeDuration(operands[0].time.seconds + operands[1].time.seconds,
                      Nanos(operands[0]) + Nanos(operands[1]));
}

Value SubtractDuration(const Step&, const Value* operands, Machine&) {
  return MakeDuration(operands[0].time.seconds - operands[1].time.seconds,
                      Nanos(operands[0]) - Nanos(operands[1]));
}

Value AddTime(const Step&, const Value* operands, Machine&) {
  return MakeTimestamp(operands[0].time.seconds + operands[1].time.seconds,
                       Nanos(operands[0]) + Nanos(operands[1]));
}

Value SubtractFromTime(const Step&, const Value* operands, Machine&) {
  return MakeTimestamp(operands[0].time.seconds - operands[1].time.seconds,
                       Nanos(operands[0]) - Nanos(operands[1]));
}

Value SubtractTimes(const Step&, const Value* operands, Machine&) {
  return MakeDuration(operands[0].time.seconds - operands[1].time.seconds,
                      Nanos(operands[0]) - Nanos(operands[1]));
}

// CEL: the whole duration in that unit, cut; but milliseconds are only those of its last second.
Value DurationPart(const Step& step, const Value* operands, Machine&) {
  int64_t seconds = operands[0].time.seconds;
  int64_t nanos = Nanos(operands[0]);
  if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= static_cast<int64_t>(kNanosPerSecond);
  }
  switch (PartOfStep(step)) {
    case TimePart::kHours:
      return Value::Int(seconds / 3600);
    case TimePart::kMinutes:
      return Value::Int(seconds / 60);
    case TimePart::kSeconds:
      return Value::Int(seconds);
    default:
      return Value::Int(nanos / 1'000'000);
  }
}

Value TimePartOf(const Step& step, const Value* operands, Machine&) {
  return PartOf(PartOfStep(step), operands[0], absl::UTCTimeZone());
}

Value TimePartIn(const Step& step, const Value* operands, Machine&) {
  const auto zone = FindTimeZone(operands[1].as_string());
  if (!zone) return Value::Error(ErrorCode::kInvalidConversion);
  return PartOf(PartOfStep(step), operands[0], *zone);
}

Value TimePartInConstant(const Step& step, const Value* operands, Machine& machine) {
  return PartOf(PartOfStep(step), operands[0], machine.program.zone(step.index));
}

Value DaysFromInt(const Step&, const Value* operands, Machine&) {
  int64_t seconds = 0;
  if (__builtin_mul_overflow(operands[0].integer, kSecondsPerDay, &seconds)) {
    return Value::Error(ErrorCode::kOverflow);
  }
  return MakeDuration(seconds, 0);
}

Value DaysFromDouble(const Step&, const Value* operands, Machine&) {
  const double seconds = operands[0].number * static_cast<double>(kSecondsPerDay);
  const bool fits = std::fabs(seconds) < 1e11;  // false for NaN; MakeDuration does the rest
  if (!fits) return Value::Error(ErrorCode::kOverflow);
  const double whole = std::floor(seconds);
  return MakeDuration(static_cast<int64_t>(whole),
                      std::llround((seconds - whole) * kNanosPerSecond));
}

Value DaysBetween(const Step&, const Value* operands, Machine& machine) {
  const absl::TimeZone& zone = machine.context.zone;
  return Value::Double(CivilDayOf(operands[1], zone) - CivilDayOf(operands[0], zone));
}

Value DaysSince(const Step&, const Value* operands, Machine& machine) {
  const Context& context = machine.context;
  return Value::Double(context.today - CivilDayOf(operands[0], context.zone));
}

}  // namespace bellwether::expression
