// Calls: by the table of signatures, and the few functions with rules of their own.
// Tested by tests/engine/expression/check_test.cc.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/suggest.h"
#include "engine/expression/checker.h"
#include "engine/expression/foreign.h"
#include "engine/expression/pattern.h"
#include "engine/expression/promotion.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

constexpr int kMostDecimals = 9;

bool IsLiteral(const Node& node, Kind kind) {
  return node.kind == Node::Kind::kLiteral && node.literal.kind == kind;
}

bool Accepts(const StaticType& parameter, const Node& argument) {
  if (parameter.is_list()) return argument.type.is_list();
  return argument.type == parameter ||
         (argument.promotable && parameter.is(Base::kDouble) && argument.type.is(Base::kInt));
}

// Whether one of the values is smaller than another has a meaning.
bool Ordered(const StaticType& type) {
  return type.is(Base::kInt) || type.is(Base::kDouble) || type.is(Base::kTimestamp) ||
         type.is(Base::kDuration);
}

std::string ArgumentTypes(const Node& node) {
  return absl::StrJoin(node.children, ", ", [](std::string* out, const auto& argument) {
    out->append(Describe(argument->type));
  });
}

Step StepOf(Op op, uint32_t index = 0) {
  Step step;
  step.op = op;
  step.index = index;
  return step;
}

// What a text that should have been a time or a number ought to look like.
std::string ConversionHint(std::string_view function) {
  if (function == "timestamp") return "write \"2026-03-01T00:00:00Z\", or with +07:00 for Z";
  if (function == "duration") return "write \"1h30m\", \"90s\", or days(7)";
  return "";
}

}  // namespace

void Checker::CheckCall(Node& node) {
  const FunctionName* function = FindFunction(node.text);
  if (function == nullptr) {
    std::string hint = InsteadOfFunction(node.text);
    if (hint.empty()) hint = InsteadOfWord(node.text);
    if (hint.empty()) hint = DidYouMean(node.text, FunctionNames());
    return Reject(node, "unknown-function", node.focus,
                  absl::StrCat("unknown function ", Quoted(node.text)), hint);
  }
  if (!CheckForm(node, *function)) return;
  if (node.text == "has") return CheckHas(node);
  const bool bad = std::any_of(node.children.begin(), node.children.end(),
                               [](const auto& child) { return child->type.bad(); });
  if (bad) {
    node.type = {};
  } else if (node.text == "min" || node.text == "max") {
    CheckExtreme(node);
  } else if (node.text == "round") {
    CheckRound(node);
  } else {
    CheckSignatures(node, *function);
  }
}

bool Checker::CheckForm(Node& node, const FunctionName& function) {
  const Form used = node.method ? Form::kMethod : Form::kFunction;
  if (function.form == Form::kEither || function.form == used) return true;
  Reject(node, "type-mismatch", node.focus,
         absl::StrCat("`", node.text, node.method ? "` is a function" : "` is a method"),
         absl::StrCat("usage: ", function.usage));
  return false;
}

void Checker::CheckHas(Node& node) {
  if (node.children.size() != 1 || node.children.front()->kind != Node::Kind::kName) {
    return Reject(node, "type-mismatch", node.range, "has() takes one name",
                  "usage: has(name): whether a value was given");
  }
  CheckName(*node.children.front());
  if (node.children.empty() || node.children.front()->type.bad()) {
    node.type = {};
    return;
  }
  if (node.children.front()->kind == Node::Kind::kLiteral) {
    return Reject(
        node, "type-mismatch", node.range,
        absl::StrCat(Quoted(node.children.front()->text), " is a constant: it always has a value"),
        "has() is for what an account may tell");
  }
  node.type = {Base::kBool, 0};
  node.steps = {StepOf(Op::kHas, node.children.front()->slot)};
}

// min and max: of several values, or of the values of one list.
void Checker::CheckExtreme(Node& node) {
  const bool min = node.text == "min";
  const bool of_list = node.children.size() == 1 && node.children.front()->type.is_list();
  for (const auto& child : node.children) {
    for (const auto& other : node.children) PromoteToMatch(*child, *other);
  }
  StaticType type;
  if (!node.children.empty()) {
    const StaticType first = node.children.front()->type;
    type = of_list ? first.Element() : first;
  }
  const bool same = std::all_of(node.children.begin(), node.children.end(),
                                [&](const auto& child) { return of_list || child->type == type; });
  if (!same || !Ordered(type)) return RejectArguments(node, *FindFunction(node.text));
  node.type = type;
  if (of_list) {
    node.steps = {StepOf(min ? Op::kMinOfList : Op::kMaxOfList)};
  } else {
    node.steps = {StepOf(min ? Op::kMin : Op::kMax, static_cast<uint32_t>(node.children.size()))};
  }
}

