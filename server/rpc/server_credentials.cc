// Tested by tests/server/secure_server_test.cc.
#include "server/rpc/server_credentials.h"

#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace bellwether {
namespace {

using grpc::experimental::FileWatcherCertificateProvider;
using grpc::experimental::TlsServerCredentialsOptions;

constexpr unsigned kLookSeconds = 1;  // in files of memory, which costs nothing

}  // namespace

std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(const TlsFiles* tls,
                                                               bool clients_must_certify) {
  if (tls == nullptr) return grpc::InsecureServerCredentials();
  // Key and certificate are one file, so that nobody ever reads half of a new pair.
  TlsServerCredentialsOptions options(std::make_shared<FileWatcherCertificateProvider>(
      tls->identity_path(), tls->identity_path(), tls->client_ca_path(), kLookSeconds));
  options.watch_identity_key_cert_pairs();
  if (!tls->client_ca_path().empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(clients_must_certify
                                      ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                                      : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

}  // namespace bellwether
