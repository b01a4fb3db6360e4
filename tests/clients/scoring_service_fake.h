// A server in the test's own process that answers by the account's id, whatever the call:
//
//   "bad..."    INVALID_ARGUMENT with two field violations
//   "slow..."   OK after 50 ms, so that later calls overtake it
//   "hang..."   nothing before the deadline
//   others      OK, the id and the options' as_of echoed
//
// and by its mood, which a test sets for calls to come:
//
//   fail_next       so many calls, or messages of a stream, end UNAVAILABLE
//   items_left_out  so many fewer items in the answer of a batch, fewer rows in that of columns, or
//                   answers of a stream that then ends
//   extra_answers   so many more answers of a stream, or items of a batch
//   most_accounts   a batch or columns with more end RESOURCE_EXHAUSTED
//   answers_before_end  a stream breaks UNAVAILABLE after so many answers; 0: never
//   most_streamed   streams end UNAVAILABLE once so many accounts are answered in all
//   knows_columns   false: they are UNIMPLEMENTED
//
// Columns answer one model "only" whose score is the number in the signal "usage", and refuse "bad"
// rows.
#ifndef BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_
#define BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/grpcpp.h"

namespace bellwether {

class ScoringServiceFake final : public v1::ScoringService::Service {
 public:
  using Stream = grpc::ServerReaderWriter<v1::StreamEvaluateResponse, v1::StreamEvaluateRequest>;

  ScoringServiceFake() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~ScoringServiceFake() override { Stop(); }

  std::atomic<int> fail_next{0};
  std::atomic<int> items_left_out{0};
  std::atomic<int> extra_answers{0};
  std::atomic<int> most_accounts{1'000};
  std::atomic<int> answers_before_end{0};
  std::atomic<int> most_streamed{1'000'000};
  std::atomic<bool> knows_columns{true};

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  int most_in_flight() const { return most_in_flight_; }
  // Calls of any kind, and accounts in batches, columns and streams.
  int calls() const { return calls_; }
  int batch_accounts() const { return batch_accounts_; }
  int column_accounts() const { return column_accounts_; }
  int stream_accounts() const { return stream_accounts_; }
  void Stop() {
    if (server_ != nullptr) server_->Shutdown(absl::ToChronoTime(absl::Now()));
    server_ = nullptr;
  }

  grpc::Status Evaluate(grpc::ServerContext* context, const v1::EvaluateRequest* request,
                        v1::EvaluateResponse* response) override {
    const InFlight counted(*this);
    if (IsToFail()) return Unavailable();
    return Answer(context, request->account(), request->options(), *response->mutable_evaluation());
  }

  grpc::Status EvaluateBatch(grpc::ServerContext* context, const v1::EvaluateBatchRequest* request,
                             v1::EvaluateBatchResponse* response) override {
    const InFlight counted(*this);
    if (IsToFail()) return Unavailable();
    if (request->accounts_size() > most_accounts) return TooLarge();
    batch_accounts_ += request->accounts_size();
    response->mutable_pack()->set_name("fake");
    *response->mutable_as_of() = request->options().as_of().time();
    const int items = request->accounts_size() - items_left_out;
    for (int i = 0; i < items; ++i) {
      v1::BatchItem& item = *response->add_items();
      AnswerItem(context, request->accounts(i), request->options(), item);
      if (item.has_evaluation()) item.mutable_evaluation()->clear_as_of();
    }
    for (int i = 0; i < extra_answers; ++i) response->add_items();
    return grpc::Status::OK;
  }

  grpc::Status StreamEvaluate(grpc::ServerContext* context, Stream* stream) override {
    const InFlight counted(*this);
    v1::StreamEvaluateRequest request;
    int left_out = items_left_out;
    int left_before_end = answers_before_end;
    while (stream->Read(&request)) {
      if (IsToFail() || stream_accounts_ >= most_streamed) return Unavailable();
      ++stream_accounts_;
      if (left_out > 0 && left_out-- > 0) return grpc::Status::OK;
      v1::StreamEvaluateResponse response;
      AnswerItem(context, request.account(), request.options(), response);
      for (int i = 0; i <= extra_answers; ++i) stream->Write(response);
      if (left_before_end > 0 && --left_before_end == 0) return Unavailable();
    }
    return grpc::Status::OK;
  }

  grpc::Status EvaluateColumns(grpc::ServerContext*, const v1::EvaluateColumnsRequest* request,
                               v1::EvaluateColumnsResponse* response) override {
    const InFlight counted(*this);
    const v1::AccountColumns& accounts = request->accounts();
    if (IsToFail()) return Unavailable();
    if (!knows_columns) return {grpc::StatusCode::UNIMPLEMENTED, "no such call"};
    if (accounts.ids_size() > most_accounts) return TooLarge();
    column_accounts_ += accounts.ids_size();
    AnswerColumns(*request, *response);
    return grpc::Status::OK;
  }

 private:
  class InFlight {
   public:
    explicit InFlight(ScoringServiceFake& fake) : fake_(fake) {
      ++fake_.calls_;
      const int in_flight = ++fake_.in_flight_;
      int most = fake_.most_in_flight_;
      while (in_flight > most && !fake_.most_in_flight_.compare_exchange_weak(most, in_flight)) {
      }
    }
    ~InFlight() { --fake_.in_flight_; }

   private:
    ScoringServiceFake& fake_;
  };

  bool IsToFail() {
    int left = fail_next;
    while (left > 0 && !fail_next.compare_exchange_weak(left, left - 1)) {
    }
    return left > 0;
  }

  static grpc::Status Unavailable() { return {grpc::StatusCode::UNAVAILABLE, "not now"}; }
  static grpc::Status TooLarge() { return {grpc::StatusCode::RESOURCE_EXHAUSTED, "too large"}; }

  static bool StartsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
  }

