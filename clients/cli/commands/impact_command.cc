// bellwether impact: what another pack does to the accounts of a file.
//
// Tested by tests/clients/impact_command_test.py.
#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/account_run.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/yaml_file.h"
#include "clients/cli/proofs/impact_evaluator.h"
#include "clients/cli/proofs/impact_report.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/impact/tally.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;
constexpr size_t kMostListed = 1000;

// Forms that one run can write beside what `--format` says.
struct FileForm {
  const char* option;
  ImpactFormat format;
  const char* help;
};
constexpr FileForm kFileForms[] = {
    {"--markdown", ImpactFormat::kMarkdown, "Write the report as Markdown there, too"},
    {"--html", ImpactFormat::kHtml, "Write the report as a page there, too"},
    {"--json", ImpactFormat::kJson, "Write the report as JSON there, too"},
};

struct ImpactOptions {
  std::string from;
  std::string to;
  PackNumbers numbers;  // of both
  std::string budget;
  ImpactFormat format = ImpactFormat::kText;
  std::array<std::string, std::size(kFileForms)> files;  // parallel to kFileForms; "": not asked
  size_t top = 10;
  size_t threads = std::max(1U, std::thread::hardware_concurrency());
  EvaluationRequest accounts;
};

// Every line of the budget; nothing, after what is wrong with it was said.
std::optional<impact::Budget> BudgetOrSayWhy(const std::string& path, const impact::PackPair& pair,
                                             Console& console) {
  if (path.empty()) return impact::Budget();
  const auto sources = ReadYamlFile(path);
  if (!sources.ok()) {
    console.Fail(ToStd(sources.status().message()));
    return std::nullopt;
  }
  Staged<impact::Budget> budget = impact::ReadBudget(pair, *sources);
  if (budget.ok()) return std::move(budget.value);
  console.Write(DiagnosticsText(budget.diagnostics, *sources, console.style()));
  console.Fail(absl::StrCat("the budget ", path, " has ", CountText(budget.diagnostics)));
  return std::nullopt;
}

// Reads and compares all accounts. Nothing to report where the file as a whole was refused.
std::optional<impact::Impact> ImpactOf(const ImpactOptions& options, const impact::PackPair& pair,
                                       Console& console, ExitCode& code) {
  const EvaluatorFactory factory = [&](const v1::EvaluationOptions& evaluation,
                                       AccountSource source, AccountEvaluator::Sink sink,
                                       const AccountWatch&) {
    const size_t threads = source == AccountSource::kOneAlone ? 1 : options.threads;
    return MakeEvaluatorPool(
        threads,
        [&](AccountEvaluator::Sink answers) {
          return MakeImpactEvaluator(pair, evaluation, Limits(), std::move(answers));
        },
        std::move(sink));
  };
  AccountRun run(options.accounts, factory, console);
  if (!run.Open(code)) return std::nullopt;
  impact::Tally tally(pair, options.top);
  AccountRunHooks hooks;
  hooks.answered = [&tally](const AccountAnswer& answer) { tally.Add(answer.impact->change); };
  // What could not be read at all is refused by both.
  hooks.refused = [&tally](const AccountAnswer& answer) {
    const impact::Refusal& refusal = answer.impact->refusal;
    tally.Refuse(refusal.any() ? refusal : impact::Refusal{answer.violations, answer.violations});
  };
  run.Read({}, std::move(hooks));
  const bool has_results = run.has_results();
  code = run.Conclude();
  if (!has_results || code == ExitCode::kInterrupted) return std::nullopt;
  return tally.Finish();
}

// `path`: "" for stdout.
ExitCode WriteTo(const std::string& path, ImpactFormat format, const ImpactReport& report,
                 ColorChoice color, Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(path); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(ReportOf(report, format, Style::For(color, output.stream()),
                        TerminalWidth(output.stream(), kUsualWidth)));
  return CloseOrSayWhy(output, console);
}

