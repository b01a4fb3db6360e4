// Values: operators, functions, missing values and errors. Expectations of plain CEL beyond these
// are in tests/conformance.
#include <gtest/gtest.h>

#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

struct Case {
  const char* text;
  const char* result;
};

void ExpectAll(const std::vector<Case>& cases) {
  for (const Case& test : cases) EXPECT_EQ(Evaluate(test.text), test.result) << test.text;
}

TEST(EvaluateTest, Arithmetic) {
  ExpectAll({
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"7 - 2 - 1", "4"},
      {"-seats", "-40.0"},
      {"- -seats", "40.0"},
      {"seats / 3 * 3", "40.0"},
      {"tickets / 0", "inf"},
      {"0 / 0.0 == 0 / 0.0", "false"},
      {"-7 / 2", "-3"},
      {"-7 % 2", "-1"},
      {"7 / 0", "error: division by zero"},
      {"7 % 0", "error: remainder of a division by zero"},
      {"9223372036854775807 + 1", "error: value out of range"},
      {"-9223372036854775808 - 1", "error: value out of range"},
      {"-9223372036854775808 / -1", "error: value out of range"},
      {"-9223372036854775808 % -1", "error: value out of range"},
      {"-(-9223372036854775808)", "error: value out of range"},
      {"abs(-9223372036854775808)", "error: value out of range"},
      {"\"a\" + \"b\" + \"c\"", "\"abc\""},
      {"[1] + [2, 3]", "[1, 2, 3]"},
      {"owner + \"!\"", "\"Ana Lima!\""},
  });
}

// Whichever branch was taken, its value is what is compared.
TEST(EvaluateTest, ConditionalsCompareWithConstants) {
  ExpectAll({
      {"(active ? seats : tickets) > 10", "true"},
      {"(trial ? seats : tickets) > 10", "false"},
      {"(trial ? 1.0 : tickets) == 8", "true"},
      {"(champion_left ? seats : tickets) > 10", "missing: champion_left"},
      {"(trial ? 1.0 : active ? seats : tickets) > 10", "true"},
      {"active && (trial ? 1.0 : seats) > 10", "true"},
      {"(active || trial) && seats > 10", "true"},
  });
}

// S1: an int literal beside a double is a double.
TEST(EvaluateTest, LiteralsBecomeDoubles) {
  ExpectAll({
      {"2 * seats", "80.0"},
      {"seats * 2", "80.0"},
      {"2 * 3 * seats", "240.0"},
      {"(2 + 3) * seats", "200.0"},
      {"-(2) * seats", "-80.0"},
      {"seats == 40", "true"},
      {"40 == seats", "true"},
      {"seats in [10, 40]", "true"},
      {"40 in [seats, 2]", "true"},
      {"[1, 2.5]", "[1.0, 2.5]"},
      {"active ? 1 : 2.5", "1.0"},
      {"(active ? 1 : 2) + seats", "41.0"},
      {"(active ? tickets : seats) < 20", "true"},
      {"(trial ? tickets : seats) < 20", "false"},
      {"happened(active ? kickoff_at : first_login_at)", "true"},
      {"days_since(trial ? first_login_at : kickoff_at) >= 28", "true"},
      {"(active ? stage : owner) == \"onboarding\"", "true"},
      {"(trial ? owner : stage) in [\"onboarding\"]", "true"},
      {"max(0, seats)", "40.0"},
      {"max(0, 1) * seats", "40.0"},
      {"min([100, seats])", "40.0"},
      {"round(2)", "2.0"},
      {"abs(-3) + seats", "43.0"},
      {"[[1], [2.5]]", "[[1.0], [2.5]]"},
      {"1 + 2", "3"},
  });
}

