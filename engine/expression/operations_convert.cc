// int() double() bool() string() timestamp() duration().
// Tested by tests/engine/expression/evaluate_test.cc.
#include <array>
#include <charconv>
#include <string>

#include "engine/expression/operation.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

Value Invalid() { return Value::Error(ErrorCode::kInvalidConversion); }

// All of `text` as a number of type T.
template <typename T>
Value ParseWhole(std::string_view text, Value (*make)(T)) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  T value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return Value::Error(ErrorCode::kOverflow);
  if (error != std::errc() || end != text.data() + text.size()) return Invalid();
  return make(value);
}

Value ParseBool(std::string_view text) {
  constexpr std::array<std::string_view, 6> kTrue = {"1", "t", "T", "true", "True", "TRUE"};
  constexpr std::array<std::string_view, 6> kFalse = {"0", "f", "F", "false", "False", "FALSE"};
  for (const std::string_view word : kTrue) {
    if (text == word) return Value::Bool(true);
  }
  for (const std::string_view word : kFalse) {
    if (text == word) return Value::Bool(false);
  }
  return Invalid();
}

// The shortest text that reads back as the same number.
template <typename T>
Value WriteNumber(T number, Stack& stack) {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return KeepText(stack, {buffer.data(), static_cast<size_t>(written.ptr - buffer.data())});
}

}  // namespace

Value ConvertText(Op op, std::string_view text) {
  switch (op) {
    case Op::kIntFromText:
      return ParseWhole<int64_t>(text, Value::Int);
    case Op::kDoubleFromText:
      return ParseWhole<double>(text, Value::Double);
    case Op::kBoolFromText:
      return ParseBool(text);
    case Op::kTimestampFromText:
      return ParseTimestamp(text);
    case Op::kDurationFromText:
      return ParseDuration(text);
    default:
      return Value::Missing();
  }
}

Value IntFromDouble(const Step&, const Value* operands, Machine&) {
  constexpr double kLimit = 9'223'372'036'854'775'808.0;  // 2^63
  const double number = operands[0].number;
  const bool fits = number > -kLimit && number < kLimit;
  return fits ? Value::Int(static_cast<int64_t>(number)) : Value::Error(ErrorCode::kOverflow);
}

Value IntFromText(const Step& step, const Value* operands, Machine&) {
  return ConvertText(step.op, operands[0].as_string());
}

Value IntFromTime(const Step&, const Value* operands, Machine&) {
  return Value::Int(operands[0].time.seconds);
}

Value DoubleFromInt(const Step&, const Value* operands, Machine&) {
  return Value::Double(static_cast<double>(operands[0].integer));
}

Value DoubleFromText(const Step& step, const Value* operands, Machine&) {
  return ConvertText(step.op, operands[0].as_string());
}

Value BoolFromText(const Step& step, const Value* operands, Machine&) {
  return ConvertText(step.op, operands[0].as_string());
}

Value TextFromBool(const Step&, const Value* operands, Machine&) {
  return Value::String(operands[0].boolean ? "true" : "false");
}

Value TextFromInt(const Step&, const Value* operands, Machine& machine) {
  return WriteNumber(operands[0].integer, machine.stack);
}

Value TextFromDouble(const Step&, const Value* operands, Machine& machine) {
  return WriteNumber(operands[0].number, machine.stack);
}

Value TextFromTimestamp(const Step&, const Value* operands, Machine& machine) {
  return KeepText(machine.stack, FormatTimestamp(operands[0]));
}

Value TextFromDuration(const Step&, const Value* operands, Machine& machine) {
  return KeepText(machine.stack, FormatDuration(operands[0]));
}

Value TimestampFromInt(const Step&, const Value* operands, Machine&) {
  return MakeTimestamp(operands[0].integer, 0);
}

Value TimestampFromText(const Step& step, const Value* operands, Machine&) {
  return ConvertText(step.op, operands[0].as_string());
}

Value DurationFromText(const Step& step, const Value* operands, Machine&) {
  return ConvertText(step.op, operands[0].as_string());
}

}  // namespace bellwether::expression
