// Where the server may listen.
#ifndef BELLWETHER_SERVER_SETTINGS_LISTEN_ADDRESS_H_
#define BELLWETHER_SERVER_SETTINGS_LISTEN_ADDRESS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace bellwether {

// "127.0.0.1:50051", "localhost:0", "[::1]:50051", "0.0.0.0:50051", "unix:/run/bellwether.sock".
// With something missing ("TLS", "TLS and a way to know its callers"; "": nothing) only addresses
// that stay on this machine are good.
absl::Status CheckListenAddress(std::string_view address, std::string_view missing);
// Whether others than this machine can reach it. Of a good address.
bool IsReachedFromOutside(std::string_view address);

// The same of --metrics-listen: "" or HOST:PORT, of IPv4, which is what Debian's civetweb has. What
// is told there are counts, names of the pack and how the server does.
absl::Status CheckMetricsAddress(std::string_view address, bool insecure_allowed);

// The same of --http-address: "" or HOST:PORT. Calls come there as they come to --listen, so what may
// be missing is the same.
absl::Status CheckHttpAddress(std::string_view address, std::string_view missing);

// The address with the port that the system chose in place of 0.
std::string WithPort(std::string_view address, int port);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SETTINGS_LISTEN_ADDRESS_H_
