// What a worker does for a question about metrics: views of the book, metrics, messages.
//
// The works hold everything that they need but what `environment` refers to.
#ifndef BELLWETHER_SERVER_RPC_METRIC_WORK_H_
#define BELLWETHER_SERVER_RPC_METRIC_WORK_H_

#include <cstdint>
#include <string>

#include "bellwether/v1/portfolio.pb.h"
#include "engine/portfolio/accounts_in_number.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/portfolio_request.h"

namespace bellwether {

// The accounts behind a metric that an answer names.
struct AccountPage {
  uint64_t offset = 0;
  uint32_t size = 0;
  std::string scope;  // of tokens
};

LongWork<v1::GetMetricResponse> MetricWork(const PortfolioEnvironment& environment,
                                           BookQuestion question, AccountPage page);
LongWork<v1::GetDashboardResponse> DashboardWork(const PortfolioEnvironment& environment,
                                                 BookQuestion question);
LongWork<v1::GetCohortsResponse> CohortWork(const PortfolioEnvironment& environment,
                                            BookQuestion question);
// `request`: of which number; the page says which of its accounts are named.
LongWork<v1::ListMetricAccountsResponse> MetricAccountsWork(const PortfolioEnvironment& environment,
                                                            BookQuestion question,
                                                            portfolio::NumberRequest request,
                                                            AccountPage page);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_METRIC_WORK_H_
