// Tested by tests/rules/git_folder_test.cc.
#include "rules/reader/git_pack_tree.h"

#include <git2.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"
#include "rules/reader/pack_files.h"

namespace bellwether {
namespace {

class TreeReader {
 public:
  TreeReader(const GitRepository& repository, const std::string& place, const Limits& limits)
      : repository_(repository), place_(place), files_(limits) {}

  absl::Status ReadTree(git_tree* tree, const std::string& prefix) {
    for (size_t i = 0; i < git_tree_entrycount(tree); ++i) {
      absl::Status read = ReadEntry(*git_tree_entry_byindex(tree, i), prefix);
      if (!read.ok()) return read;
    }
    return absl::OkStatus();
  }

  // What stands at the path of a tree: a folder, or one file.
  absl::Status ReadAt(git_tree* tree, const std::string& path) {
    if (path.empty()) return ReadTree(tree, "");
    git_tree_entry* found = nullptr;
    if (git_tree_entry_bypath(&found, tree, path.c_str()) != 0) {
      return absl::NotFoundError(absl::StrCat("there is no ", path, " in that revision (", place_,
                                              "); give the folder of a rule pack, as seen from the "
                                              "top of the repository or with ./ from here"));
    }
    const GitPointer<git_tree_entry> entry(found, git_tree_entry_free);
    if (git_tree_entry_type(entry.get()) == GIT_OBJECT_TREE) return ReadFolder(*entry, "");
    return ReadFile(*entry, std::filesystem::path(path).filename().string());
  }

  // The folders of tests below a path; where there are none there is nothing to read.
  absl::Status ReadTestsAt(git_tree* tree, const std::string& path) {
    for (const char* name : kTestFolders) {
      const std::string below = path.empty() ? name : absl::StrCat(path, "/", name);
      git_tree_entry* found = nullptr;
      if (git_tree_entry_bypath(&found, tree, below.c_str()) != 0) continue;
      const GitPointer<git_tree_entry> entry(found, git_tree_entry_free);
      if (git_tree_entry_type(entry.get()) != GIT_OBJECT_TREE) continue;
      absl::Status read = ReadFolder(*entry, absl::StrCat(name, "/"));
      if (!read.ok()) return read;
    }
    return absl::OkStatus();
  }

  std::vector<SourceFile> TakeFiles() { return files_.Take(); }

 private:
  absl::Status ReadEntry(const git_tree_entry& entry, const std::string& prefix) {
    const std::string name = git_tree_entry_name(&entry);
    if (IsHiddenName(name) || IsFolderOfTests(name)) return absl::OkStatus();
    const std::string full = absl::StrCat(prefix, name);
    switch (git_tree_entry_type(&entry)) {
      case GIT_OBJECT_TREE:
        return ReadFolder(entry, full + "/");
      case GIT_OBJECT_BLOB:
        return IsYamlName(name) ? ReadFile(entry, full) : absl::OkStatus();
      default:
        return absl::InvalidArgumentError(absl::StrCat(
            full, " in ", place_, " is a submodule, which the revision does not hold"));
    }
  }

  absl::Status ReadFolder(const git_tree_entry& entry, const std::string& prefix) {
    git_tree* opened = nullptr;
    if (git_tree_lookup(&opened, repository_.get(), git_tree_entry_id(&entry)) != 0) {
      return Unreadable(prefix);
    }
    const GitPointer<git_tree> tree(opened, git_tree_free);
    return ReadTree(tree.get(), prefix);
  }

  absl::Status ReadFile(const git_tree_entry& entry, std::string name) {
    if (git_tree_entry_filemode(&entry) == GIT_FILEMODE_LINK) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, " in ", place_, " is a link, which is not followed in a revision"));
    }
    if (FirstInvalidUtf8(name) != kAllValid) {
      return absl::InvalidArgumentError(
          absl::StrCat("a file name in ", place_, " is not valid UTF-8; rename the file"));
    }
    if (absl::Status room = files_.CheckRoom(); !room.ok()) return room;
    git_blob* opened = nullptr;
    if (git_blob_lookup(&opened, repository_.get(), git_tree_entry_id(&entry)) != 0) {
      return Unreadable(name);
    }
    const GitPointer<git_blob> blob(opened, git_blob_free);
    const uint64_t size = std::min<uint64_t>(git_blob_rawsize(blob.get()), files_.left() + 1);
    std::string text(static_cast<const char*>(git_blob_rawcontent(blob.get())),
                     static_cast<size_t>(size));
    return files_.Add(std::move(name), std::move(text));
  }

  absl::Status Unreadable(const std::string& name) const {
    return absl::UnavailableError(
        absl::StrCat("cannot read ", name, " in ", place_, ": ", GitReason()));
  }

  const GitRepository& repository_;
  const std::string& place_;
  PackFiles files_;
};

}  // namespace

absl::StatusOr<Sources> ReadPackTree(const GitRepository& repository, git_tree* tree,
                                     const std::string& path, const std::string& place,
                                     const Limits& limits) {
  TreeReader reader(repository, place, limits);
  if (absl::Status read = reader.ReadAt(tree, path); !read.ok()) return read;
  std::vector<SourceFile> files = reader.TakeFiles();
  if (files.empty()) {
    return absl::NotFoundError(
        absl::StrCat("there is no .yaml file in ", place, "; give the folder of a rule pack"));
  }
  return Sources(std::move(files));
}

absl::StatusOr<Sources> ReadPackTreeTests(const GitRepository& repository, git_tree* tree,
                                          const std::string& path, const std::string& place,
                                          const Limits& limits) {
  TreeReader reader(repository, place, limits);
  if (absl::Status read = reader.ReadTestsAt(tree, path); !read.ok()) return read;
  return Sources(reader.TakeFiles());
}

}  // namespace bellwether
