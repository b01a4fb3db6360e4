// Properties of more than signals and numbers: amounts and scores that an account states, and
// answers in words of which one is better than another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/testing/suites.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

// Large accounts are served better, up to a point; the second dimension counts the wrong way.
constexpr char kPack[] = R"(
pack: tiny
version: 1.0.0
signals:
  usage: {type: ratio}
derived:
  size: {type: number, expr: "seats > 500.0 ? 0.0 : acv / 1000.0"}
health:
  fit:
    bands: [{green: 60}, {yellow: 30}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      size: {weight: 1, of: size, points: [[0, 0], [100, 100]]}
  other:
    priority: 1
    applies_when: "usage > 2.0"
    bands: [{good: 50}, {bad: 0}]
    components: {usage: {weight: 1, of: usage}}
benchmarks:
  usage:
    value: usage
    better: higher
    tiers: [much, some, little]
    sets: {OM: {default: [0.7, 0.3]}}
  mixed:
    value: usage
    better: higher
    tiers: [much, little]
    sets:
      OM: {default: [0.7]}
      PM: {tiers: [high, middle, low], default: [0.7, 0.3]}
    set: OM
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions:
    value: {weight: 1, criteria: {usage: {weight: 1, of: usage}}}
)";

class OrderedPropertiesTest : public ::testing::Test {
 protected:
  CaseResult ResultOf(const std::string& property) {
    const Sources sources = Files(property);
    const Staged<TestSuite> suite = LoadTests(*plan_, sources);
    EXPECT_EQ(RenderAll(suite.diagnostics, sources), "");
    const TestReport report = RunTests(*plan_, suite.value);
    EXPECT_EQ(report.cases.size(), 1u);
    return report.cases.empty() ? CaseResult() : report.cases.front();
  }

  std::string MistakesOf(const std::string& property) {
    const Sources sources = Files(property);
    return RenderAll(LoadTests(*plan_, sources).diagnostics, sources);
  }

  // What a counter-example says is what the pack says.
  void ExpectPasses(const std::string& cases) {
    const Sources sources(
        std::vector<SourceFile>{{"tests/b_test.yaml", absl::StrCat("cases:\n", cases)}});
    const Staged<TestSuite> suite = LoadTests(*plan_, sources);
    ASSERT_EQ(RenderAll(suite.diagnostics, sources), "") << cases;
    const TestReport report = RunTests(*plan_, suite.value);
    EXPECT_GT(report.cases.size(), 0u);
    EXPECT_EQ(report.failed, 0u) << ReportText(report, suite.value);
  }

  static Sources Files(const std::string& property) {
    return Sources(std::vector<SourceFile>{
        {"tests/a_test.yaml",
         absl::StrCat("as_of: 2026-03-01\nproperties:\n  - ", property, "\n")}});
  }

  const std::shared_ptr<const Plan> plan_ = testing_support::PlanOf(kPack);
};

TEST_F(OrderedPropertiesTest, AmountsOfTheAccount) {
  const CaseResult result =
      ResultOf("{monotone: {signal: acv, output: health.fit.score, direction: up}}");
  EXPECT_TRUE(result.passed());
  EXPECT_EQ(result.name, "more acv never lowers health.fit.score");
  EXPECT_GT(result.property->concerned, 20u);
}

TEST_F(OrderedPropertiesTest, ABreachOfAnAmountIsACaseToPaste) {
  const CaseResult result =
      ResultOf("{monotone: {signal: seats, output: health.fit.score, direction: up}}");
  ASSERT_FALSE(result.passed());
  EXPECT_THAT(result.counter_example, HasSubstr("{set: {seats: "));
  ExpectPasses(result.counter_example);
}

TEST_F(OrderedPropertiesTest, ScoresThatPeopleGive) {
  EXPECT_TRUE(
      ResultOf("{monotone: {signal: dimension.value, output: graduation.total, direction: up}}")
          .passed());
  const CaseResult down =
      ResultOf("{monotone: {signal: dimension.value, output: graduation.total, direction: down}}");
  ASSERT_FALSE(down.passed());
  EXPECT_THAT(down.counter_example, HasSubstr("{set: {dimension.value: "));
  ExpectPasses(down.counter_example);
}

TEST_F(OrderedPropertiesTest, WordsThatAreBetterThanOthers) {
  for (const char* output : {"health.fit.band", "benchmark.usage.tier", "graduation.readiness"}) {
    EXPECT_TRUE(
        ResultOf(absl::StrCat("{monotone: {signal: usage, output: ", output, ", direction: up}}"))
            .passed())
        << output;
    const CaseResult down = ResultOf(
        absl::StrCat("{monotone: {signal: usage, output: ", output, ", direction: down}}"));
    ASSERT_FALSE(down.passed()) << output;
    ExpectPasses(down.counter_example);
  }
}

TEST_F(OrderedPropertiesTest, ABreachNamesBothWords) {
  const CaseResult result =
      ResultOf("{monotone: {signal: usage, output: benchmark.usage.tier, direction: down}}");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_THAT(result.failures[0].expected, HasSubstr("at most "));
  EXPECT_THAT(result.failures[0].got, ::testing::AnyOf("much", "some"));
}

TEST_F(OrderedPropertiesTest, WithoutAnAmount) {
  EXPECT_TRUE(
      ResultOf("{missing_never_raises: {signal: acv, output: health.fit.coverage}}").passed());
}

TEST_F(OrderedPropertiesTest, WhatHasNoOrder) {
  for (const char* output :
       {"health.primary", "health.primary.band", "benchmark.mixed.tier", "health.fit.state"}) {
    EXPECT_THAT(MistakesOf(absl::StrCat("{monotone: {signal: usage, output: ", output,
                                        ", direction: up}}")),
                HasSubstr(absl::StrCat("no answer at `", output, "` is better than another")));
  }
  EXPECT_THAT(MistakesOf("{bounded: {output: health.fit.band, min: 5}}"),
              HasSubstr("`health.fit.band` is no number"));
  EXPECT_THAT(MistakesOf("{monotone: {signal: seat, output: health.fit.score, direction: up}}"),
              HasSubstr("did you mean `seats`?"));
  EXPECT_THAT(
      MistakesOf("{monotone: {signal: kickoff_at, output: health.fit.score, direction: up}}"),
      HasSubstr("the pack has no signal `kickoff_at`"));
}

}  // namespace
}  // namespace bellwether
