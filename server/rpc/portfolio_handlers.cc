// Quick calls answer here; long ones leave behind what a worker is to do (metric_work.cc).
//
// Tested by tests/server/portfolio_handlers_test.cc.
#include "server/rpc/portfolio_handlers.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/metrics.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/rpc/book_upload.h"
#include "server/rpc/metric_work.h"
#include "server/rpc/page_token.h"
#include "server/rpc/portfolio_request.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr uint32_t kUsualPage = 100;
constexpr uint32_t kUsualAccountPage = 50;
constexpr uint32_t kUsualAccounts = 5;
constexpr uint32_t kMostPage = 1'000;
constexpr uint64_t kKibibyte = 1'024;

// What all pages of a list have in common, as one text.
template <typename Request>
std::string ScopeOf(Request request) {
  request.clear_page_size();
  request.clear_page_token();
  return absl::StrCat(request.GetTypeName(), " ", request.SerializeAsString());
}

template <typename Request, typename Response>
Handler<Request, Response> Serve(const PortfolioEnvironment& environment,
                                 grpc::Status (*answer)(const PortfolioEnvironment&, CallContext&,
                                                        const Request&, Response&)) {
  Handler<Request, Response> handler =
      [environment, answer](CallContext& call, const Request& request, Response& response) {
        return answer(environment, call, request, response);
      };
  return Logged(environment.log, InTime(Guarded(environment.log, std::move(handler))));
}

// Deadline, guard and log line of work are those of the call (worker_call.h).
template <typename Request, typename Response>
LongHandler<Request, Response> ServeLong(const PortfolioEnvironment& environment,
                                         grpc::Status (*prepare)(const PortfolioEnvironment&,
                                                                 CallContext&, const Request&,
                                                                 LongWork<Response>&)) {
  return
      [environment, prepare](CallContext& call, const Request& request, LongWork<Response>& work) {
        return prepare(environment, call, request, work);
      };
}

// The page of `all` that begins where the token says.
template <typename Entry, typename Add>
std::string AddPage(const std::vector<Entry>& all, const PageStart& start, uint32_t size,
                    std::string_view scope, const Add& add) {
  const uint64_t end = std::min<uint64_t>(all.size(), start.offset + size);
  for (uint64_t i = start.offset; i < end; ++i) add(all[i]);
  return end < all.size() ? MakePageToken({end, ""}, scope) : "";
}

}  // namespace

