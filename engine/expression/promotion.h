// S1: an integer literal beside a double becomes a double when the expression is checked. So does
// what is made of such literals alone where the value cannot differ: sums, differences, products,
// signs, min, max, abs, lists, the values of `?:`; not quotients, which cut.
#ifndef BELLWETHER_ENGINE_EXPRESSION_PROMOTION_H_
#define BELLWETHER_ENGINE_EXPRESSION_PROMOTION_H_

#include "engine/expression/ast.h"

namespace bellwether::expression {

// Writes node.promotable; the children are checked.
void MarkPromotable(Node& node);

// Turns a promotable node of type int (or list of ... int) into one of doubles.
void Promote(Node& node);

// Makes two operands meet where one is double and the other promotable.
void PromoteToMatch(Node& a, Node& b);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PROMOTION_H_
