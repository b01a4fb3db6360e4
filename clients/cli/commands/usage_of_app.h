// The command line of the program as plain data, read from the parser that parses it.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_USAGE_OF_APP_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_USAGE_OF_APP_H_

#include "clients/cli/commands/command.h"
#include "engine/usage/usage.h"

namespace bellwether::cli {

// With all commands below it. Options and commands that help does not show are left out.
usage::Command UsageOf(Command app);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_USAGE_OF_APP_H_
