// What `path` and `remote path` have in common: options, and how paths are printed.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_PATH_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_PATH_OPTIONS_H_

#include <cstddef>
#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

inline constexpr const char* kGoalOption = "--to";

struct PathQuestion {
  std::string goal;   // "": the next better band
  std::string model;  // "": the one that answers
  bool pairs = true;
  size_t most = 10;
  bool json = false;
};

// --to, --model, --pairs, --top, --format
void AddPathQuestion(Command command, PathQuestion& question);
ExitCode PrintPaths(const PathQuestion& question, const v1::FindPathResponse& answer,
                    ColorChoice color, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_PATH_OPTIONS_H_
