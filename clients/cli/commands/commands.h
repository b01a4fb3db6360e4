// The commands. Each adds itself to the command line, options, help and example included, and
// leaves in `run` what is to be done when it is chosen.
//
// One file for each command, which describes it by command.h. What a command prints: results on
// stdout, everything else on stderr.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_

#include <functional>

#include "clients/cli/commands/command.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

using Run = std::function<ExitCode()>;

void AddAlerts(Command app, Run& run);
void AddAsk(Command app, Run& run);
void AddBaseline(Command app, Run& run);
void AddBook(Command app, Run& run);
void AddCheck(Command app, Run& run);
void AddCompletion(Command app, Run& run);
void AddDrivers(Command app, Run& run);
void AddDump(Command app, Run& run);
void AddEvaluate(Command app, Run& run);
void AddExperiment(Command app, Run& run);
void AddExplain(Command app, Run& run);
void AddFit(Command app, Run& run);
void AddFmt(Command app, Run& run);
void AddGenerate(Command app, Run& run);
void AddHistory(Command app, Run& run);
void AddImport(Command app, Run& run);
void AddInvestigate(Command app, Run& run);
void AddImpact(Command app, Run& run);
void AddInit(Command app, Run& run);
void AddDiff(Command app, Run& run);
void AddLog(Command app, Run& run);
void AddMan(Command app, Run& run);
void AddMutate(Command app, Run& run);
void AddPack(Command app, Run& run);
void AddPath(Command app, Run& run);
void AddPortfolio(Command app, Run& run);
void AddRemote(Command app, Run& run);
void AddReplay(Command app, Run& run);
void AddSchema(Command app, Run& run);
void AddTest(Command app, Run& run);
void AddToken(Command app, Run& run);
void AddVersion(Command app, Run& run);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_COMMANDS_H_
