#include "tests/server/test_certificates.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include <cstdio>
#include <fstream>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

std::shared_ptr<EVP_PKEY> Generate(TestKey::Kind kind, int rsa_bits) {
  switch (kind) {
    case TestKey::Kind::kRsa:
      return {EVP_RSA_gen(static_cast<unsigned>(rsa_bits)), &EVP_PKEY_free};
    case TestKey::Kind::kP256:
      return {EVP_EC_gen("P-256"), &EVP_PKEY_free};
    case TestKey::Kind::kEd25519:
      return {EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free};
  }
  return nullptr;
}

std::string TextOf(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string copy(text, static_cast<size_t>(size));
  BIO_free(bio);
  return copy;
}

std::string Number(EVP_PKEY* key, const char* name, int bytes = 0) {
  BIGNUM* number = nullptr;
  EXPECT_EQ(EVP_PKEY_get_bn_param(key, name, &number), 1) << name;
  std::vector<unsigned char> text(static_cast<size_t>(bytes != 0 ? bytes : BN_num_bytes(number)));
  BN_bn2binpad(number, text.data(), static_cast<int>(text.size()));
  BN_free(number);
  return Base64Url(std::string(text.begin(), text.end()));
}

std::string RawSignature(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* numbers = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
  std::string raw(64, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(raw.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(numbers), bytes, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(numbers), bytes + 32, 32);
  ECDSA_SIG_free(numbers);
  return raw;
}

void Extend(X509* certificate, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  ASSERT_NE(extension, nullptr) << value;
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::string Certify(const TestKey& key, const std::string& name, X509* issuer,
                    const TestKey& issuer_key, const std::string& names, absl::Time not_before,
                    absl::Time not_after) {
  static long serial = 1;
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  ASN1_TIME_set(X509_getm_notBefore(certificate), absl::ToTimeT(not_before));
  ASN1_TIME_set(X509_getm_notAfter(certificate), absl::ToTimeT(not_after));
  X509_set_pubkey(certificate, key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509* const signer = issuer == nullptr ? certificate : issuer;
  X509_set_issuer_name(certificate, X509_get_subject_name(signer));
  Extend(certificate, signer, NID_basic_constraints,
         issuer == nullptr ? "critical,CA:TRUE" : "critical,CA:FALSE");
  if (!names.empty()) Extend(certificate, signer, NID_subject_alt_name, names);
  EXPECT_GT(X509_sign(certificate, issuer_key.get(), EVP_sha256()), 0);
  BIO* written = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(written, certificate);
  X509_free(certificate);
  return TextOf(written);
}

}  // namespace

std::string Base64Url(const std::string& bytes) {
  std::string text;
  absl::WebSafeBase64Escape(bytes, &text);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

TestKey::TestKey(Kind kind, int rsa_bits) : kind_(kind), key_(Generate(kind, rsa_bits)) {}

std::string TestKey::Pem() const {
  BIO* written = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(written, get(), nullptr, nullptr, 0, nullptr, nullptr);
  return TextOf(written);
}

std::string TestKey::Jwk(const std::string& id) const {
  switch (kind_) {
    case Kind::kRsa:
      return absl::StrCat(R"({"kty":"RSA","use":"sig","kid":")", id, R"(","n":")",
                          Number(get(), OSSL_PKEY_PARAM_RSA_N), R"(","e":")",
                          Number(get(), OSSL_PKEY_PARAM_RSA_E), "\"}");
    case Kind::kP256:
      return absl::StrCat(R"({"kty":"EC","crv":"P-256","alg":"ES256","kid":")", id, R"(","x":")",
                          Number(get(), OSSL_PKEY_PARAM_EC_PUB_X, 32), R"(","y":")",
                          Number(get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32), "\"}");
    case Kind::kEd25519: {
      std::string raw(32, '\0');
      size_t size = raw.size();
      EVP_PKEY_get_raw_public_key(get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
      return absl::StrCat(R"({"kty":"OKP","crv":"Ed25519","kid":")", id, R"(","x":")",
                          Base64Url(raw), "\"}");
    }
  }
  return "";
}

std::string TestKey::Sign(const std::string& header, const std::string& claims) const {
  const std::string text = absl::StrCat(Base64Url(header), ".", Base64Url(claims));
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, kind_ == Kind::kEd25519 ? nullptr : EVP_sha256(), nullptr,
                     get());
  size_t size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  EVP_DigestSign(context, nullptr, &size, bytes, text.size());
  std::string signature(size, '\0');
  EXPECT_EQ(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           bytes, text.size()),
            1);
  EVP_MD_CTX_free(context);
  signature.resize(size);
  if (kind_ == Kind::kP256) signature = RawSignature(signature);
  return absl::StrCat(text, ".", Base64Url(signature));
}

TestAuthority::TestAuthority(const std::string& name) {
  own_.pem = Certify(own_.key, name, nullptr, own_.key, "", absl::Now() - absl::Hours(1),
                     absl::Now() + absl::Hours(24 * 3650));
}

TestCertificate TestAuthority::Issue(const std::string& names, absl::Time not_before,
                                     absl::Time not_after) const {
  BIO* reader = BIO_new_mem_buf(own_.pem.data(), static_cast<int>(own_.pem.size()));
  X509* issuer = PEM_read_bio_X509(reader, nullptr, nullptr, nullptr);
  TestCertificate issued;
  issued.pem = Certify(issued.key, "scores", issuer, own_.key, names, not_before, not_after);
  X509_free(issuer);
  BIO_free(reader);
  return issued;
}

TestFolder::TestFolder() {
  std::string pattern = ::testing::TempDir() + "bellwether-XXXXXX";
  path_ = mkdtemp(pattern.data());
}

std::string TestFolder::Write(const std::string& name, const std::string& text) const {
  const std::string path = At(name);
  std::ofstream(path + ".new", std::ios::binary) << text;
  std::filesystem::rename(path + ".new", path);
  return path;
}

}  // namespace bellwether
