// The program `bellwether`: command line in, exit code out.
#ifndef BELLWETHER_CLIENTS_CLI_APP_H_
#define BELLWETHER_CLIENTS_CLI_APP_H_

namespace bellwether::cli {

// Parses the command line, runs the chosen command and returns the program's exit code
// (exit_code.h). Nothing throws.
int RunApp(int argc, char** argv);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_APP_H_
