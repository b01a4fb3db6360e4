// Who made a text: ed25519 signatures by keys in PEM files, as OpenSSL writes them.
//
//   openssl genpkey -algorithm ed25519 -out key.pem
//   openssl pkey -in key.pem -pubout >> trusted.pem
//
//   absl::StatusOr<SigningKey> key = SigningKey::Read("key.pem");
//   const Signature signature = key->Sign(text);
//
//   absl::StatusOr<TrustedKeys> trusted = TrustedKeys::Read("trusted.pem");
//   trusted->Made(text, signature)          // by one of them?
//
// Failures say what is wrong with the file, and what it should be. Immutable; any thread.
#ifndef BELLWETHER_RULES_READER_SIGNING_H_
#define BELLWETHER_RULES_READER_SIGNING_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace bellwether {

struct Signature {
  std::string key;    // whose: the first 16 hexadecimal digits of the public key's SHA-256
  std::string bytes;  // 64
};

// A key of OpenSSL, of either kind.
using KeyPointer = std::shared_ptr<void>;

class SigningKey {
 public:
  // A private ed25519 key without a password.
  static absl::StatusOr<SigningKey> Read(const std::string& path);

  Signature Sign(std::string_view text) const;

 private:
  explicit SigningKey(KeyPointer key) : key_(std::move(key)) {}
  KeyPointer key_;
};

class TrustedKeys {
 public:
  // One public ed25519 key, or several behind each other.
  static absl::StatusOr<TrustedKeys> Read(const std::string& path);

  bool Made(std::string_view text, const Signature& signature) const;
  const std::vector<std::string>& names() const { return names_; }  // as Signature::key

 private:
  std::vector<KeyPointer> keys_;
  std::vector<std::string> names_;
};

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_SIGNING_H_
