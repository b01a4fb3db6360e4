// A server for the conformance suite of Connect: its service behind the gateway that bellwetherd
// has.
//
// The suite writes a ServerCompatRequest to standard input, four bytes of its size before it, takes
// a ServerCompatResponse in the same form, asks, and ends the program with SIGTERM.
#include <grpcpp/grpcpp.h>
#include <signal.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "connectrpc/conformance/v1/server_compat.pb.h"
#include "server/http/gateway.h"
#include "tests/conformance/http/conformance_service.h"

namespace bellwether::conformance {
namespace {

std::optional<suite::ServerCompatRequest> ReadRequest(std::istream& in) {
  std::array<unsigned char, 4> prefix{};
  if (!in.read(reinterpret_cast<char*>(prefix.data()), prefix.size())) return std::nullopt;
  uint32_t size = 0;
  for (const unsigned char byte : prefix) size = size << 8 | byte;
  std::string bytes(size, '\0');
  suite::ServerCompatRequest request;
  if (!in.read(bytes.data(), size) || !request.ParseFromString(bytes)) return std::nullopt;
  return request;
}

void WriteResponse(const suite::ServerCompatResponse& response, std::ostream& out) {
  const std::string bytes = response.SerializeAsString();
  for (int shift = 24; shift >= 0; shift -= 8) out.put(static_cast<char>(bytes.size() >> shift));
  out << bytes << std::flush;
}

// A folder of our own for keys, gone at the end.
class SecretFolder {
 public:
  SecretFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "conformance.XXXXXX").string();
    if (mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~SecretFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  SecretFolder(const SecretFolder&) = delete;
  SecretFolder& operator=(const SecretFolder&) = delete;

  std::string Write(const std::string& name, const std::string& content) const {
    const std::string file = (path_ / name).string();
    std::ofstream(file) << content;
    return file;
  }

 private:
  std::filesystem::path path_;
};

http::GatewaySettings SettingsFor(const suite::ServerCompatRequest& request,
                                  const SecretFolder& folder) {
  http::GatewaySettings settings;
  settings.address = "127.0.0.1:0";
  settings.services = {suite::ConformanceService::service_full_name()};
  if (request.message_receive_limit() > 0) {
    settings.limits.max_request_bytes = request.message_receive_limit();
  }
  if (!request.use_tls()) return settings;
  http::GatewayTls tls;
  tls.identity_file = folder.Write(
      "identity.pem", request.server_creds().key() + "\n" + request.server_creds().cert());
  if (!request.client_tls_cert().empty()) {
    tls.client_ca_file = folder.Write("clients.pem", request.client_tls_cert());
    tls.clients_must_certify = true;
  }
  settings.tls = tls;
  return settings;
}

int Serve() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread is there

  const std::optional<suite::ServerCompatRequest> request = ReadRequest(std::cin);
  if (!request) {
    std::cerr << "there is no ServerCompatRequest at standard input\n";
    return 2;
  }
  ConformanceService service;
  grpc::ServerBuilder builder;
  builder.RegisterService(&service);
  builder.SetMaxReceiveMessageSize(-1);  // the gateway has the limit
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();

  const SecretFolder folder;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  http::Gateway gateway(server->InProcessChannel(arguments), SettingsFor(*request, folder));
  if (const absl::Status started = gateway.Start(); !started.ok()) {
    std::cerr << started << "\n";
    return 1;
  }
  suite::ServerCompatResponse response;
  response.set_host("127.0.0.1");
  const std::string& address = gateway.address();
  response.set_port(
      static_cast<uint32_t>(std::stoul(address.substr(address.find_last_of(':') + 1))));
  if (request->use_tls()) response.set_pem_cert(request->server_creds().cert());
  WriteResponse(response, std::cout);

  int received = 0;
  sigwait(&signals, &received);
  gateway.Stop(absl::Seconds(2));
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(2));
  return 0;
}

}  // namespace
}  // namespace bellwether::conformance

int main() { return bellwether::conformance::Serve(); }
