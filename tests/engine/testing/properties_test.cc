// Properties: how they are read, what they are tried on, and what a counter-example looks like.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/testing/suites.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

// More calls are better until there are too many.
constexpr char kPack[] = R"(
pack: tiny
version: 1.0.0
stages: [new, old]
signals:
  usage: {type: ratio}
  calls: {type: count}
  mood: {type: enum, values: [bad, fair, good]}
  note: {type: text}
health:
  fit:
    applies_when: 'stage == "new"'
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      calls: {weight: 3, of: calls, points: [[0, 0], [10, 100], [20, 40]]}
      mood: {weight: 1, of: mood, map: {bad: 0, fair: 50, good: 100}}
)";

class PropertiesTest : public ::testing::Test {
 protected:
  static Sources Files(const std::string& properties) {
    return Sources(
        {{"tests/a_test.yaml", absl::StrCat("as_of: 2026-03-01\nproperties:\n", properties)}});
  }

  CaseResult ResultOf(const std::string& property) {
    const Sources sources = Files("  - " + property + "\n");
    const Staged<TestSuite> suite = LoadTests(*plan_, sources);
    EXPECT_EQ(RenderAll(suite.diagnostics, sources), "");
    const TestReport report = RunTests(*plan_, suite.value);
    EXPECT_EQ(report.cases.size(), 1u);
    return report.cases.empty() ? CaseResult() : report.cases.front();
  }

  std::string MistakesOf(const std::string& properties) {
    const Sources sources = Files(properties);
    return RenderAll(LoadTests(*plan_, sources).diagnostics, sources);
  }

  // The counter-example as a test file: what it says is what the pack says.
  void ExpectPasses(const std::string& cases) {
    const Sources sources(
        std::vector<SourceFile>{{"tests/b_test.yaml", absl::StrCat("cases:\n", cases)}});
    const Staged<TestSuite> suite = LoadTests(*plan_, sources);
    ASSERT_EQ(RenderAll(suite.diagnostics, sources), "") << cases;
    const TestReport report = RunTests(*plan_, suite.value);
    EXPECT_GT(report.cases.size(), 0u);
    EXPECT_EQ(report.failed, 0u) << ReportText(report, suite.value);
  }

  const std::shared_ptr<const Plan> plan_ = testing_support::PlanOf(kPack);
};

TEST_F(PropertiesTest, WhatHoldsSaysOfHowManyAccounts) {
  const CaseResult result =
      ResultOf("{monotone: {signal: usage, output: health.fit.score, direction: up}}");
  EXPECT_TRUE(result.passed());
  EXPECT_EQ(result.name, "more usage never lowers health.fit.score");
  ASSERT_TRUE(result.property.has_value());
  EXPECT_EQ(result.property->accounts, 200u);
  EXPECT_GT(result.property->concerned, 20u);
  EXPECT_LT(result.property->concerned, 200u);  // some are old, and some tell no usage
}

TEST_F(PropertiesTest, ACounterExampleIsAsSmallAsCanBe) {
  const CaseResult result = ResultOf(
      "{name: calls help, monotone: {signal: calls, output: health.fit.score, "
      "direction: up}}");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].path, "health.fit.score");
  EXPECT_EQ(result.failures[0].span.line, 3u);
  EXPECT_THAT(result.failures[0].expected, HasSubstr(", with calls "));
  // One signal and the stage without which there is no score: nothing else stays.
  EXPECT_THAT(result.counter_example,
              MatchesRegex("- name: calls help\n"
                           "  as_of: 2026-03-01\n"
                           "  account: \\{stage: new, signals: \\{calls: [0-9]+\\}\\}\n"
                           "  table:\n"
                           "    - \\{expect: \\{health.fit.score: [0-9.]+\\}\\}\n"
                           "    - \\{set: \\{calls: [0-9]+\\}, expect: "
                           "\\{health.fit.score: [0-9.]+\\}\\}\n"));
  EXPECT_THAT(result.explanation, HasSubstr("calls observed score"));
  EXPECT_THAT(result.explanation, HasSubstr("in place of"));
  ExpectPasses(result.counter_example);
}

TEST_F(PropertiesTest, TheSameSuiteFindsTheSameCounterExample) {
  const std::string property =
      "{monotone: {signal: calls, output: health.fit.score, direction: up}}";
  EXPECT_EQ(ResultOf(property).counter_example, ResultOf(property).counter_example);
}

TEST_F(PropertiesTest, WordsOfAnEnumCountAsTheyAreListed) {
  EXPECT_TRUE(
      ResultOf("{monotone: {signal: mood, output: health.fit.score, direction: up}}").passed());
  const CaseResult down =
      ResultOf("{monotone: {signal: mood, output: health.fit.score, direction: down}}");
  EXPECT_THAT(down.counter_example, HasSubstr("set: {mood: "));
  ExpectPasses(down.counter_example);
}

TEST_F(PropertiesTest, Bounds) {
  EXPECT_TRUE(ResultOf("{bounded: {output: health.fit.score, min: 0, max: 100}}").passed());
  const CaseResult result = ResultOf("{bounded: {output: health.fit.score, max: 90}}");
  ASSERT_FALSE(result.passed());
  EXPECT_EQ(result.failures[0].expected, "at most 90");
  ExpectPasses(result.counter_example);
}

TEST_F(PropertiesTest, WhatIsMissingNeverRaises) {
  // Without the worst part of a score the rest of it is better.
  const CaseResult score =
      ResultOf("{missing_never_raises: {signal: usage, output: health.fit.score}}");
  ASSERT_FALSE(score.passed());
  EXPECT_THAT(score.counter_example, HasSubstr("{set: {usage: ~}, expect: "));
  ExpectPasses(score.counter_example);
  // The least that a score may be is never better for what is not known.
  EXPECT_TRUE(ResultOf("{missing_never_raises: {signal: usage, output: health.fit.low}}").passed());
  EXPECT_TRUE(
      ResultOf("{missing_never_lowers: {signal: usage, output: health.fit.high}}").passed());
  EXPECT_FALSE(
      ResultOf("{missing_never_lowers: {signal: usage, output: health.fit.coverage}}").passed());
}

