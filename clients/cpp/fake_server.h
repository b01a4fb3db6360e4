// A server for tests of programs that ask one: it answers as the test says, over a real connection.
//
//   bellwether::FakeServer server([](const bellwether::v1::Account& account) {
//     bellwether::v1::Evaluation evaluation;
//     evaluation.set_account_id(account.id());
//     evaluation.add_health()->mutable_score()->set_band("yellow");
//     return evaluation;
//   });
//   bellwether::ClientOptions options;
//   options.server = server.address();
//   bellwether::Client client(options);   // asks the fake
//
// It knows the calls Evaluate, EvaluateBatch and StreamEvaluate; options of a call are not looked
// at. Of RulesService it has GetPack, ListPacks, ListActivations and WatchPacks, with one pack
// `fake` that is active, and refuses changes with FAILED_PRECONDITION. A status that the function
// gives is how the call ends, or the error of a batch's item.
#ifndef BELLWETHER_CLIENTS_CPP_FAKE_SERVER_H_
#define BELLWETHER_CLIENTS_CPP_FAKE_SERVER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/evaluation.pb.h"

namespace bellwether {

class FakeServer {
 public:
  // Called by several threads at once.
  using Answer = std::function<absl::StatusOr<v1::Evaluation>(const v1::Account&)>;

  // Serves until it is destroyed, on a port of 127.0.0.1 that the system chooses.
  explicit FakeServer(Answer answer);
  ~FakeServer();
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  // "127.0.0.1:45123"
  const std::string& address() const { return address_; }

 private:
  class Running;
  std::unique_ptr<Running> running_;
  std::string address_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_FAKE_SERVER_H_
