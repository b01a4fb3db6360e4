// The public keys of an issuer: a JSON Web Key Set (RFC 7517), and what they signed.
//
//   absl::StatusOr<KeySet> keys = KeySet::Parse(json);
//   if (keys->Verify("RS256", "key-1", signed_text, signature) == KeySet::Answer::kGood) ...
//
// RS256 of 2,048 to 8,192 bits, ES256 and EdDSA over Ed25519. A key has its algorithm from what it
// is, never from the token: so `none` and HMAC with a public key as the secret cannot be asked for.
// Immutable once parsed; any thread.
#ifndef BELLWETHER_SERVER_ACCESS_KEY_SET_H_
#define BELLWETHER_SERVER_ACCESS_KEY_SET_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

struct evp_pkey_st;

namespace bellwether {

class KeySet {
 public:
  enum class Answer : uint8_t { kGood, kBad, kNoSuchKey };

  // Keys for other purposes, of other kinds and weak ones are passed over; a set without a key that
  // is usable is an error, which says why each was not.
  static absl::StatusOr<KeySet> Parse(std::string_view json);

  // Whether the key of that id, "" for the only one of the algorithm, signed the text.
  Answer Verify(std::string_view algorithm, std::string_view id, std::string_view text,
                std::string_view signature) const;

  size_t size() const { return keys_.size(); }
  bool operator==(const KeySet& other) const { return json_ == other.json_; }

 private:
  struct Key {
    std::string id;
    std::string_view algorithm;
    std::shared_ptr<evp_pkey_st> key;
  };

  std::string json_;
  std::vector<Key> keys_;
};

// Base64url without padding (RFC 7515), strictly. False when the text is something else.
bool DecodeBase64Url(std::string_view text, std::string& bytes);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_KEY_SET_H_
