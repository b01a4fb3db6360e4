// Tested by tests/server/jwt_test.cc, fuzzed by tests/fuzz/jwt_target.cc.
#include "server/access/jwt.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "server/access/token_refusal.h"

namespace bellwether {
namespace {

using nlohmann::json;

constexpr size_t kMostNameBytes = 200;  // of a caller, in logs
constexpr double kMostSeconds = 1e11;   // after 1970: the year 5138

absl::Status Refused(std::string_view why, std::string_view reason = "TOKEN_UNREADABLE") {
  return RefuseToken(why, reason);
}

// A claim, by a path with dots into objects; a claim that has dots in its own name comes first.
const json* ClaimAt(const json& claims, const std::string& path) {
  if (claims.contains(path)) return &claims[path];
  const json* here = &claims;
  for (const auto& step : absl::StrSplit(path, '.')) {
    const std::string name(step);
    if (!here->is_object() || !here->contains(name)) return nullptr;
    here = &(*here)[name];
  }
  return here;
}

std::string TextAt(const json& object, const std::string& path) {
  const json* value = ClaimAt(object, path);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

// Nothing when it is absent; `good` becomes false when it is no time.
std::optional<absl::Time> TimeAt(const json& claims, const char* name, bool& good) {
  if (!claims.contains(name)) return std::nullopt;
  const json& value = claims[name];
  if (value.is_number()) {
    const double seconds = value.get<double>();
    if (seconds >= 0 && seconds <= kMostSeconds) {
      return absl::UnixEpoch() + absl::Seconds(seconds);
    }
  }
  good = false;
  return std::nullopt;
}

std::vector<std::string> WordsAt(const json& claims, const std::string& path) {
  std::vector<std::string> words;
  const json* value = ClaimAt(claims, path);
  if (value == nullptr) return words;
  if (value->is_string()) {
    return absl::StrSplit(value->get<std::string>(), ' ', absl::SkipEmpty());
  }
  if (!value->is_array()) return words;
  for (const json& item : *value) {
    if (item.is_string()) words.push_back(item.get<std::string>());
  }
  return words;
}

bool IsFor(const json& claims, const std::string& audience) {
  const json* value = ClaimAt(claims, "aud");
  if (value == nullptr) return false;
  if (value->is_string()) return value->get<std::string>() == audience;
  return value->is_array() && std::find(value->begin(), value->end(), audience) != value->end();
}

std::optional<json> ReadObject(std::string_view part) {
  std::string text;
  if (!DecodeBase64Url(part, text)) return std::nullopt;
  json object = json::parse(text, nullptr, false);
  return object.is_object() ? std::optional(std::move(object)) : std::nullopt;
}

absl::Status CheckTimes(const json& claims, const IssuerEntry& issuer, absl::Time now,
                        absl::Time& expires) {
  bool good = true;
  const std::optional<absl::Time> ends = TimeAt(claims, "exp", good);
  const std::optional<absl::Time> begins = TimeAt(claims, "nbf", good);
  if (!good) return Refused("has a time that cannot be read");
  if (!ends.has_value()) return Refused("does not say when it expires");
  expires = *ends + issuer.leeway;
  if (now >= expires) return Refused("has expired", "TOKEN_EXPIRED");
  if (begins.has_value() && now < *begins - issuer.leeway)
    return Refused("is not yet valid", "TOKEN_NOT_YET_VALID");
  return absl::OkStatus();
}

RoleSet RolesOf(const json& claims, const IssuerEntry& issuer) {
  RoleSet roles;
  for (const std::string& word : WordsAt(claims, issuer.roles_claim)) {
    for (const auto& [known, role] : issuer.roles) {
      if (word == known) roles.Add(role);
    }
  }
  return roles;
}

}  // namespace

bool LooksLikeJwt(std::string_view token) {
  return std::count(token.begin(), token.end(), '.') == 2;
}

absl::StatusOr<Jwt> ParseJwt(std::string_view token) {
  if (token.size() > kMaxJwtBytes) {
    return Refused(absl::StrCat("has more than ", kMaxJwtBytes, " bytes"));
  }
  if (!LooksLikeJwt(token)) return Refused("is not known");
  const size_t first = token.find('.'), last = token.rfind('.');
  const std::optional<json> header = ReadObject(token.substr(0, first));
  std::optional<json> claims = ReadObject(token.substr(first + 1, last - first - 1));
  Jwt jwt;
  if (!header.has_value() || !claims.has_value() ||
      !DecodeBase64Url(token.substr(last + 1), jwt.signature)) {
    return Refused("cannot be read");
  }
  jwt.algorithm = TextAt(*header, "alg");
  if (jwt.algorithm != "RS256" && jwt.algorithm != "ES256" && jwt.algorithm != "EdDSA") {
    return Refused("is not signed by RS256, ES256 or EdDSA", "TOKEN_ALGORITHM");
  }
  if (header->contains("crit")) return Refused("wants something that is not known here");
  jwt.key_id = TextAt(*header, "kid");
  jwt.issuer = TextAt(*claims, "iss");
  jwt.claims = *std::move(claims);
  jwt.signed_text = std::string(token.substr(0, last));
  return jwt;
}

absl::StatusOr<VerifiedToken> VerifyJwt(const Jwt& token, const IssuerEntry& issuer,
                                        const KeySet& keys, absl::Time now) {
  switch (keys.Verify(token.algorithm, token.key_id, token.signed_text, token.signature)) {
    case KeySet::Answer::kGood:
      break;
    case KeySet::Answer::kBad:
      return Refused("has a signature that is not its issuer's", "TOKEN_SIGNATURE");
    case KeySet::Answer::kNoSuchKey:
      return absl::NotFoundError("the issuer has no such key");
  }
  if (token.issuer != issuer.issuer) return Refused("is of another issuer", "TOKEN_ISSUER");
  if (!IsFor(token.claims, issuer.audience))
    return Refused("is for another audience", "TOKEN_AUDIENCE");
  VerifiedToken verified;
  if (absl::Status good = CheckTimes(token.claims, issuer, now, verified.expires); !good.ok()) {
    return good;
  }
  verified.caller.name = TextAt(token.claims, issuer.name_claim).substr(0, kMostNameBytes);
  if (verified.caller.name.empty()) return Refused("does not name its caller", "TOKEN_NAME");
  verified.caller.roles = RolesOf(token.claims, issuer);
  if (issuer.tenant_claim.empty()) return verified;
  verified.caller.tenant = TextAt(token.claims, issuer.tenant_claim);
  if (verified.caller.tenant.empty()) return Refused("does not name its tenant", "TOKEN_TENANT");
  return verified;
}

}  // namespace bellwether
