// The commands below `bellwether book`, as commands.h has those below `bellwether`.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_

#include "clients/cli/commands/command.h"
#include "clients/cli/commands/commands.h"

namespace bellwether::cli {

void AddBookGenerate(Command book, Run& run);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_BOOK_COMMANDS_H_
