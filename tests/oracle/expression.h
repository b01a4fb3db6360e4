// Expressions read straight from their checked tree (engine/expression/ast.h): no program, no
// stack, no steps. Operators and functions are told apart by their text and by the values they
// meet. expression.cc has the operators, functions.cc the functions.
//
// Shared with the engine: reading and writing of timestamps, durations and time zones as text,
// regular expressions, RoundForDisplay.
#ifndef BELLWETHER_TESTS_ORACLE_EXPRESSION_H_
#define BELLWETHER_TESTS_ORACLE_EXPRESSION_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/expression/ast.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/value.h"

namespace bellwether::oracle {

// What an expression is evaluated against.
struct Ground {
  const Facts& facts;
  absl::Time as_of;
  absl::TimeZone zone;
};

Value Evaluate(const expression::Node& node, const Ground& ground);

// A call whose operands, of which at least one is missing, have been evaluated already.
Value CallFunction(const expression::Node& node, const std::vector<Value>& operands,
                   const Ground& ground);

// Civil days from `from` to `to` in the zone (S4).
int64_t CivilDays(absl::Time from, absl::Time to, const absl::TimeZone& zone);

// Times are of the years 1 to 9999, durations of 64 bits of nanoseconds; others have failed.
Value TimeWithin(absl::Time time);
Value DurationWithin(absl::Duration duration);

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_EXPRESSION_H_
