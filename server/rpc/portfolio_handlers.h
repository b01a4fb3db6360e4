// bellwether.v1.PortfolioService as plain functions: check the request, compute on a worker,
// convert. Nothing here knows of queues or threads, so tests call them directly.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_PORTFOLIO_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_PORTFOLIO_HANDLERS_H_

#include <functional>

#include "bellwether/v1/portfolio.pb.h"
#include "engine/base/limits.h"
#include "server/books/book_store.h"
#include "server/books/store_books.h"
#include "server/books/views_cache.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/handler.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/portfolio_request.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct PortfolioEnvironment {
  const SnapshotStore& packs;
  BookStore& books;
  ViewsCache& views;
  Limits limits;
  Logger& log;
  bool client_books = true;              // clients may load, replace and delete books
  std::function<void()> at_step;         // before each look at the stop, for tests
  const StoreBooks* of_store = nullptr;  // null: no book follows a store

  // What the caller may ask about.
  Shelf ShelfOf(const CallContext& call) const {
    return {books, of_store, call.origin.caller->tenant};
  }
};

grpc::Status ListMetrics(const PortfolioEnvironment& environment, CallContext& call,
                         const v1::ListMetricsRequest& request, v1::ListMetricsResponse& response);
grpc::Status ListBooks(const PortfolioEnvironment& environment, CallContext& call,
                       const v1::ListBooksRequest& request, v1::ListBooksResponse& response);
grpc::Status DeleteBook(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::DeleteBookRequest& request, v1::DeleteBookResponse& response);

grpc::Status GetMetric(const PortfolioEnvironment& environment, CallContext& call,
                       const v1::GetMetricRequest& request, LongWork<v1::GetMetricResponse>& work);
grpc::Status GetDashboard(const PortfolioEnvironment& environment, CallContext& call,
                          const v1::GetDashboardRequest& request,
                          LongWork<v1::GetDashboardResponse>& work);
grpc::Status GetCohorts(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::GetCohortsRequest& request,
                        LongWork<v1::GetCohortsResponse>& work);
grpc::Status ListMetricAccounts(const PortfolioEnvironment& environment, CallContext& call,
                                const v1::ListMetricAccountsRequest& request,
                                LongWork<v1::ListMetricAccountsResponse>& work);
grpc::Status GetDrivers(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::GetDriversRequest& request,
                        LongWork<v1::GetDriversResponse>& work);
grpc::Status CompareExperiment(const PortfolioEnvironment& environment, CallContext& call,
                               const v1::CompareExperimentRequest& request,
                               LongWork<v1::CompareExperimentResponse>& work);

// The service's methods, ready to be served.
struct PortfolioHandlers {
  Handler<v1::ListMetricsRequest, v1::ListMetricsResponse> list_metrics;
  Handler<v1::ListBooksRequest, v1::ListBooksResponse> list_books;
  Handler<v1::DeleteBookRequest, v1::DeleteBookResponse> delete_book;
  LongHandler<v1::GetMetricRequest, v1::GetMetricResponse> get_metric;
  LongHandler<v1::GetDashboardRequest, v1::GetDashboardResponse> get_dashboard;
  LongHandler<v1::GetCohortsRequest, v1::GetCohortsResponse> get_cohorts;
  LongHandler<v1::ListMetricAccountsRequest, v1::ListMetricAccountsResponse> list_metric_accounts;
  LongHandler<v1::GetDriversRequest, v1::GetDriversResponse> get_drivers;
  LongHandler<v1::CompareExperimentRequest, v1::CompareExperimentResponse> compare_experiment;
  UploadHandler<v1::LoadBookRequest, v1::LoadBookResponse> load_book;  // book_upload.h
};

// The functions above with what every call gets: a look at the deadline, a guard, a log line.
// `environment` is copied; what it refers to outlives the handlers.
PortfolioHandlers MakePortfolioHandlers(const PortfolioEnvironment& environment);

// What of a book stands in answers.
void BookToProto(const StoredBook& book, v1::Book& message);
void StandingToProto(const StoreBookStanding& standing, v1::StoreBook& message);

// Refuses what only the operator may do.
grpc::Status CheckClientMayChange(const PortfolioEnvironment& environment, const std::string& name);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PORTFOLIO_HANDLERS_H_
