// The HTTP port, by real connections.
#include "server/telemetry/metrics_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/telemetry/process_metrics.h"
#include "tests/server/exposed_text.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

int PortOf(const std::string& address) {
  int port = 0;
  EXPECT_TRUE(absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) << address;
  return port;
}

int ConnectTo(const std::string& address) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<uint16_t>(PortOf(address)));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&place), sizeof(place)), 0);
  return connection;
}

// All that comes until the server closes.
std::string Exchange(const std::string& address, const std::string& request) {
  const int connection = ConnectTo(address);
  // A server that has read enough may close before it has all.
  static_cast<void>(send(connection, request.data(), request.size(), MSG_NOSIGNAL));
  std::string answer;
  char bytes[4096];
  for (ssize_t size; (size = recv(connection, bytes, sizeof(bytes), 0)) > 0;) {
    answer.append(bytes, static_cast<size_t>(size));
  }
  close(connection);
  return answer;
}

std::string Get(const std::string& address, const std::string& path,
                const std::string& method = "GET") {
  return Exchange(address, absl::StrCat(method, " ", path, " HTTP/1.1\r\nHost: test\r\n\r\n"));
}

class MetricsPortTest : public ::testing::Test {
 protected:
  void Listen(const std::string& address = "127.0.0.1:0") {
    port_.Add([](Exposition& exposition) { exposition.Add(MetricId::kServing, {}, 1); });
    port_.SetReadiness([this] { return why_not_; });
    const absl::Status status = port_.Listen(address);
    ASSERT_TRUE(status.ok()) << status;
  }

  LogOfTest log_;
  std::string why_not_;
  MetricsPort port_{log_.log()};
};

TEST_F(MetricsPortTest, ServesMetricsAsText) {
  Listen();
  const std::string answer = Get(port_.address(), "/metrics");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
  EXPECT_THAT(answer, HasSubstr("\nbellwether_serving 1\n"));
}

TEST_F(MetricsPortTest, LivesAndIsReady) {
  Listen();
  EXPECT_THAT(Get(port_.address(), "/healthz"), EndsWith("\r\n\r\nok\n"));
  EXPECT_THAT(Get(port_.address(), "/readyz"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(MetricsPortTest, SaysWhyItIsNotReady) {
  why_not_ = "draining";
  Listen();
  const std::string answer = Get(port_.address(), "/readyz");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\ndraining\n"));
  EXPECT_THAT(Get(port_.address(), "/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(MetricsPortTest, AHeadHasNoText) {
  Listen();
  const std::string answer = Get(port_.address(), "/healthz", "HEAD");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 3\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(MetricsPortTest, ServesNothingElse) {
  Listen();
  for (const char* path : {"/", "/metrics/x", "/../etc/passwd", "/etc/passwd", "/%2e%2e/etc/passwd",
                           "//metrics.bak"}) {
    EXPECT_THAT(Get(port_.address(), path), MatchesRegex("HTTP/1.1 40[04] (.|\r|\n)*")) << path;
  }
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    EXPECT_THAT(Get(port_.address(), "/metrics", method), StartsWith("HTTP/1.1 405 ")) << method;
  }
}

TEST_F(MetricsPortTest, AQueryIsNoOtherPath) {
  Listen();
  EXPECT_THAT(Get(port_.address(), "/healthz?x=1"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(MetricsPortTest, ALargeRequestIsRefused) {
  Listen();
  const std::string answer =
      Exchange(port_.address(), absl::StrCat("GET /metrics HTTP/1.1\r\nHost: test\r\nX: ",
                                             std::string(100'000, 'x'), "\r\n\r\n"));
  EXPECT_THAT(answer, testing::Not(HasSubstr("bellwether_serving")));
  EXPECT_THAT(Get(port_.address(), "/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(MetricsPortTest, BytesThatAreNoRequestDoNoHarm) {
  Listen();
  Exchange(port_.address(),
           std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15));
  Exchange(port_.address(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  EXPECT_THAT(Get(port_.address(), "/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

// Connections that say nothing hold a thread for some seconds each, and no longer.
TEST_F(MetricsPortTest, SilentConnectionsHoldItUpForAWhileOnly) {
  Listen();
  std::vector<int> silent;
  for (int i = 0; i < 2; ++i) silent.push_back(ConnectTo(port_.address()));
  EXPECT_THAT(Get(port_.address(), "/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
  for (const int connection : silent) close(connection);
}

TEST_F(MetricsPortTest, ManyMayAskAtOnce) {
  Listen();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] {
      for (int scrape = 0; scrape < 10; ++scrape) {
        EXPECT_THAT(Get(port_.address(), "/metrics"), HasSubstr("bellwether_serving 1"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(MetricsPortTest, SaysThatThePortIsTaken) {
  Listen();
  MetricsPort second(log_.log());
  const absl::Status status = second.Listen(port_.address());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr(absl::StrCat("cannot serve metrics on ", port_.address())));
}

TEST_F(MetricsPortTest, ListensByName) {
  Listen("localhost:0");
  EXPECT_THAT(port_.address(), MatchesRegex("localhost:[1-9][0-9]*"));
  EXPECT_THAT(Get(port_.address(), "/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(ProcessMetricsTest, TellsOfThisProcess) {
  Exposition exposition;
  CollectProcess(exposition);
  const std::string text = exposition.Text();
  EXPECT_GE(SampleOf(text, "process_cpu_seconds_total"), 0);
  EXPECT_GT(SampleOf(text, "process_resident_memory_bytes"), 1e6);
  EXPECT_GT(SampleOf(text, "process_virtual_memory_bytes"),
            SampleOf(text, "process_resident_memory_bytes"));
  EXPECT_GE(SampleOf(text, "process_open_fds"), 3);
  EXPECT_GT(SampleOf(text, "process_max_fds"), 3);
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  EXPECT_NEAR(SampleOf(text, "process_start_time_seconds"), now, 3600);
}

}  // namespace
}  // namespace bellwether
