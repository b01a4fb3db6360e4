// A thin layer over the generated stub: deadlines, and failures that say what to do.
//
// Tested by tests/clients/client_test.cc.
#include "clients/cpp/client.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/status.h"
#include "grpcpp/create_channel.h"

namespace bellwether {
namespace {

// An answer holds a whole explanation; the default of 4 MiB is no protection of a client that
// asked for it.
constexpr int kMaxAnswerBytes = 64 << 20;

std::shared_ptr<grpc::Channel> Connect(const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  // Nobody sends these calls through a proxy meant for web pages, least of all to this machine.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(
      options.server,
      options.credentials ? options.credentials : grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

Client::Client(ClientOptions options)
    : options_(std::move(options)),
      channel_(Connect(options_)),
      stub_(v1::ScoringService::NewStub(channel_)) {}

absl::Status Client::WaitUntilConnected(absl::Duration patience) {
  if (channel_->WaitForConnected(absl::ToChronoTime(absl::Now() + patience))) {
    return absl::OkStatus();
  }
  return absl::UnavailableError(absl::StrCat("no server answers at ", options_.server,
                                             " (tried for ", absl::FormatDuration(patience), ")"));
}

EvaluateAnswer Client::Evaluate(const v1::EvaluateRequest& request) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  v1::EvaluateResponse response;
  const grpc::Status status = stub_->Evaluate(&context, request, &response);
  EvaluateAnswer answer;
  answer.status = ToAbslStatus(status);
  answer.violations = ViolationsOf(status);
  answer.evaluation.Swap(response.mutable_evaluation());
  return answer;
}

}  // namespace bellwether
