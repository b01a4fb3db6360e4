// What new connections of TLS begin with: certificate and key as the files have them now.
//
//   TlsContext tls(settings);
//   absl::Status status = tls.Load();
//   std::shared_ptr<boost::asio::ssl::context> context = tls.Current();
//
// Current looks at the files at most once a second, and goes on with what it had where they cannot
// be used. Belongs to one thread at a time.
#ifndef BELLWETHER_SERVER_HTTP_TLS_CONTEXT_H_
#define BELLWETHER_SERVER_HTTP_TLS_CONTEXT_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "boost/asio/ssl/context.hpp"
#include "server/http/gateway.h"

namespace bellwether::http {

class TlsContext {
 public:
  explicit TlsContext(GatewayTls settings) : settings_(std::move(settings)) {}

  absl::Status Load();
  std::shared_ptr<boost::asio::ssl::context> Current();

 private:
  const GatewayTls settings_;
  std::string identity_, client_ca_;  // as they were read last
  absl::Time looked_ = absl::InfinitePast();
  std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_TLS_CONTEXT_H_
