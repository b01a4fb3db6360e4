// Packs, the sources of labels and what was activated, as messages. Quick: nothing is loaded.
#ifndef BELLWETHER_SERVER_RPC_PACK_LISTING_H_
#define BELLWETHER_SERVER_RPC_PACK_LISTING_H_

#include <string>
#include <vector>

#include "bellwether/v1/rules.pb.h"
#include "server/packs/pack_state.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

// Those under labels, in the order of kPackLabels, each once.
std::vector<v1::Pack> LabelledPacks(const RulesEnvironment& environment);
// The same, and then those that are only stored.
std::vector<v1::Pack> AllPacks(const RulesEnvironment& environment);
// Of every label that has a source. `problems`: whether they are told.
std::vector<v1::SourceState> SourceStates(const RulesEnvironment& environment, bool problems);

void PackProblemToProto(const PackProblem& problem, v1::PackProblem& message);

// The calls about them; rules_handlers.h has the others.
grpc::Status GetPack(const RulesEnvironment& environment, CallContext& call,
                     const v1::GetPackRequest& request, v1::GetPackResponse& response);
grpc::Status ListPacks(const RulesEnvironment& environment, CallContext& call,
                       const v1::ListPacksRequest& request, v1::ListPacksResponse& response);
grpc::Status ListActivations(const RulesEnvironment& environment, CallContext& call,
                             const v1::ListActivationsRequest& request,
                             v1::ListActivationsResponse& response);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_LISTING_H_
