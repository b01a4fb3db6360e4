// bellwether completion bash|zsh|fish: a script by which a shell completes this program's commands,
// options and values.
//
// Tested by tests/deploy/completion_test.py.
#include <memory>
#include <utility>

#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/usage_of_app.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {
namespace {

ExitCode Print(usage::Shell shell, Command app) {
  Output output;
  output.Write(usage::Completion(shell, UsageOf(app)));
  Console console(ColorChoice::kAuto);
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddCompletion(Command app, Run& run) {
  auto shell = std::make_shared<usage::Shell>();
  const Command command = app.AddCommand(
      "completion", "Print a script by which a shell completes commands, options and their values");
  AddChoice<usage::Shell>(
      command, "SHELL", *shell,
      {{"bash", usage::Shell::kBash}, {"zsh", usage::Shell::kZsh}, {"fish", usage::Shell::kFish}},
      "Shell that reads the script")
      .Required();
  AddExample(command, "bellwether completion bash");
  command.WhenChosen([shell, app, &run] { run = [shell, app] { return Print(*shell, app); }; });
}

}  // namespace bellwether::cli
