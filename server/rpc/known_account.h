// An account of the store as calls ask about it. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_
#define BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_

#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "grpcpp/support/status.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What was known of an account.
struct KnownAccount {
  Account facts;
  uint64_t records = 0;
};

// On a worker. NOT_FOUND: nothing was known of it at `as_of`.
grpc::Status ReadKnownAccount(Logger& log, store::Store& store, const std::string& tenant,
                              const std::string& account, const Plan& plan, const Moment& as_of,
                              const Limits& limits, KnownAccount& known);

// That a request names an account at all.
void CheckAccountId(const std::string& account_id, std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_
