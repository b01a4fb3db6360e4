// bellwether explain: one account, and how its scores came about.
//
// Tested by tests/clients/cli_test.py.
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/explain_change.h"
#include "clients/cli/commands/health_model.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;
constexpr int kIndent = 2;

struct ExplainOptions {
  SingleAccount single;
  ChangeOptions change;
  std::string model;
  SectionChoice sections;
  bool json = false;
  bool brief = false;
};

ExitCode Print(const ExplainOptions& options, const Plan& plan, const v1::Evaluation& evaluation,
               Console& console) {
  Output output;
  if (options.json) {
    output.Write(MessageJson(evaluation, kIndent) + "\n");
  } else {
    ExplanationOptions text;
    text.style = Style::For(options.single.request.color, output.stream());
    text.plan = &plan;
    text.width = TerminalWidth(output.stream(), kUsualWidth);
    text.model = options.model;
    text.sections = options.sections;
    text.brief = options.brief;
    output.Write(ExplanationText(evaluation, text));
  }
  return CloseOrSayWhy(output, console);
}

ExitCode Explain(const ExplainOptions& options) {
  if (options.change.given()) {
    return ExplainChange(options.single, options.change, options.model, options.json);
  }
  Console console(options.single.request.color);
  return EvaluateSingle(
      options.single, console,
      [&](const Plan& plan, const v1::Evaluation& evaluation) {
        return Print(options, plan, evaluation, console);
      },
      [&](const Plan& plan) { return HasModel({&plan}, options.model, console); });
}

Option AddSections(Command command, const std::shared_ptr<ExplainOptions>& options) {
  const std::vector<std::string> names = SectionChoice::AllNames();
  return command
      .AddParsedList(
          "--section",
          [options, names](const std::vector<std::string>& given) {
            for (const std::string& name : given) {
              if (options->sections.Add(name)) continue;
              ThrowInvalid("--section", absl::StrCat("unknown section ", Quoted(name), "; ",
                                                     DidYouMean(name, names)));
            }
          },
          absl::StrCat("Sections to show, apart by commas (default: all): ",
                       absl::StrJoin(names, ", ")))
      .TypeName("SECTION,...")
      .SplitAt(',')
      .Excludes("--model");
}

}  // namespace

void AddExplain(Command app, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  const Command command = app.AddCommand(
      "explain", "Show what was decided about one account, what to do, and how it came about");
  AddSingleAccount(command, options->single);
  const Option model =
      command.AddOption("--model", options->model, "Health model to explain alone (default: all)")
          .TypeName("MODEL");
  const Option sections = AddSections(command, options);
  const Option brief =
      command
          .AddFlag("--brief", options->brief,
                   "Stop before the arithmetic: decision, why, what to do, what to ask")
          .Excludes(model);
  for (Option change : AddChangeOptions(command, options->change, options->single)) {
    change.Excludes(sections).Excludes(brief);
  }
  AddTextOrJson(command, options->json);
  AddEvaluationOptions(command, options->single.request);
  AddExample(command,
             "bellwether explain --pack rules/saas --account rules/saas/accounts/acme.json "
             "--as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Explain(*options); }; });
}

}  // namespace bellwether::cli
