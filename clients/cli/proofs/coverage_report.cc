// Tested by tests/clients/test_coverage_test.py.
#include "clients/cli/proofs/coverage_report.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {

ChangedRules ChangedRulesOf(const CoverageRun& run, const ChangedPackLines& changed,
                            const std::string& since) {
  ChangedRules rules{since, {}, {}};
  for (const coverage::RuleLine& line : run.points.lines) {
    if (!changed.Has(run.sources, line.file, line.line)) continue;
    rules.lines.push_back(line);
    if (!coverage::MissedOn(line, run.hits).empty()) rules.missed.push_back(line);
  }
  return rules;
}

std::string CoverageReportOf(const CoverageRun& run, CoverageFormat format, const Style& style) {
  switch (format) {
    case CoverageFormat::kTable:
      return CoverageTable(run, style);
    case CoverageFormat::kLcov:
      return CoverageLcov(run);
    case CoverageFormat::kJson:
      return CoverageJson(run);
  }
  return "";
}

std::string CoverageSummary(const CoverageRun& run) {
  const coverage::Tally tally = coverage::TallyOf(run.points, run.hits);
  return absl::StrCat("coverage ", FormatFixed(tally.percent(), 1),
                      " %: ", Thousands(tally.covered), " of ", Thousands(tally.all), " points");
}

std::string PointText(const CoverageRun& run, const coverage::Point& point) {
  const coverage::Fork& fork = run.points.forks[point.fork];
  return absl::StrCat(fork.key, ": ", fork.ways[point.way].words);
}

}  // namespace bellwether::cli
