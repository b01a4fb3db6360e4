// Recursive descent; one function climbs through all binary precedences. Recursion is bounded by
// max_expression_depth because every nested construct passes through Nested. After a mistake
// nothing is reported until the next comma or closing bracket, where sense begins again.
// Tested by tests/engine/expression/parse_test.cc.
#include "engine/expression/parser.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/expression/foreign.h"
#include "engine/expression/lexer.h"

namespace bellwether::expression {
namespace {

using NodePointer = std::unique_ptr<Node>;

struct BinaryToken {
  TokenKind token;
  Operator op;
};
constexpr std::array<BinaryToken, 14> kBinaryTokens = {{
    {TokenKind::kOrOr, Operator::kOr},
    {TokenKind::kAndAnd, Operator::kAnd},
    {TokenKind::kLess, Operator::kLess},
    {TokenKind::kLessOrEqual, Operator::kLessOrEqual},
    {TokenKind::kGreater, Operator::kGreater},
    {TokenKind::kGreaterOrEqual, Operator::kGreaterOrEqual},
    {TokenKind::kEqual, Operator::kEqual},
    {TokenKind::kNotEqual, Operator::kNotEqual},
    {TokenKind::kIn, Operator::kIn},
    {TokenKind::kPlus, Operator::kAdd},
    {TokenKind::kMinus, Operator::kSubtract},
    {TokenKind::kTimes, Operator::kMultiply},
    {TokenKind::kDivide, Operator::kDivide},
    {TokenKind::kPercent, Operator::kModulo},
}};

bool IsLogical(Operator op) { return op == Operator::kOr || op == Operator::kAnd; }

class Parser {
 public:
  Parser(std::string_view text, const Limits& limits, Mistakes& mistakes)
      : text_(text), limits_(limits), mistakes_(mistakes), tokens_(Tokenize(text, mistakes)) {}

  NodePointer Run() {
    NodePointer root = ParseExpression();
    if (Peek().kind != TokenKind::kEnd) {
      Unexpected("an operator or the end", "");
    }
    return root;
  }

