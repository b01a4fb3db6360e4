// bellwether import: exports as an account file, or as records of a book, by a mapping; or a
// mapping, guessed from an export.
//
// Tested by tests/clients/import_test.py.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/imports/export_sample.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/account_file.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/writers/json_frame.h"
#include "engine/accounts/account_json.h"
#include "engine/base/string_bridge.h"
#include "engine/records/record_json.h"

namespace bellwether::cli {
namespace {

struct ImportCommand {
  std::string pack;
  PackNumbers numbers;
  std::string guess;  // the export from which a mapping is guessed
  EvaluationRequest request;
};

// Accounts to a file, refusals to stderr.
class AccountWriter {
 public:
  AccountWriter(OutputFormat format, Output& output, Console& console)
      : frame_(format == OutputFormat::kJsonLines), output_(output), console_(console) {}

  void NameFile(const std::string& file) { file_ = file; }

  void Take(AccountRecord record) {
    if (record.ok()) return Put(AccountJson(record.account, frame_.indent()));
    ++refused_;
    EvaluateAnswer refusal;
    refusal.status = absl::InvalidArgumentError("");
    refusal.violations = std::move(record.violations);
    console_.Write(
        RefusalLines(file_, {record.line, record.account.id}, refusal, console_.style()));
  }

  void Finish() {
    std::string text;
    frame_.Finish(text);
    output_.Write(text);
  }

  uint64_t refused() const { return refused_; }

 private:
  void Put(std::string_view account) {
    std::string text;
    frame_.Write(account, text);
    output_.Write(text);
  }

  std::string file_;
  JsonFrame frame_;
  Output& output_;
  Console& console_;
  uint64_t refused_ = 0;
};

ExitCode Write(const EvaluationRequest& request, Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const Interruption interruption;
  AccountWriter accounts(request.format, output, console);
  const auto source = MakeRecordSource(
      request, absl::Now(), [&](AccountRecord record) { accounts.Take(std::move(record)); });
  if (!source.ok()) {
    console.Fail(ToStd(source.status().message()));
    return ExitCode::kUsage;
  }
  accounts.NameFile((*source)->name());
  absl::Status read = (*source)->Open();
  if (read.ok()) {
    read = (*source)->Read([&] { return !interruption.requested() && !output.broken(); },
                           [] { return AccountInput::Idle::kWait; });
  }
  for (const std::string& note : (*source)->notes()) console.Say(Printable(note));
  if (!read.ok()) console.Fail(ToStd(read.message()));
  accounts.Finish();
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  if (interruption.requested()) return ExitCode::kInterrupted;
  return read.ok() && accounts.refused() == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

ExitCode Guess(const ImportCommand& options, const Plan& plan, Console& console) {
  const std::string problem = AccountFileOptionsProblem(options.request.file);
  if (!problem.empty()) {
    console.Fail(problem);
    return ExitCode::kUsage;
  }
  const auto sample = ReadSample(options.guess, options.request.file);
  if (!sample.ok()) {
    console.Fail(ToStd(sample.status().message()));
    return ExitCode::kInputRefused;
  }
  Output output;
  if (const absl::Status opened = output.Open(options.request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(imports::GuessMapping(*sample, plan));
  return CloseOrSayWhy(output, console);
}

// Records as a file of a book, in the order of the exports.
ExitCode WriteRecords(const EvaluationRequest& request, Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const auto read = ReadBook(
      {request.accounts, request.file, request.import, request.color}, RecordOrder::kOfFiles,
      [&output](const records::Record& record) {
        output.Write(records::RecordJson(record) + "\n");
      },
      console);
  if (!read.ok() && !absl::IsCancelled(read.status())) {
    console.Fail(ToStd(read.status().message()));
  }
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  if (absl::IsCancelled(read.status())) return ExitCode::kInterrupted;
  if (absl::IsInvalidArgument(read.status())) return ExitCode::kUsage;
  return read.ok() && read->refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

// What is asked for, and can be done.
void CheckCommand(const ImportCommand& options) {
  const EvaluationRequest& request = options.request;
  const bool imports = !request.import.name.empty();
  const bool exports = !request.accounts.empty() || !request.import.sources.empty();
  if (options.guess.empty() && !imports) ThrowMissing("--import or --guess");
  if (imports && !exports) ThrowMissing("--accounts or --source");
}

ExitCode Import(ImportCommand options) {
  Console console(options.request.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!options.guess.empty()) return Guess(options, *plan, console);
  if (!LoadImportOrSayWhy(options.request.import, options.pack, *plan, console)) {
    return ExitCode::kInputRefused;
  }
  return options.request.import.mapping->makes_records() ? WriteRecords(options.request, console)
                                                         : Write(options.request, console);
}

}  // namespace

void AddImport(Command app, Run& run) {
  auto options = std::make_shared<ImportCommand>();
  const Command command = app.AddCommand(
      "import",
      "Write exports of other systems as an account file, or as records of a book, by a mapping");
  command.AddOption("--pack", options->pack, "Folder of the rule pack that the mapping is for")
      .TypeName("FOLDER")
      .Required();
  AddPackNumbers(command, options->numbers);
  AddImportOptions(command, options->request.import);
  command
      .AddOption("--accounts", options->request.accounts,
                 "The export, or the folder of exports; - reads stdin")
      .TypeName("FILE");
  const Option guess =
      command
          .AddOption("--guess", options->guess,
                     "Write a mapping to edit, guessed from the columns and values of this export")
          .TypeName("FILE");
  command.GetOption("--import").Excludes(guess);
  command.WhenParsed([options] { CheckCommand(*options); });
  command.AddOption("--output", options->request.output, "File for the result (default: stdout)")
      .TypeName("FILE");
  AddAccountsForm(command, options->request.format);
  AddAsOf(command, options->request.as_of);
  AddAccountsFormat(command, options->request.file.form.format);
  AddAccountFile(command, options->request.file);
  AddColor(command, options->request.color);
  AddExample(command,
             "bellwether import --pack rules/saas --import crm --accounts "
             "rules/saas/imports/exports --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Import(*options); }; });
}

}  // namespace bellwether::cli
