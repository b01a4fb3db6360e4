// The gRPC server: its services, its limits, its queues and threads.
//
//   RpcServer server(options, {MakeScoringHandlers(environment)}, log);
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

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "server/access/security.h"
#include "server/base/accept_guard.h"
#include "server/base/frame_guard.h"
#include "server/base/mutex.h"
#include "server/base/work_queue.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/alerts_handlers.h"
#include "server/rpc/audit_handlers.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/decisions_handlers.h"
#include "server/rpc/delivery_handlers.h"
#include "server/rpc/evaluations_handlers.h"
#include "server/rpc/health_service.h"
#include "server/rpc/interventions_handlers.h"
#include "server/rpc/large_workers.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/reception.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/transfer_handlers.h"
#include "server/rpc/worker_call.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class AccountsMethods;
class AlertsMethods;
class AuditMethods;
class CallerMethods;
class DecisionsMethods;
class DeliveryMethods;
class EvaluationsMethods;
class InterventionsMethods;
class PortfolioMethods;
class RulesMethods;
class ScoringMethods;
class TransferMethods;

// What is answered.
struct ServedHandlers {
  ScoringHandlers scoring;
  std::optional<PortfolioHandlers> portfolio = std::nullopt;      // nothing: it is not served
  std::optional<RulesHandlers> rules = std::nullopt;              // likewise
  std::optional<AccountsHandlers> accounts = std::nullopt;        // likewise
  std::optional<EvaluationsHandlers> evaluations = std::nullopt;  // likewise
  std::optional<DecisionsHandlers> decisions = std::nullopt;      // likewise; only with accounts
  std::optional<DeliveryHandlers> delivery = std::nullopt;        // likewise; only with accounts
  std::optional<AlertsHandlers> alerts = std::nullopt;            // only with evaluations
  std::optional<InterventionsHandlers> interventions = std::nullopt;  // likewise
  std::optional<TransferHandlers> transfer = std::nullopt;            // only with accounts
  std::optional<AuditHandlers> audit = std::nullopt;                  // likewise
};

class RpcServer {
 public:
  // `log` and `security` outlive the server; security null: plain text, and nobody is asked who
  // they are.
  RpcServer(const ServerOptions& options, ServedHandlers handlers, Logger& log,
            const Security* security = nullptr);
  // Stops at once when Stop was not called.
  ~RpcServer();
  RpcServer(const RpcServer&) = delete;
  RpcServer& operator=(const RpcServer&) = delete;

  // Fails with UNAVAILABLE when the address cannot be had.
  absl::Status Start();
  // What the health service says.
  void SetServing(bool serving) { health_.SetServing(serving); }
  // From now on NOT_SERVING, because the server is to stop.
  void BeginDrain() {
    draining_.store(true, std::memory_order_relaxed);
    health_.SetServing(false);
  }
  bool is_serving() const { return health_.is_serving(); }
  bool is_draining() const { return draining_.load(std::memory_order_relaxed); }
  // Takes no more calls, waits for those in flight until `deadline` is over, cancels the rest, and
  // ends every thread. Open streams may go on for a moment, and are then ended with UNAVAILABLE.
  void Stop(absl::Duration deadline);

  // To the server itself, over no connection: who asks says so by metadata alone. Valid between
  // Start and Stop, which ends the calls on it at once.
  std::shared_ptr<grpc::Channel> InProcessChannel();
  // Full names of what is served. Valid after Start.
  const std::vector<std::string>& service_names() const { return service_names_; }

  // Where it listens, with the port that the system chose. Valid after Start.
  const std::string& address() const { return address_; }
  uint32_t thread_count() const { return thread_count_; }
  uint32_t calls_in_flight() const { return reception_.admission.in_flight(); }
  // Calls, queues, threads. Any thread, from the beginning.
  void Collect(Exposition& exposition) const;

 private:
  void SetLimits(grpc::ServerBuilder& builder) const;
  void AddServices(grpc::ServerBuilder& builder);
  // Whoever starts and stops the server; others count meanwhile.
  void SwapLoops(std::vector<std::unique_ptr<CompletionLoop>>& loops);
  uint32_t CountWaiting() const;

  const AcceptGuard accept_guard_;
  const FrameGuard frame_guard_;
  const ServerOptions options_;
  const uint32_t thread_count_;
  const Security* const security_;
  Reception reception_;
  LargeWorkers large_workers_;
  HealthService health_;
  std::atomic<bool> draining_{false};
  WorkQueue analysts_;
  const WorkerEnvironment analyses_;
  std::unique_ptr<ScoringMethods> scoring_;
  std::unique_ptr<CallerMethods> caller_;
  std::unique_ptr<PortfolioMethods> portfolio_;      // null: not served
  std::unique_ptr<RulesMethods> rules_;              // likewise
  std::unique_ptr<AccountsMethods> accounts_;        // likewise
  std::unique_ptr<EvaluationsMethods> evaluations_;  // likewise
  std::unique_ptr<DecisionsMethods> decisions_;  // likewise; works with the threads of accounts_
  std::unique_ptr<DeliveryMethods> delivery_;    // likewise
  std::unique_ptr<TransferMethods> transfer_;    // likewise
  std::unique_ptr<AuditMethods> audit_;          // likewise
  std::unique_ptr<AlertsMethods> alerts_;        // likewise, with those of evaluations_
  std::unique_ptr<InterventionsMethods> interventions_;  // likewise
  std::vector<std::string> service_names_;
  std::string address_;
  // Changed under the lock, by the thread that starts and stops; which reads them without it.
  mutable Mutex loops_mutex_;
  std::vector<std::unique_ptr<CompletionLoop>> loops_;  // destroyed after the server
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RPC_SERVER_H_
