#include "server/access/access.h"

#include <atomic>
#include <optional>
#include <sstream>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/server/test_certificates.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSecret[] = "bwt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

class AccessTest : public ::testing::Test {
 protected:
  std::string TokenLine(const std::string& more = "") {
    return absl::StrCat("tokens:\n  - {name: gateway, sha256: ", Sha256Hex(kSecret),
                        ", roles: [score]", more, "}\n");
  }

  void Open(const std::string& text) {
    file_ = folder_.Write("access.yaml", text);
    std::string report;
    auto access = Access::Open({file_,
                                [this](const std::string&, const std::string&) {
                                  ++fetches_;
                                  return fetched_;
                                },
                                [this] { return now_; }},
                               log_, report);
    ASSERT_TRUE(access.ok()) << report;
    access_ = *std::move(access);
  }

  absl::StatusOr<CallerPointer> Ask(const std::string& token) {
    const std::string header = absl::StrCat("Bearer ", token);
    return access_->Identify({{header}, {}, {}});
  }

  std::string KeysOf(const TestKey& key, const std::string& id) {
    return absl::StrCat(R"({"keys":[)", key.Jwk(id), "]}");
  }
  std::string Jwt(const TestKey& key, const std::string& id, const std::string& more = "") {
    return key.Sign(
        absl::StrCat(R"({"alg":"ES256","kid":")", id, "\"}"),
        absl::StrCat(R"({"iss":"issuer","aud":"bellwether","sub":"someone",)",
                     R"("roles":"score","exp":)", absl::ToUnixSeconds(now_) + 3600, more, "}"));
  }

  TestFolder folder_;
  std::ostringstream written_;
  Logger log_{LogLevel::kDebug, LogFormat::kText,
              std::make_shared<spdlog::sinks::ostream_sink_mt>(written_)};
  absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
  absl::StatusOr<std::string> fetched_ = absl::UnavailableError("nobody answers");
  int fetches_ = 0;
  std::string file_;
  std::unique_ptr<Access> access_;
};

constexpr char kRemoteIssuer[] =
    "issuers: [{issuer: issuer, audience: bellwether, keys: \"https://example.com/keys\"}]\n";

TEST_F(AccessTest, KnowsATokenByItsHash) {
  Open(TokenLine());
  const auto caller = Ask(kSecret);
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ((*caller)->name, "gateway");
  EXPECT_TRUE((*caller)->roles.Has(Role::kScore));
  EXPECT_FALSE((*caller)->roles.Has(Role::kRead));
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(absl::StrCat(kSecret, "x")).status()));
  EXPECT_TRUE(absl::IsUnauthenticated(Ask("").status()));
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(Sha256Hex(kSecret)).status()));
}

TEST_F(AccessTest, TheHeaderIsReadStrictly) {
  Open(TokenLine());
  const std::string good = absl::StrCat("bEaReR ", kSecret),
                    basic = absl::StrCat("Basic ", kSecret);
  EXPECT_TRUE(access_->Identify({{good}, {}, {}}).ok());
  EXPECT_TRUE(absl::IsUnauthenticated(access_->Identify({{basic}, {}, {}}).status()));
  EXPECT_TRUE(absl::IsUnauthenticated(access_->Identify({{good, good}, {}, {}}).status()));
  EXPECT_TRUE(absl::IsUnauthenticated(access_->Identify({}).status()));
}

TEST_F(AccessTest, ATokenIsGoodUntilItExpires) {
  Open(TokenLine(", expires: 2027-01-16"));
  EXPECT_TRUE(Ask(kSecret).ok());
  now_ = absl::FromCivil(absl::CivilDay(2027, 1, 16), absl::UTCTimeZone());
  const auto late = Ask(kSecret);
  EXPECT_TRUE(absl::IsUnauthenticated(late.status()));
  EXPECT_THAT(std::string(late.status().message()), HasSubstr("expired"));
}

TEST_F(AccessTest, CertificatesAreKnownByTheirNames) {
  Open(
      "certificates:\n"
      "  - {name: billing, dns: billing.internal, roles: [read]}\n"
      "  - {name: mesh, uri: \"spiffe://example.com/mesh\", roles: [admin]}\n");
  EXPECT_EQ((*access_->Identify({{}, {"x", "billing.internal"}, {}}))->name, "billing");
  EXPECT_EQ((*access_->Identify({{}, {}, {"spiffe://example.com/mesh"}}))->name, "mesh");
  EXPECT_TRUE(absl::IsUnauthenticated(
      access_->Identify({{}, {"billing.internal.evil"}, {"billing.internal"}}).status()));
}

TEST_F(AccessTest, ABadTokenIsNotMendedByAGoodCertificate) {
  Open("certificates: [{name: billing, dns: billing.internal, roles: [read]}]\n");
  EXPECT_FALSE(access_->Identify({{"Bearer x"}, {"billing.internal"}, {}}).ok());
}