grpc::Status ListMetrics(const PortfolioEnvironment& environment, CallContext&,
                         const v1::ListMetricsRequest& request, v1::ListMetricsResponse& response) {
  MetricQuestion question;
  const grpc::Status pinned = PinPack(environment.packs, request.pack(), question.snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  FindDashboard(request.dashboard(), question, violations);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const std::string scope = absl::StrCat(ScopeOf(request), question.plan().digest);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  const Plan& plan = question.plan();
  wire::PackInfoToProto(plan, *response.mutable_pack());
  response.set_next_page_token(AddPage(question.metrics, *start, size, scope, [&](uint32_t metric) {
    wire::MetricDefinitionToProto(plan, metric, *response.add_metrics());
  }));
  for (const std::string& name : DashboardsOf(plan)) response.add_dashboards(name);
  return grpc::Status::OK;
}

grpc::Status ListBooks(const PortfolioEnvironment& environment, CallContext&,
                       const v1::ListBooksRequest& request, v1::ListBooksResponse& response) {
  std::vector<Violation> violations;
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const std::string scope = ScopeOf(request);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  response.set_next_page_token(
      AddPage(environment.books.All(), *start, size, scope,
              [&](const BookPointer& book) { BookToProto(*book, *response.add_books()); }));
  return grpc::Status::OK;
}

grpc::Status DeleteBook(const PortfolioEnvironment& environment, CallContext&,
                        const v1::DeleteBookRequest& request, v1::DeleteBookResponse&) {
  MetricQuestion question;
  std::vector<Violation> violations;
  FindBook(environment.books, request.book(), question, violations);
  grpc::Status status = RefuseQuestion(environment.books, request.book(), question, violations);
  if (status.ok()) status = CheckClientMayChange(environment, request.book());
  if (!status.ok()) return status;
  environment.books.Delete(request.book());
  environment.views.Forget(request.book());
  return grpc::Status::OK;
}

grpc::Status CheckClientMayChange(const PortfolioEnvironment& environment,
                                  const std::string& name) {
  if (!environment.client_books) {
    return BookIsNotYours(name, "CLIENT_BOOKS_OFF",
                          "this server takes no books of clients; start it with --client-books, or "
                          "name the book to it with --book NAME=FOLDER");
  }
  const BookPointer book = environment.books.Find(name);
  if (book == nullptr || !book->of_operator) return grpc::Status::OK;
  return BookIsNotYours(name, "BOOK_OF_OPERATOR",
                        absl::StrCat(name,
                                     " was named by the operator with --book, and only a new "
                                     "start of the server replaces it; take another name"));
}

void BookToProto(const StoredBook& book, v1::Book& message) {
  message.set_name(book.name);
  message.set_accounts(wire::CountToProto(book.book.account_count()));
  message.set_records(wire::CountToProto(book.book.record_count()));
  message.set_refused(wire::CountToProto(book.refused));
  message.set_time_zone(book.time_zone);
  message.set_origin(book.of_operator ? v1::BOOK_ORIGIN_OPERATOR : v1::BOOK_ORIGIN_CLIENT);
  wire::TimeToProto(book.loaded_at, *message.mutable_loaded_at());
  message.set_kibibytes(wire::CountToProto((book.book.bytes() + kKibibyte - 1) / kKibibyte));
}

grpc::Status GetMetric(const PortfolioEnvironment& environment, CallContext& call,
                       const v1::GetMetricRequest& request, LongWork<v1::GetMetricResponse>& work) {
  MetricQuestion question;
  const grpc::Status pinned =
      PinPack(environment.packs, request.options().pack(), question.snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  FindBook(environment.books, request.book(), question, violations);
  FindMetric(request.metric(), question, violations);
  CheckOptions(request.options(), call.received, question, violations);
  AccountPage page;
  page.size = PageSize(request.page_size(), kUsualAccountPage, kMostPage, violations);
  v1::GetMetricRequest same = request;
  same.mutable_options()->clear_read_mask();
  page.scope = absl::StrCat(ScopeOf(std::move(same)), question.plan().digest, " ",
                            question.book == nullptr ? 0 : question.book->number);
  if (const auto start = ReadPageToken(request.page_token(), page.scope, violations)) {
    page.offset = start->offset;
    if (!start->as_of.empty()) question.request.as_of = *ParseMoment(start->as_of);
  }
  const grpc::Status status =
      RefuseQuestion(environment.books, request.book(), question, violations);
  if (status.ok()) work = MetricWork(environment, std::move(question), std::move(page));
  return status;
}

grpc::Status GetDashboard(const PortfolioEnvironment& environment, CallContext& call,
                          const v1::GetDashboardRequest& request,
                          LongWork<v1::GetDashboardResponse>& work) {
  MetricQuestion question;
  const grpc::Status pinned =
      PinPack(environment.packs, request.options().pack(), question.snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  FindBook(environment.books, request.book(), question, violations);
  FindDashboard(request.dashboard(), question, violations);
  CheckOptions(request.options(), call.received, question, violations);
  question.request.accounts = kUsualAccounts;
  if (request.has_accounts()) {
    if (request.accounts() < 0 || request.accounts() > static_cast<int32_t>(kMostPage)) {
      violations.push_back({"accounts", "OUT_OF_RANGE",
                            absl::StrCat(request.accounts(), " is not between 0 and ", kMostPage)});
    }
    question.request.accounts = static_cast<uint32_t>(std::max(0, request.accounts()));
  }
  const grpc::Status status =
      RefuseQuestion(environment.books, request.book(), question, violations);
  if (status.ok()) work = DashboardWork(environment, std::move(question));
  return status;
}

grpc::Status GetCohorts(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::GetCohortsRequest& request,
                        LongWork<v1::GetCohortsResponse>& work) {
  MetricQuestion question;
  const grpc::Status pinned =
      PinPack(environment.packs, request.options().pack(), question.snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  FindBook(environment.books, request.book(), question, violations);
  FindCohortMetric(request.metric(), question, violations);
  CheckOptions(request.options(), call.received, question, violations);
  for (const auto& [name, given] : {std::pair("trend_points", request.options().has_trend_points()),
                                    std::pair("compare_to", request.options().has_compare_to())}) {
    if (!given) continue;
    violations.push_back({absl::StrCat("options.", name), "NOT_ALLOWED",
                          "there is no trend of cohorts, and no comparison; leave it out, or call "
                          "GetMetric"});
  }
  question.request.trend_points = 0;
  question.request.accounts = 0;
  const grpc::Status status =
      RefuseQuestion(environment.books, request.book(), question, violations);
  if (status.ok()) work = CohortWork(environment, std::move(question));
  return status;
}

PortfolioHandlers MakePortfolioHandlers(const PortfolioEnvironment& environment) {
  return {Serve(environment, &ListMetrics),
          Serve(environment, &ListBooks),
          Serve(environment, &DeleteBook),
          ServeLong(environment, &GetMetric),
          ServeLong(environment, &GetDashboard),
          ServeLong(environment, &GetCohorts),
          [environment] { return MakeBookUpload(environment); }};
}

}  // namespace bellwether
