// bellwether ask: what to ask next about one account, and what each answer would do.
//
// Tested by tests/clients/cli_test.py.
#include <limits>
#include <memory>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;
constexpr int kIndent = 2;
constexpr size_t kUsualQuestions = 10;

struct AskOptions {
  SingleAccount single;
  size_t most = kUsualQuestions;
  bool all = false;
  bool json = false;
};

// The outcomes with their verdicts and questions, and nothing else of the evaluation.
v1::Evaluation QuestionsOnly(const v1::Evaluation& evaluation) {
  v1::Evaluation kept;
  kept.set_account_id(evaluation.account_id());
  *kept.mutable_pack() = evaluation.pack();
  *kept.mutable_as_of() = evaluation.as_of();
  for (const auto& health : evaluation.health()) {
    if (health.questions().empty()) continue;
    v1::HealthResult& added = *kept.add_health();
    added.set_model(health.model());
    added.set_primary(health.primary());
    added.set_state(health.state());
    added.set_confidence(health.confidence());
    *added.mutable_questions() = health.questions();
  }
  const v1::GraduationResult& graduation = evaluation.graduation();
  if (!graduation.questions().empty() || !graduation.readiness_questions().empty()) {
    v1::GraduationResult& added = *kept.mutable_graduation();
    added.set_state(graduation.state());
    added.set_decision(graduation.decision());
    added.set_readiness(graduation.readiness());
    added.set_confidence(graduation.confidence());
    *added.mutable_questions() = graduation.questions();
    *added.mutable_readiness_questions() = graduation.readiness_questions();
  }
  const v1::ExtensionResult& extension = evaluation.extension();
  if (!extension.questions().empty()) {
    v1::ExtensionResult& added = *kept.mutable_extension();
    added.set_state(extension.state());
    added.set_decision(extension.decision());
    added.set_days_granted(extension.days_granted());
    added.set_confidence(extension.confidence());
    added.set_turns_on(extension.turns_on());
    *added.mutable_questions() = extension.questions();
  }
  kept.set_questions_incomplete(evaluation.questions_incomplete());
  return kept;
}

std::string Text(const AskOptions& options, const Plan& plan, const v1::Evaluation& evaluation,
                 Output& output) {
  ExplanationOptions text;
  text.style = Style::For(options.single.request.color, output.stream());
  text.plan = &plan;
  text.width = TerminalWidth(output.stream(), kUsualWidth);
  text.most_questions = options.all ? std::numeric_limits<int>::max() : options.most;
  return QuestionsText(evaluation, text);
}

ExitCode Print(const AskOptions& options, const Plan& plan, const v1::Evaluation& evaluation,
               Console& console) {
  Output output;
  output.Write(options.json ? MessageJson(QuestionsOnly(evaluation), kIndent) + "\n"
                            : Text(options, plan, evaluation, output));
  return CloseOrSayWhy(output, console);
}

ExitCode AskAbout(const AskOptions& options) {
  Console console(options.single.request.color);
  return EvaluateSingle(options.single, console,
                        [&](const Plan& plan, const v1::Evaluation& evaluation) {
                          return Print(options, plan, evaluation, console);
                        });
}

}  // namespace

void AddAsk(Command app, Run& run) {
  auto options = std::make_shared<AskOptions>();
  const Command command = app.AddCommand(
      "ask", "Show which missing facts could change what is said about one account, and how");
  AddSingleAccount(command, options->single);
  const Option most =
      command.AddOption("--most", options->most, "Facts to show for each outcome (default: 10)")
          .TypeName("N")
          .InRange(1, 10'000);
  command.AddFlag("--all", options->all, "Show every fact").Excludes(most);
  AddTextOrJson(command, options->json);
  AddEvaluationOptions(command, options->single.request);
  AddExample(command,
             "bellwether ask --pack rules/saas --account rules/saas/accounts/borealis.json "
             "--as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return AskAbout(*options); }; });
}

}  // namespace bellwether::cli
