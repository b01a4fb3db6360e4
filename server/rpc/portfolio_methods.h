// The methods of bellwether.v1.PortfolioService on the completion queues: which is answered by the
// polling thread, which by a worker, which reads a stream.
//
// Lives as long as the server; its workers are stopped after the calls were cancelled and before
// the loops are stopped.
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_

#include "bellwether/v1/portfolio.grpc.pb.h"
#include "server/base/work_queue.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/long_call.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/reception.h"
#include "server/rpc/unary_call.h"
#include "server/rpc/upload_call.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class PortfolioMethods {
 public:
  PortfolioMethods(const ServerOptions& options, PortfolioHandlers handlers, Reception& reception,
                   Logger& log);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;
  const WorkQueue& workers() const { return workers_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }

 private:
  using Portfolio = v1::PortfolioService;
  using Service = Portfolio::WithRawMethod_ListMetrics<Portfolio::WithRawMethod_GetMetric<
      Portfolio::WithRawMethod_GetDashboard<Portfolio::WithRawMethod_GetCohorts<
          Portfolio::WithRawMethod_GetDrivers<Portfolio::WithRawMethod_CompareExperiment<
              Portfolio::WithRawMethod_LoadBook<Portfolio::WithRawMethod_ListBooks<
                  Portfolio::WithRawMethod_DeleteBook<Portfolio::Service>>>>>>>>>;
  template <typename Request, typename Response>
  using Unary = UnaryMethod<Service, Request, Response>;
  template <typename Request, typename Response, Answers answers>
  using Long = LongMethod<Service, Request, Response, answers>;

  Service service_;
  WorkQueue workers_;
  const WorkerEnvironment environment_;
  Unary<v1::ListMetricsRequest, v1::ListMetricsResponse> list_metrics_;
  Unary<v1::ListBooksRequest, v1::ListBooksResponse> list_books_;
  Unary<v1::DeleteBookRequest, v1::DeleteBookResponse> delete_book_;
  Long<v1::GetMetricRequest, v1::GetMetricResponse, Answers::kOne> get_metric_;
  Long<v1::GetDashboardRequest, v1::GetDashboardResponse, Answers::kStream> get_dashboard_;
  Long<v1::GetCohortsRequest, v1::GetCohortsResponse, Answers::kOne> get_cohorts_;
  Long<v1::GetDriversRequest, v1::GetDriversResponse, Answers::kStream> get_drivers_;
  Long<v1::CompareExperimentRequest, v1::CompareExperimentResponse, Answers::kStream>
      compare_experiment_;
  UploadMethod<Service, v1::LoadBookRequest, v1::LoadBookResponse> load_book_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_METHODS_H_
