// Who may ask, ready to be looked up: an access file that was decoded, with the keys of its
// issuers. Immutable but for those keys, which keep themselves up to date; any thread.
#ifndef BELLWETHER_SERVER_ACCESS_ACCESS_LIST_H_
#define BELLWETHER_SERVER_ACCESS_ACCESS_LIST_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/access/access_file.h"
#include "server/access/caller.h"
#include "server/access/key_source.h"

namespace bellwether {

struct KnownToken {
  CallerPointer caller;
  absl::Time expires;
};

class AccessList {
 public:
  // Issuers that `before` has as well keep their keys. `before` may be null.
  AccessList(AccessFile file, const AccessList* before);

  // Nothing when no entry has the hash; it may be over.
  const KnownToken* FindToken(const Sha256& hash) const;
  // The first of the names that an entry has; null: none.
  CallerPointer FindCertificate(const std::vector<std::string>& dns,
                                const std::vector<std::string>& uris) const;
  // Verifies a token of an issuer. UNAUTHENTICATED: it is not good. UNAVAILABLE: not yet, since
  // keys are being fetched (`wants_keys`). PERMISSION_DENIED: its tenant is unknown here.
  absl::StatusOr<KnownToken> VerifyToken(std::string_view token, absl::Time now,
                                         bool& wants_keys) const;

  const AccessFile& file() const { return file_; }
  const std::vector<std::shared_ptr<KeySource>>& keys() const { return keys_; }

 private:
  absl::StatusOr<CallerPointer> Finish(Caller caller) const;

  const AccessFile file_;
  std::vector<std::shared_ptr<KeySource>> keys_;  // of each issuer
  // By the first bytes of the hash, which tell nobody the token; the rest is compared in constant
  // time.
  std::unordered_map<uint64_t, std::vector<size_t>> by_hash_;
  std::vector<KnownToken> tokens_;  // as file_.tokens
  std::map<std::string, CallerPointer> by_dns_, by_uri_;
  std::map<std::string, std::string> packs_;  // by tenant
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_ACCESS_LIST_H_
