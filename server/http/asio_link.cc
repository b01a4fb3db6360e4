// Tested by tests/server/http/gateway_test.cc and tests/clients/http_security_test.py.
#include "server/http/asio_link.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <utility>

#include "boost/asio/buffer.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/ssl/stream.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/write.hpp"

namespace bellwether::http {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;

// A client whose machine is gone says nothing: it is asked after a minute of silence.
constexpr int kSilenceSeconds = 60, kAskAgainSeconds = 20, kAskTimes = 3;

void SetUp(Socket& socket) {
  Error ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
  const int descriptor = socket.native_handle();
  setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &kSilenceSeconds, sizeof(kSilenceSeconds));
  setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, &kAskAgainSeconds, sizeof(kAskAgainSeconds));
  setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &kAskTimes, sizeof(kAskTimes));
}

// What both kinds of links have.
class SocketLink : public Link {
 public:
  explicit SocketLink(Strand strand)
      : strand_(std::move(strand)), timers_{{Clock(strand_), Clock(strand_)}} {}

  void Post(std::function<void()> what) override { asio::post(strand_, std::move(what)); }

  void SetTimer(Timer timer, absl::Duration after, std::function<void()> what) override {
    Clock& clock = timers_[static_cast<size_t>(timer)];
    clock.timer.expires_after(absl::ToChronoMilliseconds(after));
    clock.timer.async_wait(
        [&clock, number = ++clock.number, what = std::move(what)](const Error& error) {
          // One that was set anew may have been about to run.
          if (!error && number == clock.number) what();
        });
  }

  void ClearTimer(Timer timer) override {
    Clock& clock = timers_[static_cast<size_t>(timer)];
    ++clock.number;
    clock.timer.cancel();
  }

 private:
  struct Clock {
    explicit Clock(const Strand& strand) : timer(strand) {}
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, Strand>
        timer;
    uint64_t number = 0;  // of the last time that it was set
  };

  const Strand strand_;
  std::array<Clock, 2> timers_;
};

class PlainLink final : public SocketLink {
 public:
  explicit PlainLink(Socket socket)
      : SocketLink(socket.get_executor()), socket_(std::move(socket)) {}

  void Handshake(std::function<void(bool ok)> done) override { done(true); }

  void Read(char* into, size_t size, std::function<void(size_t bytes)> done) override {
    socket_.async_read_some(
        asio::buffer(into, size),
        [done = std::move(done)](const Error& error, size_t bytes) { done(error ? 0 : bytes); });
  }

  void Write(std::string_view bytes, std::function<void(bool ok)> done) override {
    asio::async_write(socket_, asio::buffer(bytes.data(), bytes.size()),
                      [done = std::move(done)](const Error& error, size_t) { done(!error); });
  }

  void EndWrites(std::function<void()> done) override {
    Error ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    done();
  }

  void Close() override {
    Error ignored;
    socket_.close(ignored);
  }

 private:
  Socket socket_;
};

class TlsLink final : public SocketLink {
 public:
  TlsLink(Socket socket, std::shared_ptr<asio::ssl::context> tls)
      : SocketLink(socket.get_executor()),
        tls_(std::move(tls)),
        stream_(std::move(socket), *tls_) {}

  void Handshake(std::function<void(bool ok)> done) override {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [done = std::move(done)](const Error& error) { done(!error); });
  }

  void Read(char* into, size_t size, std::function<void(size_t bytes)> done) override {
    if (has_ended_writes_) return ReadRaw(into, size, std::move(done));
    stream_.async_read_some(asio::buffer(into, size), [this, into, size, done = std::move(done)](
                                                          const Error& error, size_t bytes) {
      if (error && has_ended_writes_) return ReadRaw(into, size, done);
      done(error ? 0 : bytes);
    });
  }

  void Write(std::string_view bytes, std::function<void(bool ok)> done) override {
    asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()),
                      [done = std::move(done)](const Error& error, size_t) { done(!error); });
  }

  // TLS has an end of its own, so that a client knows an answer that was cut off. That the client
  // says the same is not waited for: what it was sending when the answer came would end the wait
  // with an error, and with it the connection, before the answer was read.
  void EndWrites(std::function<void()> done) override {
    has_ended_writes_ = true;
    stream_.async_shutdown([done](const Error&) {});  // `done` keeps the link until then
    done();
  }

  void Close() override {
    Error ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  // Bytes that are only to be thrown away.
  void ReadRaw(char* into, size_t size, std::function<void(size_t bytes)> done) {
    stream_.next_layer().async_read_some(
        asio::buffer(into, size),
        [done = std::move(done)](const Error& error, size_t bytes) { done(error ? 0 : bytes); });
  }

  const std::shared_ptr<asio::ssl::context> tls_;
  asio::ssl::stream<Socket> stream_;
  bool has_ended_writes_ = false;
};

}  // namespace

std::unique_ptr<Link> MakeLink(Socket socket, std::shared_ptr<asio::ssl::context> tls) {
  SetUp(socket);
  if (tls == nullptr) return std::make_unique<PlainLink>(std::move(socket));
  return std::make_unique<TlsLink>(std::move(socket), std::move(tls));
}

}  // namespace bellwether::http
