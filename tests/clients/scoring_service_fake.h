// A server in the test's own process that answers by the account's id:
//
//   "bad..."   INVALID_ARGUMENT with two field violations
//   "slow..."  OK after 50 ms, so that later calls overtake it
//   "hang..."  nothing before the deadline
//   others     OK, the id and the options' as_of echoed
#ifndef BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_
#define BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_

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
  ScoringServiceFake() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~ScoringServiceFake() override { Stop(); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  int most_in_flight() const { return most_in_flight_; }
  int calls() const { return calls_; }
  void Stop() {
    if (server_ != nullptr) server_->Shutdown(absl::ToChronoTime(absl::Now()));
    server_ = nullptr;
  }

  grpc::Status Evaluate(grpc::ServerContext* context, const v1::EvaluateRequest* request,
                        v1::EvaluateResponse* response) override {
    ++calls_;
    const int in_flight = ++in_flight_;
    int most = most_in_flight_;
    while (in_flight > most && !most_in_flight_.compare_exchange_weak(most, in_flight)) {
    }
    const grpc::Status status = Answer(context, *request, *response);
    --in_flight_;
    return status;
  }

 private:
  static bool StartsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
  }

  static grpc::Status Refusal() {
    google::rpc::BadRequest details;
    for (const char* field : {"account.signals.nps", "account.segment"}) {
      auto& violation = *details.add_field_violations();
      violation.set_field(field);
      violation.set_description("is wrong");
      violation.set_reason("WRONG");
    }
    google::rpc::Status rich;
    rich.add_details()->PackFrom(details);
    return {grpc::StatusCode::INVALID_ARGUMENT, "2 problems", rich.SerializeAsString()};
  }

  static grpc::Status Answer(grpc::ServerContext* context, const v1::EvaluateRequest& request,
                             v1::EvaluateResponse& response) {
    const std::string& id = request.account().id();
    if (StartsWith(id, "bad")) return Refusal();
    if (StartsWith(id, "slow")) absl::SleepFor(absl::Milliseconds(50));
    while (StartsWith(id, "hang") && !context->IsCancelled()) {
      absl::SleepFor(absl::Milliseconds(2));
    }
    response.mutable_evaluation()->set_account_id(id);
    *response.mutable_evaluation()->mutable_as_of() = request.options().as_of().time();
    return grpc::Status::OK;
  }

  int port_ = 0;
  std::atomic<int> calls_{0};
  std::atomic<int> in_flight_{0};
  std::atomic<int> most_in_flight_{0};
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_CLIENTS_SCORING_SERVICE_FAKE_H_
