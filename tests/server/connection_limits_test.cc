// Each limit of a connection, exceeded over a real one: by gRPC's own client where that can do it,
// by a socket where it is too well behaved.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

// A connection that speaks HTTP/2 only as far as it likes.
class RawConnection {
 public:
  explicit RawConnection(const std::string& address) {
    const size_t colon = address.rfind(':');
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(colon + 1))));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &there.sin_addr);
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof(there)), 0);
  }
  ~RawConnection() { close(socket_); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  void Send(const std::string& bytes) { send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  static std::string Frame(char type, char flags, const std::string& payload) {
    std::string frame(9, '\0');
    frame[2] = static_cast<char>(payload.size());
    frame[3] = type;
    frame[4] = flags;
    return frame + payload;
  }
  void Greet() { Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(4, 0, "")); }
  void Ping() { Send(Frame(6, 0, "12345678")); }

  // Reads until the server closes the connection. False when it does not within `patience`.
  bool IsClosedWithin(milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
      pollfd waited{socket_, POLLIN, 0};
      if (poll(&waited, 1, 50) <= 0) continue;
      char buffer[4096];
      const ssize_t size = recv(socket_, buffer, sizeof(buffer), 0);
      if (size <= 0) return true;
      received_.append(buffer, static_cast<size_t>(size));
    }
    return false;
  }
  const std::string& received() const { return received_; }
  // Whether the server sent a frame of the type.
  bool Got(char type) const {
    for (size_t at = 0; at + 9 <= received_.size();) {
      const auto byte = [&](size_t i) { return static_cast<unsigned char>(received_[at + i]); };
      if (received_[at + 3] == type) return true;
      at += 9 + (static_cast<size_t>(byte(0)) << 16 | static_cast<size_t>(byte(1)) << 8 | byte(2));
    }
    return false;
  }

 private:
  int socket_ = -1;
  std::string received_;
};

constexpr char kPing = 6, kGoAway = 7;
// As long as a slow machine may take; what is waited for comes after a second or less.
constexpr seconds kPatience{20};

class ConnectionLimitsTest : public RpcServerTest {
 protected:
  // Calls wait for the latch.
  void StartWaiting(const ServerOptions& options) {
    packs_.Publish(SnapshotOf(SmallPack()));
    ScoringHandlers handlers = MakeScoringHandlers({packs_, Limits{}, log_});
    handlers.evaluate = [this](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
      ++begun_;
      latch_.Wait();
      return grpc::Status::OK;
    };
    StartWith(options, {std::move(handlers)});
  }
  bool BegunBecomes(int count) {
    for (int i = 0; i < 500 && begun_ != count; ++i) std::this_thread::sleep_for(milliseconds(10));
    return begun_ == count;
  }

  Latch latch_;
  std::atomic<int> begun_{0};
};

TEST_F(ConnectionLimitsTest, MetadataIsLimited) {
  ServerOptions options = SmallOptions();
  options.max_metadata_bytes = 4096;
  Start(options);
  const auto channel = Connect();
  const auto other = Connect();
  EXPECT_TRUE(Evaluate(other, GoodRequest()).status.ok());
  for (const size_t bytes : {size_t{2'000}, size_t{20'000}}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    context.AddMetadata("authorization", std::string(bytes, 'a'));
    v1::EvaluateResponse response;
    const grpc::Status status =
        v1::ScoringService::NewStub(channel)->Evaluate(&context, GoodRequest(), &response);
    EXPECT_EQ(status.error_code(), bytes < options.max_metadata_bytes
                                       ? grpc::StatusCode::OK
                                       : grpc::StatusCode::RESOURCE_EXHAUSTED)
        << status.error_message();
  }
  EXPECT_TRUE(Evaluate(other, GoodRequest()).status.ok());
  // gRPC 1.51 now and then closes the connection as well, and its client makes another.
  grpc::Status after = Evaluate(channel, GoodRequest()).status;
  if (after.error_code() == grpc::StatusCode::UNAVAILABLE) {
    after = Evaluate(channel, GoodRequest()).status;
  }
  EXPECT_TRUE(after.ok()) << after.error_message();
}

