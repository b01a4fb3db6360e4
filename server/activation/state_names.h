// What the files in a state folder are called.
#ifndef BELLWETHER_SERVER_ACTIVATION_STATE_NAMES_H_
#define BELLWETHER_SERVER_ACTIVATION_STATE_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"

namespace bellwether {

inline constexpr char kLogName[] = "activations.jsonl";
inline constexpr char kStoredFolder[] = "packs";  // bundles, by digest

inline std::string StoredName(const std::string& digest) {
  return absl::StrCat(kStoredFolder, "/", digest, ".tar");
}
// Of a name in the folder.
inline std::string DigestOfStored(const std::string& name) {
  return name.substr(0, name.find('.'));
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_STATE_NAMES_H_
