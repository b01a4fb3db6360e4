// TLS and access over real connections.
#include <chrono>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "tests/server/secure_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(SecureServerTest, SpeaksTlsAndNothingElse) {
  Put(authority_.Issue("DNS:localhost"));
  StartSecure();
  EXPECT_TRUE(Ask(ConnectTls()).ok());
  const TestAuthority stranger;
  EXPECT_EQ(Ask(ConnectTls(nullptr, &stranger)).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Evaluate(Connect(), GoodRequest()).status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(SecureServerTest, TheLeastIsTls12) {
  Put(authority_.Issue("DNS:localhost"));
  StartSecure();
  EXPECT_THAT(Probe("-alpn h2 -tls1_3"), HasSubstr("TLSv1.3"));
  EXPECT_THAT(Probe("-alpn h2 -tls1_2"), HasSubstr("ALPN protocol: h2"));
  // With the client's own scruples off, so that it is the server that refuses.
  for (const char* old : {"-tls1_1", "-tls1"}) {
    EXPECT_THAT(Probe(absl::StrCat("-alpn h2 ", old, " -cipher ALL:@SECLEVEL=0")),
                Not(HasSubstr("ALPN protocol: h2")));
  }
}

TEST_F(SecureServerTest, ClientsShowACertificate) {
  Put(authority_.Issue("DNS:localhost"));
  const TestAuthority clients("clients"), stranger("strangers");
  options_.tls_client_ca = folder_.Write("ca.crt", clients.pem());
  StartSecure();
  const TestCertificate good = clients.Issue("DNS:billing.internal");
  const TestCertificate bad = stranger.Issue("DNS:billing.internal");
  const TestCertificate over = clients.Issue("DNS:billing.internal", absl::Now() - absl::Hours(2),
                                             absl::Now() - absl::Hours(1));
  EXPECT_TRUE(Ask(ConnectTls(&good)).ok());
  EXPECT_FALSE(Ask(ConnectTls()).ok());
  EXPECT_FALSE(Ask(ConnectTls(&bad)).ok());
  EXPECT_FALSE(Ask(ConnectTls(&over)).ok());
}

TEST_F(SecureServerTest, CertificatesAndTokensStandSideBySide) {
  Put(authority_.Issue("DNS:localhost"));
  const TestAuthority clients("clients"), stranger("strangers");
  options_.tls_client_ca = folder_.Write("ca.crt", clients.pem());
  options_.client_certificates = "accept";
  PutAccess(
      "certificates:\n  - {name: billing, dns: billing.internal, roles: [score]}\n"
      "  - {name: mesh, uri: \"spiffe://example.com/mesh\", roles: [read]}\n");
  StartSecure();
  const TestCertificate billing = clients.Issue("DNS:a.internal,DNS:billing.internal");
  const TestCertificate mesh = clients.Issue("URI:spiffe://example.com/mesh");
  const TestCertificate unknown = clients.Issue("DNS:unknown.internal");
  // A name in quotes of another kind is no name: what a DNS entry says is no URI.
  const TestCertificate bad = stranger.Issue("DNS:billing.internal");
  EXPECT_TRUE(Ask(ConnectTls(&billing)).ok());
  EXPECT_EQ(Ask(ConnectTls(&mesh)).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(Ask(ConnectTls(&unknown)).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(Ask(ConnectTls(&bad)).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Ask(ConnectTls()).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_TRUE(Ask(ConnectTls(), kScorer).ok());
  EXPECT_EQ(Ask(ConnectTls(&billing), kReader).error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(SecureServerTest, ARenewedCertificateIsServedWithoutARestart) {
  const TestAuthority next("the next authority");
  Put(authority_.Issue("DNS:localhost"));
  StartSecure();
  const auto old_channel = ConnectTls();
  ASSERT_TRUE(Ask(old_channel).ok());
  Put(next.Issue("DNS:localhost"));
  grpc::Status status;
  for (int i = 0; i < 100; ++i) {
    status = Ask(ConnectTls(nullptr, &next));
    if (status.ok()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_TRUE(Ask(old_channel).ok()) << "a connection that stands is left alone";
  EXPECT_FALSE(Ask(ConnectTls()).ok());
}

TEST_F(SecureServerTest, AnExpiredReplacementIsNotServed) {
  Put(authority_.Issue("DNS:localhost"));
  StartSecure();
  Put(authority_.Issue("DNS:localhost", absl::Now() - absl::Hours(2),
                       absl::Now() - absl::Hours(1)));
  security_->LookNow();
  std::this_thread::sleep_for(std::chrono::milliseconds(2'500));
  EXPECT_TRUE(Ask(ConnectTls()).ok());
  security_->Stop();
  EXPECT_THAT(written_.str(), HasSubstr("certificate refused, the last good one stays in force"));
}

TEST_F(SecureServerTest, RolesSayWhatACallerMayDo) {
  PutAccess();
  StartSecure();
  const auto channel = Connect();
  EXPECT_TRUE(Ask(channel, kScorer).ok());
  const grpc::Status unknown = Ask(channel, "bwt_somebody");
  EXPECT_EQ(unknown.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(unknown.error_message(), Not(HasSubstr("somebody")));
  EXPECT_EQ(Ask(channel).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  const grpc::Status denied = Ask(channel, kReader);
  EXPECT_EQ(denied.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_THAT(denied.error_message(), HasSubstr("needs the role score"));
  EXPECT_THAT(denied.error_message(), HasSubstr("reader"));
  EXPECT_THAT(denied.error_message(), HasSubstr("has read"));
  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(denied.error_details()));
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(details.details(0).UnpackTo(&info));
  EXPECT_EQ(info.reason(), "ROLE_MISSING");
  EXPECT_TRUE(CallsInFlightBecome(0));
}

// A token of a page may score alone, and whoever opens the page has it: a preview names accounts.
TEST_F(SecureServerTest, WhoMayOnlyScoreIsNotToldWhichAccountsThereAre) {
  PutAccess();
  StartSecure();
  const auto stub = v1::RulesService::NewStub(Connect());
  const auto preview = [&stub](const char* token) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    context.AddMetadata("authorization", std::string("Bearer ") + token);
    const auto stream = stub->PreviewPackOnStore(&context, v1::PreviewPackOnStoreRequest());
    v1::PreviewPackOnStoreResponse part;
    EXPECT_FALSE(stream->Read(&part));
    return stream->Finish().error_code();
  };
  EXPECT_EQ(preview(kScorer), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(preview(kReader), grpc::StatusCode::FAILED_PRECONDITION);  // it keeps none
}

TEST_F(SecureServerTest, WhoMayOnlyScoreIsNotToldTheRules) {
  PutAccess();
  StartSecure();
  const auto stub = v1::RulesService::NewStub(Connect());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context.AddMetadata("authorization", std::string("Bearer ") + kScorer);
  v1::GetPackFilesResponse response;
  EXPECT_EQ(stub->GetPackFiles(&context, {}, &response).error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(SecureServerTest, StreamsAreRefusedAlike) {
  PutAccess();
  StartSecure();
  for (const char* token : {"", kReader}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    if (token[0] != '\0') context.AddMetadata("authorization", std::string("Bearer ") + token);
    auto stub = v1::ScoringService::NewStub(Connect());
    auto stream = stub->StreamEvaluate(&context);
    v1::StreamEvaluateResponse response;
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_EQ(stream->Finish().error_code(), token[0] == '\0'
                                                 ? grpc::StatusCode::UNAUTHENTICATED
                                                 : grpc::StatusCode::PERMISSION_DENIED);
  }
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(SecureServerTest, AChangeThatIsNotAllowedIsInTheLog) {
  PutAccess();
  StartSecure();
  const auto stub = v1::RulesService::NewStub(Connect());
  for (const char* token : {kReader, "bwt_somebody"}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    context.AddMetadata("authorization", std::string("Bearer ") + token);
    v1::ActivatePackResponse response;
    EXPECT_FALSE(stub->ActivatePack(&context, {}, &response).ok());
  }
  EXPECT_FALSE(Ask(Connect(), kReader).ok());  // would change nothing
  security_->Stop();
  server_->Stop(absl::Seconds(5));
  const std::string log = written_.str();
  constexpr char kRefused[] = "change not allowed method=bellwether.v1.RulesService/ActivatePack ";
  EXPECT_THAT(log, HasSubstr(absl::StrCat(kRefused, "code=PERMISSION_DENIED caller=reader ")));
  EXPECT_THAT(log, HasSubstr(absl::StrCat(kRefused, "code=UNAUTHENTICATED ")));
  EXPECT_THAT(log, Not(HasSubstr("change not allowed method=bellwether.v1.ScoringService")));
}

TEST_F(SecureServerTest, HealthIsForEverybody) {
  PutAccess();
  StartSecure();
  EXPECT_EQ(Health(Connect()), grpc::health::v1::HealthCheckResponse::SERVING);
}

TEST_F(SecureServerTest, ATenantAsksItsOwnPackAlone) {
  PutAccess("tenants: {acme: {pack: previous}}\n");
  StartSecure();
  const auto channel = Connect();
  EXPECT_EQ(Ask(channel, kTenant).error_code(), grpc::StatusCode::UNAVAILABLE);  // not there yet
  packs_.Publish(SnapshotOf(PackWithoutHealth()));
  EXPECT_TRUE(Ask(channel, kTenant).ok());
  EXPECT_TRUE(Ask(channel, kTenant, "previous").ok());
  EXPECT_TRUE(Ask(channel, kTenant, packs_.Pin(PackLabel::kPrevious)->plan->digest).ok());
  EXPECT_EQ(Ask(channel, kTenant, "active").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(Ask(channel, kTenant, "0123456789").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_TRUE(Ask(channel, kScorer, "previous").ok());
}

TEST_F(SecureServerTest, ARevokedTokenIsRefusedFromTheNextCallOn) {
  PutAccess();
  StartSecure();
  const auto channel = Connect();
  ASSERT_TRUE(Ask(channel, kScorer).ok());
  folder_.Write(
      "access.yaml",
      absl::StrCat("tokens: [{name: reader, roles: [read], sha256: ", Sha256Hex(kReader), "}]\n"));
  grpc::Status status;
  for (int i = 0; i < 200; ++i) {
    status = Ask(channel, kScorer);
    if (!status.ok()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

}  // namespace
}  // namespace bellwether
