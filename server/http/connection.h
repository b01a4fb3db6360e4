// A client's connection: its requests one after the other, each with its answer.
//
//   auto connection = std::make_shared<Connection>(std::move(link), environment, ended);
//   connection->Start();
//
// Reads the head of a request, finds what answers it, feeds it the body as fast as it takes it, and
// writes the answer; then waits for the next request. While an answer is awaited it goes on
// reading, to notice a client that leaves. Start, Drain, EndStream and Abort are for any thread,
// all else is on the link's strand. Keeps itself until it has ended.
#ifndef BELLWETHER_SERVER_HTTP_CONNECTION_H_
#define BELLWETHER_SERVER_HTTP_CONNECTION_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "server/http/environment.h"
#include "server/http/exchange.h"
#include "server/http/link.h"
#include "server/http/request_reader.h"

namespace bellwether::http {

class Connection : public Responder, public std::enable_shared_from_this<Connection> {
 public:
  // `environment` outlives it. `ended`: called once, when it is closed.
  Connection(std::unique_ptr<Link> link, Environment& environment,
             std::function<void(Connection*)> ended);
  ~Connection() override;

  void Start();
  // Ends when the answer that is under way has left, or at once.
  void Drain();
  // Ends a stream that is under way, for its client to begin it again elsewhere.
  void EndStream();
  void Abort();

  // Responder, for the exchange.
  void Respond(Response response) override;
  void Begin(Headers headers) override;
  void Send(std::string bytes, std::function<void()> sent) override;
  void End(std::string last_bytes) override;
  void BodyIsWanted() override;
  void Post(std::function<void()> what) override;

 private:
  enum class Phase : uint8_t {
    kHead,    // of a request
    kBody,    // of a request, for the exchange
    kAnswer,  // everything was read, and the answer is awaited
    kLinger,  // the last answer has left, and what the client still sends is thrown away
    kClosed,
  };

  void AwaitRequest();
  bool IsIdle() const;  // nothing of the next request came
  void Advance();
  bool AdvanceOnce();
  void ReadMore();
  void OnRead(size_t bytes);
  void OnEndOfInput();
  void OnHead();
  void OnBadRequest();
  void OnTooSlow();
  void SetBodyTimer();
  // Of the answer: what all of them have.
  std::string HeadText(int status, Headers headers);
  bool KeepsOn() const;
  // Writes `out_`, behind what is being written; then what was given last is called.
  void WriteOut(std::function<void()> then);
  void WritePart();
  void OnWritten(size_t bytes);
  void OnAnswered();
  void Linger();
  void Close();

  const std::unique_ptr<Link> link_;
  Environment& environment_;
  std::function<void(Connection*)> ended_;
  const absl::Time begun_;

  Phase phase_ = Phase::kHead;
  std::optional<RequestReader> reader_;
  std::string unread_;  // came, and was not looked at
  std::array<char, 16384> chunk_;
  bool is_reading_ = false, is_advancing_ = false;
  uint64_t lingered_ = 0;  // bytes thrown away

  std::shared_ptr<Exchange> exchange_;
  bool has_input_ended_ = false;  // the client sends no more
  bool has_answered_ = false;     // the answer has begun
  bool is_complete_ = false;      // and its last byte is given
  bool is_chunked_ = false;       // the answer is
  bool closes_ = false;           // after the answer, as it says
  bool is_draining_ = false;
  std::string out_;     // to be written
  std::string flying_;  // being written
  size_t written_ = 0;  // of that
  bool is_writing_ = false;
  std::function<void()> then_;  // when all is written
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_CONNECTION_H_
