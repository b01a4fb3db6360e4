#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/testing/suites.h"
#include "tests/support/golden.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

TEST(RunTestsTest, WhatHoldsPasses) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "passing_test.yaml"}));
  const TestReport report = RunTests(*CoursePlan(), suite);
  EXPECT_EQ(report.failed, 0u) << ReportText(report, suite);
  EXPECT_EQ(report.passed(), suite.cases.size());
}

TEST(RunTestsTest, AFailureShowsExpectedGotAndTheExplanation) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "failing_test.yaml"}));
  const TestReport report = RunTests(*CoursePlan(), suite);
  EXPECT_EQ(report.passed(), 0u);
  testing_support::ExpectGolden("tests/golden/testing/failing_test.report.txt",
                                ReportText(report, suite));
}

TEST(RunTestsTest, TheSameSuiteGivesTheSameReport) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "failing_test.yaml"}));
  EXPECT_EQ(ReportText(RunTests(*CoursePlan(), suite), suite),
            ReportText(RunTests(*CoursePlan(), suite), suite));
}

TEST(RunTestsTest, AFilterTakesCasesByAPartOfTheirName) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "failing_test.yaml"}));
  TestOptions options;
  options.filter = "refus";
  EXPECT_EQ(RunTests(*CoursePlan(), suite, {}, options).cases.size(), 3u);
  options.filter = "nothing of that name";
  EXPECT_EQ(RunTests(*CoursePlan(), suite, {}, options).cases.size(), 0u);
}

TEST(RunTestsTest, StopsAtTheFirstFailureWhenTold) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "failing_test.yaml"}));
  TestOptions options;
  options.stop_at_first = true;
  options.explain = false;
  const TestReport report = RunTests(*CoursePlan(), suite, {}, options);
  ASSERT_EQ(report.cases.size(), 1u);
  EXPECT_EQ(report.cases[0].failures.size(), 1u);
  EXPECT_EQ(report.cases[0].explanation, "");
}

TEST(RunTestsTest, StopsBetweenCasesWhenNobodyWantsTheReportAnyMore) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "failing_test.yaml"}));
  ASSERT_GT(suite.cases.size(), 2u);
  EXPECT_FALSE(RunTests(*CoursePlan(), suite).stopped);
  TestOptions options;
  int looks = 0;
  options.stop = Stop([&looks] { return ++looks > 2; });
  const TestReport report = RunTests(*CoursePlan(), suite, {}, options);
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.cases.size(), 2u);
}

// Whether one expectation holds for the student of the fixtures.
struct Comparison {
  const char* expectation;
  bool holds;
};

class ComparisonTest : public ::testing::TestWithParam<Comparison> {};

TEST_P(ComparisonTest, Compares) {
  const TestSuite suite =
      SuiteOf(TestsOf(std::string("  - {name: one, fixture: student, expect: {") +
                      GetParam().expectation + "}}\n"));
  const TestReport report = RunTests(*CoursePlan(), suite);
  EXPECT_EQ(report.failed == 0, GetParam().holds) << ReportText(report, suite);
}

INSTANTIATE_TEST_SUITE_P(
    All, ComparisonTest,
    ::testing::Values(
        Comparison{"health.study.score: 95", true},
        Comparison{"health.study.score: 95.0000000001", true},
        Comparison{"health.study.score: 95.00000001", false},
        Comparison{"health.study.score: {near: 95.1, within: 0.1}", true},
        Comparison{"health.study.score: {near: 95.2, within: 0.1}", false},
        Comparison{"health.study.score: {at_least: 95}", true},
        Comparison{"health.study.score: {above: 95}", false},
        Comparison{"health.study.score: {at_most: 95}", true},
        Comparison{"health.study.score: {below: 95}", false},
        Comparison{"health.study.score: ~", false},
        Comparison{"health.study.score: {at_least: 90, below: 95}", false},
        Comparison{"fact.seats: ~", true}, Comparison{"graduation.readiness: Ready", true},
        Comparison{"flags.raised: []", true}, Comparison{"flags.raised: absent", false},
        Comparison{"graduation.unmet: [knowledge.homework]", true},
        Comparison{"graduation.unmet: []", false}, Comparison{"fact.kickoff_at: 2026-01-12", true},
        Comparison{"fact.kickoff_at: 2026-01-12T00:00:01Z", false},
        Comparison{"forecast.latest: more_than_a_year", false}));

TEST(RunTestsTest, AValueThatThePackRequiresIsARefusal) {
  const Sources pack(std::vector<SourceFile>{
      {"pack.yaml",
       "pack: p\nversion: 1.0.0\nsignals: {x: {type: ratio, missing: error}}\n"
       "health: {m: {bands: [{green: 50}, {red: 0}],"
       " components: {x: {weight: 1, of: x}}}}\n"}});
  const auto plan = Load(pack).value;
  ASSERT_NE(plan, nullptr);
  const Sources tests(std::vector<SourceFile>{
      {"tests/a_test.yaml",
       "cases: [{name: n, as_of: 2026-03-01, expect: {error: {path: signals.x, "
       "reason: REQUIRED_BUT_MISSING}}}]\n"}});
  const auto suite = LoadTests(*plan, tests);
  ASSERT_TRUE(suite.ok()) << RenderAll(suite.diagnostics, tests);
  EXPECT_EQ(RunTests(*plan, suite.value).failed, 0u);
}

TEST(RunTestsTest, ASuiteRunsAgainstThePackWithOtherNumbers) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "passing_test.yaml"}));
  Plan changed = *CoursePlan();
  for (double& weight : changed.weights) weight *= weight;
  const TestReport report = RunTests(changed, suite);
  EXPECT_GT(report.failed, 0u);
  EXPECT_THAT(ReportText(report, suite), HasSubstr("health.study.score"));
}

}  // namespace
}  // namespace bellwether
