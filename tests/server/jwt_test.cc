#include "server/access/jwt.h"

#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/access/token_refusal.h"
#include "tests/server/test_certificates.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

IssuerEntry Issuer() {
  IssuerEntry issuer;
  issuer.issuer = "https://login.example.com";
  issuer.audience = "bellwether";
  issuer.roles = {{"scorer", Role::kScore}, {"owner", Role::kAdmin}};
  return issuer;
}

std::string Claims(const std::string& more = "", int64_t expires = 1'800'000'300) {
  return absl::StrCat(R"({"iss":"https://login.example.com","aud":["other","bellwether"],)",
                      R"("sub":"gateway","roles":["scorer","unknown"],"exp":)", expires, more, "}");
}

std::string Header(const std::string& algorithm, const std::string& id = "k1") {
  return absl::StrCat(R"({"alg":")", algorithm, R"(","kid":")", id, "\"}");
}

KeySet KeysOf(const std::string& jwks) {
  absl::StatusOr<KeySet> keys = KeySet::Parse(absl::StrCat(R"({"keys":[)", jwks, "]}"));
  EXPECT_TRUE(keys.ok()) << keys.status();
  return *std::move(keys);
}

absl::StatusOr<VerifiedToken> Verify(const std::string& token, const KeySet& keys,
                                     const IssuerEntry& issuer = Issuer(), absl::Time now = kNow) {
  const absl::StatusOr<Jwt> jwt = ParseJwt(token);
  if (!jwt.ok()) return jwt.status();
  return VerifyJwt(*jwt, issuer, keys, now);
}

struct Algorithm {
  const char* name;
  TestKey::Kind kind;
};

class JwtAlgorithmTest : public ::testing::TestWithParam<Algorithm> {};

