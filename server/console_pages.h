// The console's files (clients/console) as pages of the HTTP port.
#ifndef BELLWETHER_SERVER_CONSOLE_PAGES_H_
#define BELLWETHER_SERVER_CONSOLE_PAGES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/http/gateway.h"

namespace bellwether {

// The files of a folder, read once: what is asked for later never reaches the disk. Links and
// hidden names are passed over; NAME.gz and NAME.br beside NAME are how it is sent to who takes
// that. INVALID_ARGUMENT: it cannot be read, has no index.html, or more than 16 MiB.
absl::StatusOr<std::vector<http::GatewayPage>> ReadConsole(const std::string& folder);

// The folder that `option` (--console) means: of "auto" the one that was built or installed with
// this program, of "none" none. "": there is none.
std::string ConsoleFolder(std::string_view option);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_CONSOLE_PAGES_H_
