// A real server with TLS, an access file, or both, for tests of who may do what.
#ifndef BELLWETHER_TESTS_SERVER_SECURE_SERVER_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_SECURE_SERVER_FIXTURE_H_

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "engine/base/digest.h"
#include "grpcpp/security/credentials.h"
#include "server/access/security.h"
#include "server/rpc/rules_handlers.h"
#include "tests/server/rpc_server_fixture.h"
#include "tests/server/test_certificates.h"

namespace bellwether {

inline constexpr char kScorer[] = "bwt_scorer-56789abcdefghijklmnopqrstuvwxyzABCDEF";
inline constexpr char kReader[] = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF";
inline constexpr char kTenant[] = "bwt_tenant-56789abcdefghijklmnopqrstuvwxyzABCDEF";

class SecureServerTest : public RpcServerTest {
 protected:
  void TearDown() override {
    if (security_ != nullptr) security_->Stop();
    server_.reset();
  }

  void Put(const TestCertificate& certificate) {
    options_.tls_certificate = folder_.Write("tls.crt", certificate.pem);
    options_.tls_key = folder_.Write("tls.key", certificate.key.Pem());
  }
  void PutAccess(const std::string& more = "") {
    options_.access_file = folder_.Write(
        "access.yaml",
        absl::StrCat("tokens:\n  - {name: scorer, roles: [score], sha256: ", Sha256Hex(kScorer),
                     "}\n  - {name: reader, roles: [read], sha256: ", Sha256Hex(kReader),
                     "}\n  - {name: tenant, roles: [score], tenant: acme, sha256: ",
                     Sha256Hex(kTenant), "}\n", more));
  }

  void StartSecure() {
    std::string report;
    auto security = Security::Open(options_, log_, report);
    ASSERT_TRUE(security.ok()) << report;
    security_ = *std::move(security);
    packs_.Publish(SnapshotOf(SmallPack()));
    server_ = std::make_unique<RpcServer>(
        options_,
        ServedHandlers{
            MakeScoringHandlers({packs_, Limits{}, log_}), std::nullopt,
            MakeRulesHandlers({packs_, Limits{}, log_, 1'000, nullptr, nullptr, &feed_, nullptr})},
        log_, security_.get());
    const absl::Status status = server_->Start();
    ASSERT_TRUE(status.ok()) << status;
    server_->SetServing(true);
    security_->Follow();
  }

  std::shared_ptr<grpc::Channel> ConnectTls(const TestCertificate* own = nullptr,
                                            const TestAuthority* trusted = nullptr) {
    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = (trusted != nullptr ? *trusted : authority_).pem();
    if (own != nullptr) {
      tls.pem_cert_chain = own->pem;
      tls.pem_private_key = own->key.Pem();
    }
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetString(GRPC_SSL_TARGET_NAME_OVERRIDE_ARG, "localhost");
    return grpc::CreateCustomChannel(server_->address(), grpc::SslCredentials(tls), arguments);
  }

  grpc::Status Ask(const std::shared_ptr<grpc::Channel>& channel, const std::string& token = "",
                   const std::string& pack = "") {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    v1::EvaluateRequest request = GoodRequest();
    request.mutable_options()->set_pack(pack);
    v1::EvaluateResponse response;
    return v1::ScoringService::NewStub(channel)->Evaluate(&context, request, &response);
  }

  // What `openssl s_client` says of a connection with these arguments.
  std::string Probe(const std::string& arguments) {
    const std::string said = folder_.At("said");
    const std::string command = absl::StrCat("openssl s_client -connect ", server_->address(), " ",
                                             arguments, " </dev/null >", said, " 2>&1");
    [[maybe_unused]] const int code = std::system(command.c_str());
    std::ifstream stream(said);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  PackFeed feed_;
  TestFolder folder_;
  TestAuthority authority_;
  ServerOptions options_ = SmallOptions();
  std::unique_ptr<Security> security_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_SECURE_SERVER_FIXTURE_H_
