// Ends of intervals are computed with the operations of the engine itself. These round to nearest
// and so never turn two numbers round: the result of numbers within lies within the results of
// ends.
//
// Tested by tests/engine/lint/ranges_test.cc and tests/property/lint_test.cc.
#include "engine/lint/possible.h"

#include <algorithm>
#include <cmath>

#include "engine/ruleset/rules.h"

namespace bellwether::lint {
namespace {

using expression::Base;
using expression::Operator;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool Overlap(const std::optional<std::vector<std::string>>& a,
             const std::optional<std::vector<std::string>>& b) {
  if (!a || !b) return true;
  return std::any_of(a->begin(), a->end(), [&b](const std::string& word) {
    return std::find(b->begin(), b->end(), word) != b->end();
  });
}

bool OneWord(const std::optional<std::vector<std::string>>& words) {
  return words && words->size() == 1;
}

struct Verdict {
  bool truth = false;
  bool falsity = false;
};

Verdict LessThan(const Interval& a, const Interval& b) { return {a.low < b.high, a.high >= b.low}; }
Verdict AtMost(const Interval& a, const Interval& b) { return {a.low <= b.high, a.high > b.low}; }
Verdict Same(const Interval& a, const Interval& b) {
  const bool overlap = a.low <= b.high && b.low <= a.high;
  return {overlap, !(a.point() && a == b)};
}
Verdict Not(const Verdict& verdict) { return {verdict.falsity, verdict.truth}; }

Verdict CompareNumbers(Operator op, const Interval& a, const Interval& b) {
  if (a.empty() || b.empty()) return {};
  switch (op) {
    case Operator::kLess:
      return LessThan(a, b);
    case Operator::kLessOrEqual:
      return AtMost(a, b);
    case Operator::kGreater:
      return LessThan(b, a);
    case Operator::kGreaterOrEqual:
      return AtMost(b, a);
    case Operator::kEqual:
      return Same(a, b);
    default:
      return Not(Same(a, b));
  }
}

Verdict CompareTexts(Operator op, const Possible& a, const Possible& b) {
  if (op != Operator::kEqual && op != Operator::kNotEqual) return {true, true};
  const Verdict same = {Overlap(a.words, b.words),
                        !(OneWord(a.words) && OneWord(b.words) && a.words == b.words)};
  return op == Operator::kEqual ? same : Not(same);
}

Verdict CompareBools(Operator op, const Possible& a, const Possible& b) {
  if (op != Operator::kEqual && op != Operator::kNotEqual) return {true, true};
  const Verdict same = {(a.truth && b.truth) || (a.falsity && b.falsity),
                        (a.truth && b.falsity) || (a.falsity && b.truth)};
  return op == Operator::kEqual ? same : Not(same);
}

// Of two ends; `no bound` times 0 is 0, since every number within is finite.
double Times(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }
double Over(double a, double b) { return std::isinf(b) ? 0 : a / b; }

Interval HullOf(std::initializer_list<double> ends) { return {std::min(ends), std::max(ends)}; }

Interval Product(const Interval& a, const Interval& b) {
  return HullOf(
      {Times(a.low, b.low), Times(a.low, b.high), Times(a.high, b.low), Times(a.high, b.high)});
}

Interval Quotient(const Interval& a, const Interval& b) {
  if (b.Has(0)) return Interval::All();
  if (std::isinf(a.low) || std::isinf(a.high)) {
    Interval ends = {Over(a.low, b.low), Over(a.low, b.low)};
    for (const double above : {a.low, a.high}) {
      for (const double below : {b.low, b.high}) ends.Join(Interval::Of(Over(above, below)));
    }
    return ends;
  }
  return HullOf(
      {Over(a.low, b.low), Over(a.low, b.high), Over(a.high, b.low), Over(a.high, b.high)});
}

Interval Result(Operator op, const Interval& a, const Interval& b) {
  switch (op) {
    case Operator::kAdd:
      return {a.low + b.low, a.high + b.high};
    case Operator::kSubtract:
      return {a.low - b.high, a.high - b.low};
    case Operator::kMultiply:
      return Product(a, b);
    default:
      return Quotient(a, b);
  }
}

bool Exact(const Interval& ints) {
  return ints.low >= -kLargestExactInt && ints.high <= kLargestExactInt;
}

}  // namespace

void Interval::Join(const Interval& other) {
  low = std::min(low, other.low);
  high = std::max(high, other.high);
}

void Interval::Meet(const Interval& other) {
  low = std::max(low, other.low);
  high = std::min(high, other.high);
}

Possible Possible::Bool(bool truth, bool falsity) {
  Possible result;
  result.truth = truth;
  result.falsity = falsity;
  return result;
}

Possible Possible::Number(const Interval& number) {
  Possible result;
  result.number = number;
  return result;
}

Possible Possible::Word(std::string word) {
  Possible result;
  result.text = true;
  result.words = {std::move(word)};
  return result;
}

Possible Possible::Any(const expression::StaticType& type) {
  Possible result;
  result.nothing = true;
  if (type.is(Base::kBool)) {
    result.truth = result.falsity = true;
  } else if (type.is(Base::kInt) || type.is(Base::kDouble)) {
    result.number = Interval::All();
    result.whole = type.is(Base::kInt);
    result.infinite = type.is(Base::kDouble);
  } else if (type.is(Base::kString)) {
    result.text = true;
  } else {
    result.other = true;
  }
  return result;
}

Possible Possible::Any(expression::Type type) { return Any(expression::FromType(type)); }

std::string Describe(const Interval& numbers, bool whole) {
  ruleset::NumberRange range;
  range.whole = whole;
  if (std::isfinite(numbers.low)) range.min = numbers.low;
  if (std::isfinite(numbers.high)) range.max = numbers.high;
  return range.Describe();
}

void Possible::Join(const Possible& another) {
  if (another.Never()) return;
  if (Never()) {
    *this = another;
    return;
  }
  if (text && another.text) {
    if (!another.words) words.reset();
    if (words) words->insert(words->end(), another.words->begin(), another.words->end());
  } else if (another.text) {
    words = another.words;
  }
  const bool numbers = !number.empty();
  whole = numbers && !another.number.empty() ? whole && another.whole
                                             : (numbers ? whole : another.whole);
  nothing |= another.nothing;
  truth |= another.truth;
  falsity |= another.falsity;
  number.Join(another.number);
  infinite |= another.infinite;
  text |= another.text;
  other |= another.other;
}

bool Possible::Never() const {
  const bool no_text = !text || (words && words->empty());
  return !nothing && !truth && !falsity && number.empty() && !infinite && no_text && !other;
}

Possible Compare(Operator op, const Possible& a, const Possible& b) {
  Verdict verdict;
  const bool numbers = !a.number.empty() || a.infinite || !b.number.empty() || b.infinite;
  if (a.other || b.other) {
    verdict = {true, true};
  } else if (numbers) {
    verdict = CompareNumbers(op, a.number, b.number);
    if (a.infinite || b.infinite) verdict = {true, true};
  } else if (a.text || b.text) {
    verdict = CompareTexts(op, a, b);
  } else {
    verdict = CompareBools(op, a, b);
  }
  Possible result = Possible::Bool(verdict.truth, verdict.falsity);
  result.nothing = a.nothing || b.nothing;
  return result;
}

Possible Arithmetic(Operator op, const Possible& a, const Possible& b, bool of_ints) {
  Possible result;
  result.nothing = a.nothing || b.nothing;
  if ((a.number.empty() && !a.infinite) || (b.number.empty() && !b.infinite)) return result;
  const bool cuts = op == Operator::kDivide || op == Operator::kModulo;
  if (of_ints) {
    result.nothing = true;  // what is too large has failed
    result.whole = true;
    result.number = cuts || !Exact(a.number) || !Exact(b.number) ? Interval::All()
                                                                 : Result(op, a.number, b.number);
    return result;
  }
  result.infinite = a.infinite || b.infinite || (op == Operator::kDivide && b.number.Has(0));
  if (result.infinite) {
    result.number = Interval::All();
    return result;
  }
  result.whole = a.whole && b.whole && !cuts;
  result.number = Result(op, a.number, b.number);
  result.infinite = result.number.low == -kInfinity || result.number.high == kInfinity;
  return result;
}

}  // namespace bellwether::lint
