// bellwether.v1.InterventionsService as plain functions: what is wrong with a request is said on
// the polling thread, the store is asked by a worker, a page at a time.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_INTERVENTIONS_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_INTERVENTIONS_HANDLERS_H_

#include <functional>
#include <string>

#include "bellwether/v1/interventions.pb.h"
#include "grpcpp/support/status.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/long_handler.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct InterventionsEnvironment {
  store::Store& store;
  // The pack that answers a tenant, by whose bands accounts are judged; null: none does at the
  // moment.
  std::function<SnapshotPointer(const std::string& tenant)> pack_of;
  Logger& log;
  uint32_t most = 200'000;  // interventions of one call
};

grpc::Status GetInterventionEffects(const InterventionsEnvironment& environment, CallContext& call,
                                    const v1::GetInterventionEffectsRequest& request,
                                    LongWork<v1::GetInterventionEffectsResponse>& work);
grpc::Status ListInterventions(const InterventionsEnvironment& environment, CallContext& call,
                               const v1::ListInterventionsRequest& request,
                               LongWork<v1::ListInterventionsResponse>& work);

// The service's methods, ready to be served.
struct InterventionsHandlers {
  LongHandler<v1::GetInterventionEffectsRequest, v1::GetInterventionEffectsResponse>
      get_intervention_effects;
  LongHandler<v1::ListInterventionsRequest, v1::ListInterventionsResponse> list_interventions;
};

// `environment` is copied; what it refers to outlives the handlers.
InterventionsHandlers MakeInterventionsHandlers(const InterventionsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_INTERVENTIONS_HANDLERS_H_
