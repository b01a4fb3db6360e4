// The certificate, its key and the certificates of clients' authorities, read and judged.
//
//   std::vector<std::string> problems;
//   const TlsMaterial material = ReadTlsMaterial(paths, absl::Now(), problems);
//   if (problems.empty()) ...
//
// gRPC says nothing of a key that does not match, and serves a certificate that is over; here both
// are errors, before anything listens. Stateless; any thread.
#ifndef BELLWETHER_SERVER_ACCESS_TLS_MATERIAL_H_
#define BELLWETHER_SERVER_ACCESS_TLS_MATERIAL_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace bellwether {

// PEM files: as a Kubernetes secret of type tls has them, or anybody.
struct TlsPaths {
  std::string certificate;  // the server's, then those between it and its authority
  std::string key;          // without a password
  std::string client_ca;    // "": clients are not asked for certificates
};

struct TlsMaterial {
  std::string identity;   // key and chain, together
  std::string client_ca;  // as it is in the file
  std::string subject;    // for people: "CN = scores.internal"
  absl::Time not_before, not_after;

  bool operator==(const TlsMaterial& other) const {
    return identity == other.identity && client_ca == other.client_ca;
  }
};

// Everything that is wrong becomes a sentence in `problems`, which names the file; none holds a
// part of the key.
TlsMaterial ReadTlsMaterial(const TlsPaths& paths, absl::Time now,
                            std::vector<std::string>& problems);

// From when on it should be said that the certificate is soon over: fourteen days before, or a
// quarter of its life if that is less.
absl::Time ExpiryWarningAt(const TlsMaterial& material);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_TLS_MATERIAL_H_
