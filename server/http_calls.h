// The server's calls over HTTP: the gateway, as the options have it, with its log and its metrics.
//
//   HttpCalls http(options, security, server, log);
//   absl::Status status = http.Start();       // after the server; nothing without --http-address
//   ...
//   http.Stop(deadline);                      // before the server
//
// A call over HTTP is a call like any other: it passes what every call of the server passes. Start
// and Stop are called by one thread; Collect by any, from the beginning.
#ifndef BELLWETHER_SERVER_HTTP_CALLS_H_
#define BELLWETHER_SERVER_HTTP_CALLS_H_

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/access/console_sign_in.h"
#include "server/access/security.h"
#include "server/http/gateway.h"
#include "server/rpc/line_limit.h"
#include "server/rpc/rpc_server.h"
#include "server/settings/options.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class HttpCalls {
 public:
  // All of it outlives the calls.
  HttpCalls(const ServerOptions& options, const Security& security, RpcServer& server, Logger& log)
      : options_(options), security_(security), server_(server), log_(log) {}

  absl::Status Start();
  // Likewise without --http-address.
  void Stop(absl::Duration deadline);
  // Where it listens; "" where it does not.
  const std::string& address() const { return address_; }
  void Collect(Exposition& exposition) const;

 private:
  http::GatewaySettings Settings();
  void AddConsole(std::vector<http::GatewayPage>& pages);
  std::optional<ConsoleSignIn> SignIn();
  void LogRefusal(http::Refusal refusal, std::string_view detail);

  const ServerOptions& options_;
  const Security& security_;
  RpcServer& server_;
  Logger& log_;
  LineLimit lines_;
  std::string address_;
  std::unique_ptr<http::Gateway> gateway_;
  std::atomic<const http::Gateway*> counted_{nullptr};  // for Collect
};

// What is wrong with the options of HTTP, as lines "error: ..."; "" when all is well.
std::string CheckHttpOptions(const ServerOptions& options);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_HTTP_CALLS_H_
