// Tree to steps, depth first. What reads nothing is computed here; && and || jump over what cannot
// matter; a double in a slot compared with a constant is one step.
// Tested by tests/engine/expression/program_test.cc.
#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "engine/expression/ast.h"
#include "engine/expression/operation.h"
#include "engine/expression/program.h"

namespace bellwether::expression {
namespace {

bool IsDoubleRelation(Op op) { return op >= Op::kLessDouble && op <= Op::kNotEqualDouble; }

// A relation of doubles as the same relation of another group.
Op Shift(Op relation, Op first) {
  return static_cast<Op>(static_cast<int>(relation) - static_cast<int>(Op::kLessDouble) +
                         static_cast<int>(first));
}

}  // namespace

bool AsksForToday(Op op) {
  return op == Op::kHappened || op == Op::kHappenedSlot || op == Op::kDaysSince ||
         op == Op::kDaysSinceSlot;
}

class Compiler {
 public:
  explicit Compiler(std::vector<uint32_t> names) { program_.names_ = std::move(names); }

  Program Finish(const Node& root, Type type) {
    Emit(root);
    program_.type_ = type;
    program_.stack_size_ = most_;
    const auto& steps = program_.steps_;
    if (steps.size() == 1 && steps[0].op == Op::kLoad) program_.only_slot_ = steps[0].index;
    for (const Step& step : steps) {
      if (step.op == Op::kHas || step.op == Op::kKnown) program_.asks_what_is_given_ = true;
      if (AsksForToday(step.op)) program_.asks_for_today_ = true;
    }
    return std::move(program_);
  }

 private:
  void Emit(const Node& node);
  void EmitOperation(const Node& node);
  void EmitName(const Node& node);
  void EmitChain(const Node& node);
  void EmitLogical(const Node& node);
  void EmitConditional(const Node& node);
  void EmitCall(const Node& node);
  void EmitList(const Node& node);
  void EmitConstant(const Value& value);
  void EmitStep(Step step);
  bool IsWhole(size_t count) const;
  bool Fuse(const Step& step);
  bool FuseWithLoad(const Step& step);
  bool FuseWithConstant(const Step& step);
  static std::optional<Op> OnSlot(const Step& step, const Value& constant);
  uint32_t EmitSkip(Op op);
  void Land(uint32_t skip) {
    program_.steps_[skip].index = Here();
    landed_ = Here();
  }
  uint32_t Here() const { return static_cast<uint32_t>(program_.steps_.size()); }
  uint8_t CauseBit(uint32_t slot) const;

  static Value Evaluate(const Node& node, Stack& stack, Program& storage);
  Value Keep(const Value& value);
  char* Store(const void* bytes, size_t size);
  void Push() { most_ = std::max(most_, ++depth_); }

  Program program_;
  uint32_t depth_ = 0;
  uint32_t most_ = 0;
  uint32_t landed_ = 0;  // last step that a skip goes on at
};

void Compiler::Emit(const Node& node) {
  if (!node.constant || node.kind == Node::Kind::kLiteral) return EmitOperation(node);
  Stack stack;
  Program storage;
  EmitConstant(Evaluate(node, stack, storage));
}

// The value of a node that reads nothing; its texts live in `stack` and `storage`.
Value Compiler::Evaluate(const Node& node, Stack& stack, Program& storage) {
  Compiler inner({});
  inner.EmitOperation(node);
  inner.program_.stack_size_ = inner.most_;
  storage = std::move(inner.program_);
  return expression::Run(storage, {}, Context{}, stack);
}

void Compiler::EmitOperation(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kLiteral:
      return EmitConstant(node.literal);
    case Node::Kind::kName:
      return EmitName(node);
    case Node::Kind::kList:
      return EmitList(node);
    case Node::Kind::kUnary:
      Emit(*node.children.front());
      return EmitStep(node.steps.front());
    case Node::Kind::kChain:
      return EmitChain(node);
    case Node::Kind::kConditional:
      return EmitConditional(node);
    case Node::Kind::kCall:
      return EmitCall(node);
    case Node::Kind::kBad:
    case Node::Kind::kFailure:
      return EmitConstant(Value::Error(ErrorCode::kIllTyped));
  }
}

