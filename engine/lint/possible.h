// Internal to lint and equivalence: what a value may turn out to be, over all accounts.
//
// A Possible holds at least every value that can occur, and often more: so what it leaves out never
// occurs. Missing, not yet and failed are one thing here: no value.
#ifndef BELLWETHER_ENGINE_LINT_POSSIBLE_H_
#define BELLWETHER_ENGINE_LINT_POSSIBLE_H_

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/expression/ast.h"

namespace bellwether::lint {

// Numbers from `low` to `high`, ends included; none when low > high. An infinite end stands for
// "no bound".
struct Interval {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  static Interval All() {
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }
  static Interval Of(double number) { return {number, number}; }
  bool empty() const { return !(low <= high); }
  bool point() const { return low == high; }
  bool Has(double number) const { return low <= number && number <= high; }
  // The smallest that holds both.
  void Join(const Interval& other);
  void Meet(const Interval& other);
  friend bool operator==(const Interval&, const Interval&) = default;
};

// Every int up to here is a double; of larger ones nothing is said.
inline constexpr double kLargestExactInt = 9007199254740992.0;

struct Possible {
  bool nothing = false;  // no value
  bool truth = false;    // a bool: true
  bool falsity = false;
  Interval number;        // an int or a double
  bool whole = false;     // the numbers are whole
  bool infinite = false;  // or infinite or no number at all (0 / 0)
  // A text: one of `words`; nothing: any. Meaningful with `text`.
  bool text = false;
  std::optional<std::vector<std::string>> words;
  bool other = false;  // a time, a list, a series: whatever

  static Possible Bool(bool truth, bool falsity);
  static Possible Number(const Interval& number);
  static Possible Word(std::string word);
  // Everything of a type.
  static Possible Any(const expression::StaticType& type);
  static Possible Any(expression::Type type);

  void Join(const Possible& another);
  // Whether no value and no absence is possible: the place is never come to.
  bool Never() const;
  friend bool operator==(const Possible&, const Possible&) = default;
};

// "at least 0", "0 to 1", "a whole number, at least 0".
std::string Describe(const Interval& numbers, bool whole = false);

// What is held against what, both being possible values of one type.
Possible Compare(expression::Operator op, const Possible& a, const Possible& b);
// + - * / of doubles or of ints.
Possible Arithmetic(expression::Operator op, const Possible& a, const Possible& b, bool of_ints);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_POSSIBLE_H_
