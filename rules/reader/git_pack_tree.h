// The files of a pack out of a tree of git's object store. Part of git_folder.h and git_history.h.
#ifndef BELLWETHER_RULES_READER_GIT_PACK_TREE_H_
#define BELLWETHER_RULES_READER_GIT_PACK_TREE_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "engine/source/source.h"
#include "rules/reader/git_repository.h"

namespace bellwether {

// What stands at `path`, a folder or one file, as a tree spells it ("" for the top). `place` is
// what messages call it.
absl::StatusOr<Sources> ReadPackTree(const GitRepository& repository, git_tree* tree,
                                     const std::string& path, const std::string& place,
                                     const Limits& limits);
// The pack's own tests below that path, as ReadPackTests has them; none is no failure.
absl::StatusOr<Sources> ReadPackTreeTests(const GitRepository& repository, git_tree* tree,
                                          const std::string& path, const std::string& place,
                                          const Limits& limits);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_PACK_TREE_H_
