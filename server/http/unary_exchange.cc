// Tested by tests/server/http/gateway_test.cc and tests/e2e/http_test.py.
#include "server/http/unary_exchange.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/http/call_error.h"
#include "server/http/gzip.h"

namespace bellwether::http {
namespace {

constexpr char kJson[] = "application/json";
constexpr char kProto[] = "application/proto";

}  // namespace

grpc::Status MessageTooLarge(uint64_t max_bytes) {
  return {grpc::StatusCode::RESOURCE_EXHAUSTED,
          absl::StrCat("the message has more than ", max_bytes,
                       " bytes (max_request_bytes); send less in one")};
}

grpc::Status TimeIsOver() {
  return {grpc::StatusCode::DEADLINE_EXCEEDED, "the time of the call is over before it begins"};
}

grpc::Status TooMuchHeld() {
  return {grpc::StatusCode::RESOURCE_EXHAUSTED,
          "the server receives as much as it can hold; try again in a moment"};
}

grpc::Status CannotUnpack(const absl::Status& status) {
  const bool too_large = absl::IsResourceExhausted(status);
  return {too_large ? grpc::StatusCode::RESOURCE_EXHAUSTED : grpc::StatusCode::INVALID_ARGUMENT,
          std::string(status.message())};
}

grpc::Status CannotRead(const Method& method, const absl::Status& status) {
  return {grpc::StatusCode::INVALID_ARGUMENT,
          absl::StrCat("the request is no ", method.request,
                       " in JSON: ", std::string(status.message()))};
}

UnaryExchange::UnaryExchange(const Method& method, Request request, Environment& environment,
                             std::weak_ptr<Responder> responder)
    : method_(method),
      request_(std::move(request)),
      environment_(environment),
      responder_(std::move(responder)),
      held_(environment) {}

UnaryExchange::~UnaryExchange() = default;

void UnaryExchange::OnBody(std::string bytes) {
  if (is_over_) return;
  const uint64_t most = environment_.settings.limits.max_request_bytes;
  if (body_.size() + bytes.size() > most)
    return Fail(MessageTooLarge(most), Refusal::kBodyTooLarge);
  body_ += bytes;
  if (!held_.Set(body_.size())) Fail(TooMuchHeld(), Refusal::kTooMany);
}

void UnaryExchange::OnBodyEnd() {
  if (is_over_) return;
  std::string message =
      request_.message.has_value() ? *std::move(request_.message) : std::move(body_);
  if (request_.coding == Coding::kGzip && !message.empty()) {
    absl::StatusOr<std::string> bytes =
        Gunzip(message, environment_.settings.limits.max_request_bytes);
    if (!bytes.ok()) {
      return Fail(CannotUnpack(bytes.status()), absl::IsResourceExhausted(bytes.status())
                                                    ? Refusal::kBodyTooLarge
                                                    : Refusal::kMalformed);
    }
    message = *std::move(bytes);
  }
  if (request_.codec == Codec::kProto) return Call(message);
  absl::StatusOr<std::string> bytes = environment_.codec.FromJson(method_.request, message);
  if (!bytes.ok()) return Fail(CannotRead(method_, bytes.status()), Refusal::kMalformed);
  Call(*bytes);
}

// The call's thread posts; the exchange lives at least as long as its call.
void UnaryExchange::Call(const std::string& message) {
  // A channel within the process is so quick that a call may be over before its time is looked at.
  if (request_.deadline <= absl::Now()) return Fail(TimeIsOver());
  environment_.requests.fetch_add(1, std::memory_order_relaxed);
  body_ = {};
  call_ = OutgoingCall::Begin(environment_.calls, environment_.channel,
                              {method_.path, std::move(request_.metadata), request_.deadline});
  call_->WriteLast(message);
  call_->Read([self = shared_from_this(), call = call_.get()](std::optional<std::string> answer) {
    call->Finish([self, answer = std::move(answer)](const CallEnd& end) mutable {
      const std::shared_ptr<Responder> responder = self->responder_.lock();
      if (responder == nullptr) return;
      responder->Post([self, end, answer = std::move(answer)]() mutable {
        self->OnEnd(end, std::move(answer));
      });
    });
  });
}

void UnaryExchange::OnEnd(const CallEnd& end, std::optional<std::string> message) {
  call_.reset();
  held_.Set(0);
  if (is_over_) return;
  if (!end.status.ok() || !message.has_value()) {
    const grpc::Status status =
        end.status.ok() ? grpc::Status(grpc::StatusCode::INTERNAL, "the call has no answer")
                        : end.status;
    return Answer(status, end.leading, end.trailing, ErrorJson(status, environment_.codec));
  }
  if (request_.codec == Codec::kProto) {
    return Answer(end.status, end.leading, end.trailing, *std::move(message));
  }
  absl::StatusOr<std::string> json = environment_.codec.ToJson(method_.response, *message);
  if (!json.ok()) {
    return Fail({grpc::StatusCode::INTERNAL, "the answer cannot be written as JSON"});
  }
  Answer(end.status, end.leading, end.trailing, *std::move(json));
}

void UnaryExchange::Answer(const grpc::Status& status, const Metadata& leading,
                           const Metadata& trailing, std::string body) {
  is_over_ = true;
  const std::shared_ptr<Responder> responder = responder_.lock();
  if (responder == nullptr) return;
  Response response;
  response.status = status.ok() ? 200 : HttpStatus(status.error_code());
  const bool is_proto = status.ok() && request_.codec == Codec::kProto;
  response.headers.emplace_back("content-type", is_proto ? kProto : kJson);
  if (response.status == 401) response.headers.emplace_back("www-authenticate", "Bearer");
  AppendHeaders(leading, "", response.headers);
  AppendHeaders(trailing, "trailer-", response.headers);
  response.body = std::move(body);
  if (request_.accepted == Coding::kGzip && response.body.size() >= kLeastPacked) {
    response.body = Gzip(response.body);
    response.headers.emplace_back("content-encoding", "gzip");
  }
  responder->Respond(std::move(response));
}

void UnaryExchange::Fail(const grpc::Status& status, std::optional<Refusal> refusal) {
  if (refusal.has_value()) environment_.CountRefusal(*refusal, status.error_message());
  body_ = {};
  held_.Set(0);
  Answer(status, {}, {}, ErrorJson(status, environment_.codec));
}

void UnaryExchange::OnGone() {
  is_over_ = true;
  if (call_ != nullptr) call_->Cancel();
}

}  // namespace bellwether::http
