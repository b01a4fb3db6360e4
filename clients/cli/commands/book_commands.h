// The commands below `bellwether book`, as commands.h has those below `bellwether`.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_

#include "CLI/App.hpp"
#include "clients/cli/commands/commands.h"

namespace bellwether::cli {

void AddBookGenerate(CLI::App& book, Run& run);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_
