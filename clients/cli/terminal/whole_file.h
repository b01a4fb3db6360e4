// A file that is replaced as a whole or not at all.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace bellwether::cli {

// The new text stands beside the file until it is whole, so that no failure costs the old one. A
// link stays one: what it leads to is replaced. Permissions stay. Fails with a sentence.
absl::Status ReplaceFile(const std::string& name, std::string_view text);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_
