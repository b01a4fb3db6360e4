// Gives every node of a tree its type, its names their slots and its operators their steps.
#ifndef BELLWETHER_ENGINE_EXPRESSION_CHECKER_H_
#define BELLWETHER_ENGINE_EXPRESSION_CHECKER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/expression/ast.h"
#include "engine/expression/functions.h"
#include "engine/expression/mistakes.h"

namespace bellwether::expression {

// One use: Checker(...).Visit(root). Every node has a type afterwards, kBad where a mistake was
// reported; a mistake is reported once and not again for what contains it.
class Checker {
 public:
  enum class Mode : uint8_t {
    kStrict,
    kDeferred,  // a mistake is no diagnostic: the node becomes kFailure
  };

  Checker(const Environment& environment, const Limits& limits, Mode mode, Mistakes& mistakes)
      : environment_(environment), limits_(limits), mode_(mode), mistakes_(mistakes) {}

  void Visit(Node& node);
  // Makes the root what the caller wants; `expected` null: anything but a series.
  void Expect(std::unique_ptr<Node>& root, const Type* expected);

 private:
  void VisitChildren(Node& node);
  void Reject(Node& node, const char* code, const Range& at, std::string message,
              std::string hint = {});
  bool deferred() const { return mode_ == Mode::kDeferred; }

  // checker.cc: operands and structure
  void CheckLiteral(Node& node);
  void CheckName(Node& node);
  void RejectName(Node& node);
  void CheckList(Node& node);
  void CheckConditional(Node& node);
  void RequireBool(Node& node, const char* of);

  // checker_operators.cc
  void CheckUnary(Node& node);
  void CheckChain(Node& node);
  void CheckLogicalChain(Node& node);
  StaticType PromoteOperands(Node& node, size_t index, const StaticType& left, bool literals);
  bool ApplyOperator(Node& node, size_t index, const StaticType& left);
  void RejectOperands(Node& node, size_t index, const StaticType& left, const StaticType& right);
  void CheckAllowed(const Node& node, size_t index);
  void CheckAllowedLiteral(const Node& name, const Node& literal);
  void LintOperator(const Node& node, size_t index, const StaticType& left, bool literals);

  // checker_calls.cc
  void CheckCall(Node& node);
  bool CheckForm(Node& node, const FunctionName& function);
  void CheckHas(Node& node);
  void CheckExtreme(Node& node);
  void CheckRound(Node& node);
  void CheckSignatures(Node& node, const FunctionName& function);
  const Signature* Match(const Node& node) const;
  void Bind(Node& node, const Signature& signature);
  void CheckConstantArgument(Node& node);
  void RejectArguments(Node& node, const FunctionName& function);

  const Environment& environment_;
  const Limits& limits_;
  Mode mode_;
  Mistakes& mistakes_;
  std::vector<uint32_t> slots_;  // distinct ones so far
};

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_CHECKER_H_
