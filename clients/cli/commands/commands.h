// The commands. Each adds itself to the command line, options, help and example included, and
// leaves in `run` what is to be done when it is chosen.
//
// One file for each command. What a command prints: results on stdout, everything else on stderr.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_

#include <functional>

#include "CLI/App.hpp"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

using Run = std::function<ExitCode()>;

void AddAlerts(CLI::App& app, Run& run);
void AddAsk(CLI::App& app, Run& run);
void AddBaseline(CLI::App& app, Run& run);
void AddBook(CLI::App& app, Run& run);
void AddCheck(CLI::App& app, Run& run);
void AddCompletion(CLI::App& app, Run& run);
void AddDrivers(CLI::App& app, Run& run);
void AddDump(CLI::App& app, Run& run);
void AddEvaluate(CLI::App& app, Run& run);
void AddExperiment(CLI::App& app, Run& run);
void AddExplain(CLI::App& app, Run& run);
void AddFit(CLI::App& app, Run& run);
void AddFmt(CLI::App& app, Run& run);
void AddGenerate(CLI::App& app, Run& run);
void AddHistory(CLI::App& app, Run& run);
void AddImport(CLI::App& app, Run& run);
void AddInvestigate(CLI::App& app, Run& run);
void AddImpact(CLI::App& app, Run& run);
void AddInit(CLI::App& app, Run& run);
void AddDiff(CLI::App& app, Run& run);
void AddLog(CLI::App& app, Run& run);
void AddMan(CLI::App& app, Run& run);
void AddMutate(CLI::App& app, Run& run);
void AddPack(CLI::App& app, Run& run);
void AddPath(CLI::App& app, Run& run);
void AddPortfolio(CLI::App& app, Run& run);
void AddRemote(CLI::App& app, Run& run);
void AddReplay(CLI::App& app, Run& run);
void AddSchema(CLI::App& app, Run& run);
void AddTest(CLI::App& app, Run& run);
void AddToken(CLI::App& app, Run& run);
void AddVersion(CLI::App& app, Run& run);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_
