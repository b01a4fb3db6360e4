// Tested by tests/engine/expression/parse_test.cc.
#include "engine/expression/foreign.h"

#include <algorithm>
#include <array>

namespace bellwether::expression {
namespace {

struct Advice {
  std::string_view word;
  const char* instead;
};

constexpr std::array<Advice, 15> kWords = {{
    {"and", "did you mean `&&`?"},
    {"AND", "did you mean `&&`?"},
    {"or", "did you mean `||`?"},
    {"OR", "did you mean `||`?"},
    {"not", "did you mean `!`?"},
    {"NOT", "did you mean `!`?"},
    {"is", "did you mean `==`?"},
    {"eq", "did you mean `==`?"},
    {"mod", "did you mean `%`?"},
    {"if", "write condition ? value : other value"},
    {"null", "a value that is not given is missing: ask has(name)"},
    {"None", "a value that is not given is missing: ask has(name)"},
    {"nil", "a value that is not given is missing: ask has(name)"},
    {"True", "did you mean `true`?"},
    {"False", "did you mean `false`?"},
}};

constexpr std::array<std::string_view, 19> kReserved = {
    "as",   "break", "const",   "continue",  "else",   "for", "function", "if",    "import", "let",
    "loop", "null",  "package", "namespace", "return", "var", "void",     "while", "not",
};

constexpr const char* kMacro =
    "macros are not part of the language: compare the names one by one, use `in` for membership";
constexpr std::array<Advice, 14> kFunctions = {{
    {"all", kMacro},
    {"exists", kMacro},
    {"exists_one", kMacro},
    {"map", kMacro},
    {"filter", kMacro},
    {"uint", "unsigned integers are not supported: use int()"},
    {"bytes", "bytes are not supported: use strings"},
    {"dyn", "every type is known when the pack is loaded: leave dyn() out"},
    {"type", "every type is known when the pack is loaded: there is nothing to ask"},
    {"now", "no clock is read: `as_of` is the time of the evaluation"},
    {"today", "no clock is read: `as_of` is the time of the evaluation"},
    {"len", "use size()"},
    {"floor", "use round() or int()"},
    {"isset", "use has()"},
}};

template <size_t kSize>
std::string Lookup(const std::array<Advice, kSize>& table, std::string_view word) {
  for (const Advice& advice : table) {
    if (advice.word == word) return advice.instead;
  }
  return "";
}

}  // namespace

std::string InsteadOfWord(std::string_view word) { return Lookup(kWords, word); }

bool IsReserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

std::string InsteadOfFunction(std::string_view name) { return Lookup(kFunctions, name); }

}  // namespace bellwether::expression
