// Tested by tests/engine/expression/print_test.cc.
#include "engine/expression/print.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/expression/string_literal.h"
#include "engine/expression/time_text.h"

namespace bellwether::expression {
namespace {

// Always with a point or an exponent: without, it would read back as an int.
std::string PrintDouble(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  std::string text(buffer.data(), written.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// The int 0, negated or not.
bool IsWholeZero(const Node& node) {
  if (node.kind == Node::Kind::kUnary) return IsWholeZero(*node.children.front());
  return node.kind == Node::Kind::kLiteral && node.literal.kind == Kind::kInt &&
         node.literal.integer == 0;
}

class Printer {
 public:
  std::string Run(const Node& root) {
    Print(root, Precedence::kConditional);
    return std::move(text_);
  }

 private:
  // In parentheses when the node binds less tightly than `least`.
  void Print(const Node& node, Precedence least) {
    const bool parentheses = PrecedenceOf(node) < least;
    if (parentheses) text_ += "(";
    PrintBare(node);
    if (parentheses) text_ += ")";
  }

  void PrintBare(const Node& node) {
    switch (node.kind) {
      case Node::Kind::kLiteral:
        text_ += PrintValue(node.literal);
        break;
      case Node::Kind::kName:
        text_ += node.text;
        break;
      case Node::Kind::kList:
        text_ += "[";
        PrintItems(node, 0);
        text_ += "]";
        break;
      case Node::Kind::kUnary:
        if (IsWholeZero(*node.children.front())) {  // "-0" would read back as the literal 0
          text_ += "0";
          break;
        }
        text_ += OperatorText(node.operators.front());
        Print(*node.children.front(), Precedence::kUnary);
        break;
      case Node::Kind::kChain:
        PrintChain(node);
        break;
      case Node::Kind::kConditional:
        PrintConditional(node);
        break;
      case Node::Kind::kCall:
        PrintCall(node);
        break;
      case Node::Kind::kBad:
      case Node::Kind::kFailure:
        text_ += "error";
        break;
    }
  }

  void PrintChain(const Node& node) {
    const Precedence own = PrecedenceOf(node);
    const auto tighter = static_cast<Precedence>(static_cast<int>(own) + 1);
    Print(*node.children.front(), tighter);
    for (size_t i = 0; i < node.operators.size(); ++i) {
      absl::StrAppend(&text_, " ", OperatorText(node.operators[i]), " ");
      Print(*node.children[i + 1], tighter);
    }
  }

  void PrintConditional(const Node& node) {
    Print(*node.children[0], Precedence::kOr);
    text_ += " ? ";
    Print(*node.children[1], Precedence::kOr);
    text_ += " : ";
    Print(*node.children[2], Precedence::kConditional);
  }

  void PrintCall(const Node& node) {
    if (node.method) {
      Print(*node.children.front(), Precedence::kPrimary);
      text_ += ".";
    }
    absl::StrAppend(&text_, node.text, "(");
    PrintItems(node, node.method ? 1 : 0);
    text_ += ")";
  }

  void PrintItems(const Node& node, size_t first) {
    for (size_t i = first; i < node.children.size(); ++i) {
      if (i > first) text_ += ", ";
      Print(*node.children[i], Precedence::kConditional);
    }
  }

  std::string text_;
};

std::string PrintList(const ListView& list) {
  std::string text = "[";
  for (uint32_t i = 0; i < list.size; ++i) {
    absl::StrAppend(&text, i > 0 ? ", " : "", PrintValue(list.items[i]));
  }
  return text + "]";
}

}  // namespace

std::string PrintTree(const Node& root) { return Printer().Run(root); }

std::string PrintValue(const Value& value) {
  switch (value.kind) {
    case Kind::kMissing:
      return "missing";
    case Kind::kNotYet:
      return "not_yet";
    case Kind::kError:
      return absl::StrCat("error (", ErrorText(value.error), ")");
    case Kind::kBool:
      return value.boolean ? "true" : "false";
    case Kind::kInt:
      return absl::StrCat(value.integer);
    case Kind::kDouble:
      return PrintDouble(value.number);
    case Kind::kString:
      return QuoteString(value.as_string());
    case Kind::kTimestamp:
      return absl::StrCat("timestamp(\"", FormatTimestamp(value), "\")");
    case Kind::kDuration:
      return absl::StrCat("duration(\"", FormatDuration(value), "\")");
    case Kind::kList:
      return PrintList(value.list);
    case Kind::kSeries:
      return "series";
  }
  return "?";
}

}  // namespace bellwether::expression
