// The flags of bellwetherd. A flag wins over the configuration file, the file over the default.
#ifndef BELLWETHER_SERVER_COMMAND_LINE_H_
#define BELLWETHER_SERVER_COMMAND_LINE_H_

#include <string>

#include "server/settings/options.h"

namespace bellwether {

// Exit codes of bellwetherd.
inline constexpr int kExitOk = 0;
inline constexpr int kExitCannotServe = 1;  // the address is taken, for instance
inline constexpr int kExitUsage = 2;        // flags or configuration file
inline constexpr int kExitPackInvalid = 3;
inline constexpr int kExitBookInvalid = 4;
inline constexpr int kExitStateInvalid = 5;   // what --state keeps
inline constexpr int kExitInterrupted = 130;  // a second signal while shutting down

struct CommandLine {
  enum class Action { kServe, kCheckConfig, kExit };
  Action action = Action::kServe;
  int exit_code = kExitOk;  // of kExit
  std::string output;       // for stdout: --help, --version
  std::string problems;     // for stderr: everything that is wrong, or the warnings
  ServerOptions options;
};

// Never throws and prints nothing.
CommandLine ParseCommandLine(int argc, const char* const* argv);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_COMMAND_LINE_H_
