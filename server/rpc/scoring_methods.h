// The methods of bellwether.v1.ScoringService on the completion queues: one account is evaluated by
// the polling thread, many are by large workers, comparisons and searches are left to others.
//
// Lives as long as the server. Both kinds of workers outlive it, and are stopped after the calls
// were cancelled and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_SCORING_METHODS_H_
#define BELLWETHER_SERVER_RPC_SCORING_METHODS_H_

#include "bellwether/v1/scoring.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/large_call.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/stream_call.h"
#include "server/rpc/unary_call.h"
#include "server/settings/options.h"

namespace bellwether {

class ScoringMethods {
 public:
  ScoringMethods(const ServerOptions& options, ScoringHandlers handlers, Reception& reception,
                 LargeWorkers& large, const WorkerEnvironment& workers);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;

 private:
  // Every method on the queues; the calls parse the messages.
  using Scoring = v1::ScoringService;
  using Service = Scoring::WithRawMethod_StreamEvaluate<Scoring::WithRawMethod_Evaluate<
      Scoring::WithRawMethod_ScoreHealth<Scoring::WithRawMethod_AssessGraduation<
          Scoring::WithRawMethod_DecideExtension<Scoring::WithRawMethod_EvaluateBatch<
              Scoring::WithRawMethod_EvaluateColumns<Scoring::WithRawMethod_CompareEvaluations<
                  Scoring::WithRawMethod_FindPath<Scoring::Service>>>>>>>>>;
  template <typename Request, typename Response>
  using Unary = UnaryMethod<Service, Request, Response>;
  template <typename Request, typename Response>
  using Large = LargeMethod<Service, Request, Response>;
  template <typename Request, typename Response>
  using Long = LongMethod<Service, Request, Response, Answers::kOne>;

  Service service_;
  Unary<v1::EvaluateRequest, v1::EvaluateResponse> evaluate_;
  Unary<v1::ScoreHealthRequest, v1::ScoreHealthResponse> score_health_;
  Unary<v1::AssessGraduationRequest, v1::AssessGraduationResponse> assess_graduation_;
  Unary<v1::DecideExtensionRequest, v1::DecideExtensionResponse> decide_extension_;
  Large<server::BatchRequestFrame, server::BatchResponseFrame> evaluate_batch_;
  StreamMethod<Service, v1::StreamEvaluateRequest, v1::StreamEvaluateResponse> stream_evaluate_;
  Large<v1::EvaluateColumnsRequest, v1::EvaluateColumnsResponse> evaluate_columns_;
  Long<v1::CompareEvaluationsRequest, v1::CompareEvaluationsResponse> compare_evaluations_;
  Long<v1::FindPathRequest, v1::FindPathResponse> find_path_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SCORING_METHODS_H_
