// An expression as a tree. The parser builds it; the checker writes the second half of each node
// and nothing changes it afterwards.
//
// Operators of one precedence in a row are one node (kChain): `a + b - c` has three children and
// two operators. So the depth of the tree is the nesting of the text, however long a sum is.
#ifndef BELLWETHER_ENGINE_EXPRESSION_AST_H_
#define BELLWETHER_ENGINE_EXPRESSION_AST_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/expression/mistakes.h"
#include "engine/expression/program.h"
#include "engine/expression/static_type.h"

namespace bellwether::expression {

enum class Operator : uint8_t {
  kOr,
  kAnd,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kEqual,
  kNotEqual,
  kIn,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kNot,
  kNegate,
};

// "||", "<=", "in", ...
const char* OperatorText(Operator op);

// How tightly it binds; operators of one precedence form one chain.
enum class Precedence : uint8_t {
  kConditional,
  kOr,
  kAnd,
  kRelation,
  kSum,
  kProduct,
  kUnary,
  kPrimary
};
Precedence PrecedenceOf(Operator op);

struct Node {
  enum class Kind : uint8_t {
    kBad,          // what could not be parsed; reported
    kLiteral,      // `literal`
    kName,         // `text`, dotted
    kList,         // children: its items
    kUnary,        // one child, one operator
    kChain,        // children.size() - 1 operators of one precedence, applied from the left
    kConditional,  // three children
    kCall,         // `text`; of a method the first child is the receiver
    kFailure,      // what CheckDeferred found to be a mistake: evaluates to an error
  };

  Kind kind = Kind::kBad;
  bool method = false;
  uint16_t height = 1;  // of the tree below
  Range range;          // the whole text of it
  Range focus;          // of a call: the function's name; else = range
  // kName, kCall; the characters of a string literal; the name of a constant that is a number
  // literal
  std::string text;
  Value literal;  // kLiteral; a string's points into `text`
  std::vector<std::unique_ptr<Node>> children;
  std::vector<Operator> operators;
  std::vector<Range> operator_ranges;

  // Written by the checker.
  StaticType type;
  bool promotable = false;  // made of int literals: may become a double (S1)
  bool constant = false;    // reads no name, zone or date: computed once
  uint32_t slot = 0;        // kName
  const std::vector<std::string>* allowed = nullptr;  // kName: of an enum
  std::vector<Step> steps;  // one for each operator; one for a call, none if it does nothing
  std::shared_ptr<const re2::RE2> pattern;  // kCall: matches() with a constant
  std::unique_ptr<absl::TimeZone> zone;     // kCall: getHours("Asia/Jakarta"), ...
};

// The chain's precedence, or that of a unary, conditional or primary expression.
Precedence PrecedenceOf(const Node& node);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_AST_H_
