// What requests about decisions hold, checked and understood. Problems are collected, all at once.
// Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_DECISIONS_REQUEST_H_
#define BELLWETHER_SERVER_RPC_DECISIONS_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "bellwether/v1/decisions.pb.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "server/rpc/call_context.h"
#include "server/store/decision_store.h"
#include "server/store/store.h"

namespace bellwether {

// Who, why and since when. The author is the caller, where it has a name.
store::EntryContext ReadDecisionContext(const v1::DecisionContext& message, const CallContext& call,
                                        std::vector<Violation>& violations);
store::Request DecisionRequestOf(const v1::DecisionContext& message, const CallContext& call);

// But for `expires_at`, which may need the account's time zone.
store::NewOverride ReadOverride(const v1::SetOverrideRequest& request, const Plan& plan,
                                std::vector<Violation>& violations);
store::NewOverride ReadRemoval(const v1::RemoveOverrideRequest& request,
                               std::vector<Violation>& violations);
store::NewDecision ReadDecision(const v1::RecordDecisionRequest& request,
                                std::vector<Violation>& violations);
// Nothing, and a violation, where there is no such moment, or none that is one in every time zone.
std::optional<Moment> ReadDecisionMoment(const v1::Moment& message, const char* path,
                                         std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DECISIONS_REQUEST_H_
