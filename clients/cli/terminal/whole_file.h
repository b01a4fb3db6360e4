// A file that is there whole or not at all: whoever reads it while it is written, and whoever looks
// after a full disk, finds the old one.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace bellwether::cli {

// Puts `text` in the place of the file, which need not exist. Behind a link, in the place of what
// it leads to; permissions stay. A pipe or a device is written into. Fails with a sentence that
// names the file.
absl::Status WriteWhole(const std::string& path, std::string_view text);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_WHOLE_FILE_H_