TEST_F(AccessTest, AChangeCountsAndABadOneDoesNot) {
  Open(TokenLine());
  folder_.Write("access.yaml", "tokens: [{name: gateway, roles: [scor]}]\n");
  access_->Look();
  EXPECT_TRUE(Ask(kSecret).ok());
  access_->Look();
  const std::string once = written_.str();
  EXPECT_THAT(once, HasSubstr("the last good one stays in force"));
  EXPECT_THAT(once, HasSubstr("access.yaml:1:"));
  std::filesystem::remove(file_);
  access_->Look();
  EXPECT_TRUE(Ask(kSecret).ok());
  folder_.Write(
      "access.yaml",
      absl::StrCat("tokens: [{name: other, roles: [read], sha256: ", Sha256Hex("other"), "}]\n"));
  access_->Look();
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(kSecret).status()));
}

TEST_F(AccessTest, AStandingHoldsUntilSomethingChanges) {
  Open(TokenLine(", expires: 2027-01-16"));
  const std::string header = absl::StrCat("Bearer ", kSecret);
  Standing standing;
  ASSERT_TRUE(access_->Identify({{header}, {}, {}}, &standing).ok());
  EXPECT_TRUE(access_->Holds(standing));
  access_->Look();
  EXPECT_TRUE(access_->Holds(standing)) << "nothing changed";
  folder_.Write("access.yaml", TokenLine(", expires: 2027-01-16, tenant: acme"));
  access_->Look();
  EXPECT_FALSE(access_->Holds(standing));
  ASSERT_TRUE(access_->Identify({{header}, {}, {}}, &standing).ok());
  EXPECT_TRUE(access_->Holds(standing));
  now_ = absl::FromCivil(absl::CivilDay(2027, 1, 16), absl::UTCTimeZone());
  EXPECT_FALSE(access_->Holds(standing));
}

TEST_F(AccessTest, AStandingOfAVerifiedTokenEndsWithIt) {
  const TestKey key;
  fetched_ = KeysOf(key, "one");
  Open(kRemoteIssuer);
  const std::string header = absl::StrCat("Bearer ", Jwt(key, "one"));
  for (const char* look : {"verified", "kept"}) {
    Standing standing;
    ASSERT_TRUE(access_->Identify({{header}, {}, {}}, &standing).ok()) << look;
    EXPECT_GT(standing.expires, now_) << look;
    EXPECT_LT(standing.expires, now_ + absl::Hours(2)) << look;
  }
}

TEST_F(AccessTest, FollowsTheFileByItself) {
  Open(TokenLine());
  std::atomic<int> changes = 0;
  access_->Follow([&changes] { ++changes; });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  folder_.Write(
      "access.yaml",
      absl::StrCat("tokens: [{name: other, roles: [read], sha256: ", Sha256Hex("other"), "}]\n"));
  for (int i = 0; i < 1000 && Ask(kSecret).ok(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(Ask(kSecret).ok());
  access_->Stop();
  EXPECT_EQ(changes, 1);
}

TEST_F(AccessTest, IssuersOfAFileAreRead) {
  const TestKey key;
  folder_.Write("keys.json", KeysOf(key, "k1"));
  Open("issuers: [{issuer: issuer, audience: bellwether, keys: keys.json}]\n");
  const auto caller = Ask(Jwt(key, "k1"));
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ((*caller)->name, "someone");
  // Another key in the file: what the old one signed is over, although it was verified before.
  const TestKey next;
  folder_.Write("keys.json", KeysOf(next, "k2"));
  access_->Look();
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(Jwt(key, "k1")).status()));
  EXPECT_TRUE(Ask(Jwt(next, "k2")).ok());
}

TEST_F(AccessTest, MissingKeysOfAFileAreAnErrorAtTheStart) {
  file_ = folder_.Write("access.yaml",
                        "issuers: [{issuer: issuer, audience: bellwether, keys: keys.json}]\n");
  std::string report;
  EXPECT_FALSE(Access::Open({file_, nullptr, nullptr}, log_, report).ok());
  EXPECT_THAT(report, HasSubstr("keys.json"));
}

TEST_F(AccessTest, KeysThatCannotBeFetchedMayComeLater) {
  Open(kRemoteIssuer);
  const TestKey key;
  EXPECT_TRUE(absl::IsUnavailable(Ask(Jwt(key, "k1")).status()));
  EXPECT_THAT(written_.str(), HasSubstr("nobody answers"));
  fetched_ = KeysOf(key, "k1");
  now_ += KeySource::kRetryInterval;
  access_->Look();
  EXPECT_TRUE(Ask(Jwt(key, "k1")).ok());
}

