// Filters of lists as AIP-160 writes them, as a tree: csm = "dana" AND NOT (stage:onboarding OR
// records < 3)
//
//   const auto read = filters::ParseFilter(text);
//   if (!read.ok()) ... read.problem->column, read.problem->message
//   read.expression ...
//
// Taken: comparisons `field op value`, AND, OR, NOT, `-` before a comparison, and parentheses; OR
// binds more tightly than AND, as there. Everything else of AIP-160 is refused by name. What fields
// there are and what their values mean is for whoever asks. Pure functions; nothing throws.
#ifndef BELLWETHER_SERVER_FILTERS_FILTER_H_
#define BELLWETHER_SERVER_FILTERS_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::filters {

inline constexpr size_t kMostFilterBytes = 4'096;
inline constexpr int kMostComparisons = 64;
inline constexpr int kMostDepth = 32;  // of parentheses and negations

// `:` is "has"; a value of `*` without quotes after it asks whether there is one.
enum class Operator : uint8_t { kEqual, kNotEqual, kLess, kAtMost, kMore, kAtLeast, kHas };
std::string_view TextOf(Operator op);  // "<="

struct Condition {
  std::string field;
  Operator op = Operator::kEqual;
  std::string value;    // without its quotes
  bool quoted = false;  // it had some
  // Characters from the beginning, from 1.
  size_t field_column = 0;
  size_t op_column = 0;
  size_t value_column = 0;
};

struct Expression {
  enum class Kind : uint8_t { kCondition, kAll, kAny, kNot };
  Kind kind = Kind::kAll;
  Condition condition = {};
  std::vector<Expression> parts = {};  // kAll, kAny; kNot: one. kAll of none is everything
};

struct FilterProblem {
  size_t column = 0;
  std::string message;  // what is wrong and what to do
};

struct ReadFilter {
  Expression expression;                 // of an empty text: everything
  std::optional<FilterProblem> problem;  // the first
  bool ok() const { return !problem.has_value(); }
};

ReadFilter ParseFilter(std::string_view text);

}  // namespace bellwether::filters

#endif  // BELLWETHER_SERVER_FILTERS_FILTER_H_
