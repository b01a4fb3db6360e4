// The stages in order: tokens and tree (parser.h), types and steps (checker.h).
// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/expression.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/expression/ast.h"
#include "engine/expression/checker.h"
#include "engine/expression/parser.h"
#include "engine/expression/print.h"

namespace bellwether::expression {
namespace {

void CollectSlots(const Node& node, std::vector<uint32_t>& slots) {
  const bool seen = std::find(slots.begin(), slots.end(), node.slot) != slots.end();
  if (node.kind == Node::Kind::kName && !seen) slots.push_back(node.slot);
  for (const auto& child : node.children) CollectSlots(*child, slots);
}

void CollectConstants(const Node& node, std::vector<std::string>& names) {
  const bool number =
      node.kind == Node::Kind::kLiteral && node.literal.kind == Kind::kDouble && !node.text.empty();
  if (number) names.push_back(node.text);
  for (const auto& child : node.children) CollectConstants(*child, names);
}

// Null when the text was not even read.
std::unique_ptr<Node> ParseWithin(const Text& text, const Limits& limits, Mistakes& mistakes) {
  if (text.text.size() > limits.max_expression_bytes) {
    mistakes.Error("expression-limit", {0, 1},
                   absl::StrCat("the expression has ", text.text.size(), " bytes, more than ",
                                limits.max_expression_bytes),
                   "split it into derived facts");
    return nullptr;
  }
  const bool blank = text.text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (blank) {
    mistakes.Error("expression-syntax", {0, 1}, "the expression is empty");
    return nullptr;
  }
  return Parser(text.text, limits, mistakes).Run();
}

std::optional<Checked> CheckAs(const Text& text, const Environment& environment,
                               const Type* expected, const Limits& limits, Checker::Mode mode,
                               DiagnosticSink& sink) {
  Mistakes mistakes(text, sink);
  std::unique_ptr<Node> root = ParseWithin(text, limits, mistakes);
  if (root == nullptr) return std::nullopt;
  Checker checker(environment, limits, mode, mistakes);
  checker.Visit(*root);
  checker.Expect(root, expected);
  if (mistakes.any()) return std::nullopt;
  const Type type = ToType(root->type);
  return Checked(std::shared_ptr<const Node>(std::move(root)), type);
}

}  // namespace

std::string Environment::WhyNot(std::string_view) const { return ""; }

std::vector<uint32_t> Checked::Slots() const {
  std::vector<uint32_t> slots;
  if (root_ != nullptr) CollectSlots(*root_, slots);
  return slots;
}

std::vector<std::string> Checked::Constants() const {
  std::vector<std::string> names;
  if (root_ != nullptr) CollectConstants(*root_, names);
  return names;
}

std::string Checked::Canonical() const { return root_ == nullptr ? "" : PrintTree(*root_); }

std::optional<Checked> Check(const Text& text, const Environment& environment, Type expected,
                             const Limits& limits, DiagnosticSink& sink) {
  return CheckAs(text, environment, &expected, limits, Checker::Mode::kStrict, sink);
}

std::optional<Checked> CheckAny(const Text& text, const Environment& environment,
                                const Limits& limits, DiagnosticSink& sink) {
  return CheckAs(text, environment, nullptr, limits, Checker::Mode::kStrict, sink);
}

std::optional<Checked> CheckDeferred(const Text& text, const Environment& environment,
                                     const Limits& limits, DiagnosticSink& sink) {
  return CheckAs(text, environment, nullptr, limits, Checker::Mode::kDeferred, sink);
}

}  // namespace bellwether::expression
