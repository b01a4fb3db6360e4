// Texts: UTF-8; sizes are counted in characters, comparisons are of bytes, which is of code points.
// Tested by tests/engine/expression/evaluate_test.cc.
#include <algorithm>
#include <string>

#include "engine/expression/operation.h"
#include "engine/expression/pattern.h"

namespace bellwether::expression {

Value JoinTexts(const Step&, const Value* operands, Machine& machine) {
  const std::string_view first = operands[0].as_string();
  const std::string_view second = operands[1].as_string();
  char* joined = Allocate(machine.stack, first.size() + second.size());
  std::copy(first.begin(), first.end(), joined);
  std::copy(second.begin(), second.end(), joined + first.size());
  return Value::String({joined, first.size() + second.size()});
}

Value SizeOfText(const Step&, const Value* operands, Machine&) {
  const std::string_view text = operands[0].as_string();
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  return Value::Int(std::count_if(text.begin(), text.end(), starts_character));
}

Value Contains(const Step&, const Value* operands, Machine&) {
  const std::string_view text = operands[0].as_string();
  return Value::Bool(text.find(operands[1].as_string()) != std::string_view::npos);
}

Value StartsWith(const Step&, const Value* operands, Machine&) {
  return Value::Bool(operands[0].as_string().starts_with(operands[1].as_string()));
}

Value EndsWith(const Step&, const Value* operands, Machine&) {
  return Value::Bool(operands[0].as_string().ends_with(operands[1].as_string()));
}

Value Matches(const Step&, const Value* operands, Machine&) {
  std::string problem;
  const auto pattern = CompilePattern(operands[1].as_string(), &problem);
  if (pattern == nullptr) return Value::Error(ErrorCode::kBadPattern);
  return Value::Bool(MatchesSomewhere(*pattern, operands[0].as_string()));
}

Value MatchesConstant(const Step& step, const Value* operands, Machine& machine) {
  return Value::Bool(
      MatchesSomewhere(machine.program.pattern(step.index), operands[0].as_string()));
}

}  // namespace bellwether::expression
