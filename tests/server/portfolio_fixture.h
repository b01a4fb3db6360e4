// A book of rules/saas and its pack, and the portfolio's handlers over them: called as functions,
// or through a real server on a port of the system's choice.
#ifndef BELLWETHER_TESTS_SERVER_PORTFOLIO_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_PORTFOLIO_FIXTURE_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bellwether/v1/portfolio.grpc.pb.h"
#include "engine/records/record_reader.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "protos/wire/metrics.h"
#include "protos/wire/records.h"
#include "server/books/book_loading.h"
#include "server/packs/load_pack.h"
#include "server/rpc/portfolio_handlers.h"
#include "tests/server/rpc_server_fixture.h"
#include "tests/support/files.h"

namespace bellwether {

inline constexpr char kSmallBook[] = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-01, segment: smb, contract_signed_at: 2026-01-01}
- {kind: value, id: v1, account: acme, at: 2026-01-21, outcome: x, confirmed_by: y}
)";

template <typename Message>
Message Read(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// Records of a text as messages.
inline std::vector<v1::Record> RecordMessages(const std::string& yaml) {
  std::vector<v1::Record> messages;
  for (const auto& read : records::ReadRecords(yaml, AccountFormat::kYaml)) {
    EXPECT_TRUE(read.ok()) << read.violations.front().message;
    wire::RecordToProto(read.record, messages.emplace_back());
  }
  return messages;
}

class PortfolioTest : public RpcServerTest {
 protected:
  PortfolioTest() {
    const LoadedPack pack =
        LoadPack(testing_support::SourcePath("rules/saas"), Limits{}, absl::UnixEpoch());
    EXPECT_NE(pack.snapshot, nullptr) << pack.report;
    packs_.Publish(pack.snapshot);
    std::string report;
    EXPECT_TRUE(LoadBookFolders({{"main", testing_support::SourcePath("rules/saas/book")}},
                                plan().time_zone, absl::UnixEpoch(), books_, report))
        << report;
  }
  // A worker gives its views back after the client has its answer.
  ~PortfolioTest() override { server_.reset(); }

  const Plan& plan() const { return *packs_.Pin()->plan; }
  const book::Book& main_book() const { return books_.Find("books/main")->book; }
  PortfolioEnvironment Environment() {
    return {packs_, books_, views_, Limits{}, log_, client_books_, at_step_};
  }
  PortfolioHandlers Handlers() { return MakePortfolioHandlers(Environment()); }

  // A call as a function: what is wrong with it, or its answers.
  template <typename Request, typename Response>
  grpc::Status Ask(const LongHandler<Request, Response>& handler, const Request& request,
                   std::vector<Response>& answers, const Stop& stop = Stop()) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_};
    LongWork<Response> work;
    answers.clear();
    const grpc::Status status = handler(call, request, work);
    if (!status.ok()) return status;
    return work(stop, [&answers](const Response& answer) { answers.push_back(answer); });
  }
  template <typename Request, typename Response>
  grpc::Status Ask(const Handler<Request, Response>& handler, const Request& request,
                   Response& response) {
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_};
    response.Clear();
    return handler(call, request, response);
  }
  v1::GetMetricResponse Metric(const v1::GetMetricRequest& request) {
    std::vector<v1::GetMetricResponse> answers;
    const grpc::Status status = Ask(Handlers().get_metric, request, answers);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(answers.size(), 1u);
    return answers.empty() ? v1::GetMetricResponse() : answers.front();
  }

  // As the engine says it, in a message.
  v1::MetricResult Computed(const std::string& metric, portfolio::Request request,
                            const char* as_of = "2026-03-01") {
    request.as_of = *ParseMoment(as_of);
    portfolio::Views views(main_book(), plan(), request.as_of);
    v1::MetricResult message;
    wire::MetricToProto(portfolio::Compute(views, *portfolio::FindMetric(plan(), metric), request),
                        message);
    return message;
  }

  void StartPortfolio(ServerOptions options = SmallOptions()) {
    StartWith(options, {MakeScoringHandlers({packs_, Limits{}, log_}), Handlers()});
  }
  std::unique_ptr<v1::PortfolioService::Stub> Stub() {
    return v1::PortfolioService::NewStub(Connect());
  }

  // Set before the handlers are made.
  bool client_books_ = true;
  std::function<void()> at_step_;

  BookStore books_{BookLimits{}};
  ViewsCache views_{2};
  Workspace workspace_;
  absl::Time received_ = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_PORTFOLIO_FIXTURE_H_
