// Operands: literals, names, calls, lists, parentheses and signs, and what CEL has that this
// language leaves out.
// Tested by tests/engine/expression/parse_test.cc.
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/expression/foreign.h"
#include "engine/expression/parser.h"

namespace bellwether::expression {
namespace {

using NodePointer = std::unique_ptr<Node>;

}  // namespace

NodePointer Parser::ParseUnary() {
  const bool word = At(TokenKind::kName) && Peek().text == "not" &&
                    Peek(1).kind != TokenKind::kEnd && Peek(1).kind != TokenKind::kDot;
  if (word)
    Report("expression-syntax", Peek().range, "`not` is not an operator", InsteadOfWord("not"));
  if (!word && !At(TokenKind::kNot) && !At(TokenKind::kMinus)) return ParseMember();
  const bool minus = At(TokenKind::kMinus);
  const Range at = Next().range;
  if (minus && (At(TokenKind::kInt) || At(TokenKind::kDouble))) return ParseNegative(at);
  NodePointer node = Make(Node::Kind::kUnary, at);
  node->operators.push_back(minus ? Operator::kNegate : Operator::kNot);
  node->operator_ranges.push_back(at);
  node->children.push_back(Nested([this] { return ParseUnary(); }));
  node->range = Join(at, node->children.front()->range);
  return Finish(std::move(node));
}

// The sign belongs to the literal: -9223372036854775808 is an int, its magnitude alone is not.
NodePointer Parser::ParseNegative(const Range& minus) {
  const Token& token = Next();
  NodePointer node = Make(Node::Kind::kLiteral, Join(minus, token.range));
  node->literal = token.kind == TokenKind::kDouble
                      ? Value::Double(-token.number)
                      : Value::Int(static_cast<int64_t>(~token.magnitude + 1));
  return node;
}

NodePointer Parser::ParseMember() {
  NodePointer node = ParsePrimary();
  while (!panic_ && !given_up_) {
    if (At(TokenKind::kDot)) {
      Next();
      node = ParseMethod(std::move(node));
    } else if (At(TokenKind::kOpenBracket) || At(TokenKind::kOpenBrace)) {
      node = ParseForeign(std::move(node));
    } else {
      break;
    }
  }
  return node;
}

NodePointer Parser::ParsePrimary() {
  const Range start = Peek().range;
  switch (Peek().kind) {
    case TokenKind::kName:
      return ParseNameOrCall();
    case TokenKind::kInt:
    case TokenKind::kDouble:
    case TokenKind::kString:
    case TokenKind::kTrue:
    case TokenKind::kFalse:
      return ParseLiteral();
    case TokenKind::kOpenParenthesis: {
      Next();
      NodePointer node = Nested([this] { return ParseExpression(); });
      Close(TokenKind::kCloseParenthesis, "`)`");
      return node;
    }
    case TokenKind::kOpenBracket: {
      Next();
      NodePointer node = Make(Node::Kind::kList, start);
      ParseItems(*node, TokenKind::kCloseBracket);
      node->focus = node->range;
      return Finish(std::move(node));
    }
    case TokenKind::kOpenBrace:
      return ParseForeign(nullptr);
    default:
      Unexpected("a value", "");
      return Make(Node::Kind::kBad, start);
  }
}

NodePointer Parser::ParseLiteral() {
  const Token& token = Next();
  NodePointer node = Make(Node::Kind::kLiteral, token.range);
  switch (token.kind) {
    case TokenKind::kTrue:
      node->literal = Value::Bool(true);
      break;
    case TokenKind::kFalse:
      node->literal = Value::Bool(false);
      break;
    case TokenKind::kDouble:
      node->literal = Value::Double(token.number);
      break;
    case TokenKind::kString:
      node->text = token.text;
      node->literal = Value::String(node->text);
      break;
    default:
      if (token.magnitude > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
        mistakes_.Error("bad-literal", token.range, "the number is too large for an int of 64 bits",
                        "write it as a double: with .0 or an exponent");
      }
      node->literal = Value::Int(static_cast<int64_t>(token.magnitude));
  }
  return node;
}

// A dotted name is one name; before a parenthesis its last part is a method of the rest.
NodePointer Parser::ParseNameOrCall() {
  const Token& first = Next();
  if (IsReserved(first.text)) {
    Report("expression-syntax", first.range, absl::StrCat("`", first.text, "` is a reserved word"),
           InsteadOfWord(first.text));
    return Make(Node::Kind::kBad, first.range);
  }
  if (At(TokenKind::kOpenParenthesis)) {
    NodePointer call = Make(Node::Kind::kCall, first.range);
    call->text = first.text;
    Next();
    ParseItems(*call, TokenKind::kCloseParenthesis);
    return Finish(std::move(call));
  }
  NodePointer name = Make(Node::Kind::kName, first.range);
  name->text = first.text;
  while (At(TokenKind::kDot) && Peek(1).kind == TokenKind::kName &&
         Peek(2).kind != TokenKind::kOpenParenthesis) {
    Next();
    const Token& part = Next();
    absl::StrAppend(&name->text, ".", part.text);
    name->range = name->focus = Join(name->range, part.range);
  }
  return name;
}

// After the dot.
NodePointer Parser::ParseMethod(NodePointer receiver) {
  if (!At(TokenKind::kName)) {
    Unexpected("a name after `.`", "");
    return receiver;
  }
  const Token& name = Next();
  if (!At(TokenKind::kOpenParenthesis)) {
    Report("not-in-language", name.range,
           absl::StrCat("`.", name.text, "`: only names have parts, values do not"),
           "fields of values are not part of the language: use a signal of its own");
    return Make(Node::Kind::kBad, name.range);
  }
  Next();
  NodePointer call = Make(Node::Kind::kCall, receiver->range);
  call->focus = name.range;
  call->text = name.text;
  call->method = true;
  call->children.push_back(std::move(receiver));
  ParseItems(*call, TokenKind::kCloseParenthesis);
  return Finish(std::move(call));
}

// The items of a list or the arguments of a call, and what closes them. A list may end in a comma.
void Parser::ParseItems(Node& node, TokenKind close) {
  const bool list = close == TokenKind::kCloseBracket;
  while (!At(close) && !At(TokenKind::kEnd)) {
    node.children.push_back(Nested([this] { return ParseExpression(); }));
    if (panic_) {
      SkipToBoundary();
      panic_ = false;
    }
    if (!Accept(TokenKind::kComma)) break;
    if (!list && At(close)) Unexpected("another argument after `,`", "");
  }
  node.range = Join(node.range, Close(close, list ? "`,` or `]`" : "`,` or `)`"));
}

// Passes the bracket that must stand here and gives its place.
Range Parser::Close(TokenKind close, const char* wanted) {
  if (panic_) {
    SkipToBoundary();
    panic_ = false;
  }
  if (!At(close)) {
    Unexpected(wanted, "");
    SkipToBoundary();
  }
  if (!At(close)) return {Peek().range.offset, 0};
  panic_ = false;
  return Next().range;
}

// Indexing, messages and maps of CEL: reported, and skipped to the closing bracket.
NodePointer Parser::ParseForeign(NodePointer before) {
  const bool index = At(TokenKind::kOpenBracket);
  const Range start = before == nullptr ? Peek().range : before->range;
  const Range open = Next().range;
  const bool map = before == nullptr;
  Report(
      "not-in-language", open,
      index ? "indexing is not part of the language"
            : (map ? "maps are not part of the language" : "messages are not part of the language"),
      index ? "use `in` for membership, or a signal of its own for one element"
            : "use a signal for each value");
  const TokenKind close = index ? TokenKind::kCloseBracket : TokenKind::kCloseBrace;
  do {
    SkipToBoundary();
  } while (Accept(TokenKind::kComma));
  if (Accept(close)) panic_ = false;
  return Make(Node::Kind::kBad, start);
}

}  // namespace bellwether::expression
