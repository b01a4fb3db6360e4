// Tested by tests/server/portfolio_calls_test.cc.
#include "server/rpc/portfolio_methods.h"

#include <algorithm>
#include <utility>

namespace bellwether {
PortfolioMethods::PortfolioMethods(const ServerOptions& options, PortfolioHandlers handlers,
                                   Reception& reception, Logger& log)
    : workers_(options.portfolio_threads, options.max_portfolio_waiting, "portfolio"),
      environment_{workers_, reception, log, options.max_response_bytes, "max_portfolio_waiting"},
      list_metrics_{reception.Method("bellwether.v1.PortfolioService/ListMetrics", Role::kRead),
                    service_,
                    &Service::RequestListMetrics,
                    std::move(handlers.list_metrics),
                    reception,
                    std::min(kArmedLongCalls, options.armed_calls),
                    options.max_response_bytes},
      list_books_{reception.Method("bellwether.v1.PortfolioService/ListBooks", Role::kRead),
                  service_,
                  &Service::RequestListBooks,
                  std::move(handlers.list_books),
                  reception,
                  std::min(kArmedLongCalls, options.armed_calls),
                  options.max_response_bytes},
      delete_book_{reception.Method("bellwether.v1.PortfolioService/DeleteBook", Role::kAdmin),
                   service_,
                   &Service::RequestDeleteBook,
                   std::move(handlers.delete_book),
                   reception,
                   std::min(kArmedLongCalls, options.armed_calls),
                   options.max_response_bytes},
      get_metric_{reception.Method("bellwether.v1.PortfolioService/GetMetric", Role::kRead),
                  {service_, &Service::RequestGetMetric},
                  std::move(handlers.get_metric),
                  environment_,
                  kArmedLongCalls},
      get_dashboard_{reception.Method("bellwether.v1.PortfolioService/GetDashboard", Role::kRead),
                     {service_, &Service::RequestGetDashboard},
                     std::move(handlers.get_dashboard),
                     environment_,
                     kArmedLongCalls},
      get_cohorts_{reception.Method("bellwether.v1.PortfolioService/GetCohorts", Role::kRead),
                   {service_, &Service::RequestGetCohorts},
                   std::move(handlers.get_cohorts),
                   environment_,
                   kArmedLongCalls},
      get_drivers_{reception.Method("bellwether.v1.PortfolioService/GetDrivers", Role::kRead),
                   {service_, &Service::RequestGetDrivers},
                   std::move(handlers.get_drivers),
                   environment_,
                   kArmedLongCalls},
      compare_experiment_{
          reception.Method("bellwether.v1.PortfolioService/CompareExperiment", Role::kRead),
          {service_, &Service::RequestCompareExperiment},
          std::move(handlers.compare_experiment),
          environment_,
          kArmedLongCalls},
      load_book_{reception.Method("bellwether.v1.PortfolioService/LoadBook", Role::kAdmin),
                 service_,
                 &Service::RequestLoadBook,
                 std::move(handlers.load_book),
                 environment_,
                 kArmedLongCalls} {}

void PortfolioMethods::ArmAll(CompletionLoop& loop) const {
  decltype(list_metrics_)::Call::ArmAll(list_metrics_, loop);
  decltype(list_books_)::Call::ArmAll(list_books_, loop);
  decltype(delete_book_)::Call::ArmAll(delete_book_, loop);
  decltype(get_metric_)::Call::ArmAll(get_metric_, loop);
  decltype(get_dashboard_)::Call::ArmAll(get_dashboard_, loop);
  decltype(get_cohorts_)::Call::ArmAll(get_cohorts_, loop);
  decltype(get_drivers_)::Call::ArmAll(get_drivers_, loop);
  decltype(compare_experiment_)::Call::ArmAll(compare_experiment_, loop);
  decltype(load_book_)::Call::ArmAll(load_book_, loop);
}

}  // namespace bellwether
