// A unary call by the Connect protocol: a message in the body, or in the address of a GET.
#ifndef BELLWETHER_SERVER_HTTP_UNARY_EXCHANGE_H_
#define BELLWETHER_SERVER_HTTP_UNARY_EXCHANGE_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "server/http/environment.h"
#include "server/http/exchange.h"
#include "server/http/media_type.h"
#include "server/http/method_catalog.h"
#include "server/http/outgoing_call.h"

namespace bellwether::http {

class UnaryExchange : public Exchange, public std::enable_shared_from_this<UnaryExchange> {
 public:
  // What the head says of the call.
  struct Request {
    Codec codec = Codec::kJson;
    Coding coding = Coding::kIdentity;    // of the body
    Coding accepted = Coding::kIdentity;  // of the answer
    Metadata metadata;
    absl::Time deadline = absl::InfiniteFuture();
    std::optional<std::string> message;  // of a GET: there is no body
  };

  UnaryExchange(const Method& method, Request request, Environment& environment,
                std::weak_ptr<Responder> responder);
  ~UnaryExchange() override;

  void OnBody(std::string bytes) override;
  void OnBodyEnd() override;
  bool WantsBody() const override { return !is_over_; }
  bool IsOneMessage() const override { return true; }
  void OnGone() override;
  void OnStopping() override {}

 private:
  void Call(const std::string& message);
  void OnEnd(const CallEnd& end, std::optional<std::string> message);
  void Fail(const grpc::Status& status, std::optional<Refusal> refusal = std::nullopt);
  void Answer(const grpc::Status& status, const Metadata& leading, const Metadata& trailing,
              std::string body);

  const Method& method_;
  Request request_;
  Environment& environment_;
  const std::weak_ptr<Responder> responder_;
  HeldBytes held_;
  std::string body_;
  std::shared_ptr<OutgoingCall> call_;
  std::optional<std::string> message_;  // of the answer
  bool is_over_ = false;                // nothing is answered any more
};

// Why a message is too large, for all protocols.
grpc::Status MessageTooLarge(uint64_t max_bytes);
// What is answered where the caller waits no longer when the call would begin.
grpc::Status TimeIsOver();
grpc::Status TooMuchHeld();
// Of Gunzip.
grpc::Status CannotUnpack(const absl::Status& status);
// Of a message in JSON.
grpc::Status CannotRead(const Method& method, const absl::Status& status);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_UNARY_EXCHANGE_H_
