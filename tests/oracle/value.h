// What the reference evaluator computes with: values that own what they hold and names that are
// spelled out. Slow on purpose; compare engine/expression/value.h.
#ifndef BELLWETHER_TESTS_ORACLE_VALUE_H_
#define BELLWETHER_TESTS_ORACLE_VALUE_H_

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"

namespace bellwether::oracle {

using Names = std::set<std::string>;

// No usable value, because these names have none.
struct Missing {
  Names names;
};
// An event that somebody says has not happened (S2).
struct EventNotYet {
  Names names;
};
// An operation failed although its operands were there; names of others that were missing.
struct Failed {
  Names names;
};

// In order of time, one point an instant. A run of falls does not reach behind `run_start` (S8).
struct Series {
  std::vector<std::pair<absl::Time, double>> points;
  size_t run_start = 0;
};

struct Value;
using List = std::vector<Value>;

struct Value : std::variant<Missing, EventNotYet, Failed, bool, int64_t, double, std::string,
                            absl::Time, absl::Duration, List, Series> {
  using variant::variant;

  template <typename T>
  bool Is() const {
    return std::holds_alternative<T>(*this);
  }
  template <typename T>
  const T& As() const {
    return std::get<T>(*this);
  }
  bool usable() const { return !Is<Missing>() && !Is<EventNotYet>() && !Is<Failed>(); }
  // The names that left it without a value.
  const Names& names() const;
};

// What operands that are not usable make of an operation: missing for all their names, or failed
// when one of them is.
Value Unusable(const std::vector<Value>& operands);

// Equality of any two values; an int and a double are equal when they are the same number.
bool Same(const Value& a, const Value& b);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_VALUE_H_
