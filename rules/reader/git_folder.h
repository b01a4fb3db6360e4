// Reads the files of a rule pack as they were in a revision of a git repository, without a
// checkout.
//
//   absl::StatusOr<Sources> sources = ReadPackRevision("git:main:rules/saas", Limits{});
//
// "git:REVISION:PATH": the revision in any spelling of git (main, v1.2, HEAD~3, 3e9ba5d). The path
// is read as git itself reads it: from the top of the repository, or, beginning with "./", from the
// working folder. The repository is the one that the working folder lies in.
//
// What belongs to the pack, what its files are called and the limits are those of ReadPackFolder.
// Fails with a sentence that says what to do: NOT_FOUND for no such repository, revision or path;
// INVALID_ARGUMENT for a spelling that is not the one above, for links and for submodules, which a
// revision names but does not hold. Thread-safe; nothing throws.
#ifndef BELLWETHER_RULES_READER_GIT_FOLDER_H_
#define BELLWETHER_RULES_READER_GIT_FOLDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "engine/source/source.h"

namespace bellwether {

// Whether a place of a pack is one in a repository and not a folder.
bool IsPackRevision(const std::string& place);

absl::StatusOr<Sources> ReadPackRevision(const std::string& place, const Limits& limits = {});

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_FOLDER_H_
