// A call whose messages come in envelopes: Connect's streams, and every call of gRPC-Web.
//
// Messages of the client go to the call one after the other, and answers to the client likewise, at
// the same time: a client that only reads when it has sent everything is held up when the
// connection is full.
#ifndef BELLWETHER_SERVER_HTTP_STREAM_EXCHANGE_H_
#define BELLWETHER_SERVER_HTTP_STREAM_EXCHANGE_H_

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "server/http/base64_reader.h"
#include "server/http/environment.h"
#include "server/http/envelope.h"
#include "server/http/exchange.h"
#include "server/http/media_type.h"
#include "server/http/method_catalog.h"
#include "server/http/outgoing_call.h"

namespace bellwether::http {

class StreamExchange : public Exchange, public std::enable_shared_from_this<StreamExchange> {
 public:
  // What the head says of the call.
  struct Request {
    MediaType type;
    Coding coding = Coding::kIdentity;    // of messages of the client that say they are packed
    Coding accepted = Coding::kIdentity;  // of answers
    Metadata metadata;
    absl::Time deadline = absl::InfiniteFuture();
  };

  StreamExchange(const Method& method, Request request, Environment& environment,
                 std::weak_ptr<Responder> responder);

  void OnBody(std::string bytes) override;
  void OnBodyEnd() override;
  bool WantsBody() const override;
  bool IsOneMessage() const override { return !method_.client_streams; }
  void OnGone() override;
  void OnStopping() override;

  // Ends the answer with an error, whatever was said before.
  void Fail(const grpc::Status& status, std::optional<Refusal> refusal = std::nullopt);

 private:
  bool IsConnect() const { return request_.type.protocol == Protocol::kConnectStream; }
  void TakeMessages();
  // Nothing: the exchange has failed.
  std::optional<std::string> Read(Envelope envelope);
  void BeginCall();
  void WriteOn();
  void ReadOn();
  void OnMessage(std::string message);
  void OnEnd(const CallEnd& end);
  void SendHead(const Metadata& leading);
  std::string Framed(uint8_t flags, std::string_view message) const;
  void End(const grpc::Status& status, const Metadata& trailing);
  // Runs on the strand, as long as there is a connection.
  void Post(std::function<void()> what);

  const Method& method_;
  Request request_;
  Environment& environment_;
  const std::weak_ptr<Responder> responder_;
  HeldBytes held_;
  Base64Reader base64_;
  EnvelopeReader envelopes_;
  std::deque<std::string> messages_;  // that the call has not taken
  uint64_t message_bytes_ = 0;
  uint64_t count_ = 0;  // of messages that came
  std::shared_ptr<OutgoingCall> call_;
  bool has_ended_body_ = false;
  bool is_writing_ = false, has_said_done_ = false;
  bool has_head_ = false;  // of the answer
  bool is_over_ = false;   // nothing is answered any more
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_STREAM_EXCHANGE_H_
