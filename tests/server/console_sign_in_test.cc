// Signing in at the console by an OpenID provider: what of the options is refused, and what the
// console is told.
#include "server/access/console_sign_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string AccessFileWith(const std::vector<std::string>& issuers) {
  const std::string path = testing::TempDir() + "console_sign_in_access.yaml";
  std::ofstream stream(path);
  stream << "issuers:\n";
  for (const std::string& issuer : issuers) {
    stream << "  - {issuer: \"" << issuer << "\", audience: bellwether, keys: keys.json}\n";
  }
  return path;
}

ServerOptions Options(const std::vector<std::string>& issuers = {
                          "https://login.example.com/main"}) {
  ServerOptions options;
  options.http_address = "127.0.0.1:0";
  options.access_file = AccessFileWith(issuers);
  options.console_oidc_client_id = "bellwether-console";
  return options;
}

TEST(ConsoleSignInTest, WithoutAClientIdThereAreTokensAlone) {
  EXPECT_THAT(CheckConsoleSignIn(ServerOptions{}), IsEmpty());
  EXPECT_EQ(ConsoleSettings(std::nullopt), "{}");
}

TEST(ConsoleSignInTest, TheOnlyIssuerOfTheAccessFileIsMeant) {
  const ServerOptions options = Options();
  EXPECT_THAT(CheckConsoleSignIn(options), IsEmpty());
  IssuerEntry issuer;
  issuer.issuer = "https://login.example.com/main";
  const auto sign_in = ConsoleSignInOf(options, {issuer});
  ASSERT_TRUE(sign_in.ok()) << sign_in.status();
  EXPECT_EQ(ConsoleSettings(*sign_in),
            R"({"oidc":{"clientId":"bellwether-console","issuer":"https://login.example.com/main",)"
            R"("provider":"login.example.com","scopes":"openid"}})");
}

TEST(ConsoleSignInTest, WhatTheConsoleIsToldIsWhatWasGiven) {
  ServerOptions options = Options({"https://a.example", "http://127.0.0.1:8443/b"});
  options.console_oidc_issuer = "http://127.0.0.1:8443/b";
  options.console_oidc_scopes = "openid offline_access";
  options.console_oidc_provider = "Contoh \"Masuk\" é";
  EXPECT_THAT(CheckConsoleSignIn(options), IsEmpty());
  IssuerEntry issuer;
  issuer.issuer = options.console_oidc_issuer;
  const auto told = nlohmann::json::parse(ConsoleSettings(*ConsoleSignInOf(options, {issuer})));
  EXPECT_EQ(told["oidc"]["issuer"], options.console_oidc_issuer);
  EXPECT_EQ(told["oidc"]["scopes"], options.console_oidc_scopes);
  EXPECT_EQ(told["oidc"]["provider"], options.console_oidc_provider);
}

TEST(ConsoleSignInTest, EverythingThatIsWrongIsSaidAtOnce) {
  ServerOptions options;
  options.console = "none";
  options.console_oidc_client_id = "two\nlines";
  options.console_oidc_issuer = "http://login.example.com";
  options.console_oidc_scopes = "profile  email";
  options.console_oidc_provider = "two\nlines";
  const std::string problems = CheckConsoleSignIn(options);
  EXPECT_THAT(problems,
              HasSubstr("error: --console-oidc-client-id: `two\\nlines` is no client id"));
  EXPECT_THAT(problems, HasSubstr("error: --console-oidc-issuer: `http://login.example.com` is no "
                                  "address of an issuer; write https://HOST"));
  EXPECT_THAT(problems, HasSubstr("error: --console-oidc-scopes: "));
  EXPECT_THAT(problems, HasSubstr("error: --console-oidc-provider: "));
  EXPECT_THAT(problems, HasSubstr("without --http-address"));
  EXPECT_THAT(problems, HasSubstr("with --console none"));
  EXPECT_THAT(problems, HasSubstr("without --access-file"));
}

TEST(ConsoleSignInTest, ScopesAreWordsAndOpenidIsAmongThem) {
  ServerOptions options = Options();
  for (const char* scopes : {"openid  profile", " openid", "openid ", "openid \"x\"", "open\tid"}) {
    options.console_oidc_scopes = scopes;
    EXPECT_THAT(CheckConsoleSignIn(options), HasSubstr("are no scopes")) << scopes;
  }
  options.console_oidc_scopes = "profile";
  EXPECT_THAT(CheckConsoleSignIn(options), HasSubstr("lacks openid; write it like openid profile"));
  options.console_oidc_scopes = "openid api://bellwether/read";
  EXPECT_THAT(CheckConsoleSignIn(options), IsEmpty());
}

TEST(ConsoleSignInTest, NothingIsGivenWithoutAClientId) {
  ServerOptions options;
  options.console_oidc_issuer = "https://login.example.com";
  options.console_oidc_scopes = "openid email";
  options.console_oidc_provider = "Example";
  const std::string problems = CheckConsoleSignIn(options);
  for (const char* flag :
       {"--console-oidc-issuer", "--console-oidc-scopes", "--console-oidc-provider"}) {
    EXPECT_THAT(problems, HasSubstr(std::string(flag) + ": without --console-oidc-client-id"));
  }
}

TEST(ConsoleSignInTest, TheAccessFileKnowsTheIssuer) {
  ServerOptions options = Options({"https://a.example", "https://b.example"});
  EXPECT_THAT(CheckConsoleSignIn(options),
              HasSubstr("error: --console-oidc-issuer: the access file has several; name one: "
                        "https://a.example, https://b.example"));
  options.console_oidc_issuer = "https://b.example/";
  EXPECT_THAT(CheckConsoleSignIn(options),
              HasSubstr("is no issuer of the access file; did you mean `https://b.example`?"));
  EXPECT_THAT(CheckConsoleSignIn(Options({"login"})),
              HasSubstr("the issuer `login` of the access file is no address"));
  EXPECT_THAT(std::string(ConsoleSignInOf(Options(), {}).status().message()),
              HasSubstr("the access file has no issuer"));
}

// Whoever opens the access file says what is wrong with it.
TEST(ConsoleSignInTest, AnAccessFileThatCannotBeReadIsNotItsMatter) {
  ServerOptions options = Options();
  options.access_file = testing::TempDir() + "not_there.yaml";
  EXPECT_THAT(CheckConsoleSignIn(options), IsEmpty());
}

TEST(ConsoleSignInTest, TheOriginOfAnIssuer) {
  EXPECT_EQ(OriginOfIssuer("https://Login.Example.com/realms/main"), "https://login.example.com");
  EXPECT_EQ(OriginOfIssuer("https://login.example.com:443"), "https://login.example.com");
  EXPECT_EQ(OriginOfIssuer("https://login.example.com:8443/"), "https://login.example.com:8443");
  EXPECT_EQ(OriginOfIssuer("http://localhost:8080/realms/main"), "http://localhost:8080");
  EXPECT_EQ(OriginOfIssuer("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  // The policy of the page is made of it.
  for (const char* other :
       {"", "login", "http://login.example.com", "ftp://login.example.com", "https://",
        "https://me@login.example.com", "https://:secret@login.example.com",
        "https://login.example.com?x=1", "https://login.example.com#x",
        "https://a.example;script-src *", "https://a.example 'unsafe-inline'", "https://*.example",
        "javascript:alert(1)"}) {
    EXPECT_EQ(OriginOfIssuer(other), "") << other;
  }
}

}  // namespace
}  // namespace bellwether
