// bellwether.v1.EvaluationsService as plain functions: what is wrong with a request is said on the
// polling thread, the store is asked by a worker, and who watches is told by a reader of its own.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_EVALUATIONS_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_EVALUATIONS_HANDLERS_H_

#include <functional>
#include <string>

#include "bellwether/v1/evaluations.pb.h"
#include "grpcpp/support/status.h"
#include "server/book/evaluation_reader.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/watch_handler.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct EvaluationsEnvironment {
  store::Store& store;
  EvaluationReader& reader;
  // The pack that answers a tenant; null: none does at the moment.
  std::function<SnapshotPointer(const std::string& tenant)> pack_of;
  Logger& log;
};

grpc::Status GetLatestEvaluation(const EvaluationsEnvironment& environment, CallContext& call,
                                 const v1::GetLatestEvaluationRequest& request,
                                 LongWork<v1::GetLatestEvaluationResponse>& work);
grpc::Status ListEvaluations(const EvaluationsEnvironment& environment, CallContext& call,
                             const v1::ListEvaluationsRequest& request,
                             LongWork<v1::ListEvaluationsResponse>& work);

// The service's methods, ready to be served.
struct EvaluationsHandlers {
  LongHandler<v1::GetLatestEvaluationRequest, v1::GetLatestEvaluationResponse>
      get_latest_evaluation;
  LongHandler<v1::ListEvaluationsRequest, v1::ListEvaluationsResponse> list_evaluations;
  WatchHandler<v1::WatchEvaluationsRequest, v1::WatchEvaluationsResponse> watch_evaluations;
};

// `environment` is copied; what it refers to outlives the handlers and their watches.
EvaluationsHandlers MakeEvaluationsHandlers(const EvaluationsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EVALUATIONS_HANDLERS_H_
