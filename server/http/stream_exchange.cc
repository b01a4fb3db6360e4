// Tested by tests/server/http/gateway_test.cc and tests/e2e/http_test.py.
#include "server/http/stream_exchange.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/http/call_error.h"
#include "server/http/gzip.h"
#include "server/http/unary_exchange.h"

namespace bellwether::http {
namespace {

// Messages that wait for the call before the client is made to wait.
constexpr size_t kMostMessagesWaiting = 4;

grpc::Status Malformed(const std::string& text) {
  return {grpc::StatusCode::INVALID_ARGUMENT, text};
}

grpc::Status NotOneMessage(const Method& method, uint64_t count) {
  return {grpc::StatusCode::UNIMPLEMENTED,
          absl::StrCat("the method takes exactly one message; ", count == 0 ? "none" : "more",
                       " came: ", method.path)};
}

}  // namespace

StreamExchange::StreamExchange(const Method& method, Request request, Environment& environment,
                               std::weak_ptr<Responder> responder)
    : method_(method),
      request_(std::move(request)),
      environment_(environment),
      responder_(std::move(responder)),
      held_(environment),
      envelopes_(environment.settings.limits.max_request_bytes) {}

bool StreamExchange::WantsBody() const {
  return !is_over_ && messages_.size() < kMostMessagesWaiting;
}

void StreamExchange::OnBody(std::string bytes) {
  if (is_over_) return;
  if (request_.type.protocol == Protocol::kGrpcWebText) {
    std::string plain;
    if (!base64_.Add(bytes, plain))
      return Fail(Malformed("the body is no base64"), Refusal::kMalformed);
    bytes = std::move(plain);
  }
  envelopes_.Add(bytes);
  TakeMessages();
}

void StreamExchange::TakeMessages() {
  while (std::optional<Envelope> envelope = envelopes_.Next()) {
    if (++count_ > 1 && !method_.client_streams) {
      return Fail(NotOneMessage(method_, count_), Refusal::kMalformed);
    }
    std::optional<std::string> message = Read(*std::move(envelope));
    if (!message.has_value()) return;
    message_bytes_ += message->size();
    messages_.push_back(*std::move(message));
  }
  if (envelopes_.is_too_large()) {
    return Fail(MessageTooLarge(environment_.settings.limits.max_request_bytes),
                Refusal::kBodyTooLarge);
  }
  if (!held_.Set(envelopes_.held() + message_bytes_)) return Fail(TooMuchHeld(), Refusal::kTooMany);
  // A method that takes one message is called when it is known that no other comes.
  if (method_.client_streams) WriteOn();
}

std::optional<std::string> StreamExchange::Read(Envelope envelope) {
  const auto fail = [&](const grpc::Status& status, Refusal refusal) {
    Fail(status, refusal);
    return std::nullopt;
  };
  if ((envelope.flags & ~kCompressedFlag) != 0) {
    return fail(Malformed(absl::StrCat("a message has flags that are not known: ",
                                       static_cast<int>(envelope.flags))),
                Refusal::kMalformed);
  }
  std::string message = std::move(envelope.message);
  if (envelope.flags != 0) {
    if (request_.coding == Coding::kIdentity) {
      return fail({grpc::StatusCode::INTERNAL,
                   "a message says that it is compressed, and no header says how"},
                  Refusal::kMalformed);
    }
    absl::StatusOr<std::string> bytes =
        Gunzip(message, environment_.settings.limits.max_request_bytes);
    if (!bytes.ok()) {
      return fail(CannotUnpack(bytes.status()), absl::IsResourceExhausted(bytes.status())
                                                    ? Refusal::kBodyTooLarge
                                                    : Refusal::kMalformed);
    }
    message = *std::move(bytes);
  }
  if (request_.type.codec == Codec::kProto) return message;
  absl::StatusOr<std::string> bytes = environment_.codec.FromJson(method_.request, message);
  if (!bytes.ok()) return fail(CannotRead(method_, bytes.status()), Refusal::kMalformed);
  return *std::move(bytes);
}

void StreamExchange::OnBodyEnd() {
  if (is_over_) return;
  if (!envelopes_.is_between() || !base64_.is_between()) {
    return Fail(Malformed("the body ends within a message"), Refusal::kMalformed);
  }
  has_ended_body_ = true;
  if (!method_.client_streams && count_ == 0) {
    return Fail(NotOneMessage(method_, 0), Refusal::kMalformed);
  }
  WriteOn();
}

void StreamExchange::BeginCall() {
  environment_.requests.fetch_add(1, std::memory_order_relaxed);
  call_ = OutgoingCall::Begin(environment_.calls, environment_.channel,
                              {method_.path, std::move(request_.metadata), request_.deadline});
}

void StreamExchange::WriteOn() {
  if (is_over_ || is_writing_ || has_said_done_) return;
  if (messages_.empty() && !has_ended_body_) return;
  const bool is_first = call_ == nullptr;
  if (is_first && request_.deadline <= absl::Now()) return Fail(TimeIsOver());
  if (is_first) BeginCall();
  if (messages_.empty()) {
    has_said_done_ = true;
    call_->WritesDone();
  } else {
    const std::string message = std::move(messages_.front());
    messages_.pop_front();
    message_bytes_ -= message.size();
    held_.Set(envelopes_.held() + message_bytes_);
    if (has_ended_body_ && messages_.empty()) {
      has_said_done_ = true;
      call_->WriteLast(message);
    } else {
      is_writing_ = true;
      call_->Write(message, [self = shared_from_this()](bool) {
        self->Post([self] {
          self->is_writing_ = false;
          self->WriteOn();
          if (const auto responder = self->responder_.lock()) responder->BodyIsWanted();
        });
      });
    }
  }
  if (is_first) ReadOn();
}

// When the call is over, Read says so first, and Finish how.
void StreamExchange::ReadOn() {
  call_->Read([self = shared_from_this(), call = call_.get()](std::optional<std::string> message) {
    if (message.has_value()) {
      self->Post(
          [self, message = *std::move(message)]() mutable { self->OnMessage(std::move(message)); });
      return;
    }
    call->Finish([self](const CallEnd& end) { self->Post([self, end] { self->OnEnd(end); }); });
  });
}

void StreamExchange::Post(std::function<void()> what) {
  if (const std::shared_ptr<Responder> responder = responder_.lock()) {
    responder->Post(std::move(what));
  }
}

void StreamExchange::SendHead(const Metadata& leading) {
  if (std::exchange(has_head_, true)) return;
  const std::shared_ptr<Responder> responder = responder_.lock();
  if (responder == nullptr) return;
  Headers headers = {{"content-type", request_.type.name}};
  if (request_.accepted == Coding::kGzip) {
    headers.emplace_back(IsConnect() ? "connect-content-encoding" : "grpc-encoding", "gzip");
  }
  AppendHeaders(leading, "", headers);
  responder->Begin(std::move(headers));
}

std::string StreamExchange::Framed(uint8_t flags, std::string_view message) const {
  std::string packed;
  const bool may_pack = (flags & kGrpcWebTrailersFlag) == 0 && request_.accepted == Coding::kGzip;
  if (may_pack && message.size() >= kLeastPacked) {
    packed = Gzip(message);
    message = packed;
    flags |= kCompressedFlag;
  }
  std::string frame = Enveloped(flags, message);
  return request_.type.protocol == Protocol::kGrpcWebText ? absl::Base64Escape(frame) : frame;
}

void StreamExchange::OnMessage(std::string message) {
  const std::shared_ptr<Responder> responder = responder_.lock();
  if (is_over_ || responder == nullptr) return;
  if (request_.type.codec == Codec::kJson) {
    absl::StatusOr<std::string> json = environment_.codec.ToJson(method_.response, message);
    if (!json.ok())
      return Fail({grpc::StatusCode::INTERNAL, "an answer cannot be written as JSON"});
    message = *std::move(json);
  }
  if (!has_head_) SendHead(call_->Leading());
  responder->Send(Framed(0, message), [self = shared_from_this()] {
    if (!self->is_over_) self->ReadOn();
  });
}

void StreamExchange::OnEnd(const CallEnd& end) {
  if (is_over_) return;
  SendHead(end.leading);
  End(end.status, end.trailing);
}

void StreamExchange::End(const grpc::Status& status, const Metadata& trailing) {
  is_over_ = true;
  messages_.clear();
  held_.Set(0);
  call_.reset();
  const std::shared_ptr<Responder> responder = responder_.lock();
  if (responder == nullptr) return;
  responder->End(
      IsConnect() ? Framed(kConnectEndFlag, EndOfStreamJson(status, trailing, environment_.codec))
                  : Framed(kGrpcWebTrailersFlag, GrpcWebTrailers(status, trailing)));
}

void StreamExchange::Fail(const grpc::Status& status, std::optional<Refusal> refusal) {
  if (is_over_) return;
  if (refusal.has_value()) environment_.CountRefusal(*refusal, status.error_message());
  if (call_ != nullptr) call_->Cancel();
  SendHead({});
  End(status, {});
}

void StreamExchange::OnGone() {
  is_over_ = true;
  if (call_ != nullptr) call_->Cancel();
  call_.reset();
}

void StreamExchange::OnStopping() {
  if (method_.is_unary()) return;
  Fail({grpc::StatusCode::UNAVAILABLE, "the server stops; begin the stream again"});
}

}  // namespace bellwether::http
