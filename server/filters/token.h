// The words of a filter. Used by filter.cc alone.
#ifndef BELLWETHER_SERVER_FILTERS_TOKEN_H_
#define BELLWETHER_SERVER_FILTERS_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/filters/filter.h"

namespace bellwether::filters {

enum class TokenKind : uint8_t { kWord, kText, kOperator, kOpen, kClose, kComma, kMinus, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // of a kText without its quotes
  Operator op = Operator::kEqual;
  size_t column = 0;
  bool after_blank = false;
};

// The last one is kEnd. A problem ends the list: it is not to be used then.
std::vector<Token> TokensOf(std::string_view text, std::optional<FilterProblem>& problem);

}  // namespace bellwether::filters

#endif  // BELLWETHER_SERVER_FILTERS_TOKEN_H_
