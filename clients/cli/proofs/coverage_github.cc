// Tested by tests/clients/test_coverage_test.py.
#include "absl/strings/str_join.h"
#include "clients/cli/proofs/coverage_report.h"
#include "clients/cli/proofs/github_note.h"

namespace bellwether::cli {

std::string ChangedGithub(const CoverageRun& run) {
  std::string text;
  if (!run.changed) return text;
  for (const coverage::RuleLine& line : run.changed->missed) {
    std::vector<std::string> points;
    for (const coverage::Point& point : coverage::MissedOn(line, run.hits)) {
      points.push_back(PointText(run, point));
    }
    text += NoteText({"error", std::string(run.sources.name(line.file)), line.line,
                      "not covered by a test", absl::StrJoin(points, "\n")});
  }
  return text;
}

}  // namespace bellwether::cli
