// Tested by tests/clients/test_coverage_test.py.
#include "clients/cli/commands/test_coverage.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {

void AddCoverage(Command command, CoverageRequest& request) {
  command.AddFlag("--coverage", request.shown,
                  "Show which rules the tests come to, and what they leave out");
  AddChoice<CoverageFormat>(command, "--coverage-format", request.format,
                            {{"table", CoverageFormat::kTable},
                             {"lcov", CoverageFormat::kLcov},
                             {"json", CoverageFormat::kJson}},
                            "(default: table)");
  command
      .AddOption("--coverage-output", request.output,
                 "Write the coverage to FILE (default: a table behind the tests)")
      .TypeName("FILE");
  command
      .AddOption("--fail-under", request.fail_under,
                 "Exit with 4 when less than so many per cent of the points are covered")
      .TypeName("PERCENT")
      .InRange(0.0, 100.0);
  command
      .AddOption("--changed-since", request.changed_since,
                 "Exit with 4 unless every line that changed in git since REV is covered")
      .TypeName("REV");
}

void CheckCoverage(const CoverageRequest& request) {
  const bool table = request.format.value_or(CoverageFormat::kTable) == CoverageFormat::kTable;
  const bool shown = request.shown || request.format || !request.output.empty();
  if (!shown || request.has_file() || (table && request.tests == TestFormat::kText)) return;
  ThrowInvalid("--coverage",
               "stdout has the report of the tests; name a file with --coverage-output FILE");
}

ExitCode TestCoverage::Prepare(Console& console) {
  if (!request_.wanted()) return ExitCode::kGood;
  if (!request_.changed_since.empty()) {
    ExitCode failure = ExitCode::kGood;
    auto changed = ChangedPackLines::OrSayWhy(folder_, request_.changed_since, console, failure);
    if (!changed) return failure;
    changed_ = *std::move(changed);
  }
  points_ = coverage::PointsOf(*pack_.plan, pack_.sources);
  collector_.emplace(*pack_.plan, points_);
  return ExitCode::kGood;
}

ExitCode TestCoverage::Answer(const Style& style, Output& output, Console& console) const {
  if (!collector_) return ExitCode::kGood;
  CoverageRun run{*pack_.plan, pack_.sources, points_, collector_->hits(), std::nullopt};
  if (!request_.changed_since.empty()) {
    run.changed = ChangedRulesOf(run, changed_, request_.changed_since);
  }
  const ExitCode written = Write(run, style, output, console);
  if (written != ExitCode::kGood) return written;
  SayWhatChanged(run, output, console);
  return IsEnough(run, console) ? ExitCode::kGood : ExitCode::kTestsFailed;
}

ExitCode TestCoverage::Write(const CoverageRun& run, const Style& style, Output& output,
                             Console& console) const {
  const auto format = request_.format.value_or(CoverageFormat::kTable);
  if (request_.has_table_on_stdout()) {
    output.Write(absl::StrCat("\n", CoverageReportOf(run, format, style)));
    return ExitCode::kGood;
  }
  if (request_.tests == TestFormat::kText) output.Write(CoverageSummary(run) + "\n");
  if (!request_.has_file()) return ExitCode::kGood;
  Output file;
  if (const absl::Status opened = file.Open(request_.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  file.Write(CoverageReportOf(run, format, Style(false)));
  return CloseOrSayWhy(file, console);
}

// Where the report on stdout does not say it.
void TestCoverage::SayWhatChanged(const CoverageRun& run, Output& output, Console& console) const {
  if (request_.has_table_on_stdout()) return;
  if (request_.tests == TestFormat::kGithub) return output.Write(ChangedGithub(run));
  console.Write(ChangedText(run, console.style()));
}

bool TestCoverage::IsEnough(const CoverageRun& run, Console& console) const {
  bool enough = true;
  const double percent = coverage::TallyOf(run.points, run.hits).percent();
  if (request_.fail_under && percent < *request_.fail_under) {
    console.Fail(absl::StrCat("the tests cover ", FormatFixed(percent, 1),
                              " % of the points, less than ", FormatNumber(*request_.fail_under),
                              " %"));
    enough = false;
  }
  if (run.changed && !run.changed->missed.empty()) {
    console.Fail(absl::StrCat(run.changed->missed.size(), " of ", run.changed->lines.size(),
                              " lines of rules that changed since ", run.changed->since,
                              " are not covered"));
    enough = false;
  }
  return enough;
}

}  // namespace bellwether::cli
