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
// Tests of programs that ask: fake_server.h. For many accounts see evaluations.h, which keeps
// several calls in flight and hands the answers out in the order of the accounts.
//
// A Client owns one channel, which connects by itself and again when the connection is lost. A call
// that only reads and ends UNAVAILABLE, or CANCELLED by a server that shuts down, is made again,
// `attempts` times in all, with pauses that grow from 0.1 s to 2 s; the deadline is that of all
// attempts together. Any thread may call any method. Nothing throws; every failure is a status with
// a sentence that says what was tried.
#ifndef BELLWETHER_CLIENTS_CPP_CLIENT_H_
#define BELLWETHER_CLIENTS_CPP_CLIENT_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bellwether/v1/accounts.grpc.pb.h"
#include "bellwether/v1/alerts.grpc.pb.h"
#include "bellwether/v1/audit.grpc.pb.h"
#include "bellwether/v1/caller.grpc.pb.h"
#include "bellwether/v1/decisions.grpc.pb.h"
#include "bellwether/v1/delivery.grpc.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/evaluations.grpc.pb.h"
#include "bellwether/v1/interventions.grpc.pb.h"
#include "bellwether/v1/portfolio.grpc.pb.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "bellwether/v1/transfer.grpc.pb.h"
#include "clients/cpp/call_answer.h"
#include "engine/facts/account.h"
#include "grpcpp/security/credentials.h"

namespace bellwether {

struct ClientOptions {
  // "HOST:PORT", or several replicas, which answer in turn: "dns:///NAME:PORT", a name with several
  // addresses, or "ipv4:10.0.0.1:50051,10.0.0.2:50051". A replica that is lost is passed over.
  std::string server;
  // Of one call, connecting included; on a stream, between one answer and the next.
  absl::Duration timeout = absl::Seconds(10);
  int attempts = 4;  // of a call that ends as above, 1 to 5
  // Absent: without TLS. TlsCredentials of client_security.h makes them of files.
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  // A bearer token that goes with every call; "": none. It is sent over TLS, or to a server on this
  // machine; without either it stays here, and WaitUntilConnected says so.
  std::string token;
  // Set by somebody else, a signal handler for instance: evaluations (evaluations.h) cancel what is
  // in flight within a tenth of a second, and answer CANCELLED. Must outlive the client.
  const std::atomic<bool>* cancelled = nullptr;
};

// What became of one account.
struct EvaluateAnswer {
  absl::Status status;                // OK: `evaluation` holds the answer
  std::vector<Violation> violations;  // what the server found wrong with the account, if it said
  v1::Evaluation evaluation;
  bool ok() const { return status.ok(); }
};

// What became of a batch: of the call as a whole, and then of each account in order.
struct BatchAnswer {
  // DATA_LOSS: the server answered another number of items than it was asked. An item that is empty
  // or about another account is DATA_LOSS by itself.
  absl::Status status;
  std::vector<Violation> violations;  // of the options
  std::vector<EvaluateAnswer> items;  // as many as accounts when the status is OK, else none
  bool ok() const { return status.ok(); }
};

class Client {
 public:
  explicit Client(ClientOptions options);

  const ClientOptions& options() const { return options_; }

  // Waits until the server takes calls. INVALID_ARGUMENT: the token would travel in plain text.
  // UNAVAILABLE with advice when it does not within `patience`.
  absl::Status WaitUntilConnected(absl::Duration patience);

  // Whether the server takes calls of the service, "bellwether.v1.ScoringService" for instance; ""
  // is the server as a whole. NOT_FOUND: it has no such service.
  absl::StatusOr<bool> IsServing(const std::string& service);

  // One account, waited for. `request.options.as_of` absent means the server's clock.
  EvaluateAnswer Evaluate(const v1::EvaluateRequest& request);
  // Up to 1,000 accounts, waited for. Each evaluation holds pack and as_of, as from Evaluate.
  BatchAnswer EvaluateBatch(const v1::EvaluateBatchRequest& request);