void Compiler::EmitName(const Node& node) {
  Step step;
  step.op = Op::kLoad;
  step.small = CauseBit(node.slot);
  step.index = node.slot;
  EmitStep(step);
}

void Compiler::EmitList(const Node& node) {
  for (const auto& item : node.children) Emit(*item);
  Step step;
  step.op = Op::kMakeList;
  step.index = static_cast<uint32_t>(node.children.size());
  EmitStep(step);
}

void Compiler::EmitChain(const Node& node) {
  if (PrecedenceOf(node) <= Precedence::kAnd) return EmitLogical(node);
  Emit(*node.children.front());
  for (size_t i = 0; i < node.steps.size(); ++i) {
    Emit(*node.children[i + 1]);
    EmitStep(node.steps[i]);
  }
}

// Constant operands are gone: one that absorbs is the result, others change nothing.
void Compiler::EmitLogical(const Node& node) {
  const bool absorbing = node.steps.front().op == Op::kOr;
  std::vector<const Node*> operands;
  for (const auto& child : node.children) {
    if (child->constant) {
      Stack stack;
      Program storage;
      const Value value = Evaluate(*child, stack, storage);
      if (value.kind == Kind::kBool && value.boolean == absorbing) return EmitConstant(value);
      if (value.kind == Kind::kBool) continue;
    }
    operands.push_back(child.get());
  }
  if (operands.empty()) return EmitConstant(Value::Bool(!absorbing));
  Emit(*operands.front());
  std::vector<uint32_t> skips;
  for (size_t i = 1; i < operands.size(); ++i) {
    skips.push_back(EmitSkip(absorbing ? Op::kSkipIfTrue : Op::kSkipIfFalse));
    Emit(*operands[i]);
    EmitStep(node.steps.front());
  }
  for (const uint32_t skip : skips) Land(skip);
}

void Compiler::EmitConditional(const Node& node) {
  const Node& condition = *node.children[0];
  if (condition.constant) {
    Stack stack;
    Program storage;
    const Value value = Evaluate(condition, stack, storage);
    if (value.kind != Kind::kBool) return EmitConstant(value);
    return Emit(*node.children[value.boolean ? 1 : 2]);
  }
  Emit(condition);
  const uint32_t unusable = EmitSkip(Op::kSkipIfUnusable);
  const uint32_t otherwise = EmitSkip(Op::kSkipUnless);
  Emit(*node.children[1]);
  const uint32_t end = EmitSkip(Op::kSkip);
  Land(otherwise);
  --depth_;  // only one of the two values is there
  Emit(*node.children[2]);
  Land(unusable);
  Land(end);
}

void Compiler::EmitCall(const Node& node) {
  const bool has = !node.steps.empty() && node.steps.front().op == Op::kHas;
  if (has) return EmitStep(node.steps.front());
  Step step = node.steps.empty() ? Step{} : node.steps.front();
  // A constant pattern or zone and the decimals of round() are in the step.
  const bool in_step = node.pattern != nullptr || node.zone != nullptr || step.op == Op::kRound;
  const size_t operands = in_step ? 1 : node.children.size();
  for (size_t i = 0; i < operands; ++i) Emit(*node.children[i]);
  if (node.steps.empty()) return;  // string("a"): nothing to do
  if (node.pattern != nullptr) {
    step.index = static_cast<uint32_t>(program_.patterns_.size());
    program_.patterns_.push_back(node.pattern);
  } else if (node.zone != nullptr) {
    step.index = static_cast<uint32_t>(program_.zones_.size());
    program_.zones_.push_back(*node.zone);
  } else if (step.op >= Op::kLast) {
    step.small = CauseBit(node.children.front()->slot);
  }
  EmitStep(step);
}

void Compiler::EmitConstant(const Value& value) {
  Step step;
  step.op = Op::kConstant;
  step.index = static_cast<uint32_t>(program_.constants_.size());
  program_.constants_.push_back(Keep(value));
  EmitStep(step);
}

