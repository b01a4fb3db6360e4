// Client of a running bellwetherd.
//
//   bellwether::ClientOptions options;
//   options.server = "127.0.0.1:50051";
//   bellwether::Client client(options);
//   if (absl::Status ready = client.WaitUntilConnected(absl::Seconds(5)); !ready.ok()) return
//   ready;
//
//   bellwether::v1::EvaluateRequest request;
//   request.mutable_account()->set_id("acme");
//   bellwether::EvaluateAnswer answer = client.Evaluate(request);
//   if (!answer.ok()) {
//     for (const auto& violation : answer.violations) std::cerr << violation.message << "\n";
//     return answer.status;
//   }
//   std::cout << answer.evaluation.health(0).score().value() << "\n";
//
// For many accounts use an EvaluatePipeline (evaluate_pipeline.h), which keeps several calls in
// flight and hands the answers out in the order of the requests.
//
// A Client owns one channel, which connects by itself and again when the connection is lost. Any
// thread may call any method. Nothing throws; every failure is a status with a sentence that says
// what was tried.
#ifndef BELLWETHER_CLIENTS_CPP_CLIENT_H_
#define BELLWETHER_CLIENTS_CPP_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "engine/facts/account.h"
#include "grpcpp/security/credentials.h"

namespace bellwether {

struct ClientOptions {
  std::string server;                          // "HOST:PORT"
  absl::Duration timeout = absl::Seconds(10);  // of one call, connecting included
  // Absent: without TLS.
  std::shared_ptr<grpc::ChannelCredentials> credentials;
};

// What one call came to.
struct EvaluateAnswer {
  absl::Status status;                // OK: `evaluation` holds the answer
  std::vector<Violation> violations;  // what the server found wrong with the account, if it said
  v1::Evaluation evaluation;
  bool ok() const { return status.ok(); }
};

class Client {
 public:
  explicit Client(ClientOptions options);

  const ClientOptions& options() const { return options_; }

  // Waits until the server takes calls. UNAVAILABLE with advice when it does not within `patience`.
  absl::Status WaitUntilConnected(absl::Duration patience);

  // One account, waited for. `request.options.as_of` absent means the server's clock.
  EvaluateAnswer Evaluate(const v1::EvaluateRequest& request);

 private:
  friend class EvaluatePipeline;

  ClientOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ScoringService::Stub> stub_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CLIENT_H_
