// Text to tokens. Every mistake is reported and replaced by something that parsing can go on with.
#ifndef BELLWETHER_ENGINE_EXPRESSION_LEXER_H_
#define BELLWETHER_ENGINE_EXPRESSION_LEXER_H_

#include <string_view>
#include <vector>

#include "engine/expression/mistakes.h"
#include "engine/expression/token.h"

namespace bellwether::expression {

// The last token is always kEnd. Comments (`// ...`) and blanks are dropped.
std::vector<Token> Tokenize(std::string_view text, Mistakes& mistakes);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_LEXER_H_
