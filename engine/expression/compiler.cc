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

class Compiler {
 public:
  explicit Compiler(std::vector<uint32_t> names) { program_.names_ = std::move(names); }

  Program Finish(const Node& root, Type type) {
    Emit(root);
    program_.type_ = type;
    program_.stack_size_ = most_;
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
  bool Fuse(const Step& relation);
  uint32_t EmitSkip(Op op);
  void Land(uint32_t skip) { program_.steps_[skip].index = Here(); }
  uint32_t Here() const { return static_cast<uint32_t>(program_.steps_.size()); }
  uint8_t CauseBit(uint32_t slot) const;

  static Value Evaluate(const Node& node, Stack& stack, Program& storage);
  Value Keep(const Value& value);
  char* Store(const void* bytes, size_t size);
  void Push() { most_ = std::max(most_, ++depth_); }

  Program program_;
  uint32_t depth_ = 0;
  uint32_t most_ = 0;
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
    --depth_;
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

// x > 7.0: load, constant and comparison as one step. Nothing can land between the three.
bool Compiler::Fuse(const Step& relation) {
  std::vector<Step>& steps = program_.steps_;
  if (relation.op < Op::kLessDouble || relation.op > Op::kNotEqualDouble) return false;
  if (steps.size() < 2 || steps[steps.size() - 2].op != Op::kLoad) return false;
  const Step load = steps[steps.size() - 2];
  const Step constant = steps.back();
  const bool fits = constant.op == Op::kConstant &&
                    constant.index <= std::numeric_limits<uint16_t>::max() &&
                    program_.constants_[constant.index].kind == Kind::kDouble;
  if (!fits) return false;
  const int offset = static_cast<int>(relation.op) - static_cast<int>(Op::kLessDouble);
  Step fused = load;
  fused.op = static_cast<Op>(static_cast<int>(Op::kLessSlot) + offset);
  fused.medium = static_cast<uint16_t>(constant.index);
  steps.resize(steps.size() - 2);
  steps.push_back(fused);
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
