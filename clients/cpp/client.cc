// A thin layer over the generated stub: deadlines, retries by gRPC's own policy, and failures that
// say what to do.
//
// Tested by tests/clients/client_test.cc.
#include "clients/cpp/client.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/client_security.h"
#include "clients/cpp/status.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace bellwether {
namespace {

// An answer holds a whole explanation; the default of 4 MiB is no protection of a client that
// asked for it.
constexpr int kMaxAnswerBytes = 64 << 20;
// Requests are kept for another attempt up to this size: the largest that servers take by default,
// and what is around it.
constexpr int kRetryBufferBytes = 5 << 20;
constexpr int kMostAttempts = 5;  // gRPC takes no more
constexpr int kFirstReconnectMillis = 100;
constexpr int kLastReconnectMillis = 2'000;
// How long a server may take to greet: one that has just begun, on a busy machine, takes its time.
constexpr int kConnectMillis = 1'000;

// A stream is not here: it asks again only for what is unanswered (stream_evaluations.cc). A call
// that reaches a server in the moment in which it shuts down ends CANCELLED; what the caller itself
// cancels is never made again.
std::string RetryPolicy(int attempts) {
  std::string names;
  const auto add = [&names](const char* service, const char* method) {
    absl::StrAppend(&names, names.empty() ? "" : ",", R"({"service":"bellwether.v1.)", service,
                    R"(","method":")", method, "\"}");
  };
  for (const char* method :
       {"Evaluate", "ScoreHealth", "AssessGraduation", "DecideExtension", "EvaluateBatch",
        "EvaluateColumns", "CompareEvaluations", "FindPath"}) {
    add("ScoringService", method);
  }
  for (const char* method :
       {"GetPack", "GetPackFiles", "ListPacks", "ListActivations", "CheckPack"}) {
    add("RulesService", method);
  }
  for (const char* method :
       {"PutRecords", "GetAccount", "ListAccounts", "EvaluateAccount", "GetHistory"}) {
    add("AccountsService", method);
  }
  for (const char* method : {"ListOverrides", "ListDecisions", "ImportEntries"}) {
    add("DecisionsService", method);
  }
  for (const char* method : {"GetLatestEvaluation", "ListEvaluations"}) {
    add("EvaluationsService", method);
  }
  for (const char* method : {"ListAlerts", "ListAlertEvents", "ListTasks"}) {
    add("AlertsService", method);
  }
  for (const char* method : {"GetInterventionEffects", "ListInterventions"}) {
    add("InterventionsService", method);
  }
  add("DeliveryService", "ListMessages");
  add("AuditService", "ListAudit");
  add("CallerService", "GetCaller");
  add("PortfolioService", "ListBooks");
  return absl::StrCat(R"({"name":[)", names, R"(],"retryPolicy":{"maxAttempts":)", attempts,
                      R"(,"initialBackoff":"0.1s","maxBackoff":"2s","backoffMultiplier":4,)"
                      R"("retryableStatusCodes":["UNAVAILABLE","CANCELLED"]}})");
}

// All addresses that a name has answer in turn.
std::string ServiceConfig(int attempts) {
  return absl::StrCat(R"({"loadBalancingConfig":[{"round_robin":{}}],"methodConfig":[)",
                      attempts > 1 ? RetryPolicy(attempts) : "", "]}");
}

bool TokenIsSafe(const ClientOptions& options) {
  return options.token.empty() || options.credentials != nullptr ||
         StaysOnThisMachine(options.server);
}

std::shared_ptr<grpc::Channel> Connect(const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  // Nobody sends these calls through a proxy meant for web pages, least of all to this machine.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstReconnectMillis);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMillis);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLastReconnectMillis);
  const int attempts = std::min(options.attempts, kMostAttempts);
  arguments.SetServiceConfigJSON(ServiceConfig(attempts));
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, attempts > 1);
  arguments.SetInt(GRPC_ARG_PER_RPC_RETRY_BUFFER_SIZE, kRetryBufferBytes);
  return CreateChannelWithToken(
      options.server,
      options.credentials ? options.credentials : grpc::InsecureChannelCredentials(), arguments,
      TokenIsSafe(options) ? options.token : "");
}

