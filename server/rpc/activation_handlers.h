// The calls of bellwether.v1.RulesService that change which packs answer, as plain functions: what
// is wrong with a request is said at once, the rest is work (server/activation/activations.h).
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_ACTIVATION_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_ACTIVATION_HANDLERS_H_

#include <string>
#include <vector>

#include "bellwether/v1/rules.pb.h"
#include "engine/facts/account.h"
#include "server/activation/change.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

grpc::Status ActivatePack(const RulesEnvironment& environment, CallContext& call,
                          const v1::ActivatePackRequest& request,
                          LongWork<v1::ActivatePackResponse>& work);
grpc::Status RollbackPack(const RulesEnvironment& environment, CallContext& call,
                          const v1::RollbackPackRequest& request,
                          LongWork<v1::RollbackPackResponse>& work);
grpc::Status ApproveActivation(const RulesEnvironment& environment, CallContext& call,
                               const v1::ApproveActivationRequest& request,
                               LongWork<v1::ApproveActivationResponse>& work);

// A label that has a source: active, canary or shadow; "" is active. A violation otherwise.
PackLabel CheckLabel(const std::string& label, std::vector<Violation>& violations);

// What a call ends with whose change was refused.
grpc::Status RefusalToStatus(const Refusal& refusal);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACTIVATION_HANDLERS_H_
