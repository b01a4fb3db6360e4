// gRPC sends call credentials over TLS alone; a token for a server on this machine needs none, so
// it is put into the metadata of each call instead.
//
// Tested by tests/clients/client_security_test.cc and tests/clients/security_test.py.
#include "clients/cpp/client_security.h"

#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/client_interceptor.h"

namespace bellwether {
namespace {

constexpr size_t kMostFileBytes = 1 << 20;
constexpr size_t kMostTokenBytes = 12 << 10;

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(most + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", path, "; check that it is there and may be read"));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() <= most) return text;
  return absl::InvalidArgumentError(absl::StrCat(path, " is larger than ", most, " bytes"));
}

absl::Status ReadPem(const std::string& path, std::string_view kind, std::string& pem) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> text = ReadFile(path, kMostFileBytes);
  if (!text.ok()) return text.status();
  if (text->find("-----BEGIN ") == std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is no PEM file with ", ToAbsl(kind), ", -----BEGIN ...-----"));
  }
  pem = *std::move(text);
  return absl::OkStatus();
}

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;

class TokenSender final : public Interceptor {
 public:
  explicit TokenSender(const std::string& header) : header_(header) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace("authorization", header_);
    }
    methods->Proceed();
  }

 private:
  const std::string header_;
};

class TokenSenders final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit TokenSenders(const std::string& token) : header_(absl::StrCat("Bearer ", token)) {}
  Interceptor* CreateClientInterceptor(grpc::experimental::ClientRpcInfo*) override {
    return new TokenSender(header_);
  }

 private:
  const std::string header_;
};

bool IsLoopback(std::string_view address) {
  const size_t colon = address.rfind(':');
  std::string_view host = address.substr(0, colon);
  if (!host.empty() && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  const bool is_number = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || host == "::1" || (is_number && host.starts_with("127."));
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsCredentials(const ClientTls& tls) {
  if (tls.certificate_file.empty() != tls.key_file.empty()) {
    return absl::InvalidArgumentError(
        "a certificate of the client goes with its key; give both, or neither");
  }
  grpc::SslCredentialsOptions options;
  for (const absl::Status& read :
       {ReadPem(tls.ca_file, "certificates of authorities", options.pem_root_certs),
        ReadPem(tls.certificate_file, "a certificate", options.pem_cert_chain),
        ReadPem(tls.key_file, "a private key", options.pem_private_key)}) {
    if (!read.ok()) return read;
  }
  return grpc::SslCredentials(options);
}

absl::StatusOr<std::string> ReadTokenFile(const std::string& path) {
  absl::StatusOr<std::string> text = ReadFile(path, kMostTokenBytes);
  if (!text.ok()) return text.status();
  const std::string token(absl::StripAsciiWhitespace(*text));
  for (const char c : token) {
    if (c > ' ' && c < 0x7F) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(path, " holds more than a token; it must be one word"));
  }
  if (token.empty()) return absl::InvalidArgumentError(absl::StrCat(path, " holds no token"));
  return token;
}

bool StaysOnThisMachine(std::string_view target) {
  if (target.starts_with("unix:") || target.starts_with("unix-abstract:")) return true;
  for (const std::string_view scheme : {"dns:///", "ipv4:", "ipv6:"}) {
    if (target.starts_with(scheme)) target.remove_prefix(scheme.size());
  }
  for (const auto& address : absl::StrSplit(ToAbsl(target), ',')) {
    if (!IsLoopback(ToStd(address))) return false;
  }
  return true;
}

std::shared_ptr<grpc::Channel> CreateChannelWithToken(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
    const grpc::ChannelArguments& arguments, const std::string& token) {
  if (token.empty()) return grpc::CreateCustomChannel(target, credentials, arguments);
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> senders;
  senders.push_back(std::make_unique<TokenSenders>(token));
  return grpc::experimental::CreateCustomChannelWithInterceptors(target, credentials, arguments,
                                                                 std::move(senders));
}

}  // namespace bellwether