  static google::rpc::Status Refusal() {
    google::rpc::BadRequest details;
    for (const char* field : {"account.signals.nps", "account.segment"}) {
      auto& violation = *details.add_field_violations();
      violation.set_field(field);
      violation.set_description("is wrong");
      violation.set_reason("WRONG");
    }
    google::rpc::Status rich;
    rich.set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
    rich.set_message("2 problems");
    rich.add_details()->PackFrom(details);
    return rich;
  }

  static grpc::Status Answer(grpc::ServerContext* context, const v1::Account& account,
                             const v1::EvaluationOptions& options, v1::Evaluation& evaluation) {
    const std::string& id = account.id();
    if (StartsWith(id, "bad")) {
      return {grpc::StatusCode::INVALID_ARGUMENT, "2 problems", Refusal().SerializeAsString()};
    }
    if (StartsWith(id, "slow")) absl::SleepFor(absl::Milliseconds(50));
    while (StartsWith(id, "hang") && !context->IsCancelled()) {
      absl::SleepFor(absl::Milliseconds(2));
    }
    evaluation.set_account_id(id);
    *evaluation.mutable_as_of() = options.as_of().time();
    return grpc::Status::OK;
  }

  template <typename Item>
  static void AnswerItem(grpc::ServerContext* context, const v1::Account& account,
                         const v1::EvaluationOptions& options, Item& item) {
    if (StartsWith(account.id(), "bad")) {
      *item.mutable_error() = Refusal();
    } else {
      Answer(context, account, options, *item.mutable_evaluation());
    }
  }

  void AnswerColumns(const v1::EvaluateColumnsRequest& request,
                     v1::EvaluateColumnsResponse& response) const {
    const v1::AccountColumns& accounts = request.accounts();
    response.mutable_pack()->set_name("fake");
    *response.mutable_as_of() = request.options().as_of().time();
    v1::HealthColumn& health = *response.add_health();
    health.set_model("only");
    health.add_bands("green");
    const int rows = accounts.ids_size() - items_left_out;
    for (int row = 0; row < rows; ++row) {
      const bool refused = StartsWith(accounts.ids(row), "bad");
      if (refused) {
        v1::RowError& error = *response.add_errors();
        error.set_row(row);
        *error.mutable_status() = Refusal();
      }
      const auto& usage = accounts.signals_size() > 0 ? accounts.signals(0).numbers().values()
                                                      : accounts.acv().values();
      response.add_primary(0);
      health.add_states(refused ? v1::HEALTH_STATE_UNSPECIFIED : v1::HEALTH_STATE_SCORED);
      health.add_scores(row < usage.size() ? usage.Get(row) : 0);
      health.add_raw(0);
      health.add_effective(0);
      health.add_low(0);
      health.add_high(100);
      health.add_coverage(1);
      health.add_band(refused ? -1 : 0);
      health.add_intervene(v1::TERNARY_UNSPECIFIED);
    }
  }

  int port_ = 0;
  std::atomic<int> calls_{0};
  std::atomic<int> in_flight_{0};
  std::atomic<int> most_in_flight_{0};
  std::atomic<int> batch_accounts_{0};
  std::atomic<int> column_accounts_{0};
  std::atomic<int> stream_accounts_{0};
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_
