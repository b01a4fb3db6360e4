// Tested by tests/server/http/gateway_test.cc and tests/e2e/http_test.py.
#include "server/http/gateway.h"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "boost/asio/basic_socket_acceptor.hpp"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "server/http/asio_link.h"
#include "server/http/connection.h"
#include "server/http/environment.h"
#include "server/http/tls_context.h"

namespace bellwether::http {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;
using Tcp = asio::ip::tcp;

// Connections that the system holds for a moment until they are taken.
constexpr int kBacklog = 128;
// After a connection could not be taken, such as when no more files may be open.
constexpr absl::Duration kRest = absl::Milliseconds(100);
// For how long streams go on when the server stops.
constexpr absl::Duration kLastMessages = absl::Milliseconds(200);

constexpr std::string_view kNames[kRefusals] = {
    "malformed", "headers_too_large",  "body_too_large", "too_slow",  "too_many", "origin",
    "unknown_method", "method_not_allowed", "media_type", "handshake",
};

// "[::1]:8080" → "::1" and "8080".
std::pair<std::string, std::string> Split(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return {address, ""};
  std::string host = address.substr(0, colon);
  if (host.size() > 1 && host.front() == '[') host = host.substr(1, host.size() - 2);
  return {std::move(host), address.substr(colon + 1)};
}

}  // namespace

std::string_view NameOf(Refusal refusal) { return kNames[static_cast<size_t>(refusal)]; }

class Gateway::Listener {
 public:
  Listener(std::shared_ptr<grpc::Channel> channel, GatewaySettings settings)
      : environment_(std::move(channel), std::move(settings)) {
    if (environment_.settings.tls.has_value()) tls_.emplace(*environment_.settings.tls);
  }
  ~Listener() { Stop(absl::ZeroDuration()); }

  absl::Status Start();
  void Stop(absl::Duration deadline);
  const std::string& address() const { return address_; }
  GatewayCounts counts() const;

 private:
  using Acceptor = asio::basic_socket_acceptor<Tcp, Strand>;

  absl::Status Listen();
  void AcceptOn();
  void Take(Socket socket);
  void Forget(Connection* connection);
  // Whether all have ended by then.
  bool AwaitNoConnections(absl::Time until);
  std::vector<std::shared_ptr<Connection>> Connections();

  Environment environment_;
  std::optional<TlsContext> tls_;  // used on the acceptor's strand
  std::string address_;
  std::mutex mutex_;
  std::condition_variable none_;
  std::map<Connection*, std::shared_ptr<Connection>> connections_;  // by mutex_
  bool is_stopping_ = false;                                        // likewise
  asio::io_context io_;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work_;
  Acceptor acceptor_{asio::make_strand(io_)};
  asio::steady_timer rest_{io_};
  std::vector<std::thread> threads_;
};

absl::Status Gateway::Listener::Listen() {
  const std::string& wanted = environment_.settings.address;
  const auto [host, port] = Split(wanted);
  Error error;
  Tcp::resolver resolver(io_);
  const auto found = resolver.resolve(host, port, Tcp::resolver::passive, error);
  Tcp::endpoint endpoint;
  if (!error) {
    endpoint = found.begin()->endpoint();
    acceptor_.open(endpoint.protocol(), error);
  }
  if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(kBacklog, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen for HTTP on ", wanted, " (", error.message(),
                     "); is another process there? --http-address HOST:PORT chooses another "
                     "address"));
  }
  const size_t colon = wanted.rfind(':');
  address_ = absl::StrCat(wanted.substr(0, colon), ":", acceptor_.local_endpoint(error).port());
  return absl::OkStatus();
}

absl::Status Gateway::Listener::Start() {
  if (tls_.has_value()) {
    if (absl::Status status = tls_->Load(); !status.ok()) return status;
  }
  if (absl::Status status = Listen(); !status.ok()) return status;
  environment_.calls.Start();
  work_.emplace(io_.get_executor());
  for (uint32_t i = 0; i < environment_.settings.threads; ++i) {
    threads_.emplace_back([this, name = absl::StrCat("http-", i)] {
      pthread_setname_np(pthread_self(), name.c_str());
      io_.run();
    });
  }
  asio::post(acceptor_.get_executor(), [this] { AcceptOn(); });
  return absl::OkStatus();
}

