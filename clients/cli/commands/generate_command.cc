// bellwether generate: plausible accounts of a pack, as many as are wanted.
//
// Tested by tests/clients/generate_command_test.py.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/input/ordered_pool.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/writers/json_frame.h"
#include "engine/accounts/account_json.h"
#include "engine/base/string_bridge.h"
#include "engine/generation/account_generator.h"

namespace bellwether::cli {
namespace {

constexpr uint64_t kMostAccounts = 100'000'000;
constexpr uint64_t kBatchAccounts = 64;

struct GenerateOptions {
  std::string pack;
  PackNumbers numbers;
  std::string output;
  bool replace = false;
  uint64_t count = 100;
  uint64_t seed = 1;
  std::optional<Moment> as_of;
  OutputFormat format = OutputFormat::kJsonLines;
  size_t threads = std::max(1U, std::thread::hardware_concurrency());
  ColorChoice color = ColorChoice::kAuto;
};

// Some accounts one after the other.
struct Batch {
  uint64_t first = 0;
  uint64_t end = 0;
  std::vector<std::string> accounts;
};

// Accounts are made in threads and written in their order. Memory does not grow with their number.
// False when it was interrupted.
bool WriteAccounts(const GenerateOptions& options, const Plan& plan, Output& output,
                   Console& console) {
  const generation::AccountGenerator accounts(plan, options.seed, *options.as_of);
  const Interruption interruption;
  Progress progress(console, true);
  JsonFrame frame(options.format == OutputFormat::kJsonLines);
  OrderedPool<Batch> pool(
      options.threads,
      [&](size_t, Batch& batch) {
        for (uint64_t i = batch.first; i < batch.end; ++i) {
          batch.accounts.push_back(AccountJson(accounts.At(i), frame.indent()));
        }
      },
      [&](Batch& batch) {
        std::string text;
        for (const std::string& account : batch.accounts) frame.Write(account, text);
        output.Write(text);
        progress.Update(batch.end,
                        static_cast<double>(batch.end) / static_cast<double>(options.count));
      });
  for (uint64_t first = 0; first < options.count; first += kBatchAccounts) {
    if (interruption.requested() || output.broken()) break;
    pool.Send({first, std::min(first + kBatchAccounts, options.count), {}});
  }
  pool.Finish();
  std::string end;
  frame.Finish(end);
  output.Write(end);
  return !interruption.requested();
}

// What every account would be refused for.
bool CheckAsOf(const GenerateOptions& options, const Plan& plan, Console& console) {
  BindOptions bind;
  bind.as_of = *options.as_of;
  for (const Violation& violation : CheckBindOptions(plan, bind, Limits())) {
    console.Fail(absl::StrCat("--as-of: ", violation.message));
    return false;
  }
  return true;
}

bool MayWrite(const GenerateOptions& options, Console& console) {
  std::error_code error;
  const bool exists = !options.output.empty() && options.output != "-" &&
                      std::filesystem::is_regular_file(options.output, error);
  if (!exists || options.replace) return true;
  console.Fail(absl::StrCat(options.output,
                            " is there already; give another file, or --force to replace it"));
  return false;
}

ExitCode Generate(const GenerateOptions& options) {
  Console console(options.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!CheckAsOf(options, *plan, console) || !MayWrite(options, console)) return ExitCode::kUsage;
  Output output;
  if (const absl::Status opened = output.Open(options.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const bool whole = WriteAccounts(options, *plan, output, console);
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return whole ? ExitCode::kGood : ExitCode::kInterrupted;
}

void AddFile(Command command, GenerateOptions& options) {
  AddAccountsForm(command, options.format);
  command.AddOption("--output", options.output, "File for the accounts (default: stdout)")
      .TypeName("FILE");
  command.AddFlag("--force", options.replace, "Replace the file that is there");
  command
      .AddOption("--threads", options.threads,
                 "Threads; the accounts are the same (default: one for each core)")
      .TypeName("N")
      .InRange(1, 256);
}

}  // namespace

void AddGenerate(Command app, Run& run) {
  auto options = std::make_shared<GenerateOptions>();
  const Command command = app.AddCommand(
      "generate", "Write plausible accounts of a pack: all bands, both sides of every number");
  command.AddOption("--pack", options->pack, "Folder of the rule pack")
      .TypeName("FOLDER")
      .Required();
  AddPackNumbers(command, options->numbers);
  command.AddOption("--count", options->count, "How many accounts (default: 100)")
      .TypeName("N")
      .InRange(uint64_t{1}, kMostAccounts);
  command.AddOption("--seed", options->seed, "Other accounts of the same kind (default: 1)")
      .TypeName("S");
  AddMoment(command, "--as-of", "When their facts are known: evaluate them as of the same date",
            options->as_of);
  command.GetOption("--as-of").Required();
  AddFile(command, *options);
  AddColor(command, options->color);
  AddExample(command,
             "bellwether generate --pack rules/saas --count 1000 --as-of 2026-03-01 --output "
             "/tmp/accounts.jsonl --force");
  command.WhenChosen([options, &run] { run = [options] { return Generate(*options); }; });
}

}  // namespace bellwether::cli