TEST(EvaluateTest, Comparison) {
  ExpectAll({
      {"seats > 30 && seats <= 40", "true"},
      {"30 < seats", "true"},
      {"seats != 40", "false"},
      {"\"a\" < \"b\"", "true"},
      {"false < true", "true"},
      {"1 < 2 == true", "true"},
      {"kickoff_at < as_of", "true"},
      {"as_of - kickoff_at > days(28)", "true"},
      {"[1, 2] == [1, 2]", "true"},
      {"[1, 2] != [2, 1]", "true"},
      {"[] == [1]", "false"},
      {"stage == \"onboarding\"", "true"},
      {"stage in [\"adoption\", \"renewal\"]", "false"},
      {"!(stage in [\"adoption\"])", "true"},
      {"benchmark.time_to_value.tier == \"good\"", "true"},
      {"\"a\" in [1, \"a\"]", "true"},
      {"1 in [\"a\", 1.0]", "true"},
      {"9007199254740993 in [\"a\", 9007199254740992.0]", "false"},
  });
}

// && and || absorb missing values and errors on either side; causes of both sides are kept.
TEST(EvaluateTest, MissingIsAbsorbed) {
  ExpectAll({
      {"champion_left", "missing: champion_left"},
      {"champion_left || active", "true"},
      {"active || champion_left", "true"},
      {"champion_left || trial", "missing: champion_left"},
      {"trial || champion_left", "missing: champion_left"},
      {"champion_left && trial", "false"},
      {"trial && champion_left", "false"},
      {"champion_left && active", "missing: champion_left"},
      {"!champion_left", "missing: champion_left"},
      {"champion_left && training_ratio > 1", "missing: champion_left, training_ratio"},
      {"training_ratio > 1 || champion_left", "missing: training_ratio, champion_left"},
      {"training_ratio > 1 || champion_left || active", "true"},
      {"training_ratio + seats", "missing: training_ratio"},
      {"training_ratio + tickets / training_ratio", "missing: training_ratio"},
      {"training_ratio in [1.0, 2.0]", "missing: training_ratio"},
      {"seats in [1.0, training_ratio]", "missing: training_ratio"},
      {"max(seats, training_ratio)", "missing: training_ratio"},
      {"champion_left ? 1 : 1", "missing: champion_left"},
      {"active ? seats : training_ratio", "40.0"},
      {"trial ? seats : training_ratio", "missing: training_ratio"},
      {"champion_left || 1 / 0 > 1", "error: division by zero; missing: champion_left"},
      {"1 / 0 > 1 && champion_left", "error: division by zero; missing: champion_left"},
      {"1 / 0 > 1 || active", "true"},
      {"active ? true : 1 / 0 > 1", "true"},
  });
}

// S2: not yet is not the same as not given, and only happened() and has() can tell.
TEST(EvaluateTest, NotYet) {
  ExpectAll({
      {"happened(kickoff_at)", "true"},
      {"happened(first_login_at)", "false"},
      {"happened(last_response_at)", "missing: last_response_at"},
      {"happened(renewal_at)", "false"},
      {"happened(active ? first_login_at : kickoff_at)", "false"},
      {"has(kickoff_at)", "true"},
      {"has(first_login_at)", "true"},
      {"has(last_response_at)", "false"},
      {"has(benchmark.time_to_value.tier)", "true"},
      {"days_since(first_login_at) > 7", "missing: first_login_at"},
      {"first_login_at > kickoff_at", "missing: first_login_at"},
      {"first_login_at", "not_yet: first_login_at"},
      {"days_since(kickoff_at) > 7 && !happened(first_login_at)", "true"},
      {"days_since(kickoff_at) > 7 && !happened(last_response_at)", "missing: last_response_at"},
  });
}

// S12: what is not known to hold is not known, whatever the reason; `!known(x)` reads "unless
// known".
TEST(EvaluateTest, Known) {
  ExpectAll({
      {"known(active)", "true"},
      {"known(!active)", "false"},
      {"known(champion_left)", "false"},
      {"known(!champion_left)", "false"},
      {"!known(champion_left)", "true"},
      {"known(champion_left || active)", "true"},
      {"known(champion_left && active)", "false"},
      {"known(1 / 0 == 1)", "false"},
      {"known(happened(first_login_at))", "false"},
      {"known(days_since(last_response_at) >= 7) || active", "true"},
      {"active && !known(days_since(last_response_at) >= 7)", "true"},
      {"champion_left && !known(active)", "false"},
      {"known(true)", "true"},
  });
}