  // Where the change of an account's scores comes from, and how it would reach a goal.
  CallAnswer<v1::CompareEvaluationsResponse> CompareEvaluations(
      const v1::CompareEvaluationsRequest& request);
  CallAnswer<v1::FindPathResponse> FindPath(const v1::FindPathRequest& request);
  // The active pack, or one by its label or digest; its files; all packs; what is wrong with one.
  // What another one would do: pack_preview.h.
  CallAnswer<v1::GetPackResponse> GetPack(const v1::GetPackRequest& request);
  CallAnswer<v1::GetPackFilesResponse> GetPackFiles(const v1::GetPackFilesRequest& request);
  CallAnswer<v1::ListPacksResponse> ListPacks(const v1::ListPacksRequest& request);
  CallAnswer<v1::CheckPackResponse> CheckPack(const v1::CheckPackRequest& request);
  // Which pack answers from now on. Never retried by itself: with a request_id it may be asked
  // again.
  CallAnswer<v1::ActivatePackResponse> ActivatePack(const v1::ActivatePackRequest& request);
  CallAnswer<v1::RollbackPackResponse> RollbackPack(const v1::RollbackPackRequest& request);
  CallAnswer<v1::ApproveActivationResponse> ApproveActivation(
      const v1::ApproveActivationRequest& request);
  CallAnswer<v1::ListActivationsResponse> ListActivations(
      const v1::ListActivationsRequest& request);

  // Accounts that the server knows by their records. PutRecords is retried, too: a record that is
  // there is not written again.
  CallAnswer<v1::PutRecordsResponse> PutRecords(const v1::PutRecordsRequest& request);
  CallAnswer<v1::GetAccountResponse> GetAccount(const v1::GetAccountRequest& request);
  CallAnswer<v1::ListAccountsResponse> ListAccounts(const v1::ListAccountsRequest& request);
  CallAnswer<v1::EvaluateAccountResponse> EvaluateAccount(
      const v1::EvaluateAccountRequest& request);
  // A page of it.
  CallAnswer<v1::GetHistoryResponse> GetHistory(const v1::GetHistoryRequest& request);
  // Never retried by itself: with a request_id it may be asked again.
  CallAnswer<v1::DeleteAccountResponse> DeleteAccount(const v1::DeleteAccountRequest& request);

  // What people decided about them. Those that change something are never retried by themselves:
  // with a request_id they may be asked again. ABORTED: the account has another etag.
  CallAnswer<v1::SetOverrideResponse> SetOverride(const v1::SetOverrideRequest& request);
  CallAnswer<v1::RemoveOverrideResponse> RemoveOverride(const v1::RemoveOverrideRequest& request);
  CallAnswer<v1::RecordDecisionResponse> RecordDecision(const v1::RecordDecisionRequest& request);
  // A page of each.
  CallAnswer<v1::ListOverridesResponse> ListOverrides(const v1::ListOverridesRequest& request);
  CallAnswer<v1::ListDecisionsResponse> ListDecisions(const v1::ListDecisionsRequest& request);

  // As another store gave them; asked twice it changes nothing.
  CallAnswer<v1::ImportEntriesResponse> ImportEntries(const v1::ImportEntriesRequest& request);

  // What the server made of an account by itself: a page of it, the last evaluation first.
  CallAnswer<v1::ListEvaluationsResponse> ListEvaluations(
      const v1::ListEvaluationsRequest& request);

