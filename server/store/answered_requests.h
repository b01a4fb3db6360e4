// Requests that were answered, so that a caller who did not hear the answer may ask again
// (AIP-155).
#ifndef BELLWETHER_SERVER_STORE_ANSWERED_REQUESTS_H_
#define BELLWETHER_SERVER_STORE_ANSWERED_REQUESTS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "server/store/store.h"
#include "soci/soci.h"

namespace bellwether::store {

// The answer that the request was given within a day; nothing: it is new, or has no id. `digest`
// tells what is asked for: ALREADY_EXISTS where the same id asked for something else. Throws
// soci_error, as Remember does.
absl::StatusOr<std::optional<std::string>> FindAnswer(soci::session& session,
                                                      const Request& request,
                                                      const std::string& digest);

// In the transaction of what was done. Forgets those that are older than a day.
void Remember(soci::session& session, const Request& request, const std::string& digest,
              const std::string& answer);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_ANSWERED_REQUESTS_H_