// S12: `missing: {value: X}` puts a value in, which has() does not take for given.
TEST(EvaluateTest, ASubstitutedValueIsUsedButWasNotGiven) {
  SampleFacts facts;
  Value value = Value::Double(5);
  value.substituted = true;
  facts.Set("seats", value);
  EXPECT_EQ(Evaluate("seats + 1", facts, SampleContext()), "6.0");
  EXPECT_EQ(Evaluate("has(seats)", facts, SampleContext()), "false");
}

TEST(EvaluateTest, AnErrorInASlotStaysAnError) {
  SampleFacts facts;
  facts.Set("seats", Value::Error(ErrorCode::kDivideByZero));
  EXPECT_EQ(Evaluate("seats > 1", facts, SampleContext()),
            "error: division by zero; missing: seats");
  EXPECT_EQ(Evaluate("has(seats)", facts, SampleContext()), "false");
}

TEST(EvaluateTest, NumberFunctions) {
  ExpectAll({
      {"min(3, 1, 2)", "1"},
      {"max(tickets, seats, 3)", "40.0"},
      {"max([tickets, seats])", "40.0"},
      {"min(days(2), duration(\"30h\"))", "duration(\"108000s\")"},
      {"max(kickoff_at, as_of) == as_of", "true"},
      {"min(0.0 / 0.0, 1.0)", "nan"},
      {"max(1.0, 0.0 / 0.0)", "nan"},
      {"abs(-2.5)", "2.5"},
      {"abs(days(-1))", "duration(\"86400s\")"},
      {"round(79.95, 1)", "80.0"},
      {"round(seats / 3, 2)", "13.33"},
      {"round(seats / 3, 2) + 1", "14.33"},
      {"round(2.5)", "3.0"},
      {"round(-2.5)", "-3.0"},
      {"round(-0.2)", "0.0"},
      {"round(weekly_active_ratio * 100)", "64.0"},
  });
}

TEST(EvaluateTest, TextFunctions) {
  ExpectAll({
      {"size(owner)", "8"},
      {"owner.size()", "8"},
      {"size(\"\\u00e9\\U0001f431\")", "2"},
      {"size([1, 2])", "2"},
      {"owner.contains(\"na L\")", "true"},
      {"owner.startsWith(\"Ana\")", "true"},
      {"owner.endsWith(\"Ana\")", "false"},
      {"owner.matches(\"^A.*a$\")", "true"},
      {"matches(owner, \"z\")", "false"},
      {"owner.matches(owner)", "true"},
      {"owner.matches(\"(\" + owner)", "error: pattern that is not a regular expression"},
  });
}

TEST(EvaluateTest, Conversions) {
  ExpectAll({
      {"int(seats)", "40"},
      {"int(\"12\")", "12"},
      {"int(-7.9)", "-7"},
      {"int(1e30)", "error: value out of range"},
      {"int(0.0 / 0.0)", "error: value out of range"},
      {"int(kickoff_at)", "1769936400"},
      {"int(owner)", "error: text that cannot be converted"},
      {"double(\"1e3\")", "1000.0"},
      {"double(3)", "3.0"},
      {"double(size(owner)) / 2", "4.0"},
      {"bool(\"true\")", "true"},
      {"bool(owner)", "error: text that cannot be converted"},
      {"string(seats)", "\"40\""},
      {"string(1.5)", "\"1.5\""},
      {"string(12)", "\"12\""},
      {"string(true)", "\"true\""},
      {"string(owner)", "\"Ana Lima\""},
      {"string(kickoff_at)", "\"2026-02-01T09:00:00Z\""},
      {"string(days(1))", "\"86400s\""},
      {"timestamp(0)", "timestamp(\"1970-01-01T00:00:00Z\")"},
      {"timestamp(owner)", "error: text that cannot be converted"},
  });
}

}  // namespace
}  // namespace bellwether::expression