TEST_F(AccessTest, LastGoodKeysAreKept) {
  const TestKey key;
  fetched_ = KeysOf(key, "k1");
  Open(kRemoteIssuer);
  ASSERT_TRUE(Ask(Jwt(key, "k1")).ok());
  for (const char* bad : {"", "not found", "{\"keys\":[]}"}) {
    fetched_ = bad[0] == '\0' ? absl::StatusOr<std::string>(absl::UnavailableError("gone")) : bad;
    now_ += KeySource::kUsualInterval;
    access_->Look();
    EXPECT_TRUE(Ask(Jwt(key, "k1")).ok()) << bad;
  }
  EXPECT_THAT(written_.str(), HasSubstr("the last good ones are kept"));
}

TEST_F(AccessTest, AnUnknownKeyHasThemFetchedButNotTooOften) {
  const TestKey key, next, forged;
  fetched_ = KeysOf(key, "k1");
  Open(kRemoteIssuer);
  EXPECT_EQ(fetches_, 1);
  now_ += absl::Seconds(1);
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(Jwt(next, "k2")).status()));  // too soon
  now_ += KeySource::kUnknownKeyInterval;
  fetched_ = KeysOf(next, "k2");
  EXPECT_TRUE(absl::IsUnavailable(Ask(Jwt(next, "k2")).status()));
  access_->Look();
  EXPECT_EQ(fetches_, 2);
  EXPECT_TRUE(Ask(Jwt(next, "k2")).ok());
  for (int i = 0; i < 100; ++i) {
    now_ += absl::Milliseconds(50);
    EXPECT_FALSE(Ask(Jwt(forged, absl::StrCat("f", i))).ok());
    access_->Look();
  }
  EXPECT_EQ(fetches_, 2);
}

TEST_F(AccessTest, ATenantIsAnsweredByItsPack) {
  const TestKey key;
  fetched_ = KeysOf(key, "k1");
  Open(absl::StrCat(
      TokenLine(", tenant: acme"),
      "issuers: [{issuer: issuer, audience: bellwether, keys: \"https://example.com/keys\", "
      "tenant_claim: org}]\ntenants: {acme: {pack: previous}}\n"));
  EXPECT_EQ((*Ask(kSecret))->pack, "previous");
  EXPECT_EQ((*Ask(Jwt(key, "k1", R"(,"org":"acme")")))->pack, "previous");
  EXPECT_TRUE(absl::IsPermissionDenied(Ask(Jwt(key, "k1", R"(,"org":"other")")).status()));
  EXPECT_TRUE(absl::IsUnauthenticated(Ask(Jwt(key, "k1")).status()));
}

TEST_F(AccessTest, NoSecretIsLogged) {
  const TestKey key;
  fetched_ = KeysOf(key, "k1");
  Open(absl::StrCat(TokenLine(), kRemoteIssuer));
  const std::string token = Jwt(key, "k1");
  const std::string answers =
      absl::StrCat(Ask(absl::StrCat(kSecret, "-wrong")).status().ToString(),
                   Ask(token + "AA").status().ToString(), Ask(kSecret).ok(), Ask(token).ok());
  folder_.Write("access.yaml", absl::StrCat("tokens: [{name: a, token: ", kSecret,
                                            "}, {name: b, sha256: ", kSecret, "}]\n"));
  access_->Look();
  for (const std::string& said : {answers, written_.str()}) {
    EXPECT_THAT(said, Not(HasSubstr(std::string(kSecret).substr(4, 12))));
    EXPECT_THAT(said, Not(HasSubstr(token.substr(token.rfind('.'), 12))));
  }
}

TEST(VerifiedTokensTest, ForgetsTheOldestAndWhatIsOver) {
  VerifiedTokens tokens(2);
  const absl::Time now = absl::UnixEpoch();
  const auto hash = [](unsigned char first) { return Sha256{first}; };
  const auto caller = NoCaller();
  for (unsigned char i = 0; i < 3; ++i) tokens.Add(hash(i), {caller, now + absl::Seconds(9)}, 0);
  EXPECT_EQ(tokens.size(), 2u);
  EXPECT_FALSE(tokens.Find(hash(0), now).has_value());
  const std::optional<KnownToken> found = tokens.Find(hash(2), now);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->caller, caller);
  EXPECT_EQ(found->expires, now + absl::Seconds(9));
  EXPECT_FALSE(tokens.Find(hash(2), now + absl::Seconds(9)).has_value());
  tokens.Clear();
  EXPECT_EQ(tokens.size(), 0u);
  tokens.Add(hash(4), {caller, now + absl::Seconds(9)}, 0);  // verified before the change
  EXPECT_EQ(tokens.size(), 0u);
}

}  // namespace
}  // namespace bellwether
