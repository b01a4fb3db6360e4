// bellwether.v1.ScoringService as plain functions: pin the pack, convert, bind, evaluate, convert
// back. Nothing here knows of queues or threads, so tests call them directly.
//
// Any number of threads may call them at once, each with its own CallContext::workspace.
#ifndef BELLWETHER_SERVER_RPC_SCORING_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_SCORING_HANDLERS_H_

#include "bellwether/v1/scoring.pb.h"
#include "engine/base/limits.h"
#include "grpcpp/support/status.h"
#include "server/packs/shadow_trial.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/batch_frame.pb.h"
#include "server/rpc/call_context.h"
#include "server/rpc/evaluation_observer.h"
#include "server/rpc/handler.h"
#include "server/rpc/long_handler.h"
#include "server/telemetry/logger.h"
#include "server/telemetry/outcome_metrics.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct ScoringEnvironment {
  const SnapshotStore& packs;
  Limits limits;
  Logger& log;
  ShadowTrial* shadow = nullptr;           // null: no pack is in the shadow
  OutcomeMetrics* outcomes = nullptr;      // null: nobody asks what callers were told
  EvaluationObserver* observer = nullptr;  // null: nobody watches what is answered
};

grpc::Status Evaluate(const ScoringEnvironment& environment, CallContext& call,
                      const v1::EvaluateRequest& request, v1::EvaluateResponse& response);
grpc::Status ScoreHealth(const ScoringEnvironment& environment, CallContext& call,
                         const v1::ScoreHealthRequest& request, v1::ScoreHealthResponse& response);

grpc::Status AssessGraduation(const ScoringEnvironment& environment, CallContext& call,
                              const v1::AssessGraduationRequest& request,
                              v1::AssessGraduationResponse& response);
grpc::Status DecideExtension(const ScoringEnvironment& environment, CallContext& call,
                             const v1::DecideExtensionRequest& request,
                             v1::DecideExtensionResponse& response);

// Each account has an error of its own, or an answer; an error of the call says that no account
// was looked at, or that the deadline passed meanwhile.
grpc::Status EvaluateBatch(const ScoringEnvironment& environment, CallContext& call,
                           const server::BatchRequestFrame& request,
                           server::BatchResponseFrame& response);
// The same, account by account, in columns.
grpc::Status EvaluateColumns(const ScoringEnvironment& environment, CallContext& call,
                             const v1::EvaluateColumnsRequest& request,
                             v1::EvaluateColumnsResponse& response);
// One message of the stream. Its error is an answer.
grpc::Status StreamEvaluate(const ScoringEnvironment& environment, CallContext& call,
                            const v1::StreamEvaluateRequest& request,
                            v1::StreamEvaluateResponse& response);

// What is left to a worker (comparison_handler.cc, path_handler.cc).
grpc::Status CompareEvaluations(const ScoringEnvironment& environment, CallContext& call,
                                const v1::CompareEvaluationsRequest& request,
                                LongWork<v1::CompareEvaluationsResponse>& work);
grpc::Status FindPath(const ScoringEnvironment& environment, CallContext& call,
                      const v1::FindPathRequest& request, LongWork<v1::FindPathResponse>& work);

// The service's methods, ready to be served.
struct ScoringHandlers {
  Handler<v1::EvaluateRequest, v1::EvaluateResponse> evaluate;
  Handler<v1::ScoreHealthRequest, v1::ScoreHealthResponse> score_health;
  Handler<v1::AssessGraduationRequest, v1::AssessGraduationResponse> assess_graduation;
  Handler<v1::DecideExtensionRequest, v1::DecideExtensionResponse> decide_extension;
  Handler<server::BatchRequestFrame, server::BatchResponseFrame> evaluate_batch;
  Handler<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse> stream_evaluate;
  Handler<v1::EvaluateColumnsRequest, v1::EvaluateColumnsResponse> evaluate_columns;
  LongHandler<v1::CompareEvaluationsRequest, v1::CompareEvaluationsResponse> compare_evaluations;
  LongHandler<v1::FindPathRequest, v1::FindPathResponse> find_path;
};

// The functions above with what every call gets: a look at the deadline, a guard, a log line.
ScoringHandlers MakeScoringHandlers(const ScoringEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SCORING_HANDLERS_H_
