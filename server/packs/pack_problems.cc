// Tested by tests/server/reconciler_test.cc.
#include "server/packs/pack_problems.h"

#include "absl/strings/str_cat.h"

namespace bellwether {

std::vector<PackProblem> ProblemsOf(const std::vector<Diagnostic>& diagnostics,
                                    const Sources& sources) {
  std::vector<PackProblem> problems;
  for (const Diagnostic& found : diagnostics) {
    problems.push_back(
        {found.severity == Severity::kError, sources.Describe(found.span),
         found.hint.empty() ? found.message : absl::StrCat(found.message, "; ", found.hint)});
  }
  return problems;
}

std::vector<PackProblem> ProblemsOf(const TestReport& report, const Sources& tests) {
  std::vector<PackProblem> problems;
  for (const CaseResult& result : report.cases) {
    for (const TestFailure& failure : result.failures) {
      problems.push_back({true, tests.Describe(failure.span),
                          absl::StrCat("test `", result.name, "`: ", failure.path, ": expected ",
                                       failure.expected, ", got ", failure.got)});
    }
  }
  return problems;
}

std::string TextOf(const std::vector<PackProblem>& problems) {
  std::string text;
  for (const PackProblem& problem : problems) {
    absl::StrAppend(&text, problem.place, problem.place.empty() ? "" : ": ",
                    problem.is_error ? "error: " : "warning: ", problem.message, "\n");
  }
  return text;
}

}  // namespace bellwether
