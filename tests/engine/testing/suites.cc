#include "tests/engine/testing/suites.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::ReadFileOrFail;
using testing_support::SourcePath;

constexpr const char* kFolder = "tests/golden/testing/";

std::string Golden(const std::string& name) { return ReadFileOrFail(SourcePath(kFolder + name)); }

}  // namespace

std::shared_ptr<const Plan> CoursePlan() {
  static const auto plan = testing_support::PlanOf(Golden("pack.yaml"));
  return plan;
}

Sources GoldenTests(const std::vector<std::string>& names) {
  std::vector<SourceFile> files;
  for (const std::string& name : names) files.push_back({"tests/" + name, Golden(name)});
  return Sources(std::move(files));
}

Sources TestsOf(const std::string& cases) {
  return Sources({{"fixtures/students.yaml", Golden("fixtures.yaml")},
                  {"tests/some_test.yaml", "as_of: 2026-03-01\ncases:\n" + cases}});
}

TestSuite SuiteOf(const Sources& sources) {
  Staged<TestSuite> suite = LoadTests(*CoursePlan(), sources);
  EXPECT_EQ(RenderAll(suite.diagnostics, sources), "");
  return std::move(suite.value);
}

std::string ReportText(const TestReport& report, const TestSuite& suite) {
  std::string text;
  for (const CaseResult& result : report.cases) {
    absl::StrAppend(&text, result.passed() ? "passed " : "failed ", suite.files[result.span.file],
                    ":", result.span.line, " ", result.name, "\n");
    for (const TestFailure& failure : result.failures) {
      absl::StrAppend(&text, "  ", suite.files[failure.span.file], ":", failure.span.line, " ",
                      failure.path, "\n    expected ", failure.expected, "\n    got      ",
                      failure.got, "\n");
    }
    absl::StrAppend(&text, result.explanation);
  }
  return absl::StrCat(text, report.passed(), " passed, ", report.failed, " failed\n");
}

}  // namespace bellwether
