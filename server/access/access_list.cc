// Tested by tests/server/access_test.cc.
#include "server/access/access_list.h"

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "server/access/jwt.h"
#include "server/access/token_refusal.h"

namespace bellwether {
namespace {

uint64_t Prefix(const Sha256& hash) {
  uint64_t prefix = 0;
  std::memcpy(&prefix, hash.data(), sizeof(prefix));
  return prefix;
}

std::shared_ptr<KeySource> KeysOf(const IssuerEntry& issuer, const AccessList* before) {
  if (before != nullptr) {
    for (const std::shared_ptr<KeySource>& keys : before->keys()) {
      if (keys->place() == issuer.keys && keys->ca() == issuer.ca) return keys;
    }
  }
  return std::make_shared<KeySource>(issuer.keys, issuer.keys_are_remote(), issuer.ca);
}

absl::Status NotKnown() { return RefuseToken("is not known", "TOKEN_ISSUER"); }

}  // namespace

AccessList::AccessList(AccessFile file, const AccessList* before) : file_(std::move(file)) {
  for (const TenantEntry& tenant : file_.tenants) packs_[tenant.name] = tenant.pack;
  const auto make = [this](const std::string& name, const std::string& tenant, RoleSet roles) {
    const auto pack = packs_.find(tenant);
    return std::make_shared<const Caller>(
        Caller{name, tenant, roles, pack == packs_.end() ? "" : pack->second});
  };
  for (const TokenEntry& token : file_.tokens) {
    by_hash_[Prefix(token.hash)].push_back(tokens_.size());
    tokens_.push_back({make(token.name, token.tenant, token.roles), token.expires});
  }
  for (const CertificateEntry& entry : file_.certificates) {
    auto caller = make(entry.name, entry.tenant, entry.roles);
    if (!entry.dns.empty()) by_dns_[entry.dns] = caller;
    if (!entry.uri.empty()) by_uri_[entry.uri] = caller;
  }
  for (const IssuerEntry& issuer : file_.issuers) keys_.push_back(KeysOf(issuer, before));
}

const KnownToken* AccessList::FindToken(const Sha256& hash) const {
  const auto found = by_hash_.find(Prefix(hash));
  if (found == by_hash_.end()) return nullptr;
  for (const size_t at : found->second) {
    if (CRYPTO_memcmp(file_.tokens[at].hash.data(), hash.data(), hash.size()) == 0) {
      return &tokens_[at];
    }
  }
  return nullptr;
}

CallerPointer AccessList::FindCertificate(const std::vector<std::string>& dns,
                                          const std::vector<std::string>& uris) const {
  for (const auto& [names, known] : {std::pair(&uris, &by_uri_), std::pair(&dns, &by_dns_)}) {
    for (const std::string& name : *names) {
      if (const auto found = known->find(name); found != known->end()) return found->second;
    }
  }
  return nullptr;
}

absl::StatusOr<KnownToken> AccessList::VerifyToken(std::string_view token, absl::Time now,
                                                   bool& wants_keys) const {
  const absl::StatusOr<Jwt> jwt = ParseJwt(token);
  if (!jwt.ok()) return jwt.status();
  for (size_t i = 0; i < file_.issuers.size(); ++i) {
    if (file_.issuers[i].issuer != jwt->issuer) continue;
    const std::shared_ptr<const KeySet> keys = keys_[i]->keys();
    absl::StatusOr<VerifiedToken> verified = keys != nullptr
                                                 ? VerifyJwt(*jwt, file_.issuers[i], *keys, now)
                                                 : absl::NotFoundError("no keys yet");
    if (verified.ok()) {
      absl::StatusOr<CallerPointer> caller = Finish(std::move(verified->caller));
      if (!caller.ok()) return caller.status();
      return KnownToken{*std::move(caller), verified->expires};
    }
    if (!absl::IsNotFound(verified.status())) return verified.status();
    wants_keys = keys_[i]->AskFor(now);
    if (!wants_keys && keys != nullptr) {
      return RefuseToken("is signed by a key that its issuer does not have", "TOKEN_SIGNATURE");
    }
    return absl::UnavailableError("the keys of the token's issuer are being fetched; try again");
  }
  return NotKnown();
}

absl::StatusOr<CallerPointer> AccessList::Finish(Caller caller) const {
  if (!packs_.empty() && !caller.tenant.empty()) {
    const auto pack = packs_.find(caller.tenant);
    if (pack == packs_.end()) {
      return absl::PermissionDeniedError(
          absl::StrCat("the tenant ", Quoted(caller.tenant), " has no pack here"));
    }
    caller.pack = pack->second;
  }
  return std::make_shared<const Caller>(std::move(caller));
}

}  // namespace bellwether
