// A git repository on this disk, opened for reading. Nothing of it is changed, no hook or program
// is started, nothing is fetched. Part of git_folder.h, git_changes.h
// and text_diff.h.
//
// Move only. One thread at a time; every failure says what to do.
#ifndef BELLWETHER_RULES_READER_GIT_REPOSITORY_H_
#define BELLWETHER_RULES_READER_GIT_REPOSITORY_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct git_commit;
struct git_object;
struct git_repository;
struct git_tree;

namespace bellwether {

// An object of libgit2 with the function that lets go of it.
template <typename Object>
using GitPointer = std::unique_ptr<Object, void (*)(Object*)>;

class GitRepository {
 public:
  // The one that `path`, a folder, lies in. NOT_FOUND when it lies in none.
  static absl::StatusOr<GitRepository> Around(const std::string& path);

  git_repository* get() const { return repository_.get(); }
  // The path of a folder as seen from the top of the work tree, "" for the top itself.
  absl::StatusOr<std::string> FromTop(const std::string& folder) const;
  absl::StatusOr<GitPointer<git_commit>> CommitOf(const std::string& revision) const;
  // What a branch, tag or commit holds, by any of git's spellings: main, v1.2, HEAD~3, 3e9ba5d.
  absl::StatusOr<GitPointer<git_tree>> TreeOf(const std::string& revision) const;

 private:
  absl::StatusOr<GitPointer<git_object>> ObjectOf(const std::string& revision, int type) const;
  explicit GitRepository(GitPointer<git_repository> repository)
      : repository_(std::move(repository)) {}

  GitPointer<git_repository> repository_;
};

// Before the first call of libgit2 that needs no repository. Any thread, any number of times.
void StartGit();

// What libgit2 says of its last failure in this thread.
std::string GitReason();

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_REPOSITORY_H_
