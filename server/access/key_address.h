// Where the keys of an issuer may be fetched from.
#ifndef BELLWETHER_SERVER_ACCESS_KEY_ADDRESS_H_
#define BELLWETHER_SERVER_ACCESS_KEY_ADDRESS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace bellwether {

// https, or http of this machine: whoever could change the keys on their way could sign tokens.
absl::Status CheckKeyAddress(std::string_view address);

// A key set larger than that is something else.
inline constexpr size_t kMaxKeySetBytes = 256 << 10;

// Fetches it, within five seconds, following no redirection. `ca`: file of the certificates that
// the address's own is checked by; "": those of the system. Fails with a sentence that says why.
// Any thread.
absl::StatusOr<std::string> FetchKeys(const std::string& address, const std::string& ca);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_KEY_ADDRESS_H_
