// A pack as one file: a tar archive of its rules and tests, with a manifest that holds the SHA-256
// of each, and a signature of the manifest.
//
//   std::string bytes = WritePackBundle(contents, {"saas", "0.1.0", plan.digest}, &key);
//   absl::StatusOr<PackBundle> bundle = ReadPackBundle(bytes, limits);
//   absl::Status trusted = CheckTrust(*bundle, keys);
//
// The same pack and key give the same bytes, whoever builds it and when. `tar -xf` unpacks a bundle
// into the folder that it was made of. Nothing is unpacked here: files are read in memory, within
// the limits of a pack. Refused are links and whatever is no file, names that lead out of the
// folder, files that the manifest does not list or that are not what it says, packed archives. Pure
// functions; failures are sentences that say what to do.
#ifndef BELLWETHER_RULES_READER_PACK_BUNDLE_H_
#define BELLWETHER_RULES_READER_PACK_BUNDLE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "rules/reader/bundle_manifest.h"
#include "rules/reader/pack_contents.h"
#include "rules/reader/signing.h"

namespace bellwether {

struct PackBundle {
  PackContents contents;
  BundleManifest manifest;
  std::string manifest_text;           // what is signed
  std::optional<Signature> signature;  // nothing: it is not signed
};

// Whether a place is that of a bundle, by its name: it ends with ".tar".
bool IsBundleName(std::string_view place);

// What a bundle is called.
struct BundleTitle {
  std::string pack, version, digest;
};

// `key`: null for a bundle that is not signed.
absl::StatusOr<std::string> WritePackBundle(const PackContents& contents, const BundleTitle& title,
                                            const SigningKey* key);
absl::StatusOr<PackBundle> ReadPackBundle(std::string_view bytes, const Limits& limits);
absl::StatusOr<PackBundle> ReadPackBundleFile(const std::string& path, const Limits& limits);

// PERMISSION_DENIED unless one of the keys signed it.
absl::Status CheckTrust(const PackBundle& bundle, const TrustedKeys& trusted);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_PACK_BUNDLE_H_