 private:
  const Token& Peek(size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool At(TokenKind kind) const { return Peek().kind == kind; }
  const Token& Next() {
    const Token& token = Peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool Accept(TokenKind kind) {
    if (!At(kind)) return false;
    Next();
    return true;
  }

  NodePointer Make(Node::Kind kind, const Range& range);
  NodePointer Finish(NodePointer node);
  void Report(const char* code, const Range& at, std::string message, std::string hint);
  void Unexpected(const char* wanted, const std::string& hint);
  void GiveUp(std::string message, std::string hint);
  void SkipToBoundary();
  // Runs `parse` one level deeper, unless that is too deep.
  template <typename Function>
  NodePointer Nested(Function parse);

  NodePointer ParseExpression();
  NodePointer FinishConditional(NodePointer condition);
  std::optional<Operator> PeekOperator(Precedence precedence);
  NodePointer ParseBinary(Precedence precedence);
  NodePointer StartChain(NodePointer first, Precedence precedence);
  void Append(Node& chain, Operator op, const Range& at, NodePointer operand);
  NodePointer ParseUnary();
  NodePointer ParseNegative(const Range& minus);
  NodePointer ParseMember();
  NodePointer ParsePrimary();
  NodePointer ParseLiteral();
  NodePointer ParseNameOrCall();
  NodePointer ParseMethod(NodePointer receiver);
  void ParseItems(Node& node, TokenKind close);
  Range Close(TokenKind close, const char* wanted);
  NodePointer ParseForeign(NodePointer before);

  std::string_view text_;
  const Limits& limits_;
  Mistakes& mistakes_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  uint32_t nodes_ = 0;
  bool panic_ = false;  // a mistake was reported and no boundary was reached since
  bool given_up_ = false;
};

NodePointer Parser::Make(Node::Kind kind, const Range& range) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->range = range;
  node->focus = range;
  if (++nodes_ > limits_.max_expression_nodes) {
    GiveUp(absl::StrCat("the expression has more than ", limits_.max_expression_nodes,
                        " operands and operators"),
           "split it into derived facts");
  }
  return node;
}

// Knows the height once the children are there. A parenthesis may hold a node of each precedence,
// hence the factor.
NodePointer Parser::Finish(NodePointer node) {
  for (const NodePointer& child : node->children) {
    node->height = std::max<uint16_t>(node->height, static_cast<uint16_t>(child->height + 1));
  }
  if (node->height > 10 * limits_.max_expression_depth) {
    GiveUp("too many calls follow one another", "split the expression into derived facts");
  }
  return node;
}

void Parser::Report(const char* code, const Range& at, std::string message, std::string hint) {
  if (!panic_ && !given_up_) mistakes_.Error(code, at, std::move(message), std::move(hint));
  panic_ = true;
}

void Parser::Unexpected(const char* wanted, const std::string& hint) {
  const Token& token = Peek();
  const bool reported = token.kind == TokenKind::kBad;
  const std::string found = token.kind == TokenKind::kEnd
                                ? "the end"
                                : Quoted(text_.substr(token.range.offset, token.range.length));
  if (!reported) {
    Report("expression-syntax", token.range, absl::StrCat("expected ", wanted, ", found ", found),
           hint.empty() && token.kind == TokenKind::kName ? InsteadOfWord(token.text) : hint);
  }
  panic_ = true;
}

void Parser::GiveUp(std::string message, std::string hint) {
  if (given_up_) return;
  mistakes_.Error("expression-limit", Peek().range, std::move(message), std::move(hint));
  given_up_ = true;
  at_ = tokens_.size() - 1;
}

// To the comma or bracket that ends the present item, over whole brackets.
void Parser::SkipToBoundary() {
  int open = 0;
  for (; !At(TokenKind::kEnd); Next()) {
    const TokenKind kind = Peek().kind;
    const bool closes = kind == TokenKind::kCloseParenthesis || kind == TokenKind::kCloseBracket ||
                        kind == TokenKind::kCloseBrace;
    if (open == 0 && (closes || kind == TokenKind::kComma)) return;
    if (closes) --open;
    if (kind == TokenKind::kOpenParenthesis || kind == TokenKind::kOpenBracket ||
        kind == TokenKind::kOpenBrace) {
      ++open;
    }
  }
}

template <typename Function>
NodePointer Parser::Nested(Function parse) {
  if (depth_ >= limits_.max_expression_depth) {
    GiveUp(absl::StrCat("the expression is nested deeper than ", limits_.max_expression_depth,
                        " levels"),
           "split it into derived facts");
    return Make(Node::Kind::kBad, Peek().range);
  }
  ++depth_;
  NodePointer node = parse();
  --depth_;
  return node;
}

NodePointer Parser::ParseExpression() {
  NodePointer node = ParseBinary(Precedence::kOr);
  return At(TokenKind::kQuestion) ? FinishConditional(std::move(node)) : std::move(node);
}

NodePointer Parser::FinishConditional(NodePointer condition) {
  Next();
  NodePointer node = Make(Node::Kind::kConditional, condition->range);
  node->children.push_back(std::move(condition));
  node->children.push_back(Nested([this] { return ParseBinary(Precedence::kOr); }));
  if (!Accept(TokenKind::kColon)) {
    Unexpected("`:` and the other value of `?:`",
               At(TokenKind::kQuestion) ? "put the inner `?:` in parentheses" : "");
  }
  node->children.push_back(panic_ ? Make(Node::Kind::kBad, Peek().range)
                                  : Nested([this] { return ParseExpression(); }));
  node->range = Join(node->range, node->children.back()->range);
  return Finish(std::move(node));
}

// The operator of that precedence that stands here; the words `and` and `or` are reported and taken
// for what they mean.
std::optional<Operator> Parser::PeekOperator(Precedence precedence) {
  for (const BinaryToken& row : kBinaryTokens) {
    if (At(row.token) && PrecedenceOf(row.op) == precedence) return row.op;
  }
  if (!At(TokenKind::kName)) return std::nullopt;
  const bool is_or = Peek().text == "or" && precedence == Precedence::kOr;
  const bool is_and = Peek().text == "and" && precedence == Precedence::kAnd;
  if (!is_or && !is_and) return std::nullopt;
  if (!panic_) {
    mistakes_.Error("expression-syntax", Peek().range,
                    absl::StrCat("`", Peek().text, "` is not an operator"),
                    InsteadOfWord(Peek().text));
  }
  return is_or ? Operator::kOr : Operator::kAnd;
}

NodePointer Parser::ParseBinary(Precedence precedence) {
  if (precedence == Precedence::kUnary) return ParseUnary();
  const auto tighter = static_cast<Precedence>(static_cast<int>(precedence) + 1);
  NodePointer chain = ParseBinary(tighter);
  bool started = false;
  while (const std::optional<Operator> op = PeekOperator(precedence)) {
    const Range at = Next().range;
    if (!started) chain = StartChain(std::move(chain), precedence);
    started = true;
    Append(*chain, *op, at, ParseBinary(tighter));
  }
  return Finish(std::move(chain));
}

// `(a + b) + c` is `a + b + c`: a chain in parentheses on the left is gone on with.
NodePointer Parser::StartChain(NodePointer first, Precedence precedence) {
  if (first->kind == Node::Kind::kChain && PrecedenceOf(*first) == precedence) return first;
  NodePointer chain = Make(Node::Kind::kChain, first->range);
  chain->children.push_back(std::move(first));
  return chain;
}

// `a && (b && c)` is `a && b && c`: absorption does not depend on the grouping.
void Parser::Append(Node& chain, Operator op, const Range& at, NodePointer operand) {
  chain.range = Join(chain.range, operand->range);
  chain.operators.push_back(op);
  chain.operator_ranges.push_back(at);
  const bool dissolve =
      IsLogical(op) && operand->kind == Node::Kind::kChain && operand->operators.front() == op;
  if (!dissolve) {
    chain.children.push_back(std::move(operand));
    return;
  }
  for (NodePointer& child : operand->children) chain.children.push_back(std::move(child));
  for (const Range& range : operand->operator_ranges) {
    chain.operators.push_back(op);
    chain.operator_ranges.push_back(range);
  }
}

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

}  // namespace

std::unique_ptr<Node> Parse(std::string_view text, const Limits& limits, Mistakes& mistakes) {
  return Parser(text, limits, mistakes).Run();
}

}  // namespace bellwether::expression
