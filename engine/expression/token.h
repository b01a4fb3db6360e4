// The words of an expression.
#ifndef BELLWETHER_ENGINE_EXPRESSION_TOKEN_H_
#define BELLWETHER_ENGINE_EXPRESSION_TOKEN_H_

#include <cstdint>
#include <string>

#include "engine/expression/mistakes.h"

namespace bellwether::expression {

enum class TokenKind : uint8_t {
  kEnd,
  kBad,     // reported by the lexer; stands where an operand could
  kName,    // without dots; `text`
  kInt,     // `magnitude`: the sign is an operator
  kDouble,  // `number`
  kString,  // `text`, escapes resolved
  kTrue,
  kFalse,
  kIn,
  kDot,
  kComma,
  kColon,
  kQuestion,
  kOpenParenthesis,
  kCloseParenthesis,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kOrOr,
  kAndAnd,
  kNot,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kEqual,
  kNotEqual,
  kPlus,
  kMinus,
  kTimes,
  kDivide,
  kPercent,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Range range;
  std::string text;
  uint64_t magnitude = 0;
  double number = 0;
};

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_TOKEN_H_
