// bellwether remote portfolio: the metrics of a book that a server holds, printed like one's own.
//
// Tested by tests/clients/remote_portfolio_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "bellwether/v1/portfolio.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_question.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/portfolio/number_panel.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cpp/client.h"
#include "protos/wire/metrics.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kMostAccounts = 1'000;  // of one answer

struct RemotePortfolioOptions {
  RemoteQuestion question;
  ReportRequest report;
};

v1::MetricOptions OptionsOf(const RemotePortfolioOptions& options) {
  const ReportRequest& report = options.report;
  v1::MetricOptions message;
  WriteQuestion(options.question, report.as_of, report.where, message);
  if (const auto attributes = report.Attributes()) {
    message.mutable_by();
    for (const std::string& name : *attributes) message.mutable_by()->add_attributes(name);
  }
  message.set_trend_points(static_cast<int32_t>(report.trend_points));
  if (report.compare_to) wire::MomentToProto(*report.compare_to, *message.mutable_compare_to());
  return message;
}

// A report as it comes in, by several calls or by one stream.
class RemoteReport {
 public:
  RemoteReport(const RemotePortfolioOptions& options, Client& client, Console& console)
      : options_(options),
        client_(client),
        console_(console),
        deadline_(DeadlineOf(options.question)) {
    report_.head.book = BookResource(options.question.book);
    for (const book::AttributeFilter& filter : options.report.where) {
      report_.head.where.emplace_back(filter.attribute, absl::StrJoin(filter.words, ","));
    }
  }

  ExitCode Ask() {
    if (options_.report.number.has_value()) return AskNumber();
    return options_.report.metrics.empty() ? AskDashboard() : AskMetrics();
  }
  const PortfolioReport& report() const { return report_; }

 private:
  ExitCode AskNumber() {
    const ReportRequest& report = options_.report;
    v1::ListMetricAccountsRequest request;
    request.set_book(report_.head.book);
    request.set_metric(report.metrics.front());
    if (report.number->line.empty()) {
      request.mutable_cell()->set_row(report.number->row);
      request.mutable_cell()->set_column(report.number->column);
    } else {
      request.set_line(report.number->line);
    }
    if (report.counted) request.set_counted(true);
    WriteQuestion(options_.question, report.as_of, report.where, *request.mutable_options());
    request.set_page_size(static_cast<int32_t>(std::max(1U, report.accounts)));
    grpc::ClientContext context;
    context.set_deadline(deadline_);
    v1::ListMetricAccountsResponse response;
    const grpc::Status status =
        client_.portfolio().ListMetricAccounts(&context, request, &response);
    if (!status.ok()) return SayWhyItFailed(status, console_);
    if (report.accounts == 0) response.clear_accounts();
    TakeGround(response);
    TakeData(response.data());
    report_.panels = {
        NumberPanel(report.metrics.front(), *report.number, wire::AccountsFromProto(response))};
    return ExitCode::kGood;
  }

  ExitCode AskMetrics() {
    for (const std::string& name : options_.report.metrics) {
      v1::GetMetricRequest request;
      request.set_book(report_.head.book);
      request.set_metric(name);
      *request.mutable_options() = OptionsOf(options_);
      request.set_page_size(static_cast<int32_t>(std::max(1U, options_.report.accounts)));
      grpc::ClientContext context;
      context.set_deadline(deadline_);
      v1::GetMetricResponse response;
      const grpc::Status status = client_.portfolio().GetMetric(&context, request, &response);
      if (!status.ok()) return SayWhyItFailed(status, console_);
      if (options_.report.accounts == 0) response.mutable_metric()->clear_accounts();
      TakeGround(response);
      TakeDashboards(response);
      TakeData(response.data());
      if (!TakeMetric(response.metric())) return ExitCode::kFailed;
    }
    return ExitCode::kGood;
  }

