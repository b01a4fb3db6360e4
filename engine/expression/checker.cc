// Types flow from the leaves to the root. A node whose operands are bad is bad itself, silently.
// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/checker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/expression/foreign.h"
#include "engine/expression/promotion.h"

namespace bellwether::expression {
namespace {

bool AnyBad(const Node& node) {
  return std::any_of(node.children.begin(), node.children.end(),
                     [](const auto& child) { return child->type.bad(); });
}

bool AllConstant(const Node& node) {
  return std::all_of(node.children.begin(), node.children.end(),
                     [](const auto& child) { return child->constant; });
}

bool StepsReadContext(const Node& node) {
  return std::any_of(node.steps.begin(), node.steps.end(),
                     [](const Step& step) { return Describe(step.op).reads_context; });
}

bool IsHas(const Node& node) { return node.kind == Node::Kind::kCall && node.text == "has"; }

// A condition of another type: what was probably meant.
std::string BoolHint(const StaticType& type) {
  if (type.is(Base::kString)) return "compare it: text == \"...\"";
  if (type.is(Base::kDouble) || type.is(Base::kInt)) return "compare it: number > 0";
  if (type.is(Base::kTimestamp)) return "ask happened(timestamp), or compare days_since(timestamp)";
  return "";
}

}  // namespace

void Checker::Visit(Node& node) {
  VisitChildren(node);
  switch (node.kind) {
    case Node::Kind::kBad:
      node.type = {};
      break;
    case Node::Kind::kLiteral:
      CheckLiteral(node);
      break;
    case Node::Kind::kName:
      CheckName(node);
      break;
    case Node::Kind::kList:
      CheckList(node);
      break;
    case Node::Kind::kUnary:
      CheckUnary(node);
      break;
    case Node::Kind::kChain:
      CheckChain(node);
      break;
    case Node::Kind::kConditional:
      CheckConditional(node);
      break;
    case Node::Kind::kCall:
      CheckCall(node);
      break;
    case Node::Kind::kFailure:
      break;
  }
  // An operation on what failed fails; only &&, || and ?: go on.
  const bool strict = node.kind != Node::Kind::kConditional && node.kind != Node::Kind::kLiteral;
  if (deferred() && strict && node.type.bad()) node.kind = Node::Kind::kFailure;
  MarkPromotable(node);
  const bool reads = node.kind == Node::Kind::kName || IsHas(node);
  node.constant = !reads && AllConstant(node) && !StepsReadContext(node);
}

void Checker::VisitChildren(Node& node) {
  // has(x) asks about the name, not about its value.
  if (IsHas(node)) return;
  for (const auto& child : node.children) Visit(*child);
}

void Checker::Reject(Node& node, const char* code, const Range& at, std::string message,
                     std::string hint) {
  node.type = {};
  if (deferred()) {
    node.kind = Node::Kind::kFailure;
    node.children.clear();
  } else {
    mistakes_.Error(code, at, std::move(message), std::move(hint));
  }
}

void Checker::CheckLiteral(Node& node) {
  switch (node.literal.kind) {
    case Kind::kBool:
      node.type = {Base::kBool, 0};
      break;
    case Kind::kInt:
      node.type = {Base::kInt, 0};
      break;
    case Kind::kDouble:
      node.type = {Base::kDouble, 0};
      break;
    default:
      node.type = {Base::kString, 0};
  }
}

void Checker::CheckName(Node& node) {
  const std::optional<Variable> variable = environment_.Find(node.text);
  if (!variable) return RejectName(node);
  if (variable->number) {  // a literal that remembers its name
    node.kind = Node::Kind::kLiteral;
    node.literal = Value::Double(*variable->number);
    return CheckLiteral(node);
  }
  node.type = FromType(variable->type);
  node.slot = variable->slot;
  node.allowed = variable->allowed;
  if (std::find(slots_.begin(), slots_.end(), node.slot) != slots_.end()) return;
  slots_.push_back(node.slot);
  if (slots_.size() == limits_.max_expression_names + size_t{1}) {
    Reject(node, "expression-limit", node.range,
           absl::StrCat("the expression reads more than ", limits_.max_expression_names, " names"),
           "split it into derived facts");
  }
}

void Checker::RejectName(Node& node) {
  if (const std::string why = environment_.WhyNot(node.text); !why.empty()) {
    return Reject(node, "unavailable-name", node.range,
                  absl::StrCat(Quoted(node.text), " cannot be read here: ", why));
  }
  std::string hint = InsteadOfWord(node.text);
  if (hint.empty() && FindFunction(node.text) != nullptr) {
    hint = absl::StrCat("it is a function: ", FindFunction(node.text)->usage);
  }
  if (hint.empty()) hint = DidYouMean(node.text, environment_.names());
  Reject(node, "unknown-name", node.range, absl::StrCat("unknown name ", Quoted(node.text)), hint);
}

void Checker::CheckList(Node& node) {
  node.type = {Base::kNothing, 1};
  if (AnyBad(node)) {
    node.type = {};
    return;
  }
  const bool doubles =
      std::any_of(node.children.begin(), node.children.end(),
                  [](const auto& item) { return item->type.base == Base::kDouble; });
  bool first = true;
  StaticType element;
  for (const auto& item : node.children) {
    if (item->type.is(Base::kSeries)) {
      return Reject(node, "type-mismatch", item->range, "a series cannot stand in a list",
                    "take a number of it: last(...)");
    }
    if (doubles && item->promotable) Promote(*item);
    element = first ? item->type : CommonType(element, item->type);
    first = false;
  }
  if (first) return;
  node.type = {element.base, static_cast<uint8_t>(element.lists + 1)};
  if (element.base == Base::kMixed && element.lists == 0 && !deferred()) {
    mistakes_.Warning("mixed-list", node.range, "the list holds values of several types",
                      "a value never equals one of another type");
  }
}

void Checker::CheckConditional(Node& node) {
  Node& then = *node.children[1];
  Node& otherwise = *node.children[2];
  RequireBool(*node.children[0], "the condition of `?:`");
  PromoteToMatch(then, otherwise);
  if (then.type.bad() || otherwise.type.bad()) {
    node.type = then.type.bad() ? otherwise.type : then.type;
    return;
  }
  const bool same = Compatible(then.type, otherwise.type) || deferred();
  if (same && !then.type.is(Base::kSeries)) {
    node.type = CommonType(then.type, otherwise.type);
    return;
  }
  Reject(node, "type-mismatch", Join(then.range, otherwise.range),
         same ? "`?:` cannot choose between series"
              : absl::StrCat("`?:` must give one type, not ", Describe(then.type), " or ",
                             Describe(otherwise.type)),
         same ? "choose between numbers of them: last(...)" : "");
}

void Checker::RequireBool(Node& node, const char* of) {
  if (node.type.bad() || node.type.is(Base::kBool)) return;
  const StaticType found = node.type;
  Reject(node, "type-mismatch", node.range,
         absl::StrCat(of, " must be a bool, found ", Describe(found)), BoolHint(found));
}

void Checker::Expect(std::unique_ptr<Node>& root, const Type* expected) {
  if (root->type.bad()) return;
  if (root->type.is(Base::kSeries) && (expected == nullptr || *expected != Type::kSeries)) {
    return Reject(*root, "type-mismatch", root->range, "the value is a series",
                  "take a number of it: last(...)");
  }
  if (expected == nullptr || FromType(*expected) == root->type) return;
  if (*expected == Type::kList && root->type.is_list()) return;
  const bool whole = root->type.is(Base::kInt);
  if (*expected == Type::kDouble && whole && root->promotable) return Promote(*root);
  if (*expected == Type::kDouble && whole) {
    auto conversion = std::make_unique<Node>();
    conversion->kind = Node::Kind::kCall;
    conversion->range = conversion->focus = root->range;
    conversion->text = "double";
    conversion->children.push_back(std::move(root));
    root = std::move(conversion);
    return CheckCall(*root);
  }
  const StaticType found = root->type;
  Reject(*root, "type-mismatch", root->range,
         absl::StrCat("expected a ", TypeName(*expected), ", found ", Describe(found)),
         *expected == Type::kBool ? BoolHint(found) : "");
}

}  // namespace bellwether::expression
