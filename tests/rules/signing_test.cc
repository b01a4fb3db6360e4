// Keys made by OpenSSL's program, as the documentation says.
#include "rules/reader/signing.h"

#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/rules/key_files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

std::string TextOf(const std::string& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string WhyNot(const absl::Status& status) { return std::string(ToStd(status.message())); }

TEST(SigningTest, KnowsWhoMadeAText) {
  const KeyFiles files;
  const auto key = SigningKey::Read(files.MakeKey("mine"));
  ASSERT_TRUE(key.ok()) << key.status();
  const auto trusted = TrustedKeys::Read(files.Public({"other", "mine"}));
  ASSERT_TRUE(trusted.ok()) << trusted.status();
  EXPECT_EQ(trusted->names().size(), 2u);
  Signature signature = key->Sign("a text");
  EXPECT_TRUE(trusted->Made("a text", signature));
  EXPECT_FALSE(trusted->Made("a texT", signature));
  EXPECT_FALSE(TrustedKeys::Read(files.Public({"other"}))->Made("a text", signature));
  signature.bytes[5] = static_cast<char>(signature.bytes[5] ^ 1);
  EXPECT_FALSE(trusted->Made("a text", signature));
  signature.bytes.clear();
  EXPECT_FALSE(trusted->Made("a text", signature));
}

TEST(SigningTest, SignsTheSameTextTheSameWay) {
  const KeyFiles files;
  const std::string path = files.MakeKey("mine");
  EXPECT_EQ(SigningKey::Read(path)->Sign("a").bytes, SigningKey::Read(path)->Sign("a").bytes);
}

TEST(SigningTest, SaysWhatIsWrongWithAKeyFile) {
  const KeyFiles files;
  EXPECT_THAT(WhyNot(SigningKey::Read("/no/such/key").status()), HasSubstr("cannot read the key"));
  EXPECT_THAT(WhyNot(SigningKey::Read(files.Write("text", "hello")).status()),
              HasSubstr("holds no private ed25519 key"));
  EXPECT_THAT(WhyNot(SigningKey::Read(files.Public({"a"})).status()),
              HasSubstr("holds no private ed25519 key"));
  EXPECT_THAT(WhyNot(SigningKey::Read(files.MakeKey("rsa", "RSA")).status()),
              HasSubstr("holds no private ed25519 key"));
  EXPECT_THAT(WhyNot(TrustedKeys::Read(files.Write("text", "hello")).status()),
              HasSubstr("holds no public key"));
  EXPECT_THAT(WhyNot(TrustedKeys::Read(files.MakeKey("private")).status()),
              HasSubstr("holds no public key"));
  EXPECT_THAT(WhyNot(TrustedKeys::Read(files.Public({"rsa"})).status()),
              HasSubstr("holds a key that is not ed25519"));
  const std::string both =
      files.Write("both", TextOf(files.Public({"mine"})) + TextOf(files.MakeKey("mine")));
  EXPECT_THAT(WhyNot(TrustedKeys::Read(both).status()),
              HasSubstr("holds something that is no public key"));
  const std::string cut = files.Write("cut", "-----BEGIN PUBLIC KEY-----\nMCow\n");
  EXPECT_THAT(WhyNot(TrustedKeys::Read(cut).status()), HasSubstr("holds no public key"));
}

}  // namespace
}  // namespace bellwether