  // What people are told of them (docs/alerts.md), and what they do about it. Those that change
  // something are never retried by themselves: with a request_id they may be asked again. ABORTED:
  // the alert or the task has another etag. FAILED_PRECONDITION: it is over.
  CallAnswer<v1::AcknowledgeAlertResponse> AcknowledgeAlert(
      const v1::AcknowledgeAlertRequest& request);
  CallAnswer<v1::SnoozeAlertResponse> SnoozeAlert(const v1::SnoozeAlertRequest& request);
  CallAnswer<v1::ResolveAlertResponse> ResolveAlert(const v1::ResolveAlertRequest& request);
  CallAnswer<v1::CompleteTaskResponse> CompleteTask(const v1::CompleteTaskRequest& request);
  // A page of each; an empty next_page_token says that it was the last one.
  CallAnswer<v1::ListAlertsResponse> ListAlerts(const v1::ListAlertsRequest& request);
  CallAnswer<v1::ListAlertEventsResponse> ListAlertEvents(
      const v1::ListAlertEventsRequest& request);
  CallAnswer<v1::ListTasksResponse> ListTasks(const v1::ListTasksRequest& request);
  // What was done, and whether accounts recovered.
  CallAnswer<v1::GetInterventionEffectsResponse> GetInterventionEffects(
      const v1::GetInterventionEffectsRequest& request);
  // A page of it.
  CallAnswer<v1::ListInterventionsResponse> ListInterventions(
      const v1::ListInterventionsRequest& request);

  // Messages that tell others of them: a page of a list, and a dead letter that is to be sent
  // again.
  CallAnswer<v1::ListMessagesResponse> ListMessages(const v1::ListMessagesRequest& request);
  CallAnswer<v1::ReplayMessageResponse> ReplayMessage(const v1::ReplayMessageRequest& request);

  // A page of what must not be forgotten: erasures and imports, the newest first.
  CallAnswer<v1::ListAuditResponse> ListAudit(const v1::ListAuditRequest& request);
  // Who this client is to the server, and what it may do. UNIMPLEMENTED: the server is older.
  CallAnswer<v1::GetCallerResponse> GetCaller();
  // A page of the books of records that metrics are computed of.
  CallAnswer<v1::ListBooksResponse> ListBooks(const v1::ListBooksRequest& request);

  // For calls that have no method here. They are retried as above, but have no deadline by
  // themselves.
  v1::ScoringService::Stub& stub() { return *stub_; }
  // Likewise, without retries.
  v1::PortfolioService::Stub& portfolio() { return *portfolio_; }
  v1::RulesService::Stub& rules() { return *rules_; }
  // Evaluations that the server made by itself, and what happens to alerts. Watches end UNAVAILABLE
  // when their server does: ask again with the `cursor` of the last message that was dealt with.
  v1::EvaluationsService::Stub& evaluations() { return *evaluations_; }
  v1::AlertsService::Stub& alerts() { return *alerts_; }
  // Streams of records: record_stream.h and record_export.h.
  v1::AccountsService::Stub& accounts() { return *accounts_; }
  v1::DecisionsService::Stub& decisions() { return *decisions_; }
  // Streams of everything: record_export.h and import_stream.h.
  v1::TransferService::Stub& transfer() { return *transfer_; }

 private:
  ClientOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ScoringService::Stub> stub_;
  std::unique_ptr<v1::PortfolioService::Stub> portfolio_;
  std::unique_ptr<v1::RulesService::Stub> rules_;
  std::unique_ptr<v1::AccountsService::Stub> accounts_;
  std::unique_ptr<v1::DecisionsService::Stub> decisions_;
  std::unique_ptr<v1::EvaluationsService::Stub> evaluations_;
  std::unique_ptr<v1::AlertsService::Stub> alerts_;
  std::unique_ptr<v1::DeliveryService::Stub> delivery_;
  std::unique_ptr<v1::InterventionsService::Stub> interventions_;
  std::unique_ptr<v1::TransferService::Stub> transfer_;
  std::unique_ptr<v1::AuditService::Stub> audit_;
  std::unique_ptr<v1::CallerService::Stub> caller_;
};

// The answer of a call or of an item; the messages are emptied.
EvaluateAnswer ToAnswer(const grpc::Status& status, v1::EvaluateResponse& response);
BatchAnswer ToAnswer(const v1::EvaluateBatchRequest& request, const grpc::Status& status,
                     v1::EvaluateBatchResponse& response);
EvaluateAnswer ToAnswer(const google::rpc::Status& error);

// DATA_LOSS when the evaluation is that of another account.
void CheckAccount(const std::string& account_id, EvaluateAnswer& answer);

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CLIENT_H_
