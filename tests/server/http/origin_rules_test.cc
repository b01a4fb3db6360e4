// Pages that may ask, and names by which the server may be called.
#include "server/http/origin_rules.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

RequestHead Head(const std::string& host, const std::string& origin = "") {
  RequestHead head;
  head.headers.emplace_back("host", host);
  if (!origin.empty()) head.headers.emplace_back("origin", origin);
  return head;
}

TEST(OriginRulesTest, ListedPagesAndTheServersOwnMayAsk) {
  const OriginRules rules({"https://console.example", "http://localhost:5173"}, "http", false);
  EXPECT_EQ(rules.Refuse(Head("scores.example")), "");
  EXPECT_EQ(rules.Refuse(Head("scores.example", "https://console.example")), "");
  EXPECT_EQ(rules.Refuse(Head("scores.example", "HTTPS://Console.Example")), "");
  EXPECT_EQ(rules.Refuse(Head("127.0.0.1:8080", "http://127.0.0.1:8080")), "");
  EXPECT_EQ(rules.Refuse(Head("[::1]:8080", "http://[::1]:8080")), "");
  EXPECT_EQ(rules.Refuse(Head("localhost:8080", "http://localhost:8080")), "");
  for (const char* const origin :
       {"null", "https://evil.example", "http://console.example", "https://console.example:8443",
        "https://console.example.evil.example", "https://console.example/", "file://", "",
        "https://evil.example#https://console.example"}) {
    if (*origin == '\0') continue;
    EXPECT_NE(rules.Refuse(Head("127.0.0.1:8080", origin)), "") << origin;
  }
  // Its own name could be somebody else's.
  EXPECT_NE(rules.Refuse(Head("evil.example:8080", "http://evil.example:8080")), "");
  EXPECT_NE(rules.Refuse(Head("127.0.0.1:8080", "https://127.0.0.1:8080")), "") << "another scheme";
}

TEST(OriginRulesTest, NamesThatSomebodyPointedHere) {
  const OriginRules rules({"https://console.example:8443"}, "http", true);
  for (const char* const host : {"127.0.0.1", "127.0.0.1:8080", "[::1]:8080", "[::1]", "localhost",
                                 "LOCALHOST:8080", "console.example", "console.example:8080"}) {
    EXPECT_EQ(rules.Refuse(Head(host)), "") << host;
  }
  for (const char* const host : {"evil.example", "evil.example:8080", "localhost.evil.example",
                                 "127.0.0.1.evil.example", "notconsole.example"}) {
    EXPECT_NE(rules.Refuse(Head(host)), "") << host;
  }
}

// A refusal is logged and answered: nothing in it is longer, or other, than it looks.
TEST(OriginRulesTest, FewWordsOfAClientAreRepeated) {
  const OriginRules rules({}, "http", true);
  const std::string words = std::string(5'000, 'x') + "\x1b[2J";
  for (const RequestHead& head : {Head(words), Head("127.0.0.1", words)}) {
    const std::string refusal = rules.Refuse(head);
    EXPECT_NE(refusal, "");
    EXPECT_LT(refusal.size(), 400u);
  }
  EXPECT_EQ(rules.Refuse(Head("\x1b[2J")).find('\x1b'), std::string::npos);
}

TEST(OriginRulesTest, WhatIsAnOrigin) {
  EXPECT_EQ(ReadOrigin("https://Console.example:8443"), "https://console.example:8443");
  for (const char* const text : {"console.example", "https://", "https://a/b", "https://a b", "*",
                                 "ftp://a", "https://user@a"}) {
    EXPECT_FALSE(ReadOrigin(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace bellwether::http
