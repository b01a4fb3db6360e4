// bellwether import: exports as an account file, by a mapping.
//
// Tested by tests/clients/import_test.py.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/evaluation_session.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/imports/account_json.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

struct ImportCommand {
  std::string pack;
  EvaluationRequest request;
};

// Accounts to lines, refusals to stderr.
class AccountLines {
 public:
  AccountLines(std::string file, Output& output, Console& console)
      : file_(std::move(file)), output_(output), console_(console) {}

  void Take(AccountRecord record) {
    if (record.ok()) {
      output_.Write(Dump(AccountJson(record.account), kOneLine) + "\n");
      return;
    }
    ++refused_;
    EvaluateAnswer refusal;
    refusal.status = absl::InvalidArgumentError("");
    refusal.violations = std::move(record.violations);
    console_.Write(
        RefusalLines(file_, {record.line, record.account.id}, refusal, console_.style()));
  }

  uint64_t refused() const { return refused_; }

 private:
  const std::string file_;
  Output& output_;
  Console& console_;
  uint64_t refused_ = 0;
};

ExitCode Write(const EvaluationRequest& request, Console& console) {
  const imports::Mapping& mapping = *request.import.mapping;
  const auto files = FilesOf(mapping, request.accounts, request.import.sources);
  Output output;
  if (!files.ok()) {
    console.Fail(ToStd(files.status().message()));
    return ExitCode::kUsage;
  }
  if (const absl::Status opened = output.Open(request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const Interruption interruption;
  AccountLines lines((*files)[0], output, console);
  ImportReader reader(mapping, *files, ImportOptionsOf(request, absl::Now()),
                      [&](AccountRecord record) { lines.Take(std::move(record)); });
  const absl::Status read =
      reader.Run([&] { return !interruption.requested() && !output.broken(); },
                 [] { return AccountInput::Idle::kWait; });
  for (const std::string& note : reader.notes()) console.Say(note);
  if (!read.ok()) console.Fail(ToStd(read.message()));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  if (interruption.requested()) return ExitCode::kInterrupted;
  return read.ok() && lines.refused() == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

ExitCode Import(ImportCommand options) {
  Console console(options.request.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!LoadImportOrSayWhy(options.request.import, options.pack, *plan, console)) {
    return ExitCode::kInputRefused;
  }
  return Write(options.request, console);
}

}  // namespace

void AddImport(CLI::App& app, Run& run) {
  auto options = std::make_shared<ImportCommand>();
  CLI::App& command = *app.add_subcommand(
      "import", "Write exports of other systems as an account file, by a mapping");
  command.add_option("--pack", options->pack, "Folder of the rule pack that the mapping is for")
      ->type_name("FOLDER")
      ->required();
  AddAccountsFile(command, "--accounts", options->request);
  command.get_option("--import")->required();
  command.add_option("--output", options->request.output, "File for the accounts (default: stdout)")
      ->type_name("FILE");
  AddAsOf(command, options->request.as_of);
  AddAccountsFormat(command, options->request.accounts_format);
  AddColor(command, options->request.color);
  command.callback([options, &run] { run = [options] { return Import(*options); }; });
}

}  // namespace bellwether::cli