template <typename Stub, typename Request, typename Response>
CallAnswer<Response> Ask(Stub& stub,
                         grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                      Response*),
                         const Request& request, absl::Duration timeout) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  CallAnswer<Response> answer;
  const grpc::Status status = (stub.*method)(&context, request, &answer.response);
  answer.status = ToAbslStatus(status);
  answer.violations = ViolationsOf(status);
  return answer;
}

absl::Status WrongCount(int answered, int asked) {
  return absl::DataLossError(absl::StrCat("the server answered ", answered, " of ", asked,
                                          " accounts; its answer is not used"));
}

EvaluateAnswer ItemAnswer(const v1::EvaluateBatchResponse& response, v1::BatchItem& item) {
  EvaluateAnswer answer;
  switch (item.result_case()) {
    case v1::BatchItem::kEvaluation:
      answer.evaluation.Swap(item.mutable_evaluation());
      *answer.evaluation.mutable_pack() = response.pack();
      if (!answer.evaluation.has_as_of()) *answer.evaluation.mutable_as_of() = response.as_of();
      break;
    case v1::BatchItem::kError:
      answer = ToAnswer(item.error());
      break;
    case v1::BatchItem::RESULT_NOT_SET:
      answer.status = absl::DataLossError("the server's answer for the account is empty");
      break;
  }
  return answer;
}

}  // namespace

Client::Client(ClientOptions options)
    : options_(std::move(options)),
      channel_(Connect(options_)),
      stub_(v1::ScoringService::NewStub(channel_)),
      portfolio_(v1::PortfolioService::NewStub(channel_)),
      rules_(v1::RulesService::NewStub(channel_)),
      accounts_(v1::AccountsService::NewStub(channel_)),
      decisions_(v1::DecisionsService::NewStub(channel_)),
      evaluations_(v1::EvaluationsService::NewStub(channel_)),
      alerts_(v1::AlertsService::NewStub(channel_)),
      delivery_(v1::DeliveryService::NewStub(channel_)),
      interventions_(v1::InterventionsService::NewStub(channel_)),
      transfer_(v1::TransferService::NewStub(channel_)),
      audit_(v1::AuditService::NewStub(channel_)),
      caller_(v1::CallerService::NewStub(channel_)) {}

absl::Status Client::WaitUntilConnected(absl::Duration patience) {
  if (!TokenIsSafe(options_)) {
    return absl::InvalidArgumentError(absl::StrCat("the token would go to ", options_.server,
                                                   " in plain text; ask the server over TLS"));
  }
  if (channel_->WaitForConnected(absl::ToChronoTime(absl::Now() + patience))) {
    return absl::OkStatus();
  }
  return absl::UnavailableError(absl::StrCat("no server answers at ", options_.server,
                                             " (tried for ", absl::FormatDuration(patience), ")"));
}

absl::StatusOr<bool> Client::IsServing(const std::string& service) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(service);
  grpc::health::v1::HealthCheckResponse response;
  const grpc::Status status =
      grpc::health::v1::Health::NewStub(channel_)->Check(&context, request, &response);
  if (status.error_code() == grpc::StatusCode::NOT_FOUND) {
    return absl::NotFoundError(absl::StrCat("the server has no service ", service));
  }
  if (!status.ok()) return ToAbslStatus(status);
  return response.status() == grpc::health::v1::HealthCheckResponse::SERVING;
}

EvaluateAnswer Client::Evaluate(const v1::EvaluateRequest& request) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  v1::EvaluateResponse response;
  const grpc::Status status = stub_->Evaluate(&context, request, &response);
  return ToAnswer(status, response);
}

BatchAnswer Client::EvaluateBatch(const v1::EvaluateBatchRequest& request) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  v1::EvaluateBatchResponse response;
  const grpc::Status status = stub_->EvaluateBatch(&context, request, &response);
  return ToAnswer(request, status, response);
}

CallAnswer<v1::CompareEvaluationsResponse> Client::CompareEvaluations(
    const v1::CompareEvaluationsRequest& request) {
  return Ask(*stub_, &v1::ScoringService::Stub::CompareEvaluations, request, options_.timeout);
}

