// Tested by tests/server/filter_test.cc.
#include "server/filters/token.h"

#include <utility>

namespace bellwether::filters {
namespace {

constexpr std::string_view kReserved = "()=!<>:,\"' \t\r\n";

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Scanner {
 public:
  Scanner(std::string_view text, std::optional<FilterProblem>& problem)
      : text_(text), problem_(problem) {}

  std::vector<Token> Scan() {
    for (;;) {
      Token token;
      token.after_blank = SkipBlanks() || tokens_.empty();
      token.column = column_;
      if (at_ < text_.size()) {
        ScanOne(token);
      }
      const bool last = token.kind == TokenKind::kEnd;
      tokens_.push_back(std::move(token));
      if (last || problem_.has_value()) return std::move(tokens_);
    }
  }

 private:
  bool SkipBlanks() {
    const size_t before = at_;
    while (at_ < text_.size() && IsBlank(text_[at_])) Next();
    return at_ > before;
  }

  // A character of several bytes is one column.
  char Next() {
    const char c = text_[at_++];
    if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xc0) != 0x80) ++column_;
    return c;
  }

  bool Take(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    Next();
    return true;
  }

  void ScanOne(Token& token) {
    const char first = text_[at_];
    if (first == '"' || first == '\'') return ScanText(token);
    // A minus before a number is part of it; before a field it says "not".
    if (first == '-' && BeginsTerm()) {
      Next();
      token.kind = TokenKind::kMinus;
      return;
    }
    if (kReserved.find(first) == std::string_view::npos) return ScanWord(token);
    Next();
    switch (first) {
      case '(':
        token.kind = TokenKind::kOpen;
        return;
      case ')':
        token.kind = TokenKind::kClose;
        return;
      case ',':
        token.kind = TokenKind::kComma;
        return;
      default:
        ScanOperator(first, token);
    }
  }

  bool BeginsTerm() const { return tokens_.empty() || tokens_.back().kind != TokenKind::kOperator; }

  void ScanWord(Token& token) {
    token.kind = TokenKind::kWord;
    while (at_ < text_.size() && kReserved.find(text_[at_]) == std::string_view::npos) {
      token.text += Next();
    }
  }

  void ScanText(Token& token) {
    token.kind = TokenKind::kText;
    const char quote = Next();
    while (at_ < text_.size()) {
      char c = Next();
      if (c == quote) return;
      if (c == '\\' && at_ < text_.size()) c = Next();
      token.text += c;
    }
    problem_ = {token.column, "the quotes that begin here are not closed"};
  }

  void ScanOperator(char first, Token& token) {
    token.kind = TokenKind::kOperator;
    const bool equal = first != '=' && first != ':' && Take('=');
    switch (first) {
      case '=':
        token.op = Operator::kEqual;
        if (Take('=')) problem_ = {token.column, "there is no operator `==`; write `=`"};
        return;
      case '<':
        token.op = equal ? Operator::kAtMost : Operator::kLess;
        return;
      case '>':
        token.op = equal ? Operator::kAtLeast : Operator::kMore;
        return;
      case ':':
        token.op = Operator::kHas;
        return;
      default:
        token.op = Operator::kNotEqual;
        if (!equal) problem_ = {token.column, "there is no operator `!`; write `!=` or NOT"};
    }
  }

  const std::string_view text_;
  std::optional<FilterProblem>& problem_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  size_t column_ = 1;
};

}  // namespace

std::vector<Token> TokensOf(std::string_view text, std::optional<FilterProblem>& problem) {
  return Scanner(text, problem).Scan();
}

}  // namespace bellwether::filters
