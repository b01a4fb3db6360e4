// Tokens to a tree, by CEL's grammar.
#ifndef BELLWETHER_ENGINE_EXPRESSION_PARSER_H_
#define BELLWETHER_ENGINE_EXPRESSION_PARSER_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/expression/ast.h"
#include "engine/expression/lexer.h"
#include "engine/expression/mistakes.h"
#include "engine/expression/token.h"

namespace bellwether::expression {

// One use: Parser(...).Run(). Where the text makes no sense there is a kBad node and a reported
// mistake; the rest is parsed, so that the checker can report what is wrong there too. When a limit
// is exceeded the rest is given up.
class Parser {
 public:
  Parser(std::string_view text, const Limits& limits, Mistakes& mistakes)
      : text_(text), limits_(limits), mistakes_(mistakes), tokens_(Tokenize(text, mistakes)) {}

  // Never null.
  std::unique_ptr<Node> Run();

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

  std::unique_ptr<Node> Make(Node::Kind kind, const Range& range);
  std::unique_ptr<Node> Finish(std::unique_ptr<Node> node);
  void Report(const char* code, const Range& at, std::string message, std::string hint);
  void Unexpected(const char* wanted, const std::string& hint);
  void GiveUp(std::string message, std::string hint);
  void SkipToBoundary();
  // Runs `parse` one level deeper, unless that is too deep.
  template <typename Function>
  std::unique_ptr<Node> Nested(Function parse);

  std::unique_ptr<Node> ParseExpression();
  std::unique_ptr<Node> FinishConditional(std::unique_ptr<Node> condition);
  std::optional<Operator> PeekOperator(Precedence precedence);
  std::unique_ptr<Node> ParseBinary(Precedence precedence);
  std::unique_ptr<Node> StartChain(std::unique_ptr<Node> first, Precedence precedence);
  void Append(Node& chain, Operator op, const Range& at, std::unique_ptr<Node> operand);
  std::unique_ptr<Node> ParseUnary();
  std::unique_ptr<Node> ParseNegative(const Range& minus);
  std::unique_ptr<Node> ParseMember();
  std::unique_ptr<Node> ParsePrimary();
  std::unique_ptr<Node> ParseLiteral();
  std::unique_ptr<Node> ParseNameOrCall();
  std::unique_ptr<Node> ParseMethod(std::unique_ptr<Node> receiver);
  void ParseItems(Node& node, TokenKind close);
  Range Close(TokenKind close, const char* wanted);
  std::unique_ptr<Node> ParseForeign(std::unique_ptr<Node> before);

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

template <typename Function>
std::unique_ptr<Node> Parser::Nested(Function parse) {
  if (depth_ >= limits_.max_expression_depth) {
    GiveUp(absl::StrCat("the expression is nested deeper than ", limits_.max_expression_depth,
                        " levels"),
           "split it into derived facts");
    return Make(Node::Kind::kBad, Peek().range);
  }
  ++depth_;
  std::unique_ptr<Node> node = parse();
  --depth_;
  return node;
}

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PARSER_H_
