// The calls of a gRPC server over HTTP/1.1: Connect and gRPC-Web, in JSON and in binary.
//
//   GatewaySettings settings;
//   settings.address = "127.0.0.1:8080";
//   settings.services = {"bellwether.v1.ScoringService"};
//   Gateway gateway(server.InProcessChannel({}), std::move(settings));
//   absl::Status status = gateway.Start();       // listens
//   ...
//   gateway.Stop(absl::Seconds(10));             // before the server behind the channel stops
//
// A request becomes a call on the channel, and its answer a response: whatever the server asks of a
// call, it asks of these. Methods and messages are those of the generated descriptor pool, so a
// message must be linked into the program. Nothing here knows Bellwether.
//
// Threads named http-0, http-1, ... read, convert and write; one named http-calls waits for the
// channel. Start and Stop are called by one thread, each at most once; counts by any.
#ifndef BELLWETHER_SERVER_HTTP_GATEWAY_H_
#define BELLWETHER_SERVER_HTTP_GATEWAY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"

namespace bellwether::http {

// What a client may take. HTTP/1.1 has one call at a time on a connection, so connections bound
// the calls as well.
struct GatewayLimits {
  // Request line and headers, the token and the message of a GET included.
  uint32_t max_header_bytes = 16u << 10;
  // Of a message, as it comes and unpacked: a kilobyte of gzip may hold a megabyte.
  uint64_t max_request_bytes = 16u << 20;
  // Bodies that are being received, of all connections together. More are refused.
  uint64_t max_bytes_held = 256u << 20;
  // Each costs some 20 KiB while it is idle, with TLS some 60. More are closed at once.
  uint32_t max_connections = 512;
  // From the first byte of a request to the end of its headers, and for a TLS handshake: a client
  // that sends a byte now and then holds a connection no longer than that.
  absl::Duration header_time = absl::Seconds(10);
  // From the headers to the end of a body that is one message.
  absl::Duration body_time = absl::Minutes(1);
  // For a part of an answer to be taken.
  absl::Duration write_time = absl::Seconds(30);
  // Between two requests, and between two messages of a client that streams.
  absl::Duration idle_time = absl::Minutes(2);
  // A connection is closed after the answer that it is at by then, so that clients spread anew.
  absl::Duration connection_age = absl::Hours(2);
};

// PEM files. They are looked at again when a second has passed, and count for connections that
// begin after that; so they must only ever hold what is good.
struct GatewayTls {
  std::string identity_file;   // private key, certificate, and those between it and its authority
  std::string client_ca_file;  // "": clients are not asked for certificates
  bool clients_must_certify = false;
};

// Why a request did not become a call.
enum class Refusal : uint8_t {
  kMalformed,         // no HTTP that can be read, or no message of the method
  kHeadersTooLarge,   // 431
  kBodyTooLarge,      // resource_exhausted
  kTooSlow,           // 408, or the connection ended without an answer
  kTooMany,           // connections, or bytes that are held
  kOrigin,            // 403: of a page that may not ask, or by a name that is not this server's
  kUnknownMethod,     // 404
  kMethodNotAllowed,  // 405
  kMediaType,         // 415
  kHandshake,         // no TLS, or a certificate that is not good
};
inline constexpr size_t kRefusals = 10;
// "malformed", "headers_too_large", ...
std::string_view NameOf(Refusal refusal);

// Something to be read by GET, whoever asks: no token is looked at.
struct GatewayPage {
  std::string path;  // "/docs/api"
  std::string content_type;
  std::string body;
  // Is answered, too, where a browser goes to an address without a page: it finds its own way from
  // there. Not below /assets/, nor where the first part of the path has a dot, as a service has.
  bool is_entrance = false;
  // Whatever its path answers once, it answers for good: browsers may keep it.
  bool is_immutable = false;
  // A script that a page runs in a thread of its own, and that may compile WebAssembly there: its
  // policy allows that, which that of the page does not.
  bool compiles = false;
  // The body as gzip and as brotli, where it was packed already. Without gzip it is packed when the
  // gateway is made; without brotli there is none.
  std::string gzip = {}, brotli = {};
  // An origin beside the server's own that its scripts may ask: "https://login.example.com". What
  // is no origin is left out.
  std::string asks = {};
};

struct GatewaySettings {
  std::string address;  // HOST:PORT; port 0: the system chooses
  // Full names. Those that the generated pool does not know are not served.
  std::vector<std::string> services;
  std::vector<GatewayPage> pages;
  // Of pages that may ask: "https://console.example", "http://localhost:5173". A page that comes
  // from an address in numbers or from localhost may always ask the server that it came from.
  std::vector<std::string> origins;
  // Whether Host must be an address in numbers, localhost, or the host of one of `origins`: where
  // nobody is asked who they are, a page of another site must not reach the server by a name of
  // its own that it had point here.
  bool known_hosts_only = true;
  std::optional<GatewayTls> tls;  // nothing: plain text
  GatewayLimits limits;
  uint32_t threads = 2;
  // Told of each refusal, by the threads that read. May be null.
  std::function<void(Refusal refusal, std::string_view detail)> refused;
};

struct GatewayCounts {
  uint64_t connections = 0;  // open
  uint64_t requests = 0;     // that became calls
  std::array<uint64_t, kRefusals> refused{};
};

class Gateway {
 public:
  Gateway(std::shared_ptr<grpc::Channel> channel, GatewaySettings settings);
  // Stops at once when Stop was not called.
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  // UNAVAILABLE when the address cannot be had; INVALID_ARGUMENT when TLS files are not good.
  absl::Status Start();
  // Where it listens, with the port that the system chose. Valid after Start.
  const std::string& address() const;
  // Takes no more connections and requests, closes those that are idle, waits for answers that are
  // under way until `deadline` is over, cancels the rest, and ends every thread.
  void Stop(absl::Duration deadline);

  GatewayCounts counts() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_GATEWAY_H_
