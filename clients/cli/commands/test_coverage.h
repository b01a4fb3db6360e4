// What `bellwether test` is asked about coverage, and how it answers.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_COVERAGE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_COVERAGE_H_

#include <optional>
#include <string>

#include "clients/cli/commands/command.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/coverage_report.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {

struct CoverageRequest {
  bool shown = false;                    // asked for outright
  std::optional<CoverageFormat> format;  // nothing: a table
  std::string output;                    // a file; "" or "-": stdout, behind the tests' report
  std::optional<double> fail_under;      // per cent
  std::string changed_since;             // revision of git; "": none
  TestFormat tests = TestFormat::kText;  // of their report, which stdout has

  bool wanted() const {
    return shown || format || !output.empty() || fail_under || !changed_since.empty();
  }
  bool has_file() const { return !output.empty() && output != "-"; }
  bool has_table_on_stdout() const { return !has_file() && tests == TestFormat::kText; }
};

// --coverage, --coverage-format, --coverage-output, --fail-under, --changed-since. `request` must
// live until the command has run.
void AddCoverage(Command command, CoverageRequest& request);

// Throws what CLI11 reports of an option when the report has no place to go.
void CheckCoverage(const CoverageRequest& request);

// The coverage of one run. It refers to what it was given.
class TestCoverage {
 public:
  TestCoverage(const CoverageRequest& request, const std::string& folder, const LoadedPack& pack)
      : request_(request), folder_(folder), pack_(pack) {}

  // Before the tests run: what there is to cover, and what changed. Says why it fails.
  ExitCode Prepare(Console& console);
  // Null when no coverage is wanted.
  TestObserver* observer() { return collector_ ? &*collector_ : nullptr; }
  // Writes the report, and says what is not enough: kTestsFailed then.
  ExitCode Answer(const Style& style, Output& output, Console& console) const;

 private:
  ExitCode Write(const CoverageRun& run, const Style& style, Output& output,
                 Console& console) const;
  void SayWhatChanged(const CoverageRun& run, Output& output, Console& console) const;
  bool IsEnough(const CoverageRun& run, Console& console) const;

  const CoverageRequest& request_;
  const std::string& folder_;
  const LoadedPack& pack_;
  ChangedPackLines changed_;
  coverage::Points points_;
  std::optional<coverage::CoverageCollector> collector_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_COVERAGE_H_
