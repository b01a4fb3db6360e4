// Tested by tests/rules/git_folder_test.cc.
#include "rules/reader/git_repository.h"

#include <git2.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

}  // namespace

// The library counts its users; it is never shut down, as it would be while another thread reads.
void StartGit() {
  static const int users = git_libgit2_init();
  static_cast<void>(users);
}

std::string GitReason() {
  const git_error* error = git_error_last();
  return error == nullptr ? "for a reason that git does not say" : error->message;
}

absl::StatusOr<GitRepository> GitRepository::Around(const std::string& path) {
  StartGit();
  git_repository* opened = nullptr;
  const int result = git_repository_open_ext(&opened, path.c_str(), 0, nullptr);
  if (result == 0) return GitRepository({opened, git_repository_free});
  if (result == GIT_ENOTFOUND) {
    return absl::NotFoundError(
        absl::StrCat(path, " lies in no git repository; give a folder that does"));
  }
  return absl::FailedPreconditionError(
      absl::StrCat("cannot open the git repository of ", path, ": ", GitReason()));
}

absl::StatusOr<std::string> GitRepository::FromTop(const std::string& folder) const {
  const char* const top = git_repository_workdir(get());
  if (top == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat(git_repository_path(get()), " is a repository without a work tree"));
  }
  std::error_code no_folder, no_top;
  const fs::path from_top =
      fs::canonical(folder, no_folder).lexically_relative(fs::canonical(top, no_top));
  if (no_folder || no_top || from_top.empty() || *from_top.begin() == "..") {
    return absl::NotFoundError(absl::StrCat("there is no folder ", folder, " in ", top));
  }
  return from_top == "." ? std::string() : from_top.string();
}

// What a revision names, seen as an object of that type.
absl::StatusOr<GitPointer<git_object>> GitRepository::ObjectOf(const std::string& revision,
                                                               int type) const {
  git_object* found = nullptr;
  if (git_revparse_single(&found, get(), revision.c_str()) != 0) {
    return absl::NotFoundError(absl::StrCat(
        "there is no revision ", revision, " in ", git_repository_path(get()),
        "; give a branch, a tag or a commit (after a shallow clone: git fetch it first)"));
  }
  const GitPointer<git_object> object(found, git_object_free);
  git_object* peeled = nullptr;
  if (git_object_peel(&peeled, object.get(), static_cast<git_object_t>(type)) != 0) {
    return absl::InvalidArgumentError(absl::StrCat(revision, " is no commit: ", GitReason(),
                                                   "; give a branch, a tag or a commit"));
  }
  return GitPointer<git_object>(peeled, git_object_free);
}

absl::StatusOr<GitPointer<git_commit>> GitRepository::CommitOf(const std::string& revision) const {
  auto object = ObjectOf(revision, GIT_OBJECT_COMMIT);
  if (!object.ok()) return object.status();
  return GitPointer<git_commit>(reinterpret_cast<git_commit*>(object->release()), git_commit_free);
}

absl::StatusOr<GitPointer<git_tree>> GitRepository::TreeOf(const std::string& revision) const {
  auto object = ObjectOf(revision, GIT_OBJECT_TREE);
  if (!object.ok()) return object.status();
  return GitPointer<git_tree>(reinterpret_cast<git_tree*>(object->release()), git_tree_free);
}

}  // namespace bellwether
