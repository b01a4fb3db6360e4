// An account of the store as calls ask about it. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_
#define BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_

#include <string>
#include <vector>

#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/accounts.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "grpcpp/support/status.h"
#include "protos/wire/view.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/call_context.h"
#include "server/rpc/scoring_handlers.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What was known of an account.
struct KnownAccount {
  Account facts;
  uint64_t records = 0;
  // Where the facts come from, if that is asked for.
  bool asks_origins = false;
  std::vector<v1::FactOrigin> origins = {};
};

// On a worker. NOT_FOUND: nothing was known of it at `as_of`.
grpc::Status ReadKnownAccount(Logger& log, store::Store& store, const std::string& tenant,
                              const std::string& account, const Plan& plan, const Moment& as_of,
                              const Limits& limits, KnownAccount& known);

// What was known of an account, evaluated as if it had been sent: into the workspace of the call,
// and the message. Signals that the pack does not declare are reported, since the pack of today may
// lack those of the past (S11). Not OK: the workspace may hold anything.
grpc::Status EvaluateKnown(const ScoringEnvironment& environment, const SnapshotPointer& snapshot,
                           const v1::Account& account, BindOptions options,
                           const wire::AnswerOptions& view, CallContext& call,
                           v1::Evaluation& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_KNOWN_ACCOUNT_H_