// Files first: what is read while it is written to stdout is the last that can fail.
ExitCode Write(const ImpactOptions& options, const ImpactReport& report, Console& console) {
  const ColorChoice color = options.accounts.color;
  for (size_t i = 0; i < options.files.size(); ++i) {
    if (options.files[i].empty()) continue;
    const ExitCode written =
        WriteTo(options.files[i], kFileForms[i].format, report, color, console);
    if (written != ExitCode::kGood) return written;
  }
  return WriteTo(options.accounts.output, options.format, report, color, console);
}

// Whether two forms are to go to one file, which would hold the last of them.
bool SharesFile(const ImpactOptions& options) {
  std::vector<std::string> files(options.files.begin(), options.files.end());
  files.push_back(options.accounts.output);
  std::erase(files, "");
  std::sort(files.begin(), files.end());
  return std::adjacent_find(files.begin(), files.end()) != files.end();
}

ExitCode Impact(ImpactOptions options) {
  Console console(options.accounts.color);
  if (SharesFile(options)) {
    console.Fail("two forms of the report cannot go to one file");
    return ExitCode::kUsage;
  }
  // Both, so that what is wrong with one does not hide what is wrong with the other.
  const std::shared_ptr<const Plan> from = LoadPlanOrSayWhy(options.from, options.numbers, console);
  const std::shared_ptr<const Plan> to = LoadPlanOrSayWhy(options.to, options.numbers, console);
  if (from == nullptr || to == nullptr) return ExitCode::kPackInvalid;
  const impact::PackPair pair(*from, *to);
  const auto budget = BudgetOrSayWhy(options.budget, pair, console);
  const bool mapped = LoadImportOrSayWhy(options.accounts.import, options.to, *to, console);
  if (!budget || !mapped) return ExitCode::kInputRefused;
  ExitCode code = ExitCode::kGood;
  const auto impact = ImpactOf(options, pair, console, code);
  if (!impact) return code;
  const ImpactReport report{
      pair,         *impact, options.from, options.to, FormatMoment(*options.accounts.as_of),
      budget->lines};
  const ExitCode written = Write(options, report, console);
  if (written != ExitCode::kGood) return written;
  return report.kept() ? code : ExitCode::kTestsFailed;
}

void AddPacks(CLI::App& command, ImpactOptions& options) {
  command
      .add_option("--from", options.from,
                  "The pack as it was: a folder, or git:REVISION:PATH, as git:main:rules/saas")
      ->type_name("PACK")
      ->required();
  command.add_option("--to", options.to, "The pack as it is to be, likewise")
      ->type_name("PACK")
      ->required();
  AddPackNumbers(command, options.numbers);
}

}  // namespace

void AddImpact(CLI::App& app, Run& run) {
  auto options = std::make_shared<ImpactOptions>();
  CLI::App& command = *app.add_subcommand(
      "impact", "Say what a change of the rules does to the accounts of a file");
  AddPacks(command, *options);
  AddAccounts(command, "--accounts", options->accounts);
  command
      .add_option("--budget", options->budget,
                  "How much may change, in YAML; exit code 4 where it is more")
      ->type_name("FILE");
  AddChoice<ImpactFormat>(command, "--format", options->format,
                          {{"text", ImpactFormat::kText},
                           {"json", ImpactFormat::kJson},
                           {"markdown", ImpactFormat::kMarkdown},
                           {"html", ImpactFormat::kHtml}},
                          "Form of the report (default: text)");
  command.add_option("--output", options->accounts.output, "File for the report (default: stdout)")
      ->type_name("FILE");
  for (size_t i = 0; i < std::size(kFileForms); ++i) {
    command.add_option(kFileForms[i].option, options->files[i], kFileForms[i].help)
        ->type_name("FILE");
  }
  command.add_option("--top", options->top, "Accounts to name in each list (default: 10)")
      ->type_name("N")
      ->check(CLI::Range(size_t{0}, kMostListed).description(""));
  command
      .add_option("--threads", options->threads,
                  "Threads that evaluate; the report is the same (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1, 256).description(""));
  AddEvaluationOptions(command, options->accounts);
  command.get_option("--as-of")->required();
  AddExample(command,
             "bellwether impact --from git:HEAD:rules/saas --to rules/saas --accounts "
             "rules/saas/accounts/book.jsonl --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Impact(*options); }; });
}

}  // namespace bellwether::cli
