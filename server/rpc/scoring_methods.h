// The methods of bellwether.v1.ScoringService on the completion queues: one account is evaluated by
// the polling thread, many are by large workers, comparisons and searches are left to others.
//
// Lives as long as the server. `options` and both kinds of workers outlive it; workers are stopped
// after the calls were cancelled and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_SCORING_METHODS_H_
#define BELLWETHER_SERVER_RPC_SCORING_METHODS_H_

#include "bellwether/v1/scoring.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/rpc/scoring_handlers.h"
#include "server/settings/options.h"

namespace bellwether {

class ScoringMethods {
 public:
  ScoringMethods(const ServerOptions& options, ScoringHandlers handlers, Reception& reception,
                 LargeWorkers& large, const WorkerEnvironment& workers);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Scoring = v1::ScoringService;
  using Methods =
      MethodTable<Scoring, Scoring::WithRawMethod_StreamEvaluate, Scoring::WithRawMethod_Evaluate,
                  Scoring::WithRawMethod_ScoreHealth, Scoring::WithRawMethod_AssessGraduation,
                  Scoring::WithRawMethod_DecideExtension, Scoring::WithRawMethod_EvaluateBatch,
                  Scoring::WithRawMethod_EvaluateColumns, Scoring::WithRawMethod_CompareEvaluations,
                  Scoring::WithRawMethod_FindPath>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SCORING_METHODS_H_
