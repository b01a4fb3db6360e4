#include "server/access/access_file.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Report(const Staged<AccessFile>& staged, const Sources& sources) {
  return RenderAll(staged.diagnostics, sources);
}

Sources FileOf(const std::string& text) { return Sources({{"/etc/access.yaml", text}}); }

std::string GoodHash(const std::string& of = "x") { return Sha256Hex(of); }

TEST(AccessFileTest, ReadsEverything) {
  const Sources sources =
      FileOf(absl::StrCat(R"(
tokens:
  - {name: gateway, sha256: )",
                          GoodHash(), R"(, roles: [score, read], tenant: acme, expires: 2027-01-31}
  - {name: nightly, sha256: )",
                          GoodHash("y"), R"(, roles: [admin], expires: "2027-01-31T12:00:00Z"}
certificates:
  - {name: billing, dns: billing.internal, roles: [score]}
  - {name: mesh, uri: "spiffe://example.com/mesh", roles: [read], tenant: acme}
issuers:
  - issuer: https://login.example.com
    audience: bellwether
    keys: https://login.example.com/keys
    roles_claim: realm.roles
    roles: {bellwether-user: score, bellwether-owner: admin}
    tenant_claim: org
    name_claim: email
    leeway: 30s
  - {issuer: local, audience: bellwether, keys: keys.json}
tenants:
  acme: {pack: previous}
)"));
  const Staged<AccessFile> staged = DecodeAccessFile(sources);
  ASSERT_TRUE(staged.ok()) << Report(staged, sources);
  const AccessFile& file = staged.value;
  ASSERT_EQ(file.tokens.size(), 2u);
  EXPECT_EQ(file.tokens[0].name, "gateway");
  EXPECT_EQ(file.tokens[0].tenant, "acme");
  EXPECT_EQ(DescribeRoles(file.tokens[0].roles), "score and read");
  EXPECT_EQ(file.tokens[0].expires,
            absl::FromCivil(absl::CivilDay(2027, 1, 31), absl::UTCTimeZone()));
  EXPECT_EQ(file.tokens[1].expires - file.tokens[0].expires, absl::Hours(12));
  ASSERT_EQ(file.certificates.size(), 2u);
  EXPECT_EQ(file.certificates[1].uri, "spiffe://example.com/mesh");
  ASSERT_EQ(file.issuers.size(), 2u);
  EXPECT_TRUE(file.issuers[0].keys_are_remote());
  EXPECT_EQ(file.issuers[0].roles.size(), 2u);
  EXPECT_EQ(file.issuers[0].leeway, absl::Seconds(30));
  EXPECT_EQ(file.issuers[1].keys, "/etc/keys.json");
  EXPECT_EQ(file.issuers[1].roles.size(), 3u);
  ASSERT_EQ(file.tenants.size(), 1u);
  EXPECT_EQ(file.tenants[0].pack, "previous");
}

struct Mistake {
  const char* name;
  std::string text;
  const char* says;
};

class AccessFileMistakeTest : public ::testing::TestWithParam<Mistake> {};

TEST_P(AccessFileMistakeTest, IsSaidWithItsPlace) {
  const Sources sources = FileOf(GetParam().text);
  const Staged<AccessFile> staged = DecodeAccessFile(sources);
  EXPECT_FALSE(staged.ok());
  EXPECT_THAT(Report(staged, sources), HasSubstr(GetParam().says));
  for (const Diagnostic& diagnostic : staged.diagnostics) EXPECT_TRUE(diagnostic.span.known());
}

const std::string kToken = "tokens: [{name: a, roles: [score], sha256: " + GoodHash();

INSTANTIATE_TEST_SUITE_P(
    All, AccessFileMistakeTest,
    ::testing::Values(
        Mistake{"Empty", "{}", "nobody may ask"}, Mistake{"List", "[]", "a mapping"},
        Mistake{"UnknownKey", "tokns: []", "did you mean `tokens`"},
        Mistake{"NoName", "tokens: [{roles: [score], sha256: " + GoodHash() + "}]", "`name`"},
        Mistake{"NoHash", "tokens: [{name: a, roles: [score]}]", "bellwether token"},
        Mistake{"ShortHash", "tokens: [{name: a, roles: [score], sha256: 5c4f}]", "64 hexadecimal"},
        Mistake{"UnknownRole", "tokens: [{name: a, roles: [scores], sha256: " + GoodHash() + "}]",
                "did you mean `score`"},
        Mistake{"NoRole", "tokens: [{name: a, roles: [], sha256: " + GoodHash() + "}]", "no role"},
        Mistake{"RolesAreText", "tokens: [{name: a, roles: score, sha256: " + GoodHash() + "}]",
                "a list"},
        Mistake{"BadExpiry", kToken + ", expires: soon}]", "is no moment"},
        Mistake{"SameHash", kToken + "}, {name: b, roles: [read], sha256: " + GoodHash() + "}]",
                "the same hash"},
        Mistake{"SameName", kToken + "}, {name: a, roles: [read], sha256: " + GoodHash("y") + "}]",
                "is there twice"},
        Mistake{"UnknownTenant", "tenants: {acme: {pack: active}}\n" + kToken + ", tenant: amce}]",
                "did you mean `acme`"},
        Mistake{"TenantWithoutPack", "tenants: {acme: {}}\n" + kToken + "}]", "`pack`"},
        Mistake{"NoSubject", "certificates: [{name: a, roles: [score]}]", "either `dns` or `uri`"},
        Mistake{"TwoSubjects", "certificates: [{name: a, dns: b, uri: c, roles: [score]}]",
                "either `dns` or `uri`"},
        Mistake{"PlainKeys",
                "issuers: [{issuer: a, audience: b, keys: \"http://login.example.com/keys\"}]",
                "https://"},
        Mistake{"FileAddress", "issuers: [{issuer: a, audience: b, keys: \"file:///etc/passwd\"}]",
                "https://"},
        Mistake{"NoAudience", "issuers: [{issuer: a, keys: k.json}]", "`audience`"},
        Mistake{"LongLeeway", "issuers: [{issuer: a, audience: b, keys: k, leeway: 1h}]",
                "0s to 5m"},
        Mistake{"Syntax", "tokens: [", "["}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AccessFileTest, KeysOfThisMachineMayBePlainText) {
  for (const char* host : {"127.0.0.1", "localhost", "[::1]"}) {
    const Sources sources = FileOf(
        absl::StrCat("issuers: [{issuer: a, audience: b, keys: \"http://", host, ":8080/k\"}]"));
    EXPECT_TRUE(DecodeAccessFile(sources).ok()) << host;
  }
}

TEST(AccessFileTest, AllMistakesAreSaidAtOnce) {
  const Sources sources = FileOf("tokens:\n  - {name: a}\n  - {roles: [scre]}\nfoo: 1\n");
  EXPECT_GE(DecodeAccessFile(sources).diagnostics.size(), 6u);
}

TEST(AccessFileTest, AMistakenlyWrittenTokenIsNotRepeated) {
  const Sources sources = FileOf(
      "tokens:\n  - {name: a, roles: [score], sha256: bwt_VerySecret}\n"
      "  - {name: b, roles: [score], token: bwt_AlsoSecret}\n"
      "bwt_0123456789abcdefghijklmnopqrstSecret: x\n"
      "certificates: bwt_0123456789abcdefghijklmnopqrstSecret\n"
      "issuers: [{issuer: a, audience: b, keys: c, leeway: bwt_0123456789abcdefghijklmnSecret}]\n"
      "tenants: [bwt_0123456789abcdefghijklmnopqrstSecret]\n");
  for (const Diagnostic& diagnostic : DecodeAccessFile(sources).diagnostics) {
    EXPECT_THAT(RenderLine(diagnostic, sources), Not(HasSubstr("Secret")));
    EXPECT_THAT(diagnostic.hint, Not(HasSubstr("Secret")));
  }
}

}  // namespace
}  // namespace bellwether