// A stream that stays open: a call in flight that holds no thread.
struct OpenedStream {
  explicit OpenedStream(const std::shared_ptr<grpc::Channel>& channel)
      : stub(v1::ScoringService::NewStub(channel)) {
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    stream = stub->StreamEvaluate(&context);
  }
  grpc::ClientContext context;
  std::unique_ptr<v1::ScoringService::Stub> stub;
  std::unique_ptr<grpc::ClientReaderWriter<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse>>
      stream;
};

TEST_F(ConnectionLimitsTest, MoreStreamsThanAConnectionMayHaveWaitAtTheClient) {
  ServerOptions options = SmallOptions();
  options.max_streams_per_connection = 2;
  Start(options);
  const auto channel = Connect();
  ASSERT_TRUE(Evaluate(channel, GoodRequest()).status.ok());  // the client knows the limit now
  OpenedStream first(channel), second(channel);
  EXPECT_TRUE(CallsInFlightBecome(2));
  auto third =
      std::async(std::launch::async, [&] { return Evaluate(channel, GoodRequest(), kPatience); });
  EXPECT_EQ(third.wait_for(milliseconds(500)), std::future_status::timeout);
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());  // another connection
  first.stream->WritesDone();
  EXPECT_TRUE(first.stream->Finish().ok());
  EXPECT_TRUE(third.get().status.ok());
}

TEST_F(ConnectionLimitsTest, AHandshakeHasToEnd) {
  ServerOptions options = SmallOptions();
  options.handshake_timeout = absl::Milliseconds(300);
  Start(options);
  RawConnection silent(server_->address());
  EXPECT_TRUE(silent.IsClosedWithin(kPatience));
  RawConnection slow(server_->address());
  slow.Send("PRI * HTTP/2.0\r\n");
  EXPECT_TRUE(slow.IsClosedWithin(kPatience));
}

TEST_F(ConnectionLimitsTest, AConnectionWithoutCallsIsClosed) {
  ServerOptions options = SmallOptions();
  options.max_connection_idle = absl::Seconds(1);
  Start(options);
  RawConnection idle(server_->address());
  idle.Greet();
  EXPECT_TRUE(idle.IsClosedWithin(kPatience));
  EXPECT_TRUE(idle.Got(kGoAway));
}

TEST_F(ConnectionLimitsTest, AnOldConnectionIsClosedAndItsCallsAreEnded) {
  ServerOptions options = SmallOptions();
  options.max_connection_age = absl::Seconds(1);
  options.max_connection_age_grace = absl::Milliseconds(200);
  Start(options);
  OpenedStream call(Connect());
  const grpc::Status status = call.stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
}

TEST_F(ConnectionLimitsTest, AClientThatFellSilentIsLeft) {
  ServerOptions options = SmallOptions();
  options.keepalive_time = absl::Seconds(1);
  options.keepalive_timeout = absl::Milliseconds(200);
  Start(options);
  RawConnection silent(server_->address());
  silent.Greet();  // and answers no ping
  EXPECT_TRUE(silent.IsClosedWithin(kPatience));
  EXPECT_TRUE(silent.Got(kPing));
}

TEST_F(ConnectionLimitsTest, AClientThatPingsTooOftenIsDisconnected) {
  Start(SmallOptions());
  RawConnection eager(server_->address());
  eager.Greet();
  for (int i = 0; i < 20; ++i) {
    eager.Ping();
    std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_TRUE(eager.IsClosedWithin(kPatience));
  EXPECT_TRUE(eager.Got(kGoAway));
  EXPECT_THAT(eager.received(), HasSubstr("too_many_pings"));
}

TEST_F(ConnectionLimitsTest, CallsInFlightAreCancelledWhenTheServerHasWaitedLongEnough) {
  StartWaiting(SmallOptions());
  const auto channel = Connect();
  auto call =
      std::async(std::launch::async, [&] { return Evaluate(channel, GoodRequest(), kPatience); });
  ASSERT_TRUE(BegunBecomes(1));
  std::thread stop([&] { server_->Stop(absl::Milliseconds(200)); });
  EXPECT_FALSE(call.get().status.ok());
  latch_.Open();
  stop.join();
}

}  // namespace
}  // namespace bellwether
