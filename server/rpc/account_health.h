// How the accounts of a list stood when they were evaluated last: of a page at once.
//
//   const absl::Status told = TellHealth(store, {tenant, digest, now}, response);
//
// Asks the store and reads JSON: for workers. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ACCOUNT_HEALTH_H_
#define BELLWETHER_SERVER_RPC_ACCOUNT_HEALTH_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/accounts.pb.h"
#include "server/store/store.h"

namespace bellwether {

struct HealthAsked {
  std::string tenant;
  std::string pack_digest;  // of the pack that answers it now; "": none does
  absl::Time now;
};

// Adds to the accounts of the page, which are by any order, what was said of those that were
// evaluated; what is kept of one and cannot be read is marked there. Errors are those of the store.
absl::Status TellHealth(store::Store& store, const HealthAsked& asked,
                        v1::ListAccountsResponse& page);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACCOUNT_HEALTH_H_
