// The access file: who may ask, how each proves who it is, and what each may do. YAML, read as
// strictly as a pack; docs/security.md explains every key.
//
//   tokens:
//     - {name: gateway, sha256: 5c4f..., roles: [score], tenant: acme, expires: 2027-01-01}
//   certificates:
//     - {name: billing, dns: billing.internal, roles: [score, read]}
//   issuers:
//     - {issuer: "https://login.example.com", audience: bellwether, keys: keys.json}
//   tenants:
//     acme: {pack: active}
//
// It holds no secret: of a token it knows the hash. A plain SHA-256 is enough for that, without
// salt and without the slow hashes of passwords, since `bellwether token` draws 256 random bits:
// nobody can try them all, and no two tokens are alike.
#ifndef BELLWETHER_SERVER_ACCESS_ACCESS_FILE_H_
#define BELLWETHER_SERVER_ACCESS_ACCESS_FILE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "server/access/caller.h"

namespace bellwether {

inline constexpr size_t kMaxAccessBytes = 1 << 20;  // some 5,000 callers

using Sha256 = std::array<unsigned char, 32>;

struct TokenEntry {
  std::string name;
  Sha256 hash{};
  RoleSet roles;
  std::string tenant;                           // "": none
  absl::Time expires = absl::InfiniteFuture();  // refused from then on
};

// One of dns and uri is set: a name in the certificate's subject alternative names.
struct CertificateEntry {
  std::string name;
  std::string dns, uri;
  RoleSet roles;
  std::string tenant;
};

// Whoever signs tokens for others: an OpenID provider.
struct IssuerEntry {
  std::string issuer;    // as the claim `iss` has it
  std::string audience;  // one that `aud` must hold
  std::string keys;      // of its JSON Web Key Set: https://..., or a file
  std::string ca;        // file that the address's certificate is checked by; "": the system's
  std::string name_claim = "sub";
  std::string roles_claim = "roles";                // a dot goes into an object: realm_access.roles
  std::vector<std::pair<std::string, Role>> roles;  // the claim's words; default: our own
  std::string tenant_claim;                         // "": its callers have no tenant
  absl::Duration leeway = absl::Seconds(60);        // by which clocks may differ

  bool keys_are_remote() const { return keys.find("://") != std::string::npos; }
};

struct TenantEntry {
  std::string name;
  std::string pack;  // label or digest: the one pack that answers its callers
};

struct AccessFile {
  std::vector<TokenEntry> tokens;
  std::vector<CertificateEntry> certificates;
  std::vector<IssuerEntry> issuers;
  std::vector<TenantEntry> tenants;
};

// "score", "read", "admin".
std::string_view NameOf(Role role);
// "score and read"; "no role".
std::string DescribeRoles(RoleSet roles);

// Reads the file from disk. Fails with a sentence that says why.
absl::StatusOr<Sources> ReadAccessFile(const std::string& path);

// Decodes file 0 of `sources`. Every mistake becomes a diagnostic, all at once. Files that it names
// are beside it, unless their paths are absolute. No message or hint holds what may be a token; the
// lines that a diagnostic points to may, so RenderLine is for people, and RenderAll is not.
Staged<AccessFile> DecodeAccessFile(const Sources& sources);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_ACCESS_FILE_H_