void Gateway::Listener::AcceptOn() {
  if (!acceptor_.is_open()) return;
  acceptor_.async_accept(
      asio::make_strand(io_), [this](const Error& error, Socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (!error) {
          Take(std::move(socket));
          return AcceptOn();
        }
        rest_.expires_after(absl::ToChronoMilliseconds(kRest));
        rest_.async_wait([this](const Error& stopped) {
          if (!stopped) asio::post(acceptor_.get_executor(), [this] { AcceptOn(); });
        });
      });
}

void Gateway::Listener::Take(Socket socket) {
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_stopping_) return;
    if (connections_.size() < environment_.settings.limits.max_connections) {
      connection = std::make_shared<Connection>(
          MakeLink(std::move(socket), tls_.has_value() ? tls_->Current() : nullptr), environment_,
          [this](Connection* ended) { Forget(ended); });
      connections_.emplace(connection.get(), connection);
    }
  }
  if (connection == nullptr) {
    return environment_.CountRefusal(Refusal::kTooMany, "connections");
  }
  environment_.connections.fetch_add(1, std::memory_order_relaxed);
  connection->Start();
}

void Gateway::Listener::Forget(Connection* connection) {
  environment_.connections.fetch_sub(1, std::memory_order_relaxed);
  std::shared_ptr<Connection> ended;  // let go without the lock
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = connections_.find(connection);
  ended = std::move(found->second);
  connections_.erase(found);
  if (connections_.empty()) none_.notify_all();
}

std::vector<std::shared_ptr<Connection>> Gateway::Listener::Connections() {
  std::vector<std::shared_ptr<Connection>> all;
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [key, connection] : connections_) all.push_back(connection);
  return all;
}

bool Gateway::Listener::AwaitNoConnections(absl::Time until) {
  std::unique_lock<std::mutex> lock(mutex_);
  return none_.wait_until(lock, absl::ToChronoTime(until), [this] { return connections_.empty(); });
}

void Gateway::Listener::Stop(absl::Duration deadline) {
  if (threads_.empty()) return;
  const absl::Time until = absl::Now() + deadline;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_stopping_ = true;
  }
  asio::post(acceptor_.get_executor(), [this] {
    Error ignored;
    acceptor_.close(ignored);
    rest_.cancel();
  });
  for (const auto& connection : Connections()) connection->Drain();
  if (!AwaitNoConnections(absl::Now() + std::min(kLastMessages, deadline / 2))) {
    for (const auto& connection : Connections()) connection->EndStream();
  }
  AwaitNoConnections(until);
  for (const auto& connection : Connections()) connection->Abort();
  AwaitNoConnections(absl::InfiniteFuture());
  environment_.calls.Stop();
  work_.reset();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

GatewayCounts Gateway::Listener::counts() const {
  GatewayCounts counts;
  counts.connections = environment_.connections.load(std::memory_order_relaxed);
  counts.requests = environment_.requests.load(std::memory_order_relaxed);
  for (size_t i = 0; i < kRefusals; ++i) {
    counts.refused[i] = environment_.refused[i].load(std::memory_order_relaxed);
  }
  return counts;
}

Gateway::Gateway(std::shared_ptr<grpc::Channel> channel, GatewaySettings settings)
    : listener_(std::make_unique<Listener>(std::move(channel), std::move(settings))) {}

Gateway::~Gateway() = default;

absl::Status Gateway::Start() { return listener_->Start(); }
const std::string& Gateway::address() const { return listener_->address(); }
void Gateway::Stop(absl::Duration deadline) { listener_->Stop(deadline); }
GatewayCounts Gateway::counts() const { return listener_->counts(); }

}  // namespace bellwether::http
