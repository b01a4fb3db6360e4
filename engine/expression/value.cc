// Times are kept as seconds and nanoseconds, so that a Value is plain data and two instants compare
// without absl's 96-bit arithmetic.
// Tested by tests/engine/expression/value_test.cc.
#include "engine/expression/value.h"

#include <limits>

namespace bellwether::expression {
namespace {

constexpr int64_t kNanosPerSecond = 1'000'000'000;

Value OfTime(Kind kind, absl::Duration since_zero) {
  Value value;
  value.kind = kind;
  absl::Duration rest;
  int64_t seconds = absl::IDivDuration(since_zero, absl::Seconds(1), &rest);
  int64_t nanos = absl::ToInt64Nanoseconds(rest);
  if (nanos < 0 && seconds > std::numeric_limits<int64_t>::min()) {
    --seconds;
    nanos += kNanosPerSecond;
  }
  value.time = {seconds, static_cast<int32_t>(nanos)};
  return value;
}

}  // namespace

Value Value::Timestamp(absl::Time time) {
  return OfTime(Kind::kTimestamp, time - absl::UnixEpoch());
}

Value Value::Duration(absl::Duration duration) { return OfTime(Kind::kDuration, duration); }

absl::Time Value::as_timestamp() const { return absl::UnixEpoch() + as_duration(); }

absl::Duration Value::as_duration() const {
  return absl::Seconds(time.seconds) + absl::Nanoseconds(time.nanos);
}

const char* ErrorText(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNone:
      return "no error";
    case ErrorCode::kDivideByZero:
      return "division by zero";
    case ErrorCode::kModulusByZero:
      return "remainder of a division by zero";
    case ErrorCode::kOverflow:
      return "value out of range";
    case ErrorCode::kInvalidConversion:
      return "text that cannot be converted";
    case ErrorCode::kBadPattern:
      return "pattern that is not a regular expression";
    case ErrorCode::kIllTyped:
      return "operand of a wrong type, or a name that is not known";
  }
  return "?";
}

}  // namespace bellwether::expression
