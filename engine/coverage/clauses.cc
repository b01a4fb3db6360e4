// The tree is checked once, as a whole; each clause is then compiled from its part of the tree, so
// that it means what it means there.
//
// Tested by tests/engine/coverage/clauses_test.cc.
#include "engine/coverage/clauses.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/expression/ast.h"
#include "engine/expression/print.h"

namespace bellwether::coverage {
namespace {

using expression::Checked;
using expression::Kind;
using expression::Operator;
using expression::Program;
using Tree = expression::Node;

// Names as the plan has them: the pack's check has already said which rule may read which.
class PlanNames final : public expression::Environment {
 public:
  explicit PlanNames(const Plan& plan) : plan_(plan) {}

  std::optional<expression::Variable> Find(std::string_view name) const override {
    const uint32_t slot = plan_.FindSlot(name);
    if (slot == kNoIndex) return ConstantOf(name);
    const ruleset::Slot& found = plan_.slots[slot];
    return expression::Variable{found.type, slot, found.words.empty() ? nullptr : &found.words};
  }
  const std::vector<std::string>& names() const override { return none_; }

 private:
  std::optional<expression::Variable> ConstantOf(std::string_view name) const {
    const ruleset::Constant* const constant = plan_.FindConstant(name);
    if (constant == nullptr) return std::nullopt;
    return expression::Variable{expression::Type::kDouble, 0, nullptr, constant->value};
  }

  const Plan& plan_;
  const std::vector<std::string> none_;
};

bool IsLogical(const Tree& node) {
  return node.kind == Tree::Kind::kChain &&
         (node.operators.front() == Operator::kAnd || node.operators.front() == Operator::kOr);
}

bool IsNot(const Tree& node) {
  return node.kind == Tree::Kind::kUnary && node.operators.front() == Operator::kNot;
}

bool IsKnown(const Tree& node) { return node.kind == Tree::Kind::kCall && node.text == "known"; }

bool IsPutTogether(const Tree& node) {
  return IsLogical(node) || IsNot(node) || IsKnown(node) || node.kind == Tree::Kind::kConditional;
}

class ClauseFinder {
 public:
  ClauseFinder(const Checked& checked, std::string_view text)
      : checked_(std::make_shared<const Checked>(checked)), text_(text) {}

  std::vector<Clause> Run() {
    const bool condition = checked_->type() == expression::Type::kBool;
    const Tree* root = &checked_->root();
    while (condition && IsNot(*root)) root = root->children.front().get();
    if (condition && !IsPutTogether(*root)) return {};
    Visit(*root, condition, {});
    return std::move(found_);
  }

 private:
  std::shared_ptr<const Program> ProgramOf(const Tree& node) const {
    const std::shared_ptr<const Tree> part(checked_, &node);
    return std::make_shared<const Program>(
        expression::Compile(Checked(part, expression::ToType(node.type))));
  }

  // `asks`: the node stands where true or false is asked, not where a number is reckoned.
  void Visit(const Tree& node, bool asks, const std::vector<Guard>& guards) {
    if (node.constant) return;
    if (IsLogical(node)) return VisitLogical(node, guards);
    if (node.kind == Tree::Kind::kConditional) return VisitConditional(node, asks, guards);
    const bool whole = asks && !IsPutTogether(node);
    if (whole) Add(node, guards);
    for (const auto& child : node.children) Visit(*child, asks && !whole, guards);
  }

  // What a node says whatever the facts are; nothing where they matter.
  std::optional<bool> ConstantOf(const Tree& node) const {
    if (IsLogical(node)) return ConstantOfLogical(node);
    if (IsKnown(node)) return ConstantOf(*node.children.front());
    if (IsNot(node)) {
      const auto inside = ConstantOf(*node.children.front());
      return inside ? std::optional<bool>(!*inside) : std::nullopt;
    }
    if (node.kind == Tree::Kind::kConditional) {
      const auto condition = ConstantOf(*node.children[0]);
      return condition ? ConstantOf(*node.children[*condition ? 1 : 2]) : std::nullopt;
    }
    if (!node.constant) return std::nullopt;
    expression::Stack stack;
    const expression::Value value = expression::Run(*ProgramOf(node), {}, {}, stack);
    return value.kind == Kind::kBool ? std::optional<bool>(value.boolean) : std::nullopt;
  }

