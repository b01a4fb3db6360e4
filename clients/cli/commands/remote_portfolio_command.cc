// bellwether remote portfolio: the metrics of a book that a server holds, printed like one's own.
//
// Tested by tests/clients/remote_portfolio_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bellwether/v1/portfolio.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/evaluation/progress.h"
#include "protos/wire/metrics.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kMostAccounts = 1'000;  // of one answer
constexpr double kUsualTimeout = 60;

struct RemotePortfolioOptions {
  ServerRequest server;
  std::string book;
  std::string digest;
  ReportRequest report;
  ColorChoice color = ColorChoice::kAuto;
};

v1::MetricOptions OptionsOf(const RemotePortfolioOptions& options) {
  const ReportRequest& report = options.report;
  v1::MetricOptions message;
  wire::MomentToProto(report.as_of.value_or(Moment::Instant(absl::Now())),
                      *message.mutable_as_of());
  message.set_pack(options.digest);
  for (const portfolio::Filter& filter : report.where) {
    v1::AttributeFilter& added = *message.add_where();
    added.set_attribute(filter.attribute);
    for (const std::string& word : filter.words) added.add_words(word);
  }
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
        deadline_(absl::ToChronoTime(absl::Now() + absl::Seconds(options.server.timeout_seconds))) {
    head_.book = BookResource(options.book);
  }

  ExitCode Ask() { return options_.report.metrics.empty() ? AskDashboard() : AskMetrics(); }
  const ReportHead& head() const { return head_; }
  const std::vector<portfolio::MetricResult>& results() const { return results_; }

 private:
  ExitCode AskMetrics() {
    for (const std::string& name : options_.report.metrics) {
      v1::GetMetricRequest request;
      request.set_book(head_.book);
      request.set_metric(name);
      *request.mutable_options() = OptionsOf(options_);
      request.set_page_size(static_cast<int32_t>(std::max(1U, options_.report.accounts)));
      grpc::ClientContext context;
      context.set_deadline(deadline_);
      v1::GetMetricResponse response;
      const grpc::Status status = client_.portfolio().GetMetric(&context, request, &response);
      if (!status.ok()) return SayWhyItFailed(status, console_);
      if (options_.report.accounts == 0) response.mutable_metric()->clear_accounts();
      TakeGround(response.pack(), response.as_of());
      TakeData(response.data());
      if (!TakeMetric(response.metric())) return ExitCode::kFailed;
    }
    return ExitCode::kGood;
  }

  ExitCode AskDashboard() {
    v1::GetDashboardRequest request;
    request.set_book(head_.book);
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
      if (part.has_head()) TakeGround(part.head().pack(), part.head().as_of());
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

  void TakeGround(const v1::PackInfo& pack, const v1::Moment& as_of) {
    head_.pack = absl::StrCat(pack.name(), " ", pack.version());
    head_.digest = pack.digest();
    std::vector<Violation> none;
    if (const auto moment = wire::MomentFromProto(as_of, "as_of", none)) {
      head_.as_of = FormatMoment(*moment);
    }
  }

  void TakeData(const v1::BookQuality& data) {
    head_.accounts = static_cast<uint64_t>(data.accounts());
    head_.records = static_cast<uint64_t>(data.records());
    head_.refused = static_cast<uint64_t>(data.refused());
    head_.doubts = static_cast<uint64_t>(data.doubts_size());
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
    results_.push_back(*std::move(result));
    return true;
  }

  const RemotePortfolioOptions& options_;
  Client& client_;
  Console& console_;
  const std::chrono::system_clock::time_point deadline_;
  ReportHead head_;
  std::vector<portfolio::MetricResult> results_;
};

ExitCode Report(const RemotePortfolioOptions& options) {
  Console console(options.color);
  const auto client =
      ConnectOrSayWhy(options.server, "or compute without one: bellwether portfolio", console);
  if (client == nullptr) return ExitCode::kFailed;
  RemoteReport report(options, *client, console);
  const ExitCode asked = report.Ask();
  if (asked != ExitCode::kGood) return asked;
  return WriteReport(options.report, report.head(), report.results(), options.color, console);
}

}  // namespace

void AddRemotePortfolio(CLI::App& remote, Run& run) {
  auto options = std::make_shared<RemotePortfolioOptions>();
  CLI::App& command = *remote.add_subcommand(
      "portfolio", "Say a server's metrics over a book in its memory, as portfolio does");
  AddServer(command, options->server, kUsualTimeout);
  command.add_option("--book", options->book, "Name of the book, as main")
      ->type_name("NAME")
      ->required();
  command
      .add_option("--digest", options->digest, "Digest of the pack that must answer (default: any)")
      ->type_name("HEX");
  AddReportRequest(command, options->report, kMostAccounts);
  AddColor(command, options->color);
  AddExample(command,
             "bellwether remote portfolio --server 127.0.0.1:50051 --book main --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
