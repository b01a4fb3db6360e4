// Names of every type for expressions that a fuzzer writes, and facts in every state for them.
#ifndef BELLWETHER_TESTS_FUZZ_EXPRESSION_VOCABULARY_H_
#define BELLWETHER_TESTS_FUZZ_EXPRESSION_VOCABULARY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.h"

namespace bellwether::fuzz {

class ExpressionVocabulary : public expression::Environment {
 public:
  ExpressionVocabulary();

  std::optional<expression::Variable> Find(std::string_view name) const override;
  const std::vector<std::string>& names() const override { return names_; }

  // Values for all names: all given, all missing, not yet where that is possible, odd numbers.
  const std::vector<std::vector<expression::Value>>& facts() const { return facts_; }

 private:
  void AddGiven();
  void AddMissing();
  void AddNotYet();
  void AddOdd();

  std::vector<std::string> names_;
  std::vector<std::vector<expression::Value>> facts_;
};

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_EXPRESSION_VOCABULARY_H_
