// A checked expression as a flat program: plain data that Run walks and Dump prints.
//
// Compile cannot fail: what was checked compiles. Subexpressions without names are computed once,
// here. A Program owns its constants, is immutable and may be run by any number of threads, each
// with its own Stack. It can be copied cheaply enough and moved freely: constants stay where they
// are.
//
//   days_since_kickoff > 7 && !happened(first_login_at)
//
//   0  greater-slot slot 4 7.0
//   1  skip-if-false to 5         the right side is not needed when the left is false
//   2  happened-slot slot 9
//   3  not
//   4  and
#ifndef BELLWETHER_ENGINE_EXPRESSION_PROGRAM_H_
#define BELLWETHER_ENGINE_EXPRESSION_PROGRAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/time/time.h"
#include "engine/expression/expression.h"
#include "engine/expression/type.h"
#include "engine/expression/value.h"

namespace re2 {
class RE2;
}

namespace bellwether::expression {

enum class Op : uint8_t;  // operation.h

// One step. What `small`, `medium` and `index` mean stands beside each Op.
struct Step {
  Op op{};
  uint8_t small = 0;
  uint16_t medium = 0;
  uint32_t index = 0;
};
static_assert(sizeof(Step) == 8 && std::is_trivially_copyable_v<Step>);

class Program {
 public:
  Program() = default;

  bool empty() const { return steps_.empty(); }
  Type type() const { return type_; }
  // The slots that it reads, by cause bit: bit i of Value::causes stands for names()[i]. In order
  // of first appearance in the text.
  const std::vector<uint32_t>& names() const { return names_; }
  // What stands beside the number of a slot.
  using SlotNamer = std::function<std::string(uint32_t slot)>;
  // One line a step: what golden tests pin.
  std::string Dump(const SlotNamer& name_of = {}) const;

  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<Value>& constants() const { return constants_; }
  const re2::RE2& pattern(uint32_t index) const { return *patterns_[index]; }
  const absl::TimeZone& zone(uint32_t index) const { return zones_[index]; }
  uint32_t stack_size() const { return stack_size_; }
  // The slot of a program that does nothing but load it: its value is that of the slot when that
  // is usable. kNoSlot for any other program.
  static constexpr uint32_t kNoSlot = 0xFFFFFFFF;
  uint32_t only_slot() const { return only_slot_; }
  // Whether it asks has() or known(), whose answers change when a value is given.
  bool asks_what_is_given() const { return asks_what_is_given_; }
  // Whether it asks days_since() or happened(), whose answers change from day to day.
  bool asks_for_today() const { return asks_for_today_; }

 private:
  friend class Compiler;

  Type type_ = Type::kBool;
  uint32_t stack_size_ = 0;
  uint32_t only_slot_ = kNoSlot;
  bool asks_what_is_given_ = false;
  bool asks_for_today_ = false;
  std::vector<Step> steps_;
  std::vector<Value> constants_;  // point into texts_
  std::vector<std::shared_ptr<const char[]>> texts_;
  std::vector<std::shared_ptr<const re2::RE2>> patterns_;  // constant patterns of matches()
  std::vector<absl::TimeZone> zones_;                      // constant zones of getHours(), ...
  std::vector<uint32_t> names_;
};

Program Compile(const Checked& checked);

// The value of the program for the facts in `slots`. Texts and lists in the result live in the
// program, in the slots or in `stack`: they are valid until the next Run with this stack, as is the
// result of RunInPlace itself. A slot outside the span is a bug of the caller.
const Value& RunInPlace(const Program& program, std::span<const Value> slots,
                        const Context& context, Stack& stack);
inline Value Run(const Program& program, std::span<const Value> slots, const Context& context,
                 Stack& stack) {
  return RunInPlace(program, slots, context, stack);
}

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PROGRAM_H_
