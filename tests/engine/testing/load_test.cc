#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/paths/forms.h"
#include "tests/engine/testing/suites.h"
#include "tests/support/golden.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ErrorsOf(const Sources& sources) {
  return RenderAll(LoadTests(*CoursePlan(), sources).diagnostics, sources);
}

std::vector<std::string> Names(const TestSuite& suite) {
  std::vector<std::string> names;
  for (const TestCase& test : suite.cases) names.push_back(test.name);
  return names;
}

TEST(LoadTestsTest, EveryMistakeHasItsPlaceAndAHint) {
  const Sources sources = GoldenTests({"mistakes_test.yaml"});
  testing_support::ExpectGolden("tests/golden/testing/mistakes_test.errors.txt", ErrorsOf(sources));
}

TEST(LoadTestsTest, PassingTestAsksAtEveryPath) {
  const TestSuite suite = SuiteOf(GoldenTests({"fixtures.yaml", "passing_test.yaml"}));
  std::set<std::string_view> asked;
  for (const TestCase& test : suite.cases) {
    for (const Expectation& expectation : test.expectations) {
      asked.insert(expectation.path.form->pattern);
    }
  }
  for (const PathForm& form : PathForms()) {
    EXPECT_TRUE(asked.contains(form.pattern)) << form.pattern << " is asked by no case";
  }
}

TEST(LoadTestsTest, TestsAreReadAsTheyAreShown) {
  EXPECT_THAT(ErrorsOf(TestsOf("\n  - {name: \"a\u2067b\", fixture: student, "
                               "expect: {health.primary: study}}\n")),
              HasSubstr("(U+2067): the line is read otherwise than it is shown [turned-text]"));
}

TEST(LoadTestsTest, ARowIsACaseOfItsOwn) {
  const TestSuite suite = SuiteOf(TestsOf(R"(
  - name: rows
    fixture: student
    table:
      - {expect: {health.primary: study}}
      - {name: named, expect: {health.primary: study}}
  - {name: alone, fixture: student, expect: {health.primary: study}}
)"));
  EXPECT_THAT(Names(suite), ElementsAre("rows [1]", "rows [2] named", "alone"));
  EXPECT_EQ(suite.cases[1].span.line, 8u);
}

TEST(LoadTestsTest, ExpectationsOfARowWinOverThoseOfItsCase) {
  const TestSuite suite = SuiteOf(TestsOf(R"(
  - name: rows
    fixture: student
    expect: {health: {study.score: 95, study.band: green}}
    table: [{expect: {health.study.score: 94}}]
)"));
  ASSERT_EQ(suite.cases[0].expectations.size(), 2u);
  EXPECT_EQ(suite.cases[0].expectations[0].expected.text, "94");
  EXPECT_EQ(suite.cases[0].expectations[1].expected.text, "green");
}

TEST(LoadTestsTest, ARowThatIsRefusedDropsTheOutcomesOfItsCase) {
  const TestSuite suite = SuiteOf(TestsOf(R"(
  - name: rows
    fixture: student
    expect: {health.primary: study}
    table:
      - {set: {attendance: 2}, expect: {error: {path: signals.attendance}}}
      - {set: {attendance: 1}}
)"));
  EXPECT_TRUE(suite.cases[0].error.has_value());
  EXPECT_EQ(suite.cases[0].expectations.size(), 0u);
  EXPECT_EQ(suite.cases[1].expectations.size(), 1u);
}

TEST(LoadTestsTest, NoFileIsAnEmptySuite) {
  const Staged<TestSuite> suite = LoadTests(*CoursePlan(), Sources());
  EXPECT_TRUE(suite.ok());
  EXPECT_TRUE(suite.value.cases.empty());
}

TEST(LoadTestsTest, AFileOfCasesIsCalledATest) {
  const Sources sources(std::vector<SourceFile>{{"tests/health.yaml", "cases: []\n"}});
  EXPECT_THAT(ErrorsOf(sources), HasSubstr("tests/health.yaml:1:1: error: the name of a test file "
                                           "ends with _test.yaml [file-name]"));
}

TEST(LoadTestsTest, FreeKeysStandAtTheTopOnly) {
  const auto errors = [](const std::string& text) {
    return ErrorsOf(Sources(std::vector<SourceFile>{{"tests/a_test.yaml", text}}));
  };
  EXPECT_EQ(errors("x-note: [1]\ncases: []\n"), "");
  EXPECT_THAT(errors("cases: [{name: a, expect: {error: {path: id}}, x-note: 1}]\n"),
              HasSubstr("keys that begin with x- are free at the top of a file only"));
}

TEST(LoadTestsTest, BrokenYamlIsReportedLikeThatOfAPack) {
  const Sources sources(
      {{"tests/a_test.yaml", "cases: [\n"}, {"tests/b_test.yaml", "casess: []\n"}});
  EXPECT_THAT(ErrorsOf(sources), HasSubstr("tests/a_test.yaml:"));
  EXPECT_THAT(ErrorsOf(sources), HasSubstr("did you mean `cases`?"));
}

}  // namespace
}  // namespace bellwether
