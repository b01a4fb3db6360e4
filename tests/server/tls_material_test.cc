#include "server/access/tls_material.h"

#include <openssl/pem.h>

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/access/tls_files.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/server/test_certificates.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class TlsMaterialTest : public ::testing::Test {
 protected:
  TlsPaths Put(const TestCertificate& certificate, bool with_ca = false) {
    return {folder_.Write("tls.crt", certificate.pem),
            folder_.Write("tls.key", certificate.key.Pem()),
            with_ca ? folder_.Write("ca.crt", authority_.pem()) : ""};
  }

  std::vector<std::string> Problems(const TlsPaths& paths, absl::Time now = absl::Now()) {
    std::vector<std::string> problems;
    ReadTlsMaterial(paths, now, problems);
    return problems;
  }

  absl::StatusOr<std::unique_ptr<TlsFiles>> Open(const TlsPaths& paths) {
    std::string report;
    return TlsFiles::Open({paths, [this] { return now_; }}, log_, report);
  }

  TestFolder folder_;
  TestAuthority authority_;
  std::ostringstream written_;
  Logger log_{LogLevel::kInfo, LogFormat::kText,
              std::make_shared<spdlog::sinks::ostream_sink_mt>(written_)};
  absl::Time now_ = absl::Now();
};

TEST_F(TlsMaterialTest, AGoodPairIsGood) {
  EXPECT_THAT(Problems(Put(authority_.Issue("DNS:localhost"), true)), IsEmpty());
}

TEST_F(TlsMaterialTest, EveryProblemIsNamed) {
  const TestCertificate good = authority_.Issue("DNS:localhost");
  TlsPaths paths = Put(good, true);
  EXPECT_THAT(Problems(paths, absl::Now() + absl::Hours(24 * 91)),
              ElementsAre(HasSubstr("expired at")));
  EXPECT_THAT(Problems(paths, absl::Now() - absl::Hours(2)),
              ElementsAre(HasSubstr("not valid before")));

  folder_.Write("tls.key", TestKey().Pem());
  EXPECT_THAT(Problems(paths), ElementsAre(HasSubstr("is not that of the certificate")));
  folder_.Write("tls.key", "no key");
  folder_.Write("tls.crt", "no certificate");
  folder_.Write("ca.crt", "nothing");
  EXPECT_THAT(Problems(paths),
              ElementsAre(HasSubstr("no certificate in"), HasSubstr("no private key"),
                          HasSubstr("clients' authorities")));
  EXPECT_THAT(
      Problems({folder_.At("a"), folder_.At("b"), folder_.At("c")}),
      ElementsAre(HasSubstr("cannot read"), HasSubstr("cannot read"), HasSubstr("cannot read")));
}

TEST_F(TlsMaterialTest, AKeyWithAPasswordIsRefusedWithoutAsking) {
  TlsPaths paths = Put(authority_.Issue("DNS:localhost"));
  const TestKey key;
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(bio, key.get(), EVP_aes_256_cbc(), "secret", 6, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  folder_.Write("tls.key", std::string(text, static_cast<size_t>(size)));
  BIO_free(bio);
  EXPECT_THAT(Problems(paths), ElementsAre(HasSubstr("has a password")));
}

TEST_F(TlsMaterialTest, ExpiryIsSaidAheadByAShareOfTheLife) {
  TlsMaterial year{"", "", "", absl::UnixEpoch(), absl::UnixEpoch() + absl::Hours(24 * 365)};
  EXPECT_EQ(year.not_after - ExpiryWarningAt(year), absl::Hours(24 * 14));
  TlsMaterial day{"", "", "", absl::UnixEpoch(), absl::UnixEpoch() + absl::Hours(24)};
  EXPECT_EQ(day.not_after - ExpiryWarningAt(day), absl::Hours(6));
}

TEST_F(TlsMaterialTest, FilesChangeOnlyToWhatIsGood) {
  const TlsPaths paths = Put(authority_.Issue("DNS:localhost"), true);
  auto files = Open(paths);
  ASSERT_TRUE(files.ok()) << files.status();
  const auto read = [&] { return testing_support::ReadFileOrFail((*files)->identity_path()); };
  const std::string first = read();
  EXPECT_THAT(first, HasSubstr("BEGIN PRIVATE KEY"));

  const TestCertificate next = authority_.Issue("DNS:localhost");
  folder_.Write("tls.crt", next.pem);  // half of the pair
  (*files)->Look();
  EXPECT_EQ(read(), first);
  EXPECT_THAT(written_.str(), HasSubstr("the last good one stays in force"));
  folder_.Write("tls.key", next.key.Pem());
  (*files)->Look();
  EXPECT_THAT(read(), HasSubstr(next.pem));
  const std::string second = read();

  const TestCertificate over =
      authority_.Issue("DNS:localhost", now_ - absl::Hours(2), now_ - absl::Hours(1));
  Put(over, true);
  (*files)->Look();
  EXPECT_EQ(read(), second);
  EXPECT_THAT(written_.str(), HasSubstr("expired at"));
  EXPECT_THAT(written_.str(), Not(HasSubstr("PRIVATE KEY")));
}

TEST_F(TlsMaterialTest, ACertificateThatEndsIsSaidBeforeAndAfter) {
  auto files = Open(Put(authority_.Issue("DNS:localhost", now_, now_ + absl::Hours(40))));
  ASSERT_TRUE(files.ok());
  (*files)->Look();
  EXPECT_THAT(written_.str(), Not(HasSubstr("expires soon")));
  now_ += absl::Hours(31);
  (*files)->Look();
  EXPECT_THAT(written_.str(), HasSubstr("expires soon"));
  now_ += absl::Hours(10);
  (*files)->Look();
  EXPECT_THAT(written_.str(), HasSubstr("the certificate in force has expired"));
  EXPECT_THAT(written_.str(), Not(HasSubstr("refused")));
}

TEST_F(TlsMaterialTest, AnExpiredPairIsRefusedAtTheStart) {
  now_ += absl::Hours(24 * 91);
  EXPECT_FALSE(Open(Put(authority_.Issue("DNS:localhost"))).ok());
}

}  // namespace
}  // namespace bellwether
