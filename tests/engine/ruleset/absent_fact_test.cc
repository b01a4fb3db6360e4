// What a condition can answer while `x` has no value.
#include "engine/ruleset/absent_fact.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

struct AbsentCase {
  const char* name;
  const char* condition;
  const char* absent;
  const char* want;  // "true", "false", "true false" or ""
};

class AbsentFactTest : public testing::TestWithParam<AbsentCase> {};

TEST_P(AbsentFactTest, LeavesTheseAnswers) {
  const RuleSet rules = RulesOf(std::string(R"(
severities: [red]
signals:
  x: {type: ratio}
  y: {type: ratio}
  mood: {type: enum, values: [good, bad]}
  at: {type: timestamp}
  yes: {type: bool}
  usage: {type: series, of: ratio}
derived:
  half: {type: number, expr: "x / 2.0"}
  either: {type: ratio, expr: 'mood == "good" ? x : y'}
  low: {type: bool, expr: "half < 0.2"}
health:
  h: {bands: [{good: 50}, {poor: 0}], components: {x: {weight: 1, of: x}}}
flags: {f: {severity: red, reason: F, when: ')") +
                                GetParam().condition + "'}}\n");
  const auto slot = std::find_if(rules.slots.begin(), rules.slots.end(),
                                 [](const Slot& each) { return each.name == GetParam().absent; });
  ASSERT_NE(slot, rules.slots.end());
  AbsentFact absent(rules, static_cast<uint32_t>(slot - rules.slots.begin()));
  std::string answers;
  if (absent.CanBe(true, rules.flags.at(0).when)) answers = "true";
  if (absent.CanBe(false, rules.flags.at(0).when)) answers += answers.empty() ? "false" : " false";
  EXPECT_EQ(answers, GetParam().want);
}

constexpr AbsentCase kAbsentCases[] = {
    {"Compared", "x < 0.5", "x", ""},
    {"OtherName", "y < 0.5", "x", "true false"},
    {"And", "x < 0.5 && yes", "x", "false"},
    {"Or", "x < 0.5 || yes", "x", "true"},
    {"NotAnd", "!(x < 0.5 && yes)", "x", "true"},
    {"OrInAnd", "(x < 0.5 || yes) && y > 0.1", "x", "true false"},
    {"AndWithTrue", "x < 0.5 && true", "x", ""},
    {"AndWithFalse", "x < 0.5 && false", "x", "false"},
    {"Has", "has(x)", "x", "false"},
    {"HasNot", "!has(x) || x < 0.5", "x", "true"},
    {"HasAnd", "has(x) && x < 0.5", "x", "false"},
    {"HasDerived", "has(half)", "x", "false"},
    {"Derived", "half < 0.5", "x", ""},
    {"DerivedOfDerived", "low", "x", ""},
    {"NotDerived", "!low", "x", ""},
    {"DerivedOfEither", "either < 0.5", "x", "true false"},
    {"DerivedItself", "either < 0.5", "either", ""},
    {"DerivedNamesItsInput", "half < 0.5", "half", ""},
    {"Conditional", "x < 0.5 ? yes : y < 0.5", "x", ""},
    {"ConditionalBranch", "yes ? x < 0.5 : y < 0.5", "x", "true false"},
    {"ConditionalConstant", "true ? x < 0.5 : y < 0.5", "x", ""},
    {"Date", "days_since(at) > 7", "at", ""},
    {"DateHappened", "happened(at)", "at", "false"},
    {"DateHasMayBeNotYet", "has(at)", "at", "true false"},
    {"InAList", "mood in [\"good\", \"bad\"]", "mood", ""},
    {"InAListThatNeedsIt", "0.5 in [x, y]", "x", ""},
    {"Function", "max(x, y) > 0.5", "x", ""},
    {"Series", "falls(usage) >= 2", "usage", ""},
    {"BandAndScore", "health.h.band == \"poor\"", "health.h.score", ""},
    {"ScoreAndBand", "health.primary.score < 50", "health.primary.band", ""},
    {"OtherScore", "health.primary.score < 50", "health.h.score", "true false"},
    {"BoolItself", "yes", "yes", ""},
    {"NotBoolItself", "!yes", "yes", ""},
};
INSTANTIATE_TEST_SUITE_P(All, AbsentFactTest, testing::ValuesIn(kAbsentCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(AbsentFactTest, AnEmptyConditionIsTrue) {
  const RuleSet rules = RulesOf("signals: {x: {type: ratio}}\n");
  AbsentFact absent(rules, 0);
  EXPECT_TRUE(absent.CanBe(true, {}));
  EXPECT_FALSE(absent.CanBe(false, {}));
}

}  // namespace
}  // namespace bellwether::ruleset
