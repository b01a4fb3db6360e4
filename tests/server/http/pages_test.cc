// Pages beside the calls.
#include "server/http/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/http/gzip.h"

namespace bellwether::http {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PagesTest : public testing::Test {
 protected:
  std::optional<Response> Ask(const std::string& method, const std::string& target,
                              const std::string& accepted = "") {
    RequestHead head;
    head.method = method;
    head.target = target;
    if (!accepted.empty()) head.headers = {{"accept-encoding", accepted}};
    return pages_.Answer(head, is_refused_);
  }

  const Pages pages_{{{"/docs/api", "text/html; charset=utf-8", "<p>words</p>"}}};
  bool is_refused_ = true;
};

TEST_F(PagesTest, APageIsReadByItsPath) {
  const std::optional<Response> page = Ask("GET", "/docs/api?words");
  ASSERT_TRUE(page.has_value());
  EXPECT_FALSE(is_refused_);
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->body, "<p>words</p>");
  EXPECT_EQ(Find(page->headers, "content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(Find(page->headers, "content-encoding"), IsEmpty());
}

TEST_F(PagesTest, NothingOfAnotherServerIsAllowedToIt) {
  const std::optional<Response> page = Ask("GET", "/docs/api");
  ASSERT_TRUE(page.has_value());
  const std::string policy(Find(page->headers, "content-security-policy"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, ::testing::Not(HasSubstr("unsafe")));
}

// One page may ask a provider of sign-ins; its neighbours may not.
TEST(PagePolicyTest, APageAsksItsServerAndTheOriginThatItWasGiven) {
  const auto policy_of = [](const std::string& asks) {
    GatewayPage asking{"/", "text/html; charset=utf-8", "entrance", true};
    asking.asks = asks;
    const Pages pages({asking, {"/docs/api", "text/html; charset=utf-8", "api"}});
    const auto policy = [&](const std::string& target) {
      RequestHead head;
      head.method = "GET";
      head.target = target;
      bool is_refused = false;
      return std::string(Find(pages.Answer(head, is_refused)->headers, "content-security-policy"));
    };
    EXPECT_THAT(policy("/docs/api"), HasSubstr("connect-src 'self';")) << asks;
    return policy("/");
  };
  EXPECT_THAT(policy_of("https://login.example.com:8443"),
              HasSubstr("connect-src 'self' https://login.example.com:8443; base-uri 'none'"));
  for (const char* none : {"", "*", "https://a.example; script-src *", "https://a.example/x",
                           "https://a.example 'unsafe-inline'", "https://a\r\nx: y"}) {
    EXPECT_THAT(policy_of(none), HasSubstr("connect-src 'self'; base-uri 'none'")) << none;
  }
}

TEST(PagePolicyTest, AThreadMayCompileWebAssemblyAndNothingElse) {
  GatewayPage thread{"/assets/thread.js", "text/javascript; charset=utf-8", "let"};
  thread.compiles = true;
  const Pages pages(std::vector<GatewayPage>{thread});
  RequestHead head;
  head.method = "GET";
  head.target = "/assets/thread.js";
  bool is_refused = false;
  const std::optional<Response> page = pages.Answer(head, is_refused);
  ASSERT_TRUE(page.has_value());
  const std::string policy(Find(page->headers, "content-security-policy"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self' 'wasm-unsafe-eval';"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, ::testing::Not(HasSubstr("'unsafe")));
}

TEST_F(PagesTest, ItIsPackedForWhoTakesThat) {
  const std::optional<Response> page = Ask("GET", "/docs/api", "br, gzip");
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(Find(page->headers, "content-encoding"), "gzip");
  const auto body = Gunzip(page->body, 1000);
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(*body, "<p>words</p>");
}

TEST(PackedPagesTest, AreSentAsTheyWerePacked) {
  GatewayPage page{"/assets/a.js", "text/javascript", "whole"};
  page.gzip = "as gzip";
  page.brotli = "as brotli";
  const Pages pages({page});
  const auto sent = [&](const std::string& accepted) {
    RequestHead head;
    head.method = "GET";
    head.target = page.path;
    head.headers = {{"accept-encoding", accepted}};
    bool is_refused = false;
    const std::optional<Response> response = pages.Answer(head, is_refused);
    const std::string coding(Find(response->headers, "content-encoding"));
    return coding + ": " + response->body;
  };
  EXPECT_EQ(sent("gzip, deflate, br"), "br: as brotli");
  EXPECT_EQ(sent("gzip, br;q=0"), "gzip: as gzip");
  EXPECT_EQ(sent("zstd"), ": whole");
}

TEST_F(PagesTest, OtherVerbsAreRefused) {
  for (const char* method : {"POST", "DELETE", "OPTIONS"}) {
    const std::optional<Response> page = Ask(method, "/docs/api");
    ASSERT_TRUE(page.has_value()) << method;
    EXPECT_TRUE(is_refused_) << method;
    EXPECT_EQ(page->status, 405) << method;
    EXPECT_EQ(Find(page->headers, "allow"), "GET, HEAD") << method;
  }
  ASSERT_TRUE(Ask("HEAD", "/docs/api").has_value());
  EXPECT_FALSE(is_refused_);
}

TEST_F(PagesTest, WhatNobodyMayKeepSaysNothingOfKeeping) {
  EXPECT_THAT(Find(Ask("GET", "/docs/api")->headers, "cache-control"), IsEmpty());
}

TEST_F(PagesTest, APathIsAskedLetterByLetter) {
  for (const char* target : {"/", "/docs", "/docs/", "/docs/api/", "/docs/../docs/api",
                             "/docs/%61pi", "//docs/api", ""}) {
    EXPECT_FALSE(Ask("GET", target).has_value()) << target;
  }
}

// A console: an entrance, and files whose names change with what is in them.
class EntranceTest : public testing::Test {
 protected:
  std::string Visit(const std::string& method, const std::string& target,
                    const std::string& accept = "text/html,application/xhtml+xml,*/*;q=0.8") {
    RequestHead head;
    head.method = method;
    head.target = target;
    head.headers = {{"accept", accept}};
    bool is_refused = false;
    const std::optional<Response> page = pages_.Answer(head, is_refused);
    if (!page.has_value()) return "nothing";
    return is_refused ? "refused" : page->body;
  }

  const Pages pages_{{{"/", "text/html; charset=utf-8", "entrance", true, false},
                      {"/assets/index-1f.js", "text/javascript", "script", false, true},
                      {"/docs/api", "text/html; charset=utf-8", "api"}}};
};

TEST_F(EntranceTest, ABrowserThatGoesSomewhereEntersThere) {
  for (const char* target :
       {"/", "/accounts", "/accounts/acme.com", "/accounts/a%2Fb?on=2026-03-01", "/nowhere"}) {
    EXPECT_EQ(Visit("GET", target), "entrance") << target;
    EXPECT_EQ(Visit("HEAD", target), "entrance") << target;
  }
  EXPECT_EQ(Visit("GET", "/docs/api"), "api");
}

TEST_F(EntranceTest, FilesThatAreGoneMethodsAndProgramsDoNot) {
  for (const char* target :
       {"/assets/index-2f.js", "/favicon.ico", "/bellwether.v1.ScoringService/Nothing", ""}) {
    EXPECT_EQ(Visit("GET", target), "nothing") << target;
  }
  EXPECT_EQ(Visit("GET", "/accounts", "application/json"), "nothing");
  EXPECT_EQ(Visit("GET", "/", "*/*"), "entrance");
  for (const char* method : {"POST", "PUT", "OPTIONS"}) {
    EXPECT_EQ(Visit(method, "/accounts"), "nothing") << method;
    EXPECT_EQ(Visit(method, "/"), "nothing") << method;
  }
}

TEST_F(EntranceTest, WhatNeverChangesIsKeptForGood) {
  RequestHead head;
  head.method = "GET";
  head.target = "/assets/index-1f.js";
  bool is_refused = false;
  const std::optional<Response> page = pages_.Answer(head, is_refused);
  ASSERT_TRUE(page.has_value());
  EXPECT_THAT(std::string(Find(page->headers, "cache-control")), HasSubstr("immutable"));
}

}  // namespace
}  // namespace bellwether::http
