// What a bundle says of itself: which pack it holds, and the SHA-256 of every file. Its text is
// what is signed.
//
//   bellwether-bundle 1
//   pack saas
//   version 0.1.0
//   digest 9a66f9180030...
//   file 5d41402abc4b... health/onboarding.yaml
//
// Pure functions.
#ifndef BELLWETHER_RULES_READER_BUNDLE_MANIFEST_H_
#define BELLWETHER_RULES_READER_BUNDLE_MANIFEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace bellwether {

// What the manifest is called in the archive, and how the names of all members that are no files of
// the pack begin.
inline constexpr std::string_view kManifestName = "bellwether-manifest";

struct BundledFile {
  std::string sha256;  // 64 hexadecimal digits
  std::string name;    // as SourceFile::name
};

struct BundleManifest {
  std::string pack, version;
  std::string digest;  // of the pack's meaning (S28), as the engine that built the bundle had it
  std::vector<BundledFile> files;  // by name
};

std::string ManifestText(const BundleManifest& manifest);
// Takes back exactly what ManifestText writes. Fails with the line that is wrong.
absl::StatusOr<BundleManifest> ParseManifest(std::string_view text);

// Whether a file of that name stays within the folder that it is unpacked into, and may be shown on
// one line.
bool IsSafeName(std::string_view name);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_BUNDLE_MANIFEST_H_
