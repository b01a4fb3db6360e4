// Tested by tests/server/tls_material_test.cc.
#include "server/access/tls_material.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

constexpr size_t kMostBytes = 1 << 20;  // of each file; a bundle of many authorities fits

struct Freed {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Certificate = std::unique_ptr<X509, Freed>;
using Key = std::unique_ptr<EVP_PKEY, Freed>;
using Problems = std::vector<std::string>;

std::unique_ptr<BIO, Freed> Reader(const std::string& text) {
  return std::unique_ptr<BIO, Freed>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// Without it OpenSSL would ask for a password on the terminal.
int NoPassword(char*, int, int, void*) { return 0; }

std::string ReadFile(const std::string& path, Problems& problems) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMostBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    problems.push_back(absl::StrCat("cannot read ", path,
                                    "; check that it is there and that the server may read it"));
    return "";
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() <= kMostBytes) return text;
  problems.push_back(absl::StrCat(path, " is larger than ", kMostBytes, " bytes"));
  return "";
}

std::vector<Certificate> ReadCertificates(const std::string& text) {
  std::vector<Certificate> certificates;
  const auto reader = Reader(text);
  while (X509* next = PEM_read_bio_X509(reader.get(), nullptr, &NoPassword, nullptr)) {
    certificates.emplace_back(next);
  }
  ERR_clear_error();  // how the end of the file is told
  return certificates;
}

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

std::string SubjectOf(X509* certificate) {
  const std::unique_ptr<BIO, Freed> written(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(written.get(), X509_get_subject_name(certificate), 0, XN_FLAG_ONELINE);
  char* text = nullptr;
  const long size = BIO_get_mem_data(written.get(), &text);  // NOLINT(google-runtime-int)
  return {text, static_cast<size_t>(size)};
}

void CheckTimes(const std::string& path, const TlsMaterial& material, absl::Time now,
                Problems& problems) {
  if (now >= material.not_after) {
    problems.push_back(absl::StrCat("the certificate ", path, " expired at ",
                                    Shown(material.not_after), "; put a new one in its place"));
  } else if (now < material.not_before) {
    problems.push_back(absl::StrCat("the certificate ", path, " is not valid before ",
                                    Shown(material.not_before), "; is the clock right?"));
  }
}

void CheckKey(const TlsPaths& paths, X509* certificate, const std::string& text,
              Problems& problems) {
  const auto reader = Reader(text);
  const Key key(PEM_read_bio_PrivateKey(reader.get(), nullptr, &NoPassword, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    const bool locked = text.find("ENCRYPTED") != std::string::npos;
    problems.push_back(
        absl::StrCat(locked ? "the key " : "there is no private key in ", paths.key,
                     locked ? " has a password, which nobody could type; store it without one"
                            : "; it must be a PEM file, -----BEGIN PRIVATE KEY-----"));
  } else if (certificate != nullptr && X509_check_private_key(certificate, key.get()) != 1) {
    ERR_clear_error();
    problems.push_back(absl::StrCat("the key ", paths.key, " is not that of the certificate ",
                                    paths.certificate, "; give the pair that belongs together"));
  }
}

}  // namespace

TlsMaterial ReadTlsMaterial(const TlsPaths& paths, absl::Time now, Problems& problems) {
  TlsMaterial material;
  const std::string chain = ReadFile(paths.certificate, problems);
  const std::string key = ReadFile(paths.key, problems);
  const std::vector<Certificate> certificates = ReadCertificates(chain);
  X509* const leaf = certificates.empty() ? nullptr : certificates.front().get();
  if (leaf != nullptr) {
    material.subject = SubjectOf(leaf);
    material.not_before = TimeOf(X509_get0_notBefore(leaf));
    material.not_after = TimeOf(X509_get0_notAfter(leaf));
    CheckTimes(paths.certificate, material, now, problems);
  } else if (!chain.empty()) {
    problems.push_back(absl::StrCat("there is no certificate in ", paths.certificate,
                                    "; it must be a PEM file, -----BEGIN CERTIFICATE-----"));
  }
  if (!key.empty()) CheckKey(paths, leaf, key, problems);
  if (!paths.client_ca.empty()) {
    material.client_ca = ReadFile(paths.client_ca, problems);
    if (!material.client_ca.empty() && ReadCertificates(material.client_ca).empty()) {
      problems.push_back(absl::StrCat("there is no certificate in ", paths.client_ca,
                                      "; it must hold those of the clients' authorities"));
    }
  }
  material.identity = absl::StrCat(key, "\n", chain);
  return material;
}

absl::Time ExpiryWarningAt(const TlsMaterial& material) {
  const absl::Duration quarter = (material.not_after - material.not_before) / 4;
  return material.not_after - std::min(absl::Hours(14 * 24), quarter);
}

}  // namespace bellwether
