// The functions of the language: names, forms and types, as one table.
#ifndef BELLWETHER_ENGINE_EXPRESSION_FUNCTIONS_H_
#define BELLWETHER_ENGINE_EXPRESSION_FUNCTIONS_H_

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/operation.h"
#include "engine/expression/static_type.h"

namespace bellwether::expression {

// How a function is called: f(x), x.f(), or both.
enum class Form : uint8_t { kFunction, kMethod, kEither };

// One function name. Its signatures stand in Signatures().
struct FunctionName {
  std::string_view name;
  Form form;
  const char* usage;  // "text.contains(part)", for messages
};

// One list of parameter types. A method's receiver is its first parameter.
struct Signature {
  std::string_view name;
  uint8_t count;
  std::array<StaticType, 2> parameters;  // base kNothing in a list: a list of anything
  StaticType result;
  Op op;              // kCount: the value stays as it is
  uint8_t small = 0;  // of the step
};

const FunctionName* FindFunction(std::string_view name);
std::span<const Signature> Signatures();
// Every function name: for did-you-mean.
const std::vector<std::string>& FunctionNames();

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_FUNCTIONS_H_