CallAnswer<v1::FindPathResponse> Client::FindPath(const v1::FindPathRequest& request) {
  return Ask(*stub_, &v1::ScoringService::Stub::FindPath, request, options_.timeout);
}

CallAnswer<v1::GetPackResponse> Client::GetPack(const v1::GetPackRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::GetPack, request, options_.timeout);
}

CallAnswer<v1::PutRecordsResponse> Client::PutRecords(const v1::PutRecordsRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::PutRecords, request, options_.timeout);
}

CallAnswer<v1::GetAccountResponse> Client::GetAccount(const v1::GetAccountRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::GetAccount, request, options_.timeout);
}

CallAnswer<v1::ListAccountsResponse> Client::ListAccounts(const v1::ListAccountsRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::ListAccounts, request, options_.timeout);
}

CallAnswer<v1::EvaluateAccountResponse> Client::EvaluateAccount(
    const v1::EvaluateAccountRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::EvaluateAccount, request, options_.timeout);
}

CallAnswer<v1::GetHistoryResponse> Client::GetHistory(const v1::GetHistoryRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::GetHistory, request, options_.timeout);
}

CallAnswer<v1::DeleteAccountResponse> Client::DeleteAccount(
    const v1::DeleteAccountRequest& request) {
  return Ask(*accounts_, &v1::AccountsService::Stub::DeleteAccount, request, options_.timeout);
}

CallAnswer<v1::SetOverrideResponse> Client::SetOverride(const v1::SetOverrideRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::SetOverride, request, options_.timeout);
}

CallAnswer<v1::RemoveOverrideResponse> Client::RemoveOverride(
    const v1::RemoveOverrideRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::RemoveOverride, request, options_.timeout);
}

CallAnswer<v1::RecordDecisionResponse> Client::RecordDecision(
    const v1::RecordDecisionRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::RecordDecision, request, options_.timeout);
}

CallAnswer<v1::ListOverridesResponse> Client::ListOverrides(
    const v1::ListOverridesRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::ListOverrides, request, options_.timeout);
}

CallAnswer<v1::ListDecisionsResponse> Client::ListDecisions(
    const v1::ListDecisionsRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::ListDecisions, request, options_.timeout);
}

CallAnswer<v1::ImportEntriesResponse> Client::ImportEntries(
    const v1::ImportEntriesRequest& request) {
  return Ask(*decisions_, &v1::DecisionsService::Stub::ImportEntries, request, options_.timeout);
}

CallAnswer<v1::ListEvaluationsResponse> Client::ListEvaluations(
    const v1::ListEvaluationsRequest& request) {
  return Ask(*evaluations_, &v1::EvaluationsService::Stub::ListEvaluations, request,
             options_.timeout);
}

CallAnswer<v1::AcknowledgeAlertResponse> Client::AcknowledgeAlert(
    const v1::AcknowledgeAlertRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::AcknowledgeAlert, request, options_.timeout);
}

CallAnswer<v1::SnoozeAlertResponse> Client::SnoozeAlert(const v1::SnoozeAlertRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::SnoozeAlert, request, options_.timeout);
}

CallAnswer<v1::ResolveAlertResponse> Client::ResolveAlert(const v1::ResolveAlertRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::ResolveAlert, request, options_.timeout);
}

CallAnswer<v1::CompleteTaskResponse> Client::CompleteTask(const v1::CompleteTaskRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::CompleteTask, request, options_.timeout);
}

CallAnswer<v1::ListAlertsResponse> Client::ListAlerts(const v1::ListAlertsRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::ListAlerts, request, options_.timeout);
}

CallAnswer<v1::ListAlertEventsResponse> Client::ListAlertEvents(
    const v1::ListAlertEventsRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::ListAlertEvents, request, options_.timeout);
}

CallAnswer<v1::ListTasksResponse> Client::ListTasks(const v1::ListTasksRequest& request) {
  return Ask(*alerts_, &v1::AlertsService::Stub::ListTasks, request, options_.timeout);
}

CallAnswer<v1::GetInterventionEffectsResponse> Client::GetInterventionEffects(
    const v1::GetInterventionEffectsRequest& request) {
  return Ask(*interventions_, &v1::InterventionsService::Stub::GetInterventionEffects, request,
             options_.timeout);
}

