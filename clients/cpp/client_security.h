// How a client proves who it is, and makes sure whom it asks.
//
//   ClientTls tls;
//   tls.ca_file = "ca.crt";
//   absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> credentials = TlsCredentials(tls);
//   if (!credentials.ok()) return credentials.status();
//   options.credentials = *credentials;
//   absl::StatusOr<std::string> token = ReadTokenFile("gateway.token");
//
// Files are read once. Stateless; any thread.
#ifndef BELLWETHER_CLIENTS_CPP_CLIENT_SECURITY_H_
#define BELLWETHER_CLIENTS_CPP_CLIENT_SECURITY_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace bellwether {

// PEM files.
struct ClientTls {
  std::string ca_file;           // of the server's authorities; "": those of the system
  std::string certificate_file;  // of the client, with its key, where the server asks for one
  std::string key_file;
};

// INVALID_ARGUMENT or NOT_FOUND with a sentence when a file is missing or is no PEM.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsCredentials(const ClientTls& tls);

// A file that holds a bearer token and nothing else; blanks around it are left out. Messages hold
// no part of it.
absl::StatusOr<std::string> ReadTokenFile(const std::string& path);

// Whether what is sent to the target stays on this machine.
bool StaysOnThisMachine(std::string_view target);

// A channel whose every call carries the token; "": none.
std::shared_ptr<grpc::Channel> CreateChannelWithToken(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
    const grpc::ChannelArguments& arguments, const std::string& token);

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_CLIENT_SECURITY_H_
