// What the program's exit code tells. docs/cli.md shows the same table.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_EXIT_CODE_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_EXIT_CODE_H_

namespace bellwether::cli {

enum class ExitCode {
  kGood = 0,
  kFailed = 1,         // the world outside: no server, a full disk; or our own mistake
  kUsage = 2,          // the command line is wrong
  kPackInvalid = 3,    // the pack has errors or cannot be read
  kTestsFailed = 4,    // tests of a pack failed, or a change does more than it may
  kInputRefused = 5,   // an account was refused, or the account file cannot be read
  kInterrupted = 130,  // Ctrl-C, as a shell shows it
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_EXIT_CODE_H_
