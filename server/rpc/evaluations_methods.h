// The methods of bellwether.v1.EvaluationsService on the completion queues.
//
// Lives as long as the server. Its workers wait for a database, as those of AccountsMethods do.
#ifndef BELLWETHER_SERVER_RPC_EVALUATIONS_METHODS_H_
#define BELLWETHER_SERVER_RPC_EVALUATIONS_METHODS_H_

#include "bellwether/v1/evaluations.grpc.pb.h"
#include "server/base/work_queue.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/evaluations_handlers.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"
#include "server/rpc/watch_call.h"
#include "server/settings/options.h"

namespace bellwether {

class EvaluationsMethods {
 public:
  EvaluationsMethods(const ServerOptions& options, EvaluationsHandlers handlers,
                     Reception& reception, Logger& log);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;
  const WorkQueue& workers() const { return workers_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }
  // No watch is told anything any more. Before the loops are stopped.
  void CloseWatches() { watch_evaluations_.handler.feed->Close(); }

 private:
  using Evaluations = v1::EvaluationsService;
  using Service =
      Evaluations::WithRawMethod_GetLatestEvaluation<Evaluations::WithRawMethod_ListEvaluations<
          Evaluations::WithRawMethod_WatchEvaluations<Evaluations::Service>>>;
  template <typename Request, typename Response>
  using Long = LongMethod<Service, Request, Response, Answers::kOne>;

  Service service_;
  CallGate watches_;
  WorkQueue workers_;
  const WorkerEnvironment environment_;
  Long<v1::GetLatestEvaluationRequest, v1::GetLatestEvaluationResponse> get_latest_evaluation_;
  Long<v1::ListEvaluationsRequest, v1::ListEvaluationsResponse> list_evaluations_;
  WatchMethod<Service, v1::WatchEvaluationsRequest, v1::WatchEvaluationsResponse>
      watch_evaluations_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EVALUATIONS_METHODS_H_