  static bool Absorbs(const Tree& logical) { return logical.operators.front() == Operator::kOr; }

  std::optional<bool> ConstantOfLogical(const Tree& node) const {
    const bool absorbing = Absorbs(node);
    bool all = true;
    for (const auto& child : node.children) {
      const auto value = ConstantOf(*child);
      if (value == absorbing) return absorbing;
      all = all && value.has_value();
    }
    return all ? std::optional<bool>(!absorbing) : std::nullopt;
  }

  // a && b: b is not asked where a is false, and nothing is asked of a && false.
  void VisitLogical(const Tree& node, std::vector<Guard> guards) {
    if (ConstantOf(node)) return;
    const auto passes = Absorbs(node) ? Guard::Passes::kUnlessTrue : Guard::Passes::kUnlessFalse;
    for (const auto& child : node.children) {
      Visit(*child, true, guards);
      guards.push_back({passes, ProgramOf(*child)});
    }
  }

  void VisitConditional(const Tree& node, bool asks, const std::vector<Guard>& guards) {
    const Tree& condition = *node.children[0];
    if (const auto chosen = ConstantOf(condition)) {
      return Visit(*node.children[*chosen ? 1 : 2], asks, guards);
    }
    Visit(condition, true, guards);
    const auto program = ProgramOf(condition);
    for (const size_t branch : {size_t{1}, size_t{2}}) {
      std::vector<Guard> behind = guards;
      behind.push_back({branch == 1 ? Guard::Passes::kIfTrue : Guard::Passes::kIfFalse, program});
      Visit(*node.children[branch], asks, behind);
    }
  }

  void Add(const Tree& node, const std::vector<Guard>& guards) {
    found_.push_back({TextOf(node), node.range.offset, ProgramOf(node), guards});
  }

  // As written, on one line. Parentheses around the first or last part are outside of the range.
  std::string TextOf(const Tree& node) const {
    const std::string_view written = text_.substr(node.range.offset, node.range.length);
    const auto open = std::count(written.begin(), written.end(), '(');
    if (open != std::count(written.begin(), written.end(), ')')) return expression::PrintTree(node);
    return absl::StrJoin(
        absl::StrSplit(ToAbsl(written), absl::ByAnyChar(" \n\t"), absl::SkipEmpty()), " ");
  }

  const std::shared_ptr<const Checked> checked_;
  const std::string_view text_;
  std::vector<Clause> found_;
};

bool Passes(Guard::Passes passes, const expression::Value& value) {
  const bool known = value.kind == Kind::kBool;
  switch (passes) {
    case Guard::Passes::kUnlessFalse:
      return !known || value.boolean;
    case Guard::Passes::kUnlessTrue:
      return !known || !value.boolean;
    case Guard::Passes::kIfTrue:
      return known && value.boolean;
    case Guard::Passes::kIfFalse:
      break;
  }
  return known && !value.boolean;
}

}  // namespace

std::vector<Clause> ClausesOf(const Plan& plan, const Node& written) {
  const PlanNames names(plan);
  DiagnosticSink sink;
  const auto checked =
      expression::CheckAny({written.text, written.span, written.verbatim}, names, Limits(), sink);
  if (!checked) return {};
  return ClauseFinder(*checked, written.text).Run();
}

bool Reached(const Clause& clause, std::span<const expression::Value> slots,
             const expression::Context& context, expression::Stack& stack) {
  for (const Guard& guard : clause.guards) {
    if (!Passes(guard.passes, RunInPlace(*guard.program, slots, context, stack))) return false;
  }
  return true;
}

}  // namespace bellwether::coverage
