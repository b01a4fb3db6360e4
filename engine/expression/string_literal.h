// The text of a string literal: escapes resolved, and written back.
#ifndef BELLWETHER_ENGINE_EXPRESSION_STRING_LITERAL_H_
#define BELLWETHER_ENGINE_EXPRESSION_STRING_LITERAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace bellwether::expression {

// An escape that means nothing, as bytes of the body.
struct BadEscape {
  size_t offset = 0;
  size_t length = 0;  // 0: there is none
};

// Resolves the escapes of what stands between the quotes: \n \t \" \x41 \u270c \U0001f431 \101 ...
BadEscape Unescape(std::string_view body, std::string& text);

// "text" in double quotes, with only the escapes that it needs.
std::string QuoteString(std::string_view text);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_STRING_LITERAL_H_
