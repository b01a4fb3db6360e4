// The methods of bellwether.v1.PortfolioService on the completion queues: which is answered by the
// polling thread, which by a worker, which reads a stream.
//
// Lives as long as the server, and `options` longer; its workers are stopped after the calls were
// cancelled and before the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_

#include "bellwether/v1/portfolio.grpc.pb.h"
#include "server/base/work_queue.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class PortfolioMethods {
 public:
  PortfolioMethods(const ServerOptions& options, PortfolioHandlers handlers, Reception& reception,
                   Logger& log);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }
  const WorkQueue& workers() const { return workers_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }

 private:
  using Portfolio = v1::PortfolioService;
  using Methods =
      MethodTable<Portfolio, Portfolio::WithRawMethod_ListMetrics,
                  Portfolio::WithRawMethod_GetMetric, Portfolio::WithRawMethod_GetDashboard,
                  Portfolio::WithRawMethod_GetCohorts, Portfolio::WithRawMethod_ListMetricAccounts,
                  Portfolio::WithRawMethod_GetDrivers, Portfolio::WithRawMethod_CompareExperiment,
                  Portfolio::WithRawMethod_LoadBook, Portfolio::WithRawMethod_ListBooks,
                  Portfolio::WithRawMethod_DeleteBook>;

  WorkQueue workers_;
  const WorkerEnvironment environment_;
  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_