TEST_P(JwtAlgorithmTest, WhatItsKeySignedIsGoodAndNothingElse) {
  const TestKey key(GetParam().kind), other(GetParam().kind);
  const KeySet keys = KeysOf(key.Jwk("k1"));
  const std::string good = key.Sign(Header(GetParam().name), Claims());
  const absl::StatusOr<VerifiedToken> verified = Verify(good, keys);
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(verified->caller.name, "gateway");
  EXPECT_TRUE(verified->caller.roles.Has(Role::kScore));
  EXPECT_FALSE(verified->caller.roles.Has(Role::kAdmin));
  EXPECT_EQ(verified->expires, absl::FromUnixSeconds(1'800'000'360));

  const auto forged = Verify(other.Sign(Header(GetParam().name), Claims()), keys);
  EXPECT_TRUE(absl::IsUnauthenticated(forged.status())) << forged.status();
  const size_t dot = good.find('.');
  const std::string changed =
      absl::StrCat(good.substr(0, dot + 1), Base64Url(Claims(R"(,"roles":["owner"])")),
                   good.substr(good.rfind('.')));
  EXPECT_TRUE(absl::IsUnauthenticated(Verify(changed, keys).status()));
  // Every bit of the signature counts.
  std::string bent = good;
  bent[good.rfind('.') + 10] = bent[good.rfind('.') + 10] == 'A' ? 'B' : 'A';
  EXPECT_TRUE(absl::IsUnauthenticated(Verify(bent, keys).status()));
}

INSTANTIATE_TEST_SUITE_P(All, JwtAlgorithmTest,
                         ::testing::Values(Algorithm{"RS256", TestKey::Kind::kRsa},
                                           Algorithm{"ES256", TestKey::Kind::kP256},
                                           Algorithm{"EdDSA", TestKey::Kind::kEd25519}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(JwtTest, AlgorithmNoneIsRefused) {
  const TestKey key(TestKey::Kind::kRsa);
  const KeySet keys = KeysOf(key.Jwk("k1"));
  for (const char* name : {"none", "None", "", "HS256", "RS512", "PS256"}) {
    const std::string token = key.Sign(Header(name), Claims());
    EXPECT_TRUE(absl::IsUnauthenticated(Verify(token, keys).status())) << name;
    const std::string unsigned_token = token.substr(0, token.rfind('.') + 1);
    EXPECT_TRUE(absl::IsUnauthenticated(Verify(unsigned_token, keys).status())) << name;
  }
}

// The old trick: the public key, which everybody has, as the secret of an HMAC.
TEST(JwtTest, APublicKeyIsNoSecret) {
  const TestKey key(TestKey::Kind::kRsa);
  const KeySet keys = KeysOf(key.Jwk("k1"));
  BIO* written = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(written, key.get());
  char* pem = nullptr;
  const long size = BIO_get_mem_data(written, &pem);
  for (const char* name : {"HS256", "RS256"}) {
    const std::string text = absl::StrCat(Base64Url(Header(name)), ".", Base64Url(Claims()));
    std::string mac(32, '\0');
    HMAC(EVP_sha256(), pem, static_cast<int>(size),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(mac.data()), nullptr);
    const auto verified = Verify(absl::StrCat(text, ".", Base64Url(mac)), keys);
    EXPECT_TRUE(absl::IsUnauthenticated(verified.status())) << name;
  }
  BIO_free(written);
}

TEST(JwtTest, AnAlgorithmOfAnotherKeyIsNoKey) {
  const TestKey rsa(TestKey::Kind::kRsa), curve(TestKey::Kind::kP256);
  const KeySet keys = KeysOf(rsa.Jwk("k1"));
  EXPECT_TRUE(absl::IsNotFound(Verify(curve.Sign(Header("ES256"), Claims()), keys).status()));
}

TEST(JwtTest, KeysAreFoundByIdOrByBeingTheOnlyOne) {
  const TestKey first, second;
  const KeySet both = KeysOf(absl::StrCat(first.Jwk("k1"), ",", second.Jwk("k2")));
  EXPECT_TRUE(Verify(second.Sign(Header("ES256", "k2"), Claims()), both).ok());
  EXPECT_TRUE(
      absl::IsUnauthenticated(Verify(second.Sign(Header("ES256", "k1"), Claims()), both).status()));
  EXPECT_TRUE(
      absl::IsNotFound(Verify(second.Sign(Header("ES256", "k3"), Claims()), both).status()));
  const std::string without_id = R"({"alg":"ES256"})";
  EXPECT_TRUE(absl::IsNotFound(Verify(second.Sign(without_id, Claims()), both).status()));
  EXPECT_TRUE(Verify(second.Sign(without_id, Claims()), KeysOf(second.Jwk("k2"))).ok());
}

struct Refusal {
  const char* name;
  std::string claims;
  const char* says;
  const char* reason;
};

class JwtClaimsTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(JwtClaimsTest, IsRefused) {
  const TestKey key;
  IssuerEntry issuer = Issuer();
  issuer.tenant_claim = "org";
  const auto verified =
      Verify(key.Sign(Header("ES256"), GetParam().claims), KeysOf(key.Jwk("k1")), issuer);
  EXPECT_TRUE(absl::IsUnauthenticated(verified.status())) << verified.status();
  EXPECT_THAT(std::string(verified.status().message()), HasSubstr(GetParam().says));
  EXPECT_EQ(TokenReasonOf(verified.status()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    All, JwtClaimsTest,
    ::testing::Values(
        Refusal{"Expired", Claims(R"(,"org":"acme")", 1'799'999'900), "has expired",
                "TOKEN_EXPIRED"},
        Refusal{"NoExpiry", R"({"iss":"https://login.example.com","aud":"bellwether","sub":"a"})",
                "when it expires", "TOKEN_UNREADABLE"},
        Refusal{"ExpiryIsText",
                R"({"iss":"https://login.example.com","aud":"bellwether","sub":"a","exp":"x"})",
                "cannot be read", "TOKEN_UNREADABLE"},
        Refusal{"ExpiryIsHuge",
                R"({"iss":"https://login.example.com","aud":"bellwether","sub":"a","exp":1e300})",
                "cannot be read", "TOKEN_UNREADABLE"},
        Refusal{"NotYet", Claims(R"(,"org":"acme","nbf":1800000100)"), "not yet valid",
                "TOKEN_NOT_YET_VALID"},
        Refusal{"OtherAudience",
                R"({"iss":"https://login.example.com","aud":"x","sub":"a","exp":1800000300})",
                "another audience", "TOKEN_AUDIENCE"},
        Refusal{"NoAudience", R"({"iss":"https://login.example.com","sub":"a","exp":1800000300})",
                "another audience", "TOKEN_AUDIENCE"},
        Refusal{"OtherIssuer", R"({"iss":"https://evil","aud":"bellwether","exp":1800000300})",
                "another issuer", "TOKEN_ISSUER"},
        Refusal{"NoName",
                R"({"iss":"https://login.example.com","aud":"bellwether","exp":1800000300})",
                "does not name its caller", "TOKEN_NAME"},
        Refusal{"NoTenant", Claims(), "does not name its tenant", "TOKEN_TENANT"},
        Refusal{"TenantIsNoText", Claims(R"(,"org":{"a":1})"), "does not name its tenant",
                "TOKEN_TENANT"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(JwtTest, LeewayForgivesClocks) {
  const TestKey key;
  const KeySet keys = KeysOf(key.Jwk("k1"));
  const std::string token = key.Sign(Header("ES256"), Claims(R"(,"nbf":1800000000)"));
  const absl::Time expires = absl::FromUnixSeconds(1'800'000'300);
  EXPECT_TRUE(Verify(token, keys, Issuer(), expires + absl::Seconds(59)).ok());
  EXPECT_FALSE(Verify(token, keys, Issuer(), expires + absl::Seconds(60)).ok());
  EXPECT_TRUE(Verify(token, keys, Issuer(), kNow - absl::Seconds(60)).ok());
  EXPECT_FALSE(Verify(token, keys, Issuer(), kNow - absl::Seconds(61)).ok());
}

TEST(JwtTest, ClaimsAreFoundByPathAndRolesInATextToo) {
  const TestKey key;
  IssuerEntry issuer = Issuer();
  issuer.roles_claim = "realm.access";
  issuer.tenant_claim = "https://example.com/org";
  issuer.name_claim = "client.id";
  const auto verified = Verify(
      key.Sign(Header("ES256"),
               Claims(R"(,"realm":{"access":"owner scorer"},"https://example.com/org":"acme",)"
                      R"("client":{"id":"nightly"})")),
      KeysOf(key.Jwk("k1")), issuer);
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(verified->caller.name, "nightly");
  EXPECT_EQ(verified->caller.tenant, "acme");
  EXPECT_EQ(DescribeRoles(verified->caller.roles), "score and admin");
}

TEST(JwtTest, WhatIsNoTokenIsRefused) {
  const std::string claims = Base64Url(Claims()), header = Base64Url(Header("ES256"));
  for (const std::string& text :
       {std::string(), std::string(".."), std::string("a.b"), std::string("a.b.c.d"),
        absl::StrCat(header, ".", claims, "."), absl::StrCat(header, "=.", claims, ".AA"),
        absl::StrCat(Base64Url("[]"), ".", claims, ".AA"),
        absl::StrCat(header, ".", Base64Url("{"), ".AA"), std::string(kMaxJwtBytes + 1, 'a'),
        absl::StrCat(Base64Url(R"({"alg":"ES256","crit":["x"]})"), ".", claims, ".AA"),
        absl::StrCat(Base64Url(R"({"alg":["ES256"]})"), ".", claims, ".AA")}) {
    EXPECT_TRUE(absl::IsUnauthenticated(ParseJwt(text).status())) << text.substr(0, 80);
  }
}

TEST(KeySetTest, WeakAndOtherKeysAreNoKeys) {
  for (const std::string& set :
       {std::string("{}"), std::string("[]"), std::string("{\"keys\":{}}"), std::string("x"),
        std::string(R"({"keys":[]})"), std::string(R"({"keys":[1]})"),
        std::string(R"({"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"k1"}]})"),
        std::string(R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]})"),
        absl::StrCat(R"({"keys":[)", TestKey(TestKey::Kind::kRsa, 1024).Jwk("k1"), "]}")}) {
    const auto keys = KeySet::Parse(set);
    EXPECT_TRUE(absl::IsInvalidArgument(keys.status())) << set;
  }
  // A point that is not on the curve.
  const std::string off(32, '\x01');
  EXPECT_FALSE(KeySet::Parse(absl::StrCat(R"({"keys":[{"kty":"EC","crv":"P-256","x":")",
                                          Base64Url(off), R"(","y":")", Base64Url(off), "\"}]}"))
                   .ok());
}

}  // namespace
}  // namespace bellwether
