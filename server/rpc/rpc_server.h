// The gRPC server: its services, its limits, its queues and threads.
//
//   RpcServer server(options, MakeScoringHandlers(environment), log);
//   absl::Status status = server.Start();      // listens; health says NOT_SERVING
//   server.SetServing(true);
//   ...
//   server.Stop(absl::Seconds(10));
//
// Start, SetServing and Stop are called by one thread, Stop at most once. Calls are answered by
// threads named rpc-0, rpc-1, ..., one for each completion queue; those that hold many accounts by
// as many named large-0, ..., which give way to them; metrics are computed by threads named
// portfolio-0, ...; health and reflection are answered by gRPC's own threads.
#ifndef BELLWETHER_SERVER_RPC_RPC_SERVER_H_
#define BELLWETHER_SERVER_RPC_RPC_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "server/options.h"
#include "server/rpc/call_gate.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/health_service.h"
#include "server/rpc/large_call.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/portfolio_methods.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/stream_call.h"
#include "server/rpc/unary_call.h"

namespace bellwether {

class RpcServer {
 public:
  // `log` outlives the server.
  RpcServer(const ServerOptions& options, ScoringHandlers handlers, Logger& log);
  // With the PortfolioService as well.
  RpcServer(const ServerOptions& options, ScoringHandlers handlers, PortfolioHandlers portfolio,
            Logger& log);
  // Stops at once when Stop was not called.
  ~RpcServer();
  RpcServer(const RpcServer&) = delete;
  RpcServer& operator=(const RpcServer&) = delete;

  // Fails with UNAVAILABLE when the address cannot be had.
  absl::Status Start();
  // What the health service says.
  void SetServing(bool serving) { health_.SetServing(serving); }
  // Takes no more calls, waits for those in flight until `deadline` is over, cancels the rest, and
  // ends every thread. Open streams may go on for a moment, and are then ended with UNAVAILABLE.
  void Stop(absl::Duration deadline);

  // Where it listens, with the port that the system chose. Valid after Start.
  const std::string& address() const { return address_; }
  uint32_t thread_count() const { return thread_count_; }
  uint32_t calls_in_flight() const { return gate_.in_flight(); }

 private:
  // Every method on the queues; UnaryCall and StreamCall parse the messages.
  using Scoring = v1::ScoringService;
  using Service = Scoring::WithRawMethod_StreamEvaluate<Scoring::WithRawMethod_Evaluate<
      Scoring::WithRawMethod_ScoreHealth<Scoring::WithRawMethod_AssessGraduation<
          Scoring::WithRawMethod_DecideExtension<Scoring::WithRawMethod_EvaluateBatch<
              Scoring::WithRawMethod_EvaluateColumns<Scoring::Service>>>>>>>;
  template <typename Request, typename Response>
  using Unary = UnaryMethod<Service, Request, Response>;
  template <typename Request, typename Response>
  using Large = LargeMethod<Service, Request, Response>;

  void SetLimits(grpc::ServerBuilder& builder) const;
  void AddServices(grpc::ServerBuilder& builder);

  const ServerOptions options_;
  const uint32_t thread_count_;
  CallGate gate_;
  LargeWorkers large_workers_;
  HealthService health_;
  Service scoring_;
  Unary<v1::EvaluateRequest, v1::EvaluateResponse> evaluate_;
  Unary<v1::ScoreHealthRequest, v1::ScoreHealthResponse> score_health_;
  Unary<v1::AssessGraduationRequest, v1::AssessGraduationResponse> assess_graduation_;
  Unary<v1::DecideExtensionRequest, v1::DecideExtensionResponse> decide_extension_;
  Large<server::BatchRequestFrame, server::BatchResponseFrame> evaluate_batch_;
  StreamMethod<Service, v1::StreamEvaluateRequest, v1::StreamEvaluateResponse> stream_evaluate_;
  Large<v1::EvaluateColumnsRequest, v1::EvaluateColumnsResponse> evaluate_columns_;
  std::unique_ptr<PortfolioMethods> portfolio_;  // null: not served
  std::string address_;
  std::vector<std::unique_ptr<CompletionLoop>> loops_;  // destroyed after the server
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RPC_SERVER_H_
