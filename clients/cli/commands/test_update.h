// `bellwether test --update`: expectations that fail, as the pack would have them.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_UPDATE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_UPDATE_H_

#include "clients/cli/input/test_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {

// Shows the changes as a diff on stdout, and what cannot be changed on stderr; with `write` it
// changes the files, too. kTestsFailed as long as something fails.
ExitCode UpdateTests(const LoadedTests& tests, const TestReport& report, bool write,
                     Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_TEST_UPDATE_H_
