#include "clients/cpp/client_security.h"

#include <cstdio>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string FileWith(const std::string& text) {
  const std::string path = ::testing::TempDir() + "client_security_test.file";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(ReadTokenFileTest, ReadsOneWord) {
  EXPECT_EQ(ReadTokenFile(FileWith("bwt_abc\n")).value(), "bwt_abc");
  EXPECT_EQ(ReadTokenFile(FileWith(" \tbwt_abc \n")).value(), "bwt_abc");
}

TEST(ReadTokenFileTest, RefusesWhatIsNoToken) {
  for (const char* text : {"", "\n", "two words", "a\nb", "caf\xC3\xA9"}) {
    const auto token = ReadTokenFile(FileWith(text));
    EXPECT_TRUE(absl::IsInvalidArgument(token.status())) << text;
  }
  const auto secret = ReadTokenFile(FileWith("very secret"));
  EXPECT_THAT(std::string(secret.status().message()), Not(HasSubstr("very")));
  EXPECT_TRUE(absl::IsNotFound(ReadTokenFile("/nonexistent/token").status()));
}

TEST(TlsCredentialsTest, SaysWhatIsWrongWithItsFiles) {
  EXPECT_TRUE(TlsCredentials({}).ok());
  const auto half = TlsCredentials({"", "a.crt", ""});
  EXPECT_THAT(std::string(half.status().message()), HasSubstr("give both"));
  const auto missing = TlsCredentials({"/nonexistent/ca.crt", "", ""});
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("/nonexistent/ca.crt"));
  const auto text = TlsCredentials({FileWith("no certificate"), "", ""});
  EXPECT_THAT(std::string(text.status().message()), HasSubstr("no PEM file"));
}

TEST(StaysOnThisMachineTest, LooksAtEveryAddress) {
  for (const char* target :
       {"localhost:1", "127.0.0.1:1", "127.8.9.10:1", "[::1]:1", "unix:/run/b.sock",
        "dns:///localhost:1", "ipv4:127.0.0.1:1,127.0.0.2:1"}) {
    EXPECT_TRUE(StaysOnThisMachine(target)) << target;
  }
  for (const char* target : {"scores.example.com:1", "10.0.0.1:1", "ipv4:127.0.0.1:1,10.0.0.1:1",
                             "127.example.com:1", "[2001:db8::1]:1", "dns:///scores:1", ""}) {
    EXPECT_FALSE(StaysOnThisMachine(target)) << target;
  }
}

}  // namespace
}  // namespace bellwether
