// Tested by tests/server/portfolio_handlers_test.cc and metric_accounts_test.cc.
#include "server/rpc/metric_work.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <variant>

#include "protos/wire/metrics.h"
#include "server/rpc/book_answering.h"
#include "server/rpc/page_token.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// A question about metrics on its worker.
class MetricAnswering : public BookAnswering {
 public:
  using BookAnswering::BookAnswering;
  ~MetricAnswering() {
    if (then_ != nullptr) GiveBack(std::move(then_));
  }

  portfolio::MetricResult Compute(uint32_t metric, const portfolio::Request& request) {
    portfolio::MetricResult result = portfolio::Compute(views(), metric, request);
    if (!question().compare_to.has_value() || stopped()) return result;
    if (then_ == nullptr) then_ = TakeViews(*question().compare_to);
    result.comparison =
        portfolio::Compare(result, then_->views, metric, KeptAccounts(), request.language);
    return result;
  }

  void WriteMetric(const portfolio::MetricResult& result, v1::MetricResult& message) const {
    wire::MetricToProto(result, message);
    question().fields.Trim(message);
  }

 private:
  std::unique_ptr<KeptViews> then_;  // of the comparison, once it is needed
};

template <typename Message>
void WriteDashboards(const BookQuestion& question, Message& message) {
  for (size_t i = 0; i < question.plan().dashboards.size(); ++i) {
    wire::DashboardToProto(question.plan(), i, question.request.language,
                           *message.add_dashboards());
  }
}

// Keeps the page of the accounts, and says where the next one begins.
std::string CutToPage(const AccountPage& page, const Moment& as_of,
                      portfolio::MetricResult& result) {
  auto& accounts = result.accounts;
  const uint64_t first = std::min<uint64_t>(page.offset, accounts.size());
  const bool more = accounts.size() > first + page.size;
  if (more) accounts.resize(first + page.size);
  accounts.erase(accounts.begin(), accounts.begin() + static_cast<std::ptrdiff_t>(first));
  return more ? MakePageToken({first + page.size, FormatMoment(as_of)}, page.scope) : "";
}

// Where the next page begins; "" : nowhere.
std::string NextPage(const AccountPage& page, uint64_t named, uint64_t in_all,
                     const Moment& as_of) {
  const uint64_t next = page.offset + named;
  return next < in_all ? MakePageToken({next, FormatMoment(as_of)}, page.scope) : "";
}

}  // namespace

LongWork<v1::GetMetricResponse> MetricWork(const PortfolioEnvironment& environment,
                                           BookQuestion question, AccountPage page) {
  return [environment, question = std::move(question), page = std::move(page)](
             const Stop& stop, const AnswerSink<v1::GetMetricResponse>& answer) {
    MetricAnswering answering(environment, question, stop);
    portfolio::Request request = question.request;
    // One more than the page, to know whether there is another one.
    const uint64_t most = std::numeric_limits<uint32_t>::max();
    request.accounts = static_cast<uint32_t>(std::min(most, page.offset + page.size + 1));
    portfolio::MetricResult result = answering.Compute(question.metrics.front(), request);
    v1::GetMetricResponse response;
    response.set_next_page_token(CutToPage(page, request.as_of, result));
    answering.WriteGround(response);
    WriteDashboards(question, response);
    answering.WriteMetric(result, *response.mutable_metric());
    answering.WriteData(*response.mutable_data());
    if (!answering.stopped()) answer(response);
    return grpc::Status::OK;
  };
}

LongWork<v1::GetDashboardResponse> DashboardWork(const PortfolioEnvironment& environment,
                                                 BookQuestion question) {
  return [environment, question = std::move(question)](
             const Stop& stop, const AnswerSink<v1::GetDashboardResponse>& answer) {
    MetricAnswering answering(environment, question, stop);
    v1::GetDashboardResponse head;
    answering.WriteGround(*head.mutable_head());
    WriteDashboards(question, *head.mutable_head());
    for (const uint32_t metric : question.metrics) {
      head.mutable_head()->add_metrics(question.plan().portfolio_notes[metric].name);
    }
    answer(head);
    const auto say = [&](size_t done, const std::string& metric) {
      v1::GetDashboardResponse progress;
      progress.mutable_progress()->set_done(wire::CountToProto(done));
      progress.mutable_progress()->set_total(wire::CountToProto(question.metrics.size()));
      progress.mutable_progress()->set_metric(metric);
      answer(progress);
    };
    for (size_t i = 0; i < question.metrics.size() && !answering.stopped(); ++i) {
      say(i, question.plan().portfolio_notes[question.metrics[i]].name);
      const auto result = answering.Compute(question.metrics[i], question.request);
      if (answering.stopped()) break;
      v1::GetDashboardResponse metric;
      answering.WriteMetric(result, *metric.mutable_metric());
      answer(metric);
    }
    if (answering.stopped()) return grpc::Status::OK;
    say(question.metrics.size(), "");
    v1::GetDashboardResponse data;
    answering.WriteData(*data.mutable_data());
    if (!answering.stopped()) answer(data);
    return grpc::Status::OK;
  };
}

LongWork<v1::GetCohortsResponse> CohortWork(const PortfolioEnvironment& environment,
                                            BookQuestion question) {
  return [environment, question = std::move(question)](
             const Stop& stop, const AnswerSink<v1::GetCohortsResponse>& answer) {
    MetricAnswering answering(environment, question, stop);
    const auto result = answering.Compute(question.metrics.front(), question.request);
    v1::GetCohortsResponse response;
    answering.WriteGround(response);
    answering.WriteMetric(result, *response.mutable_metric());
    answering.WriteData(*response.mutable_data());
    if (!answering.stopped()) answer(response);
    return grpc::Status::OK;
  };
}

LongWork<v1::ListMetricAccountsResponse> MetricAccountsWork(const PortfolioEnvironment& environment,
                                                            BookQuestion question,
                                                            portfolio::NumberRequest request,
                                                            AccountPage page) {
  request.offset = page.offset;
  request.most = page.size;
  request.language = question.request.language;
  return [environment, question = std::move(question), request = std::move(request),
          page = std::move(page)](const Stop& stop,
                                  const AnswerSink<v1::ListMetricAccountsResponse>& answer) {
    BookAnswering answering(environment, question, stop);
    const portfolio::ToldAccounts told = portfolio::TellAccounts(
        answering.views(), question.metrics.front(), answering.KeptAccounts(), request);
    if (const auto* const problem = std::get_if<Violation>(&told)) return InvalidFields({*problem});
    const auto& found = std::get<portfolio::AccountsInNumber>(told);
    v1::ListMetricAccountsResponse response;
    answering.WriteGround(response);
    wire::AccountsToProto(found, response);
    response.set_next_page_token(
        NextPage(page, found.accounts.size(), found.accounts_in_all, question.request.as_of));
    answering.WriteData(*response.mutable_data());
    if (!answering.stopped()) answer(response);
    return grpc::Status::OK;
  };
}

}  // namespace bellwether
