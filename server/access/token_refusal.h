// Why a token is not taken: in words for people, and by a name for programs, which goes to callers
// as the reason of google.rpc.ErrorInfo (docs/security.md lists the names). Neither holds a part of
// it.
#ifndef BELLWETHER_SERVER_ACCESS_TOKEN_REFUSAL_H_
#define BELLWETHER_SERVER_ACCESS_TOKEN_REFUSAL_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {

inline constexpr char kTokenReason[] = "bellwether/token-reason";

// UNAUTHENTICATED: "the token has expired", TOKEN_EXPIRED.
inline absl::Status RefuseToken(std::string_view why, std::string_view reason) {
  absl::Status refused = absl::UnauthenticatedError(absl::StrCat("the token ", ToAbsl(why)));
  refused.SetPayload(kTokenReason, absl::Cord(ToAbsl(reason)));
  return refused;
}

// Nothing where there is no such name.
inline std::optional<std::string> TokenReasonOf(const absl::Status& refused) {
  const auto reason = refused.GetPayload(kTokenReason);
  if (!reason.has_value()) return std::nullopt;
  return std::string(*reason);
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_TOKEN_REFUSAL_H_
