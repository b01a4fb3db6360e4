// Conditions and formulas: a dialect of the Common Expression Language.
//
//   text --Check--> Checked (typed tree) --Compile--> Program (flat) --Run--> Value
//
// Check reports every mistake of a text at once, with its place inside the string. What was
// checked always compiles. A Program is immutable and may be run by any number of threads, each
// with its own Stack; running a numeric or boolean program allocates nothing once the stack has
// grown to the program's depth.
#ifndef BELLWETHER_ENGINE_EXPRESSION_EXPRESSION_H_
#define BELLWETHER_ENGINE_EXPRESSION_EXPRESSION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/civil_day.h"
#include "engine/base/limits.h"
#include "engine/expression/type.h"
#include "engine/expression/value.h"
#include "engine/source/diagnostic.h"
#include "engine/source/span.h"

namespace bellwether::expression {

// A name that an expression may read.
struct Variable {
  Type type = Type::kDouble;
  uint32_t slot = 0;  // where Run finds its value
  // For enums and outcome words: the only values it can have, else null. Comparing with a literal
  // outside the list is an error with did-you-mean. Must outlive Check.
  const std::vector<std::string>* allowed = nullptr;
  // A constant: what its name stands for, as if it were written there. Then there is no slot.
  std::optional<double> number = std::nullopt;
};

// What names mean while an expression is checked. Names are dotted and looked up whole:
// "benchmark.speed.tier".
class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::optional<Variable> Find(std::string_view name) const = 0;
  // Every name that Find knows: for did-you-mean.
  virtual const std::vector<std::string>& names() const = 0;
  // A reason when `name` exists but cannot be read here ("it is computed later"); else "".
  virtual std::string WhyNot(std::string_view name) const;
};

// The text of an expression and where it stands. `origin` is the place of its first character
// when `verbatim` (a one-line scalar without escapes), so that a mistake at offset n is reported
// at column origin.column + n; otherwise the place of the whole scalar, and messages carry the
// offset.
struct Text {
  std::string_view text;
  Span origin;
  bool verbatim = true;
};

struct Node;  // ast.h

// A type-checked expression: an immutable tree. Cheap to copy.
class Checked {
 public:
  Checked() = default;
  Checked(std::shared_ptr<const Node> root, Type type) : root_(std::move(root)), type_(type) {}
  bool empty() const { return root_ == nullptr; }
  Type type() const { return type_; }
  const Node& root() const { return *root_; }
  // Slots that it reads, each once, in order of first appearance.
  std::vector<uint32_t> Slots() const;
  // Names of constants that it reads, as often as it does.
  std::vector<std::string> Constants() const;
  // The one spelling of this meaning: no comments, single blanks, only needed parentheses.
  std::string Canonical() const;

 private:
  std::shared_ptr<const Node> root_;
  Type type_ = Type::kBool;
};

// Checks `text` against `expected`. kDouble also accepts an int expression (it is converted).
// Returns nothing when there is an error; all errors and lints are in `sink`.
std::optional<Checked> Check(const Text& text, const Environment& environment, Type expected,
                             const Limits& limits, DiagnosticSink& sink);
// The same, accepting any type.
std::optional<Checked> CheckAny(const Text& text, const Environment& environment,
                                const Limits& limits, DiagnosticSink& sink);

// Like CheckAny, but a wrong type or an unknown name is no mistake of the text: what contains it
// evaluates to an error (kIllTyped) when it is reached, which `false && x` and `true || x` absorb.
// For evaluating text whose checking was waived, as the public conformance suite does.
std::optional<Checked> CheckDeferred(const Text& text, const Environment& environment,
                                     const Limits& limits, DiagnosticSink& sink);

// What an evaluation is about: no clock is read.
struct Context {
  Context() = default;
  Context(absl::Time as_of_in, const absl::TimeZone& zone_in)
      : Context(as_of_in, zone_in, DayNumber(as_of_in, zone_in)) {}
  Context(absl::Time as_of_in, const absl::TimeZone& zone_in, int32_t today_in)
      : as_of(as_of_in), zone(zone_in), today(today_in) {}

  absl::Time as_of;
  absl::TimeZone zone;  // civil dates of days_since(), days_between() (S4)
  int32_t today = 0;    // civil day of as_of, since 1970-01-01
};

// Working memory of Run. One per thread, reused.
class Stack {
 public:
  std::vector<Value>& values() { return values_; }
  // Storage for strings and lists that an expression makes; freed by the next Run.
  std::vector<std::unique_ptr<char[]>>& texts() { return texts_; }

 private:
  std::vector<Value> values_;
  std::vector<std::unique_ptr<char[]>> texts_;
};

class Program;  // program.h

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_EXPRESSION_H_
