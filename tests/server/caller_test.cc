// Who asks, as real servers tell those who ask.
#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/caller.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/secure_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kKeeper[] = "bwt_keeper-56789abcdefghijklmnopqrstuvwxyzABCDEF";

class CallerTest : public SecureServerTest {
 protected:
  grpc::Status Who(const std::string& token, v1::GetCallerResponse& caller) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    return v1::CallerService::NewStub(Connect())->GetCaller(&context, {}, &caller);
  }
};

TEST_F(CallerTest, WhereNobodyIsAskedEverybodyMayDoEverything) {
  StartSecure();
  v1::GetCallerResponse caller;
  const grpc::Status status = Who("", caller);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(caller.authenticates());
  EXPECT_EQ(caller.name(), "");
  EXPECT_EQ(caller.tenant(), "");
  EXPECT_THAT(caller.roles(),
              ElementsAre(v1::CALLER_ROLE_SCORE, v1::CALLER_ROLE_READ, v1::CALLER_ROLE_ADMIN));
}

TEST_F(CallerTest, EachRoleMayAskAndIsTold) {
  PutAccess(absl::StrCat("  - {name: keeper, roles: [admin, read], sha256: ", Sha256Hex(kKeeper),
                         "}\ntenants: {acme: {pack: previous}}\n"));
  StartSecure();
  v1::GetCallerResponse caller;
  ASSERT_TRUE(Who(kScorer, caller).ok());
  EXPECT_TRUE(caller.authenticates());
  EXPECT_EQ(caller.name(), "scorer");
  EXPECT_THAT(caller.roles(), ElementsAre(v1::CALLER_ROLE_SCORE));
  ASSERT_TRUE(Who(kReader, caller).ok());
  EXPECT_THAT(caller.roles(), ElementsAre(v1::CALLER_ROLE_READ));
  ASSERT_TRUE(Who(kKeeper, caller).ok());
  EXPECT_THAT(caller.roles(), ElementsAre(v1::CALLER_ROLE_READ, v1::CALLER_ROLE_ADMIN));
  ASSERT_TRUE(Who(kTenant, caller).ok());  // whether its pack is there or not
  EXPECT_EQ(caller.tenant(), "acme");
  EXPECT_EQ(caller.pack(), "previous");
}

// Somebody whom the issuer of tokens knows, and who may do nothing here.
TEST_F(CallerTest, ACallerWithoutARoleIsToldThatItHasNone) {
  const TestKey key;
  folder_.Write("keys.json", absl::StrCat(R"({"keys":[)", key.Jwk("k1"), "]}"));
  options_.access_file = folder_.Write(
      "access.yaml", "issuers: [{issuer: issuer, audience: bellwether, keys: keys.json}]\n");
  StartSecure();
  const std::string token = key.Sign(
      R"({"alg":"ES256","kid":"k1"})",
      absl::StrCat(R"({"iss":"issuer","aud":"bellwether","sub":"someone","roles":"guest","exp":)",
                   absl::ToUnixSeconds(absl::Now()) + 3600, "}"));
  v1::GetCallerResponse caller;
  const grpc::Status status = Who(token, caller);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(caller.name(), "someone");
  EXPECT_THAT(caller.roles(), IsEmpty());
}

TEST_F(CallerTest, WhoDoesNotSayWhoTheyAreIsRefused) {
  PutAccess();
  StartSecure();
  v1::GetCallerResponse caller;
  EXPECT_EQ(Who("", caller).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  const grpc::Status unknown = Who("bwt_somebody", caller);
  EXPECT_EQ(unknown.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(unknown.error_message(), Not(HasSubstr("somebody")));
  EXPECT_TRUE(CallsInFlightBecome(0));
}

}  // namespace
}  // namespace bellwether
