// What is known about an account, by name: account fields, event dates, built-in facts, signals,
// derived facts and outcomes, all in one map, as expressions read them (S1, S14).
#ifndef BELLWETHER_TESTS_ORACLE_FACTS_H_
#define BELLWETHER_TESTS_ORACLE_FACTS_H_

#include <map>
#include <optional>
#include <string>

#include "tests/oracle/value.h"

namespace bellwether::oracle {

// Why a fact has no value, in the words of answers.
inline constexpr char kNotGiven[] = "NOT_GIVEN";
inline constexpr char kNotApplicable[] = "NOT_APPLICABLE";
inline constexpr char kStale[] = "STALE";
inline constexpr char kNotYet[] = "NOT_YET";
inline constexpr char kInFuture[] = "IN_FUTURE";
inline constexpr char kNotFinite[] = "NOT_FINITE";
inline constexpr char kOutOfRange[] = "OUT_OF_RANGE";
inline constexpr char kNoBenchmarkRow[] = "NO_BENCHMARK_ROW";
inline constexpr char kTooFewPoints[] = "TOO_FEW_POINTS";
inline constexpr char kInputMissing[] = "INPUT_MISSING";
inline constexpr char kFormulaError[] = "FORMULA_ERROR";
inline constexpr char kBenchmarkNotApplicable[] = "BENCHMARK_NOT_APPLICABLE";

struct Fact {
  Value value = Missing{};
  // Why there is no value. Beside a value: why the pack's `{value: X}` stands in for it (S12).
  std::string reason = kNotGiven;

  // `stale: decay`: what it was, and how much of its distance from 50 is left.
  struct Old {
    Value value;
    double factor = 1;
  };
  std::optional<Old> old;

  bool usable() const { return value.usable(); }
  bool substituted() const { return usable() && !reason.empty(); }
};

using Facts = std::map<std::string, Fact>;

inline Fact Known(Value value) { return {std::move(value), "", std::nullopt}; }
inline Fact Unknown(std::string reason) { return {Missing{}, std::move(reason), std::nullopt}; }

}  // namespace bellwether::oracle

#endif  // BELLWETHER_TESTS_ORACLE_FACTS_H_
