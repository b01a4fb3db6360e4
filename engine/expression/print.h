// Expressions and values as text that reads back as the same.
#ifndef BELLWETHER_ENGINE_EXPRESSION_PRINT_H_
#define BELLWETHER_ENGINE_EXPRESSION_PRINT_H_

#include <string>

#include "engine/expression/ast.h"
#include "engine/expression/value.h"

namespace bellwether::expression {

// The one spelling of a checked tree: literals in the type that they have (2 * score is
// 2.0 * score), single blanks, only needed parentheses.
std::string PrintTree(const Node& root);

// 7, 7.0, "text", timestamp("..."), [1, 2]; "missing", "not_yet", "error (...)", "series".
std::string PrintValue(const Value& value);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PRINT_H_
