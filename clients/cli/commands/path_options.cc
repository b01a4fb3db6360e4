// Tested by tests/clients/path_command_test.py and remote_rules_test.py.
#include "clients/cli/commands/path_options.h"

#include "clients/cli/commands/options.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {

void AddPathQuestion(Command command, PathQuestion& question) {
  command
      .AddOption(kGoalOption, question.goal,
                 "A band (or a better one), graduate, ready, close, or a condition as "
                 "\"health.primary.score >= 70\" (default: the next better band)")
      .TypeName("GOAL");
  command
      .AddOption("--model", question.model,
                 "Health model whose bands are meant (default: the one that answers)")
      .TypeName("MODEL");
  command.AddFlag("--pairs,!--no-pairs", question.pairs,
                  "Look for two changes that reach it together (default: yes)");
  command.AddOption("--top", question.most, "Paths of each kind to show (default: 10)")
      .TypeName("N")
      .InRange(1, 100'000);
  AddTextOrJson(command, question.json);
}

ExitCode PrintPaths(const PathQuestion& question, const v1::FindPathResponse& answer,
                    ColorChoice color, Console& console) {
  const PathReport report{answer, question.pairs, question.most};
  Output output;
  output.Write(question.json ? PathJson(report)
                             : PathText(report, Style::For(color, output.stream())));
  return CloseOrSayWhy(output, console);
}

}  // namespace bellwether::cli
