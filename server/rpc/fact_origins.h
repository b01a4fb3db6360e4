// Where the facts of an account come from that the store tells: records, and what people decided.
// A pure function.
#ifndef BELLWETHER_SERVER_RPC_FACT_ORIGINS_H_
#define BELLWETHER_SERVER_RPC_FACT_ORIGINS_H_

#include <vector>

#include "bellwether/v1/accounts.pb.h"
#include "engine/facts/account.h"
#include "server/accounts/stored_account.h"
#include "server/store/decision_store.h"

namespace bellwether {

// `facts`: of the account at `as_of`, with what people decided.
std::vector<v1::FactOrigin> OriginsOf(const StoredAccount& stored,
                                      const store::AccountDecisions& decisions,
                                      const Account& facts, const Moment& as_of);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_FACT_ORIGINS_H_
