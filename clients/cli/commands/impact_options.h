// What `impact` and `remote impact` have in common: options, the budget, and how an impact is
// written.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_IMPACT_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_IMPACT_OPTIONS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "clients/cli/commands/command.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/proofs/impact_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/impact/budget.h"

namespace bellwether::cli {

struct ImpactRequest {
  std::string from;
  std::string to;
  std::string budget;
  ImpactFormat format = ImpactFormat::kText;
  // Files for forms beside that: Markdown, a page, JSON; "": not asked for.
  std::array<std::string, 3> files;
  size_t top = 10;
  EvaluationRequest accounts;
};

// --from and --to. Returns --from, which the caller requires or not.
Option AddPackPair(Command command, ImpactRequest& request);
// --accounts, --budget, --format, --markdown, --html, --json, --output, --top and what an
// evaluation takes
void AddImpactRequest(Command command, ImpactRequest& request);

// Every line of the budget; nothing, after what is wrong with it was said.
std::optional<impact::Budget> BudgetOrSayWhy(const std::string& path,
                                             const impact::PairNames& names, Console& console);
// False, after it was said, where two forms are to go to one file, which would hold the last of
// them.
bool FormsAreApart(const ImpactRequest& request, Console& console);
// Writes the report in every form. `code`: what to exit with where it is within the budget.
ExitCode WriteImpact(const ImpactRequest& request, const ImpactReport& report, ExitCode code,
                     Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_IMPACT_OPTIONS_H_
