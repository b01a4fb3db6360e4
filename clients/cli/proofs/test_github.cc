// Tested by tests/clients/test_command_test.py.
#include "clients/cli/proofs/github_note.h"
#include "clients/cli/proofs/test_report.h"

namespace bellwether::cli {

std::string TestGithub(const TestRun& run) {
  std::string text;
  for (const CaseResult& result : run.report.cases) {
    for (const TestFailure& failure : result.failures) {
      text += NoteText({"error", std::string(run.sources.name(failure.span.file)),
                        failure.span.line, result.name, FailureWords(failure)});
    }
  }
  return text + TestCounts(run.report);
}

}  // namespace bellwether::cli
