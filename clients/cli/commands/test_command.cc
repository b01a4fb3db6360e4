// bellwether test PACK: the pack's own tests.
//
// Tested by tests/clients/test_command_test.py and test_coverage_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/test_coverage.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/test_loading.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {
namespace {

struct TestCommandOptions {
  std::string pack;
  std::string filter;
  CoverageRequest coverage;
  ColorChoice color = ColorChoice::kAuto;
};

// Why nothing ran: a pack that nobody tests does not pass.
std::string NothingRan(const TestCommandOptions& options, const TestSuite& suite) {
  if (suite.cases.empty()) return NoTests(options.pack);
  return absl::StrCat("none of the ", suite.cases.size(), " cases has ", Quoted(options.filter),
                      " in its name");
}

ExitCode Test(const TestCommandOptions& options) {
  Console console(options.color);
  const auto pack = LoadPackOrSayWhy(options.pack, console);
  if (!pack) return ExitCode::kPackInvalid;
  const auto tests = LoadTestsOrSayWhy(options.pack, *pack->plan, console);
  if (!tests) return ExitCode::kPackInvalid;
  TestCoverage coverage(options.coverage, options.pack, *pack);
  const ExitCode prepared = coverage.Prepare(console);
  if (prepared != ExitCode::kGood) return prepared;
  TestOptions run;
  run.filter = options.filter;
  run.observer = coverage.observer();
  const TestReport report = RunTests(*pack->plan, tests->suite, Limits(), run);
  if (report.cases.empty()) {
    console.Fail(NothingRan(options, tests->suite));
    return ExitCode::kTestsFailed;
  }
  Output output;
  const Style style = Style::For(options.color, stdout);
  output.Write(ReportOf({*pack->plan, tests->sources, report}, options.coverage.tests, style));
  const ExitCode covered = coverage.Answer(style, output, console);
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return report.failed == 0 ? covered : ExitCode::kTestsFailed;
}

}  // namespace

void AddTest(CLI::App& app, Run& run) {
  auto options = std::make_shared<TestCommandOptions>();
  CLI::App& command = *app.add_subcommand("test", "Run the tests that a pack has of its own");
  command.add_option("PACK", options->pack, "Folder of the rule pack")->type_name("")->required();
  command.add_option("--filter", options->filter, "Only cases with this in their name")
      ->type_name("TEXT");
  AddChoice<TestFormat>(command, "--format", options->coverage.tests,
                        {{"text", TestFormat::kText},
                         {"json", TestFormat::kJson},
                         {"junit", TestFormat::kJunit},
                         {"tap", TestFormat::kTap},
                         {"github", TestFormat::kGithub}},
                        "text with the failures, json with every case, or what build servers read "
                        "(default: text)");
  AddCoverage(command, options->coverage);
  AddColor(command, options->color);
  AddExample(command, "bellwether test rules/saas --filter graduation");
  command.callback([options, &run] {
    CheckCoverage(options->coverage);
    run = [options] { return Test(*options); };
  });
}

}  // namespace bellwether::cli