void Compiler::EmitStep(Step step) {
  if (Fuse(step)) {
    depth_ -= OperandCount(step) - 1;
    return;
  }
  depth_ -= OperandCount(step);
  if (step.op < Op::kSkip || step.op > Op::kSkipUnless) Push();
  program_.steps_.push_back(step);
}

uint32_t Compiler::EmitSkip(Op op) {
  Step step;
  step.op = op;
  EmitStep(step);
  return Here() - 1;
}

// Whether nothing jumps between the last `count` steps: they may become one.
bool Compiler::IsWhole(size_t count) const {
  return program_.steps_.size() >= count && landed_ + count <= program_.steps_.size();
}

// A load and what is asked of it, or a constant and what it is compared with, as one step.
bool Compiler::Fuse(const Step& step) { return FuseWithLoad(step) || FuseWithConstant(step); }

bool Compiler::FuseWithLoad(const Step& step) {
  if (step.op != Op::kHappened && step.op != Op::kDaysSince) return false;
  if (!IsWhole(1) || program_.steps_.back().op != Op::kLoad) return false;
  program_.steps_.back().op = step.op == Op::kHappened ? Op::kHappenedSlot : Op::kDaysSinceSlot;
  return true;
}

// The op that does `step` with a constant on its right and a slot on its left, if there is one.
std::optional<Op> Compiler::OnSlot(const Step& step, const Value& constant) {
  if (step.op == Op::kCompareString && step.small == static_cast<uint8_t>(Relation::kEqual)) {
    return Op::kTextIsSlot;
  }
  if (step.op == Op::kCompareString && step.small == static_cast<uint8_t>(Relation::kNotEqual)) {
    return Op::kTextIsNotSlot;
  }
  if (step.op == Op::kIn && constant.kind == Kind::kList) return Op::kInSlot;
  if (!IsDoubleRelation(step.op) || constant.kind != Kind::kDouble) return std::nullopt;
  return Shift(step.op, Op::kLessSlot);
}

bool Compiler::FuseWithConstant(const Step& step) {
  std::vector<Step>& steps = program_.steps_;
  if (!IsWhole(1) || steps.back().op != Op::kConstant) return false;
  const uint32_t index = steps.back().index;
  if (index > std::numeric_limits<uint16_t>::max()) return false;
  const Value& constant = program_.constants_[index];
  const std::optional<Op> on_slot = OnSlot(step, constant);
  if (on_slot && IsWhole(2) && steps[steps.size() - 2].op == Op::kLoad) {
    steps.pop_back();
    steps.back().op = *on_slot;
  } else if (IsDoubleRelation(step.op) && constant.kind == Kind::kDouble) {
    steps.back() = Step{};
    steps.back().op = Shift(step.op, Op::kLessConstant);
  } else {
    return false;
  }
  steps.back().medium = static_cast<uint16_t>(index);
  return true;
}

uint8_t Compiler::CauseBit(uint32_t slot) const {
  const auto found = std::find(program_.names_.begin(), program_.names_.end(), slot);
  assert(found != program_.names_.end());
  return static_cast<uint8_t>(found - program_.names_.begin());
}

char* Compiler::Store(const void* bytes, size_t size) {
  auto copy = std::shared_ptr<char[]>(new char[size == 0 ? 1 : size]);
  if (size > 0) std::memcpy(copy.get(), bytes, size);
  program_.texts_.push_back(copy);
  return copy.get();
}

// A copy whose texts and lists belong to the program.
Value Compiler::Keep(const Value& value) {
  if (value.kind == Kind::kString) {
    return Value::String({Store(value.text.data, value.text.size), value.text.size});
  }
  if (value.kind != Kind::kList) return value;
  std::vector<Value> items;
  for (uint32_t i = 0; i < value.list.size; ++i) items.push_back(Keep(value.list.items[i]));
  const char* stored = Store(items.data(), items.size() * sizeof(Value));
  return Value::List({reinterpret_cast<const Value*>(stored), value.list.size});
}

Program Compile(const Checked& checked) {
  return Compiler(checked.Slots()).Finish(checked.root(), checked.type());
}

}  // namespace bellwether::expression
