// Tested by tests/server/portfolio_calls_test.cc.
#include "server/rpc/portfolio_methods.h"

#include <utility>

namespace bellwether {

PortfolioMethods::PortfolioMethods(const ServerOptions& options, PortfolioHandlers handlers,
                                   Reception& reception, Logger& log)
    : workers_(options.portfolio_threads, options.max_portfolio_waiting, "portfolio"),
      environment_{workers_, reception, log, options.max_response_bytes, "max_portfolio_waiting"},
      methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Unary("ListMetrics", Role::kRead, &Service::RequestListMetrics,
                 std::move(handlers.list_metrics));
  methods_.Unary("ListBooks", Role::kRead, &Service::RequestListBooks,
                 std::move(handlers.list_books));
  methods_.Unary("DeleteBook", Role::kAdmin, &Service::RequestDeleteBook,
                 std::move(handlers.delete_book));
  methods_.Long("GetMetric", Role::kRead, &Service::RequestGetMetric,
                std::move(handlers.get_metric), environment_);
  methods_.Long<Answers::kStream>("GetDashboard", Role::kRead, &Service::RequestGetDashboard,
                                  std::move(handlers.get_dashboard), environment_);
  methods_.Long("GetCohorts", Role::kRead, &Service::RequestGetCohorts,
                std::move(handlers.get_cohorts), environment_);
  methods_.Long("ListMetricAccounts", Role::kRead, &Service::RequestListMetricAccounts,
                std::move(handlers.list_metric_accounts), environment_);
  methods_.Long<Answers::kStream>("GetDrivers", Role::kRead, &Service::RequestGetDrivers,
                                  std::move(handlers.get_drivers), environment_);
  methods_.Long<Answers::kStream>("CompareExperiment", Role::kRead,
                                  &Service::RequestCompareExperiment,
                                  std::move(handlers.compare_experiment), environment_);
  methods_.Upload("LoadBook", Role::kAdmin, &Service::RequestLoadBook,
                  std::move(handlers.load_book), environment_);
}

}  // namespace bellwether
