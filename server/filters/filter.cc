// A parser by descent: all of (any of (not (condition or parentheses))).
//
// Tested by tests/server/filter_test.cc.
#include "server/filters/filter.h"

#include <utility>

#include "server/filters/token.h"

namespace bellwether::filters {
namespace {

std::string InQuotes(const std::string& text) { return "`" + text + "`"; }

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::optional<FilterProblem>& problem)
      : tokens_(std::move(tokens)), problem_(problem) {}

  Expression Parse() {
    Expression all = ParseAll();
    if (problem_.has_value() || now().kind == TokenKind::kEnd) return all;
    if (now().kind == TokenKind::kClose) {
      Refuse("there is no `(` to this `)`");
    } else {
      RefuseWhatFollows();
    }
    return all;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool IsWord(std::string_view word) const {
    return now().kind == TokenKind::kWord && now().text == word;
  }
  bool TakeWord(std::string_view word) {
    if (!IsWord(word)) return false;
    ++at_;
    return true;
  }
  void Refuse(std::string message) {
    if (!problem_.has_value()) problem_ = {now().column, std::move(message)};
  }

  void RefuseWhatFollows() {
    const std::string& text = now().text;
    if (text == "and" || text == "or") return Refuse("write AND and OR in capital letters");
    Refuse("expected AND, OR or the end; comparisons are joined by AND or OR");
  }

  Expression ParseAll() {
    return ParseList("AND", Expression::Kind::kAll, [this] { return ParseAny(); });
  }
  Expression ParseAny() {
    return ParseList("OR", Expression::Kind::kAny, [this] { return ParseTerm(); });
  }

  template <typename Part>
  Expression ParseList(std::string_view word, Expression::Kind kind, const Part& part) {
    Expression first = part();
    if (problem_.has_value() || !IsWord(word)) return first;
    Expression list;
    list.kind = kind;
    list.parts.push_back(std::move(first));
    while (!problem_.has_value() && TakeWord(word)) list.parts.push_back(part());
    return list;
  }

  Expression ParseTerm() {
    if (++depth_ > kMostDepth) {
      Refuse("it is nested more than " + std::to_string(kMostDepth) + " deep");
    }
    Expression term;
    if (!problem_.has_value()) term = ParseTermInside();
    --depth_;
    return term;
  }

  Expression ParseTermInside() {
    if (now().kind == TokenKind::kMinus || IsWord("NOT")) {
      ++at_;
      Expression negation;
      negation.kind = Expression::Kind::kNot;
      negation.parts.push_back(ParseTerm());
      return negation;
    }
    return now().kind == TokenKind::kOpen ? ParseParentheses() : ParseCondition();
  }

  Expression ParseParentheses() {
    ++at_;
    Expression inside = ParseAll();
    if (problem_.has_value()) return inside;
    if (now().kind == TokenKind::kClose) {
      ++at_;
    } else if (now().kind == TokenKind::kEnd) {
      Refuse("expected `)`");
    } else {
      RefuseWhatFollows();
    }
    return inside;
  }

  Expression ParseCondition() {
    Expression expression;
    expression.kind = Expression::Kind::kCondition;
    if (++comparisons_ > kMostComparisons) {
      Refuse("there are more than " + std::to_string(kMostComparisons) + " comparisons");
      return expression;
    }
    Condition& condition = expression.condition;
    condition.field_column = now().column;
    if (!TakeField(condition) || !TakeOperator(condition)) return expression;
    TakeValue(condition);
    return expression;
  }

  bool TakeField(Condition& condition) {
    if (now().kind != TokenKind::kWord || IsWord("AND") || IsWord("OR")) {
      Refuse(now().kind == TokenKind::kText ? "a text in quotes is no field; write FIELD = \"TEXT\""
                                            : "expected a comparison, as segment = \"enterprise\"");
      return false;
    }
    condition.field = now().text;
    ++at_;
    return true;
  }

  bool TakeOperator(Condition& condition) {
    condition.op_column = now().column;
    if (now().kind == TokenKind::kOpen && !now().after_blank) {
      Refuse("there are no functions here; write a comparison, as segment = \"enterprise\"");
      return false;
    }
    if (now().kind != TokenKind::kOperator) {
      Refuse("expected =, !=, <, <=, >, >= or : after " + InQuotes(condition.field) +
             "; a word alone is looked for nowhere");
      return false;
    }
    condition.op = now().op;
    ++at_;
    return true;
  }

  void TakeValue(Condition& condition) {
    condition.value_column = now().column;
    if (now().kind != TokenKind::kWord && now().kind != TokenKind::kText) {
      return Refuse("expected a value; one with blanks or signs stands in quotes");
    }
    condition.quoted = now().kind == TokenKind::kText;
    condition.value = now().text;
    ++at_;
    if (now().kind == TokenKind::kOperator ||
        (now().kind == TokenKind::kText && !now().after_blank)) {
      Refuse("the value " + InQuotes(condition.value) + " ends here; put all of it in quotes");
    }
  }

  const std::vector<Token> tokens_;
  std::optional<FilterProblem>& problem_;
  size_t at_ = 0;
  int depth_ = 0;
  int comparisons_ = 0;
};

}  // namespace

std::string_view TextOf(Operator op) {
  switch (op) {
    case Operator::kEqual:
      return "=";
    case Operator::kNotEqual:
      return "!=";
    case Operator::kLess:
      return "<";
    case Operator::kAtMost:
      return "<=";
    case Operator::kMore:
      return ">";
    case Operator::kAtLeast:
      return ">=";
    case Operator::kHas:
      return ":";
  }
  return "=";
}

ReadFilter ParseFilter(std::string_view text) {
  ReadFilter read;
  if (text.size() > kMostFilterBytes) {
    read.problem = {1, "it has " + std::to_string(text.size()) + " bytes; at most " +
                           std::to_string(kMostFilterBytes)};
    return read;
  }
  std::vector<Token> tokens = TokensOf(text, read.problem);
  if (!read.ok() || tokens.front().kind == TokenKind::kEnd) return read;
  read.expression = Parser(std::move(tokens), read.problem).Parse();
  return read;
}

}  // namespace bellwether::filters
