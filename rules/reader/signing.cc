// Tested by tests/rules/signing_test.cc.
#include "rules/reader/signing.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <fstream>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"

namespace bellwether {
namespace {

constexpr size_t kMostKeyBytes = 64 << 10;  // of a file
constexpr size_t kNameDigits = 16;
constexpr size_t kKeyBytes = 32;
constexpr size_t kSignatureBytes = 64;

using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

KeyPointer Own(EVP_PKEY* key) {
  return {key, [](void* one) { EVP_PKEY_free(static_cast<EVP_PKEY*>(one)); }};
}

EVP_PKEY* Get(const KeyPointer& key) { return static_cast<EVP_PKEY*>(key.get()); }

bool IsEd25519(const KeyPointer& key) { return EVP_PKEY_id(Get(key)) == EVP_PKEY_ED25519; }

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string NameOf(const KeyPointer& key) {
  std::array<unsigned char, kKeyBytes> bytes{};
  size_t size = bytes.size();
  EVP_PKEY_get_raw_public_key(Get(key), bytes.data(), &size);
  return Sha256Hex({reinterpret_cast<const char*>(bytes.data()), size}).substr(0, kNameDigits);
}

// Nobody is asked for a password.
int NoPassword(char*, int, int, void*) { return 0; }

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMostKeyBytes + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()) {
    return absl::NotFoundError(absl::StrCat("cannot read the key file ", path));
  }
  text.resize(static_cast<size_t>(stream.gcount()));
  if (text.size() <= kMostKeyBytes) return text;
  return absl::InvalidArgumentError(absl::StrCat(path, " is too large for a file of keys"));
}

// Of a PEM file, be they readable or not.
size_t CountBlocks(const std::string& text) {
  constexpr char kBegin[] = "-----BEGIN ";
  size_t count = 0;
  for (size_t at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at + 1)) {
    ++count;
  }
  return count;
}

Bio Open(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

bool Verify(const KeyPointer& key, std::string_view text, const std::string& signature) {
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, Get(key)) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(text),
                          text.size()) == 1;
}

}  // namespace

absl::StatusOr<SigningKey> SigningKey::Read(const std::string& path) {
  const auto text = ReadKeyFile(path);
  if (!text.ok()) return text.status();
  const Bio bio = Open(*text);
  const KeyPointer key = Own(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  if (key != nullptr && IsEd25519(key)) return SigningKey(key);
  return absl::InvalidArgumentError(absl::StrCat(
      path,
      " holds no private ed25519 key without a password; make one with: openssl genpkey "
      "-algorithm ed25519 -out ",
      path));
}

Signature SigningKey::Sign(std::string_view text) const {
  Signature signature{NameOf(key_), std::string(kSignatureBytes, '\0')};
  size_t size = signature.bytes.size();
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, Get(key_));
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.bytes.data()), &size,
                 Bytes(text), text.size());
  return signature;
}

absl::StatusOr<TrustedKeys> TrustedKeys::Read(const std::string& path) {
  const auto text = ReadKeyFile(path);
  if (!text.ok()) return text.status();
  TrustedKeys trusted;
  const Bio bio = Open(*text);
  while (EVP_PKEY* read = PEM_read_bio_PUBKEY(bio.get(), nullptr, NoPassword, nullptr)) {
    KeyPointer key = Own(read);
    if (!IsEd25519(key)) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " holds a key that is not ed25519; leave it out"));
    }
    trusted.names_.push_back(NameOf(key));
    trusted.keys_.push_back(std::move(key));
  }
  ERR_clear_error();
  const bool all = trusted.keys_.size() == CountBlocks(*text);
  if (all && !trusted.keys_.empty()) return trusted;
  return absl::InvalidArgumentError(absl::StrCat(
      path,
      trusted.keys_.empty() ? " holds no public key" : " holds something that is no public key",
      "; write one with: openssl pkey -in KEY -pubout >> ", path));
}

bool TrustedKeys::Made(std::string_view text, const Signature& signature) const {
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (names_[i] == signature.key && Verify(keys_[i], text, signature.bytes)) return true;
  }
  return false;
}

}  // namespace bellwether
