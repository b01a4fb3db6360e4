// Tested by tests/clients/impact_command_test.py and remote_rules_test.py.
#include "clients/cli/commands/impact_options.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/yaml_file.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"

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
ExitCode WriteForms(const ImpactRequest& request, const ImpactReport& report, Console& console) {
  const ColorChoice color = request.accounts.color;
  for (size_t i = 0; i < request.files.size(); ++i) {
    if (request.files[i].empty()) continue;
    const ExitCode written =
        WriteTo(request.files[i], kFileForms[i].format, report, color, console);
    if (written != ExitCode::kGood) return written;
  }
  return WriteTo(request.accounts.output, request.format, report, color, console);
}

}  // namespace

Option AddPackPair(Command command, ImpactRequest& request) {
  const Option from =
      command
          .AddOption("--from", request.from,
                     "The pack as it was: a folder, or git:REVISION:PATH, as git:main:rules/saas")
          .TypeName("PACK");
  command.AddOption("--to", request.to, "The pack as it is to be, likewise")
      .TypeName("PACK")
      .Required();
  return from;
}

void AddImpactRequest(Command command, ImpactRequest& request) {
  AddAccounts(command, "--accounts", request.accounts);
  command
      .AddOption("--budget", request.budget,
                 "How much may change, in YAML; exit code 4 where it is more")
      .TypeName("FILE");
  AddChoice<ImpactFormat>(command, "--format", request.format,
                          {{"text", ImpactFormat::kText},
                           {"json", ImpactFormat::kJson},
                           {"markdown", ImpactFormat::kMarkdown},
                           {"html", ImpactFormat::kHtml}},
                          "Form of the report (default: text)");
  for (size_t i = 0; i < request.files.size(); ++i) {
    command.AddOption(kFileForms[i].option, request.files[i], kFileForms[i].help).TypeName("FILE");
  }
  command.AddOption("--output", request.accounts.output, "File for the report (default: stdout)")
      .TypeName("FILE");
  command.AddOption("--top", request.top, "Accounts to name in each list (default: 10)")
      .TypeName("N")
      .InRange(size_t{0}, kMostListed);
  AddEvaluationOptions(command, request.accounts);
  command.GetOption("--as-of").Required();
}

std::optional<impact::Budget> BudgetOrSayWhy(const std::string& path,
                                             const impact::PairNames& names, Console& console) {
  if (path.empty()) return impact::Budget();
  const auto sources = ReadYamlFile(path);
  if (!sources.ok()) {
    console.Fail(ToStd(sources.status().message()));
    return std::nullopt;
  }
  Staged<impact::Budget> budget = impact::ReadBudget(names, *sources);
  if (budget.ok()) return std::move(budget.value);
  console.Write(DiagnosticsText(budget.diagnostics, *sources, console.style()));
  console.Fail(absl::StrCat("the budget ", path, " has ", CountText(budget.diagnostics)));
  return std::nullopt;
}

bool FormsAreApart(const ImpactRequest& request, Console& console) {
  std::vector<std::string> files(request.files.begin(), request.files.end());
  files.push_back(request.accounts.output);
  std::erase(files, "");
  std::sort(files.begin(), files.end());
  if (std::adjacent_find(files.begin(), files.end()) == files.end()) return true;
  console.Fail("two forms of the report cannot go to one file");
  return false;
}

ExitCode WriteImpact(const ImpactRequest& request, const ImpactReport& report, ExitCode code,
                     Console& console) {
  const ExitCode written = WriteForms(request, report, console);
  if (written != ExitCode::kGood) return written;
  return report.kept() ? code : ExitCode::kTestsFailed;
}

}  // namespace bellwether::cli
