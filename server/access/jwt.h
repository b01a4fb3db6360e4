// JSON Web Tokens (RFC 7519) of an issuer: taken apart, verified, and read as a caller.
//
//   absl::StatusOr<Jwt> token = ParseJwt(text);
//   ... the issuer whose name token->issuer is, and its keys ...
//   absl::StatusOr<VerifiedToken> verified = VerifyJwt(*token, issuer, keys, now);
//
// Order: shape, signature, then claims; nothing of a token is believed before its signature, but
// which issuer and key to try. What is refused says why without a part of the token. Pure
// functions of their arguments; any thread.
#ifndef BELLWETHER_SERVER_ACCESS_JWT_H_
#define BELLWETHER_SERVER_ACCESS_JWT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "server/access/access_file.h"
#include "server/access/caller.h"
#include "server/access/key_set.h"

namespace bellwether {

inline constexpr size_t kMaxJwtBytes = 12 << 10;  // of 16 KiB that metadata may have

struct Jwt {
  std::string algorithm, key_id, issuer;
  std::string signed_text, signature;
  nlohmann::json claims;
};

struct VerifiedToken {
  Caller caller;
  absl::Time expires;
};

// Whether it has the shape of one: three parts between dots.
bool LooksLikeJwt(std::string_view token);

// UNAUTHENTICATED unless it can be read, and asks for a signature that is known.
absl::StatusOr<Jwt> ParseJwt(std::string_view token);

// UNAUTHENTICATED: it is forged, of another audience, over, or not yet valid. NOT_FOUND: the set
// has no such key.
absl::StatusOr<VerifiedToken> VerifyJwt(const Jwt& token, const IssuerEntry& issuer,
                                        const KeySet& keys, absl::Time now);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_JWT_H_
