// Certificates and signed tokens, made while a test runs.
#ifndef BELLWETHER_TESTS_SERVER_TEST_CERTIFICATES_H_
#define BELLWETHER_TESTS_SERVER_TEST_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <filesystem>
#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace bellwether {

// A key pair, as private key of a certificate or as signer of tokens.
class TestKey {
 public:
  enum class Kind { kRsa, kP256, kEd25519 };

  explicit TestKey(Kind kind = Kind::kP256, int rsa_bits = 2048);

  EVP_PKEY* get() const { return key_.get(); }
  std::string Pem() const;
  // As a member of a JSON Web Key Set.
  std::string Jwk(const std::string& id) const;
  // The token of that header and those claims, both JSON.
  std::string Sign(const std::string& header, const std::string& claims) const;

 private:
  const Kind kind_;
  std::shared_ptr<EVP_PKEY> key_;
};

struct TestCertificate {
  std::string pem;
  TestKey key;
};

// A certificate authority that lasts as long as the test.
class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name = "test authority");

  const std::string& pem() const { return own_.pem; }
  // `names` as OpenSSL writes subject alternative names: "DNS:localhost,IP:127.0.0.1".
  TestCertificate Issue(const std::string& names,
                        absl::Time not_before = absl::Now() - absl::Hours(1),
                        absl::Time not_after = absl::Now() + absl::Hours(24 * 90)) const;

 private:
  TestCertificate own_;
};

// A folder of the test's own, removed with it.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::string At(const std::string& name) const { return path_ + "/" + name; }
  // The file's path. Its content changes at once, by a rename.
  std::string Write(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

std::string Base64Url(const std::string& bytes);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_TEST_CERTIFICATES_H_
