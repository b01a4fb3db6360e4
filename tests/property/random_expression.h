// Random expressions that pass the checker: all operators and functions of the language, over the
// names that exist so far.
#ifndef BELLWETHER_TESTS_PROPERTY_RANDOM_EXPRESSION_H_
#define BELLWETHER_TESTS_PROPERTY_RANDOM_EXPRESSION_H_

#include <string>

#include "tests/property/random.h"
#include "tests/property/random_names.h"

namespace bellwether {

class RandomExpression {
 public:
  RandomExpression(Random& random, const RandomNames& names) : random_(random), names_(names) {}

  // A bool; `depth` bounds the nesting.
  std::string Condition(int depth = 3);
  // A double.
  std::string Number(int depth = 3);
  // The same inside single quotes, for YAML.
  std::string QuotedCondition() { return "'" + Condition() + "'"; }
  std::string QuotedNumber() { return "'" + Number() + "'"; }

 private:
  std::string NumberLeaf();
  std::string ConditionLeaf();
  std::string OfSeries();
  std::string OfText();
  std::string OfTime();
  std::string OfWords();
  std::string OfInts();
  std::string Literal();
  std::string Time();

  Random& random_;
  const RandomNames& names_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_RANDOM_EXPRESSION_H_