// S15: the number of decimals is a literal, so that a displayed value has one precision.
void Checker::CheckRound(Node& node) {
  const size_t count = node.children.size();
  if (count >= 1 && node.children.front()->promotable) Promote(*node.children.front());
  if (count < 1 || count > 2 || !node.children.front()->type.is(Base::kDouble)) {
    return RejectArguments(node, *FindFunction("round"));
  }
  Step step = StepOf(Op::kRound);
  if (count == 2) {
    const Node& decimals = *node.children[1];
    if (!IsLiteral(decimals, Kind::kInt) || decimals.literal.integer < 0 ||
        decimals.literal.integer > kMostDecimals) {
      return Reject(node, "type-mismatch", decimals.range,
                    "the decimals of round() must be a literal from 0 to 9",
                    "usage: round(number, 1)");
    }
    step.small = static_cast<uint8_t>(decimals.literal.integer);
  }
  node.type = {Base::kDouble, 0};
  node.steps = {step};
}

void Checker::CheckSignatures(Node& node, const FunctionName& function) {
  const Signature* signature = Match(node);
  if (signature == nullptr) return RejectArguments(node, function);
  const bool series = signature->parameters[0].is(Base::kSeries);
  if (series && node.children.front()->kind != Node::Kind::kName) {
    return Reject(node, "type-mismatch", node.children.front()->range,
                  absl::StrCat(node.text, "() takes the name of a series"),
                  absl::StrCat("usage: ", function.usage));
  }
  Bind(node, *signature);
  CheckConstantArgument(node);
}

// The signature whose types are given exactly, else one that they can be promoted to.
const Signature* Checker::Match(const Node& node) const {
  const Signature* promoted = nullptr;
  for (const Signature& signature : Signatures()) {
    if (signature.name != node.text || signature.count != node.children.size()) continue;
    bool exact = true;
    bool accepted = true;
    for (size_t i = 0; i < signature.count; ++i) {
      exact = exact && node.children[i]->type == signature.parameters[i];
      accepted = accepted && Accepts(signature.parameters[i], *node.children[i]);
    }
    if (exact) return &signature;
    if (accepted && promoted == nullptr) promoted = &signature;
  }
  return promoted;
}

void Checker::Bind(Node& node, const Signature& signature) {
  for (size_t i = 0; i < signature.count; ++i) {
    Node& argument = *node.children[i];
    const bool wanted = signature.parameters[i].is(Base::kDouble);
    if (wanted && argument.promotable) Promote(argument);
  }
  node.type = signature.result;
  node.steps.clear();
  if (signature.op == Op::kCount) return;
  Step step = StepOf(signature.op);
  step.small = signature.small;
  node.steps.push_back(step);
}

// Texts that are known now are tried now: patterns, zones, dates and numbers.
void Checker::CheckConstantArgument(Node& node) {
  if (node.steps.empty() || !IsLiteral(*node.children.back(), Kind::kString)) return;
  const Node& argument = *node.children.back();
  Step& step = node.steps.front();
  if (step.op == Op::kMatches) {
    std::string problem;
    node.pattern = CompilePattern(argument.text, &problem);
    if (node.pattern != nullptr) {
      step.op = Op::kMatchesConstant;
      return;
    }
    Reject(node, "bad-pattern", argument.range, absl::StrCat("not a regular expression: ", problem),
           "the syntax is that of RE2");
  } else if (step.op == Op::kTimePartIn) {
    const auto zone = FindTimeZone(argument.text);
    if (!zone) {
      return Reject(node, "bad-literal", argument.range,
                    absl::StrCat("unknown time zone ", Quoted(argument.text)),
                    "write an IANA name such as \"Asia/Jakarta\", or \"+07:00\"");
    }
    node.zone = std::make_unique<absl::TimeZone>(*zone);
    step.op = Op::kTimePartInConstant;
  } else if (const Value value = ConvertText(step.op, argument.text); value.kind == Kind::kError) {
    Reject(node, "bad-literal", argument.range,
           absl::StrCat(Quoted(argument.text), " is no ", node.text,
                        value.error == ErrorCode::kOverflow ? ": it is out of range" : ""),
           ConversionHint(node.text));
  }
}

void Checker::RejectArguments(Node& node, const FunctionName& function) {
  Reject(node, "type-mismatch", node.focus,
         absl::StrCat(node.text, "() does not take (", ArgumentTypes(node), ")"),
         absl::StrCat("usage: ", function.usage));
}

}  // namespace bellwether::expression
