// Tested by tests/clients/test_coverage_test.py.
#include "clients/cli/proofs/coverage_report.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

bool IsIn(const std::vector<LineRange>& ranges, uint32_t line) {
  return std::any_of(ranges.begin(), ranges.end(), [line](const LineRange& range) {
    return range.first <= line && line <= range.last;
  });
}

}  // namespace

ChangedRules ChangedRulesOf(const CoverageRun& run, const LinesByFile& changed,
                            const std::string& folder, const std::string& since) {
  ChangedRules rules{since, {}, {}};
  for (const coverage::RuleLine& line : run.points.lines) {
    const std::filesystem::path name{std::string(run.sources.name(line.file))};
    const auto ranges = changed.find(name.lexically_relative(folder).generic_string());
    if (ranges == changed.end() || !IsIn(ranges->second, line.line)) continue;
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
