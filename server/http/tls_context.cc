// Tested by tests/server/http/gateway_test.cc and tests/clients/http_security_test.py.
#include "server/http/tls_context.h"

#include <openssl/ssl.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "boost/asio/buffer.hpp"

namespace bellwether::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr absl::Duration kLookAgain = absl::Seconds(1);
// The one protocol that is spoken behind TLS, as ALPN writes it.
constexpr unsigned char kHttp11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
constexpr unsigned char kSessionContext[] = "bellwether";

std::string ReadFile(const std::string& path) {
  if (path.empty()) return "";
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A client that only speaks something else is left to find out by itself.
int ChooseProtocol(SSL*, const unsigned char** chosen, unsigned char* length,
                   const unsigned char* offered, unsigned int offered_bytes, void*) {
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, length, kHttp11, sizeof(kHttp11), offered, offered_bytes) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

absl::StatusOr<std::shared_ptr<ssl::context>> MakeContext(const std::string& identity,
                                                          const std::string& client_ca,
                                                          bool clients_must_certify) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_id_context(native, kSessionContext, sizeof(kSessionContext) - 1);
  SSL_CTX_set_alpn_select_cb(native, ChooseProtocol, nullptr);
  boost::system::error_code error;
  context->use_certificate_chain(boost::asio::buffer(identity), error);
  if (!error) context->use_private_key(boost::asio::buffer(identity), ssl::context::pem, error);
  if (!error && !client_ca.empty()) {
    context->add_certificate_authority(boost::asio::buffer(client_ca), error);
    context->set_verify_mode(
        ssl::verify_peer | (clients_must_certify ? ssl::verify_fail_if_no_peer_cert : 0));
  }
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("the TLS files cannot be used: ", error.message()));
  }
  return context;
}

}  // namespace

absl::Status TlsContext::Load() {
  looked_ = absl::Now();
  std::string identity = ReadFile(settings_.identity_file);
  std::string client_ca = ReadFile(settings_.client_ca_file);
  if (context_ != nullptr && identity == identity_ && client_ca == client_ca_) {
    return absl::OkStatus();
  }
  // Without those authorities anybody would be let in.
  if (!settings_.client_ca_file.empty() && client_ca.empty()) {
    return absl::InvalidArgumentError("the file of the clients' authorities is empty");
  }
  auto context = MakeContext(identity, client_ca, settings_.clients_must_certify);
  if (!context.ok()) return context.status();
  identity_ = std::move(identity);
  client_ca_ = std::move(client_ca);
  context_ = *std::move(context);
  return absl::OkStatus();
}

std::shared_ptr<ssl::context> TlsContext::Current() {
  if (absl::Now() - looked_ > kLookAgain) Load().IgnoreError();
  return context_;
}

}  // namespace bellwether::http
