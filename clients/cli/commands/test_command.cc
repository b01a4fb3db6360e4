// bellwether test PACK: the pack's own tests.
//
// Tested by tests/clients/test_command_test.py, test_coverage_test.py, test_update_test.py and
// test_watch_test.py.
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/test_coverage.h"
#include "clients/cli/commands/test_update.h"
#include "clients/cli/commands/watch.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/test_loading.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {
namespace {

struct TestCommandOptions {
  std::string pack;
  PackNumbers numbers;
  std::string filter;
  bool update = false;
  bool write = false;
  bool watch = false;
  CoverageRequest coverage;
  ColorChoice color = ColorChoice::kAuto;
};

// Why nothing ran: a pack that nobody tests does not pass.
std::string NothingRan(const TestCommandOptions& options, const TestSuite& suite) {
  if (suite.empty()) return NoTests(options.pack);
  const char* const what = suite.properties.empty() ? " cases has " : " cases and properties has ";
  return absl::StrCat("none of the ",
                      suite.cases.size() + suite.timelines.size() + suite.properties.size(), what,
                      Quoted(options.filter), " in its name");
}

ExitCode Test(const TestCommandOptions& options) {
  Console console(options.color);
  const auto pack = LoadPackOrSayWhy(options.pack, options.numbers, console);
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
  if (options.update) return UpdateTests(*tests, report, options.write, console);
  Output output;
  const Style style = Style::For(options.color, stdout);
  output.Write(ReportOf({*pack->plan, tests->sources, report}, options.coverage.tests, style));
  const ExitCode covered = coverage.Answer(style, output, console);
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return report.failed == 0 ? covered : ExitCode::kTestsFailed;
}

ExitCode TestOrWatch(const TestCommandOptions& options) {
  if (!options.watch || !std::filesystem::exists(options.pack)) return Test(options);
  Console console(options.color);
  return RunAtEveryChange(
      options.pack, [&options] { return Test(options); }, console);
}

void AddUpdateAndWatch(Command command, TestCommandOptions& options) {
  const Option update = command.AddFlag(
      "--update", options.update,
      "Show as a diff what the failing expectations would be if the pack were right");
  command.AddFlag("--write", options.write, "With --update: change the test files as well")
      .Needs(update);
  command.AddFlag("--watch", options.watch, "Run again whenever a file of the pack changes")
      .Excludes(update);
}

void CheckUpdate(Command command, const TestCommandOptions& options) {
  if (!options.update) return;
  for (const char* name : {"--format", "--coverage", "--coverage-format", "--coverage-output",
                           "--fail-under", "--changed-since"}) {
    if (!command.Given(name)) continue;
    ThrowInvalid("--update", absl::StrCat("it makes no report; leave out ", name));
  }
}

}  // namespace

void AddTest(Command app, Run& run) {
  auto options = std::make_shared<TestCommandOptions>();
  const Command command = app.AddCommand("test", "Run the tests that a pack has of its own");
  command.AddOption("PACK", options->pack, "Folder of the rule pack").TypeName("").Required();
  AddPackNumbers(command, options->numbers);
  command
      .AddOption("--filter", options->filter, "Only cases and properties with this in their name")
      .TypeName("TEXT");
  AddChoice<TestFormat>(command, "--format", options->coverage.tests,
                        {{"text", TestFormat::kText},
                         {"json", TestFormat::kJson},
                         {"junit", TestFormat::kJunit},
                         {"tap", TestFormat::kTap},
                         {"github", TestFormat::kGithub}},
                        "text with the failures, json with every case, or what build servers read "
                        "(default: text)");
  AddUpdateAndWatch(command, *options);
  AddCoverage(command, options->coverage);
  AddColor(command, options->color);
  AddExample(command, "bellwether test rules/saas --filter graduation");
  command.WhenChosen([options, command, &run] {
    CheckUpdate(command, *options);
    CheckCoverage(options->coverage);
    run = [options] { return TestOrWatch(*options); };
  });
}

}  // namespace bellwether::cli
