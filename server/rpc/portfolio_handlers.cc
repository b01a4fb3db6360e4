// Quick calls answer here; long ones leave behind what a worker is to do (metric_work.cc,
// evidence_work.cc).
//
// Tested by tests/server/portfolio_handlers_test.cc and metric_accounts_test.cc.
#include "server/rpc/portfolio_handlers.h"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/metrics.h"
#include "protos/wire/wire.h"
#include "server/rpc/book_upload.h"
#include "server/rpc/evidence_work.h"
#include "server/rpc/metric_work.h"
#include "server/rpc/page_token.h"
#include "server/rpc/portfolio_options.h"
#include "server/rpc/portfolio_request.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr uint32_t kUsualAccountPage = 50;
constexpr uint32_t kUsualAccounts = 5;

// A request about a book -> question: its pack and its book, then what `read` finds in the rest,
// given the list of problems. All that is wrong is said at once.
template <typename Request, typename ReadRest>
grpc::Status Understand(const PortfolioEnvironment& environment, const CallContext& call,
                        const Request& request, BookQuestion& question, const ReadRest& read) {
  const grpc::Status pinned =
      PinPack(environment.packs, *call.origin.caller, request.options().pack(), question.snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  const Shelf shelf = environment.ShelfOf(call);
  FindBook(shelf, request.book(), question, violations);
  read(violations);
  return RefuseQuestion(shelf, request.book(), question, violations);
}

// The accounts behind a metric, or a number of it, that are asked for. A token keeps the moment of
// the first page.
template <typename Request>
void ReadAccountPage(const Request& request, BookQuestion& question, AccountPage& page,
                     std::vector<Violation>& violations) {
  page.size = PageSize(request.page_size(), kUsualAccountPage, kMostPage, violations);
  Request same = request;
  same.mutable_options()->clear_read_mask();
  // What was stored since was not known at the moment of the first page.
  const bool goes_on = question.book == nullptr || question.book->of_store();
  page.scope = absl::StrCat(ScopeOf(std::move(same)), question.plan().digest, " ",
                            goes_on ? 0 : question.book->number);
  const auto start = ReadPageToken(request.page_token(), page.scope, violations);
  if (!start.has_value()) return;
  page.offset = start->offset;
  if (!start->as_of.empty()) question.request.as_of = *ParseMoment(start->as_of);
}

// Accounts to name behind each metric.
uint32_t AccountsToName(const v1::GetDashboardRequest& request,
                        std::vector<Violation>& violations) {
  if (!request.has_accounts()) return kUsualAccounts;
  if (request.accounts() < 0 || request.accounts() > static_cast<int32_t>(kMostPage)) {
    violations.push_back({"accounts", "OUT_OF_RANGE",
                          absl::StrCat(request.accounts(), " is not between 0 and ", kMostPage)});
  }
  return static_cast<uint32_t>(std::max(0, request.accounts()));
}

// Options, and whether they were given, that a call does not have.
void Refuse(std::initializer_list<std::pair<const char*, bool>> options, const char* message,
            std::vector<Violation>& violations) {
  for (const auto& [name, given] : options) {
    if (given) violations.push_back({absl::StrCat("options.", name), "NOT_ALLOWED", message});
  }
}

void RefuseWhatCohortsLack(const v1::MetricOptions& options, std::vector<Violation>& violations) {
  Refuse({{"trend_points", options.has_trend_points()}, {"compare_to", options.has_compare_to()}},
         "there is no trend of cohorts, and no comparison; leave it out, or call GetMetric",
         violations);
}

void RefuseWhatAccountsLack(const v1::MetricOptions& options, std::vector<Violation>& violations) {
  Refuse(
      {{"trend_points", options.has_trend_points()},
       {"compare_to", options.has_compare_to()},
       {"by", options.has_by()},
       {"read_mask", options.has_read_mask()}},
      "accounts have no trend, no comparison, no breakdowns and no fields to leave out; leave it "
      "out, or call GetMetric",
      violations);
}

// The number whose accounts are asked for. Whether the metric has it, its book says.
portfolio::NumberRequest ReadNumber(const v1::ListMetricAccountsRequest& request,
                                    std::vector<Violation>& violations) {
  portfolio::NumberRequest number;
  if (request.has_counted()) number.counted = request.counted();
  number.number = {request.line(), request.cell().row(), request.cell().column()};
  if (request.number_case() == v1::ListMetricAccountsRequest::NUMBER_NOT_SET) {
    violations.push_back({"number", "MISSING_FIELD",
                          "no number is named; give a `line` of the metric, or a `cell` of its "
                          "grid, as GetMetric has them"});
  } else if (request.has_line() && request.line().empty()) {
    violations.push_back({"line", "MISSING_FIELD", "no line is named"});
  }
  return number;
}

}  // namespace

