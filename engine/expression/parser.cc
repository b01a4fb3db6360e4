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

}  // namespace

NodePointer Parser::Run() {
  NodePointer root = ParseExpression();
  if (!At(TokenKind::kEnd)) Unexpected("an operator or the end", "");
  return root;
}

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

}  // namespace bellwether::expression
