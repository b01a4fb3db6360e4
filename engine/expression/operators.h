// Which operands an operator takes, what it gives, and the step that does it.
#ifndef BELLWETHER_ENGINE_EXPRESSION_OPERATORS_H_
#define BELLWETHER_ENGINE_EXPRESSION_OPERATORS_H_

#include <optional>
#include <string>

#include "engine/expression/ast.h"
#include "engine/expression/operation.h"
#include "engine/expression/static_type.h"

namespace bellwether::expression {

struct Overload {
  StaticType result;
  Step step;
};

// Nothing when the operator does not take these types. Literals have been promoted already.
std::optional<Overload> FindBinary(Operator op, const StaticType& left, const StaticType& right);
std::optional<Overload> FindUnary(Operator op, const StaticType& operand);

// "two numbers of one type, two strings, ...": what FindBinary and FindUnary take.
const char* AcceptedOperands(Operator op);

// The step of an int operation as the one of doubles.
Step ForDoubles(Step step);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_OPERATORS_H_
