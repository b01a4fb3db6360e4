// Whether --activation-approvals can be kept: callers must be told apart.
#ifndef BELLWETHER_SERVER_ACTIVATION_APPROVAL_OPTION_H_
#define BELLWETHER_SERVER_ACTIVATION_APPROVAL_OPTION_H_

#include <string>

#include "server/settings/options.h"

namespace bellwether {

// Whether the server asks callers who they are.
inline bool CallersHaveNames(const ServerOptions& options) { return !options.access_file.empty(); }

// What is wrong, a line each; "" when all is well.
inline std::string CheckApprovals(const ServerOptions& options) {
  if (options.activation_approvals < 2) return "";
  std::string problems;
  if (options.state.empty()) {
    problems +=
        "error: --activation-approvals: no activation can wait for approval without a state "
        "folder; add --state FOLDER\n";
  }
  if (!CallersHaveNames(options)) {
    problems +=
        "error: --activation-approvals: this server does not ask its callers who they are, so it "
        "cannot tell a second one from the first; add --access-file FILE, or leave the option "
        "out\n";
  }
  return problems;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_APPROVAL_OPTION_H_