CallAnswer<v1::ListInterventionsResponse> Client::ListInterventions(
    const v1::ListInterventionsRequest& request) {
  return Ask(*interventions_, &v1::InterventionsService::Stub::ListInterventions, request,
             options_.timeout);
}

CallAnswer<v1::ListMessagesResponse> Client::ListMessages(const v1::ListMessagesRequest& request) {
  return Ask(*delivery_, &v1::DeliveryService::Stub::ListMessages, request, options_.timeout);
}

CallAnswer<v1::ReplayMessageResponse> Client::ReplayMessage(
    const v1::ReplayMessageRequest& request) {
  return Ask(*delivery_, &v1::DeliveryService::Stub::ReplayMessage, request, options_.timeout);
}

CallAnswer<v1::ListAuditResponse> Client::ListAudit(const v1::ListAuditRequest& request) {
  return Ask(*audit_, &v1::AuditService::Stub::ListAudit, request, options_.timeout);
}

CallAnswer<v1::GetCallerResponse> Client::GetCaller() {
  return Ask(*caller_, &v1::CallerService::Stub::GetCaller, v1::GetCallerRequest(),
             options_.timeout);
}

CallAnswer<v1::GetPackFilesResponse> Client::GetPackFiles(const v1::GetPackFilesRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::GetPackFiles, request, options_.timeout);
}

CallAnswer<v1::ListBooksResponse> Client::ListBooks(const v1::ListBooksRequest& request) {
  return Ask(*portfolio_, &v1::PortfolioService::Stub::ListBooks, request, options_.timeout);
}

CallAnswer<v1::CheckPackResponse> Client::CheckPack(const v1::CheckPackRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::CheckPack, request, options_.timeout);
}

CallAnswer<v1::ListPacksResponse> Client::ListPacks(const v1::ListPacksRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::ListPacks, request, options_.timeout);
}

CallAnswer<v1::ActivatePackResponse> Client::ActivatePack(const v1::ActivatePackRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::ActivatePack, request, options_.timeout);
}

CallAnswer<v1::RollbackPackResponse> Client::RollbackPack(const v1::RollbackPackRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::RollbackPack, request, options_.timeout);
}

CallAnswer<v1::ApproveActivationResponse> Client::ApproveActivation(
    const v1::ApproveActivationRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::ApproveActivation, request, options_.timeout);
}

CallAnswer<v1::ListActivationsResponse> Client::ListActivations(
    const v1::ListActivationsRequest& request) {
  return Ask(*rules_, &v1::RulesService::Stub::ListActivations, request, options_.timeout);
}

EvaluateAnswer ToAnswer(const grpc::Status& status, v1::EvaluateResponse& response) {
  EvaluateAnswer answer;
  answer.status = ToAbslStatus(status);
  answer.violations = ViolationsOf(status);
  answer.evaluation.Swap(response.mutable_evaluation());
  return answer;
}

BatchAnswer ToAnswer(const v1::EvaluateBatchRequest& request, const grpc::Status& status,
                     v1::EvaluateBatchResponse& response) {
  BatchAnswer answer;
  answer.status = ToAbslStatus(status);
  answer.violations = ViolationsOf(status);
  if (!answer.ok()) return answer;
  if (response.items_size() != request.accounts_size()) {
    answer.status = WrongCount(response.items_size(), request.accounts_size());
    return answer;
  }
  answer.items.reserve(static_cast<size_t>(response.items_size()));
  for (int i = 0; i < response.items_size(); ++i) {
    answer.items.push_back(ItemAnswer(response, *response.mutable_items(i)));
    CheckAccount(request.accounts(i).id(), answer.items.back());
  }
  return answer;
}

EvaluateAnswer ToAnswer(const google::rpc::Status& error) {
  EvaluateAnswer answer;
  answer.status = ToAbslStatus(error);
  answer.violations = ViolationsOf(error);
  return answer;
}

void CheckAccount(const std::string& account_id, EvaluateAnswer& answer) {
  if (!answer.ok() || answer.evaluation.account_id() == account_id) return;
  answer.status = absl::DataLossError(
      absl::StrCat("the server answered about another account than ", account_id));
  answer.evaluation.Clear();
}

}  // namespace bellwether
