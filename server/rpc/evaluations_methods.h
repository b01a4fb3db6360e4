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
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class EvaluationsMethods {
 public:
  EvaluationsMethods(const ServerOptions& options, EvaluationsHandlers handlers,
                     Reception& reception, Logger& log);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }
  const WorkQueue& workers() const { return workers_; }
  // For other services that wait for the database.
  const WorkerEnvironment& environment() const { return environment_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }
  // No watch is told anything any more. Before the loops are stopped.
  void CloseWatches() { feed_->Close(); }

 private:
  using Evaluations = v1::EvaluationsService;
  using Methods = MethodTable<Evaluations, Evaluations::WithRawMethod_GetLatestEvaluation,
                              Evaluations::WithRawMethod_ListEvaluations,
                              Evaluations::WithRawMethod_WatchEvaluations>;

  CallGate watches_;
  WorkQueue workers_;
  const WorkerEnvironment environment_;
  std::shared_ptr<PackFeed> feed_;  // of the watches
  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EVALUATIONS_METHODS_H_