  ExitCode AskDashboard() {
    v1::GetDashboardRequest request;
    request.set_book(report_.head.book);
    request.set_dashboard(options_.report.dashboard);
    *request.mutable_options() = OptionsOf(options_);
    request.set_accounts(static_cast<int32_t>(options_.report.accounts));
    grpc::ClientContext context;
    context.set_deadline(deadline_);
    const auto reader = client_.portfolio().GetDashboard(&context, request);
    Progress progress(console_, true, "metric");
    v1::GetDashboardResponse part;
    bool whole = false, good = true;
    while (reader->Read(&part)) {
      if (part.has_head()) {
        TakeGround(part.head());
        TakeDashboards(part.head());
      }
      if (part.has_progress() && part.progress().total() > 0) {
        progress.Update(static_cast<uint64_t>(part.progress().done()),
                        static_cast<double>(part.progress().done()) / part.progress().total());
      }
      if (part.has_metric()) good = TakeMetric(part.metric()) && good;
      if (part.has_data()) TakeData(part.data());
      whole = part.has_data();
    }
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return SayWhyItFailed(status, console_);
    if (!whole) console_.Fail("the server ended its answer before it was whole");
    return whole && good ? ExitCode::kGood : ExitCode::kFailed;
  }

  template <typename Message>
  void TakeGround(const Message& message) {
    const v1::PackInfo& pack = message.pack();
    report_.head.pack = absl::StrCat(pack.name(), " ", pack.version());
    report_.head.digest = pack.digest();
    std::vector<Violation> none;
    if (const auto moment = wire::MomentFromProto(message.as_of(), "as_of", none)) {
      report_.head.as_of = FormatMoment(*moment);
    }
  }

  template <typename Message>
  void TakeDashboards(const Message& message) {
    report_.head.audiences.clear();
    for (const v1::Dashboard& dashboard : message.dashboards()) {
      report_.head.audiences.push_back(
          {dashboard.name(), dashboard.title(), dashboard.rhythm(), dashboard.worklist_of()});
    }
    const bool all = options_.report.metrics.empty() && options_.report.dashboard.empty();
    report_.by_audience = all && !report_.head.audiences.empty();
  }

  void TakeData(const v1::BookQuality& data) {
    report_.head.accounts = static_cast<uint64_t>(data.accounts());
    report_.head.records = static_cast<uint64_t>(data.records());
    report_.head.refused = static_cast<uint64_t>(data.refused());
    report_.head.accounts_in_all = static_cast<uint64_t>(data.accounts_in_all());
    report_.head.doubts = static_cast<uint64_t>(data.doubts_size());
  }

  bool TakeMetric(const v1::MetricResult& message) {
    auto result = wire::MetricFromProto(message);
    if (!result.has_value()) {
      console_.Fail(
          absl::StrCat("this program is older than the server: it does not know the "
                       "measure of ",
                       message.name()));
      return false;
    }
    report_.metrics.push_back(*std::move(result));
    return true;
  }

  const RemotePortfolioOptions& options_;
  Client& client_;
  Console& console_;
  const std::chrono::system_clock::time_point deadline_;
  PortfolioReport report_;
};

ExitCode Report(const RemotePortfolioOptions& options) {
  Console console(options.question.color);
  const auto client = ConnectOrSayWhy(options.question.server,
                                      "or compute without one: bellwether portfolio", console);
  if (client == nullptr) return ExitCode::kFailed;
  RemoteReport report(options, *client, console);
  const ExitCode asked = report.Ask();
  if (asked != ExitCode::kGood) return asked;
  const ExitCode written =
      WriteReport(options.report, report.report(), options.question.color, console);
  if (written != ExitCode::kGood) return written;
  return report.report().head.refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddRemotePortfolio(Command remote, Run& run) {
  auto options = std::make_shared<RemotePortfolioOptions>();
  const Command command = remote.AddCommand(
      "portfolio", "Say a server's metrics over a book in its memory, as portfolio does");
  AddRemoteQuestion(command, options->question);
  AddReportRequest(command, options->report, kMostAccounts);
  AddExample(command,
             "bellwether remote portfolio --server 127.0.0.1:50051 --book main --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
