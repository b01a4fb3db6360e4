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

TEST_F(PagesTest, ItIsPackedForWhoTakesThat) {
  const std::optional<Response> page = Ask("GET", "/docs/api", "br, gzip");
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(Find(page->headers, "content-encoding"), "gzip");
  const auto body = Gunzip(page->body, 1000);
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(*body, "<p>words</p>");
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

TEST_F(PagesTest, APathIsAskedLetterByLetter) {
  for (const char* target : {"/", "/docs", "/docs/", "/docs/api/", "/docs/../docs/api",
                             "/docs/%61pi", "//docs/api", ""}) {
    EXPECT_FALSE(Ask("GET", target).has_value()) << target;
  }
}

}  // namespace
}  // namespace bellwether::http