TEST_F(PropertiesTest, NoAnswerDependsOnOrderOrId) {
  for (const char* under : {"order", "id"}) {
    const CaseResult result = ResultOf(absl::StrCat("{invariant: {under: ", under, "}}"));
    EXPECT_TRUE(result.passed()) << under;
    EXPECT_EQ(result.property->concerned, 200u);
  }
  const CaseResult id = ResultOf("{invariant: {under: id, output: id}}");
  ASSERT_FALSE(id.passed());
  EXPECT_EQ(id.failures[0].got, "another-id");
  ExpectPasses(id.counter_example);
}

TEST_F(PropertiesTest, AConditionSaysOfWhichAccounts) {
  const std::string property =
      "{bounded: {output: health.fit.score, max: 80}, where: \"usage < 0.5 && mood == 'fair'\"}";
  const CaseResult result = ResultOf(property);
  EXPECT_TRUE(result.passed());
  EXPECT_LT(result.property->concerned, 100u);
  // What is left of a counter-example still fulfils it.
  const CaseResult broken =
      ResultOf("{bounded: {output: health.fit.score, max: 30}, where: \"mood == 'fair'\"}");
  EXPECT_THAT(broken.counter_example, HasSubstr("mood: fair"));
}

TEST_F(PropertiesTest, WhatSaysNothingFails) {
  const CaseResult unmoved =
      ResultOf("{monotone: {signal: usage, output: component.fit.calls.score, direction: up}}");
  ASSERT_FALSE(unmoved.passed());
  EXPECT_EQ(unmoved.failures[0].got, "for none of 200 accounts does usage move the output");
  const CaseResult nobody =
      ResultOf("{bounded: {output: health.fit.score, min: 0}, where: \"stage == 'old'\"}");
  ASSERT_FALSE(nobody.passed());
  EXPECT_EQ(nobody.failures[0].got,
            "none of 200 accounts has the output, as far as `where` admits them");
  EXPECT_EQ(nobody.counter_example, "");
}

TEST_F(PropertiesTest, HowManyAccountsAndWhichSeed) {
  const CaseResult few = ResultOf(
      "{bounded: {output: health.fit.score, min: 0}, accounts: 30, seed: 7, as_of: 2025-01-01}");
  EXPECT_EQ(few.property->accounts, 30u);
}

TEST_F(PropertiesTest, TheFilterKnowsPropertiesAndAFailureStopsTheRest) {
  const Sources sources = Files(
      "  - {name: one, bounded: {output: health.fit.score, max: 1}}\n"
      "  - {name: two, bounded: {output: health.fit.score, max: 2}}\n");
  const TestSuite suite = LoadTests(*plan_, sources).value;
  TestOptions options;
  options.filter = "two";
  EXPECT_EQ(RunTests(*plan_, suite, {}, options).cases.size(), 1u);
  options.filter = "";
  options.stop_at_first = true;
  options.explain = false;
  const TestReport report = RunTests(*plan_, suite, {}, options);
  ASSERT_EQ(report.cases.size(), 1u);
  EXPECT_EQ(report.cases[0].counter_example, "");  // nobody reads it, so nothing is made small
}

TEST_F(PropertiesTest, EveryMistakeHasItsPlace) {
  const std::string said = MistakesOf(
      "  - {name: nothing}\n"
      "  - {bounded: {output: health.fit.score, min: 5, max: 1}}\n"
      "  - {bounded: {output: health.fit.band, min: 5}}\n"
      "  - {bounded: {output: health.fit.scor}}\n"
      "  - {monotone: {signal: usge, output: health.fit.score, direction: upp}}\n"
      "  - {monotone: {signal: note, output: health.fit.score, direction: up}}\n"
      "  - {monotone: {output: health.fit.score, signal: usage}}\n"
      "  - {invariant: {under: name}}\n"
      "  - {invariant: {under: id}, bounded: {output: health.fit.score, min: 0}}\n"
      "  - {invariant: {under: id}, where: 'stge == 1', accounts: 0, seeed: 1}\n"
      "  - 5\n");
  for (const char* part : {
           "a_test.yaml:3:5: error: a property says what must hold: monotone, bounded,",
           "a_test.yaml:4:15: error: no number lies between these bounds",
           "a_test.yaml:5:24: error: `health.fit.band` is no number",
           "a_test.yaml:6:24: error: ",
           "a_test.yaml:6:15: error: this needs `min`, `max` or both",
           "a_test.yaml:7:25: error: the pack has no signal `usge`",
           "`direction` is never `upp`",
           "there is no more and less of `note`",
           "a_test.yaml:9:16: error: this needs `direction`",
           "`under` is never `name`",
           "a property says one thing",
           "`accounts` must be 1 to 100000, not 0",
           "unknown key `seeed`",
           "a_test.yaml:13:5: error: a property must be a mapping",
       }) {
    EXPECT_THAT(said, HasSubstr(part));
  }
  EXPECT_THAT(said, HasSubstr("stge"));
}

TEST_F(PropertiesTest, APropertyNeedsADay) {
  const Sources sources(
      std::vector<SourceFile>{{"tests/a_test.yaml", "properties: [{invariant: {under: id}}]\n"}});
  EXPECT_THAT(RenderAll(LoadTests(*plan_, sources).diagnostics, sources),
              HasSubstr("a property needs `as_of`"));
}

}  // namespace
}  // namespace bellwether