grpc::Status ListMetrics(const PortfolioEnvironment& environment, CallContext& call,
                         const v1::ListMetricsRequest& request, v1::ListMetricsResponse& response) {
  BookQuestion question;
  const grpc::Status pinned =
      PinPack(environment.packs, *call.origin.caller, request.pack(), question.snapshot);
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
    wire::MetricDefinitionToProto(plan, metric, request.language(), *response.add_metrics());
  }));
  for (const std::string& name : DashboardsOf(plan)) response.add_dashboards(name);
  return grpc::Status::OK;
}

grpc::Status GetMetric(const PortfolioEnvironment& environment, CallContext& call,
                       const v1::GetMetricRequest& request, LongWork<v1::GetMetricResponse>& work) {
  BookQuestion question;
  AccountPage page;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        FindMetric(request.metric(), question, violations);
        CheckOptions(request.options(), call.received, question, violations);
        ReadAccountPage(request, question, page, violations);
      });
  if (status.ok()) work = MetricWork(environment, std::move(question), std::move(page));
  return status;
}

grpc::Status GetDashboard(const PortfolioEnvironment& environment, CallContext& call,
                          const v1::GetDashboardRequest& request,
                          LongWork<v1::GetDashboardResponse>& work) {
  BookQuestion question;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        FindDashboard(request.dashboard(), question, violations);
        CheckOptions(request.options(), call.received, question, violations);
        question.request.accounts = AccountsToName(request, violations);
      });
  if (status.ok()) work = DashboardWork(environment, std::move(question));
  return status;
}

grpc::Status GetCohorts(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::GetCohortsRequest& request,
                        LongWork<v1::GetCohortsResponse>& work) {
  BookQuestion question;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        FindCohortMetric(request.metric(), question, violations);
        CheckOptions(request.options(), call.received, question, violations);
        RefuseWhatCohortsLack(request.options(), violations);
      });
  question.request.trend_points = 0;
  question.request.accounts = 0;
  if (status.ok()) work = CohortWork(environment, std::move(question));
  return status;
}

grpc::Status ListMetricAccounts(const PortfolioEnvironment& environment, CallContext& call,
                                const v1::ListMetricAccountsRequest& request,
                                LongWork<v1::ListMetricAccountsResponse>& work) {
  BookQuestion question;
  AccountPage page;
  portfolio::NumberRequest number;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        FindMetric(request.metric(), question, violations);
        CheckOptions(request.options(), call.received, question, violations);
        RefuseWhatAccountsLack(request.options(), violations);
        number = ReadNumber(request, violations);
        ReadAccountPage(request, question, page, violations);
      });
  question.request.trend_points = 0;
  if (status.ok()) {
    work = MetricAccountsWork(environment, std::move(question), std::move(number), std::move(page));
  }
  return status;
}

grpc::Status GetDrivers(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::GetDriversRequest& request,
                        LongWork<v1::GetDriversResponse>& work) {
  BookQuestion question;
  evidence::LandmarkDays days;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        CheckOptions(request.options(), *v1::DriverReport::descriptor(), call.received, question,
                     violations);
        days = CheckDays(request, question, violations);
      });
  if (status.ok()) work = DriversWork(environment, std::move(question), days);
  return status;
}

grpc::Status CompareExperiment(const PortfolioEnvironment& environment, CallContext& call,
                               const v1::CompareExperimentRequest& request,
                               LongWork<v1::CompareExperimentResponse>& work) {
  BookQuestion question;
  const ruleset::Experiment* experiment = nullptr;
  const grpc::Status status =
      Understand(environment, call, request, question, [&](auto& violations) {
        experiment = FindExperiment(request.experiment(), question, violations);
        CheckOptions(request.options(), *v1::ExperimentReport::descriptor(), call.received,
                     question, violations);
      });
  if (status.ok()) work = ExperimentWork(environment, std::move(question), *experiment);
  return status;
}

PortfolioHandlers MakePortfolioHandlers(const PortfolioEnvironment& environment) {
  return {Serve(environment, &ListMetrics),
          Serve(environment, &ListBooks),
          Serve(environment, &DeleteBook),
          ServeLong(environment, &GetMetric),
          ServeLong(environment, &GetDashboard),
          ServeLong(environment, &GetCohorts),
          ServeLong(environment, &ListMetricAccounts),
          ServeLong(environment, &GetDrivers),
          ServeLong(environment, &CompareExperiment),
          [environment] { return MakeBookUpload(environment); }};
}

}  // namespace bellwether
