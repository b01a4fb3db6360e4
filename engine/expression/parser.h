// Tokens to a tree, by CEL's grammar.
#ifndef BELLWETHER_ENGINE_EXPRESSION_PARSER_H_
#define BELLWETHER_ENGINE_EXPRESSION_PARSER_H_

#include <memory>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/expression/ast.h"
#include "engine/expression/mistakes.h"

namespace bellwether::expression {

// Never null. Where the text makes no sense there is a kBad node and a reported mistake; the rest
// is parsed, so that the checker can report what is wrong there too. When a limit is exceeded the
// rest is given up.
std::unique_ptr<Node> Parse(std::string_view text, const Limits& limits, Mistakes& mistakes);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PARSER_H_
