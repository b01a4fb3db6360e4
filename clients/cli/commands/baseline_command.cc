// bellwether baseline: what accounts usually look like, for a server to hold later ones against.
//
// Tested by tests/clients/baseline_command_test.py.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/book/book_loading.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/decisions/baseline_evaluator.h"
#include "clients/cli/decisions/log_replay.h"
#include "clients/cli/evaluation/account_run.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/whole_file.h"
#include "engine/base/string_bridge.h"
#include "engine/drift/baseline_builder.h"
#include "engine/drift/window.h"
#include "engine/portfolio/replayed_account.h"

namespace bellwether::cli {
namespace {

struct BaselineOptions {
  std::string pack;
  PackNumbers numbers;
  EvaluationRequest accounts;
  std::string book;
  std::vector<std::string> logs;
  std::string output;
};

ExitCode AddAccountsOf(const BaselineOptions& options, const Plan& plan,
                       drift::BaselineBuilder& builder, Console& console) {
  const EvaluatorFactory factory = [&](const v1::EvaluationOptions& evaluation,
                                       AccountSource source, AccountEvaluator::Sink sink,
                                       const AccountWatch&) {
    const bool probe = source == AccountSource::kOneAlone;
    return MakeBaselineEvaluator(plan, evaluation, probe ? nullptr : &builder, std::move(sink));
  };
  AccountRun run(options.accounts, factory, console);
  ExitCode code = ExitCode::kGood;
  if (!run.Open(code)) return code;
  AccountRunHooks hooks;
  hooks.answered = [](const AccountAnswer&) {};
  run.Read({}, std::move(hooks));
  return run.Conclude();
}

ExitCode AddBookOf(const BaselineOptions& options, const Plan& plan,
                   drift::BaselineBuilder& builder, Console& console) {
  BookRequest request;
  request.path = options.book;
  request.color = options.accounts.color;
  ExitCode failure = ExitCode::kGood;
  const auto loaded = LoadBookOrSayWhy(std::move(request), options.pack, &plan, console, failure);
  if (!loaded) return failure;
  const Moment as_of = options.accounts.as_of.value_or(Moment::Instant(absl::Now()));
  portfolio::ReplayedAccount replayed(loaded->book, plan);
  const uint32_t accounts = loaded->book.account_count();
  uint64_t refused = 0;
  for (uint32_t account = 0; account < accounts; ++account) {
    if (replayed.At(account, as_of)) {
      builder.Add(replayed.facts(), replayed.evaluation(), Stages::All());
    } else {
      ++refused;
    }
  }
  if (refused > 0) console.Say(absl::StrCat(refused, " accounts of the book are refused"));
  return ExitCode::kGood;
}

ExitCode AddLogsOf(const BaselineOptions& options, const Plan& plan,
                   drift::BaselineBuilder& builder, Console& console) {
  LogFiles logs(options.logs);
  if (const absl::Status found = logs.Find(); !found.ok()) {
    console.Fail(ToStd(found.message()));
    return ExitCode::kInputRefused;
  }
  constexpr size_t kMostTold = 20;
  ReplayReport report;
  LogReplay replay(plan, kMostTold, report, console);
  replay.evaluated = [&builder](const decisions::Replayer& replayer) {
    builder.Add(replayer.facts(), replayer.evaluation(), Stages::All());
  };
  const Interruption interruption;
  {
    Progress progress(console, true, "record");
    logs.Read([&](const LogLine& line) {
      replay.Take(line);
      progress.Update(report.records(), logs.share());
      return !interruption.requested();
    });
  }
  if (interruption.requested()) return ExitCode::kInterrupted;
  for (const std::string& problem : logs.problems()) console.Fail(problem);
  for (const auto& [name, count] : report.redacted) {
    console.Say(absl::StrCat(Printable(name), " is redacted in ", Thousands(count),
                             " records, and counts as missing in them"));
  }
  const bool all_read = report.unread == 0 && logs.problems().empty();
  return all_read ? ExitCode::kGood : ExitCode::kInputRefused;
}

ExitCode WriteIt(const BaselineOptions& options, drift::BaselineBuilder& builder,
                 Console& console) {
  const uint64_t accounts = builder.accounts();
  if (accounts == 0) {
    console.Fail("there is no account to make a baseline of");
    return ExitCode::kInputRefused;
  }
  if (accounts < drift::kLeastAccounts) {
    console.Say(absl::StrCat("of ", accounts, " accounts; a server tells nothing of fewer than ",
                             drift::kLeastAccounts));
  }
  const std::string text = drift::WriteBaseline(builder.Finish());
  if (!options.output.empty() && options.output != "-") {
    if (const absl::Status written = WriteWhole(options.output, text); !written.ok()) {
      console.Fail(ToStd(written.message()));
      return ExitCode::kFailed;
    }
    return ExitCode::kGood;
  }
  Output output;
  output.Write(text);
  return CloseOrSayWhy(output, console);
}

ExitCode Baseline(BaselineOptions options) {
  Console console(options.accounts.color);
  const bool accounts =
      !options.accounts.accounts.empty() || !options.accounts.import.sources.empty();
  const int sources =
      (accounts ? 1 : 0) + (options.book.empty() ? 0 : 1) + (options.logs.empty() ? 0 : 1);
  if (sources != 1) {
    console.Fail("of what? give one of --accounts, --book and --log");
    return ExitCode::kUsage;
  }
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!LoadImportOrSayWhy(options.accounts.import, options.pack, *plan, console)) {
    return ExitCode::kInputRefused;
  }
  drift::BaselineBuilder builder(*plan);
  const ExitCode read = !options.book.empty()   ? AddBookOf(options, *plan, builder, console)
                        : !options.logs.empty() ? AddLogsOf(options, *plan, builder, console)
                                                : AddAccountsOf(options, *plan, builder, console);
  if (read != ExitCode::kGood && read != ExitCode::kInputRefused) return read;
  const ExitCode written = WriteIt(options, builder, console);
  return written != ExitCode::kGood ? written : read;
}

}  // namespace

void AddBaseline(Command app, Run& run) {
  auto options = std::make_shared<BaselineOptions>();
  const Command command = app.AddCommand(
      "baseline", "Write down what accounts look like, for a server to tell when they drift");
  command.AddOption("--pack", options->pack, "The pack: a folder or any other place")
      .TypeName("PACK")
      .Required();
  AddPackNumbers(command, options->numbers);
  AddAccounts(command, "--accounts", options->accounts);
  command.WhenParsed([] {});  // which of the three is looked at below
  AddEvaluationOptions(command, options->accounts);
  command.AddOption("--book", options->book, "Folder of a book of records, in place of accounts")
      .TypeName("FOLDER");
  command
      .AddOption("--log", options->logs,
                 "Decision logs in their place: files and folders; may be given several times")
      .TypeName("LOG")
      .OneAtATime();
  command.AddOption("--output", options->output, "File for the baseline (default: stdout)")
      .TypeName("FILE");
  AddExample(command,
             "bellwether baseline --pack rules/saas --accounts rules/saas/accounts/book.jsonl "
             "--as-of 2026-03-01 --output baseline.json");
  command.WhenChosen([options, &run] { run = [options] { return Baseline(*options); }; });
}

}  // namespace bellwether::cli
