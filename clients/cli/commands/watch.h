// Runs something whenever a pack changes, until Ctrl-C.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_WATCH_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_WATCH_H_

#include <functional>
#include <string>

#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

// Runs once, and again after every change of a YAML file below `folder`. On a terminal each run
// begins on an empty screen, with the time. kInterrupted in the end.
ExitCode RunAtEveryChange(const std::string& folder, const std::function<ExitCode()>& run,
                          Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_WATCH_H_
