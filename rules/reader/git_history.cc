// Tested by tests/rules/git_history_test.cc.
#include "rules/reader/git_history.h"

#include <git2.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "rules/reader/git_pack_tree.h"
#include "rules/reader/git_repository.h"

namespace bellwether {
namespace {

using Commit = GitPointer<git_commit>;
using Tree = GitPointer<git_tree>;

absl::Status Unreadable() {
  return absl::UnavailableError(absl::StrCat("cannot read the history: ", GitReason()));
}

std::string Text(const char* text) { return text == nullptr ? "" : text; }

class HistoryReader {
 public:
  HistoryReader(const GitRepository& repository, std::string path, const Limits& limits)
      : repository_(repository), path_(std::move(path)), limits_(limits) {}

  absl::Status Read(const std::string& revision,
                    const std::function<bool(const PackEdit&)>& visit) const {
    git_revwalk* begun = nullptr;
    if (git_revwalk_new(&begun, repository_.get()) != 0) return Unreadable();
    const GitPointer<git_revwalk> walk(begun, git_revwalk_free);
    git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    const auto start = repository_.CommitOf(revision);
    if (!start.ok()) return start.status();
    if (git_revwalk_push(walk.get(), git_commit_id(start->get())) != 0) return Unreadable();
    for (git_oid id; git_revwalk_next(&id, walk.get()) == 0;) {
      git_commit* opened = nullptr;
      if (git_commit_lookup(&opened, repository_.get(), &id) != 0) return Unreadable();
      const Commit commit(opened, git_commit_free);
      if (ChangesThePack(commit.get()) && !visit(EditOf(commit.get()))) break;
    }
    return absl::OkStatus();
  }

 private:
  static Tree TreeOf(git_commit* commit) {
    git_tree* tree = nullptr;
    if (commit != nullptr) git_commit_tree(&tree, commit);
    return {tree, git_tree_free};
  }

  static Commit ParentOf(git_commit* commit, unsigned position) {
    git_commit* parent = nullptr;
    git_commit_parent(&parent, commit, position);
    return {parent, git_commit_free};
  }

  // What git calls the pack's files as a whole; nothing where there are none.
  std::optional<git_oid> PackIn(git_commit* commit) const {
    const Tree tree = TreeOf(commit);
    if (tree == nullptr) return std::nullopt;
    if (path_.empty()) return *git_tree_id(tree.get());
    git_tree_entry* found = nullptr;
    if (git_tree_entry_bypath(&found, tree.get(), path_.c_str()) != 0) return std::nullopt;
    const GitPointer<git_tree_entry> entry(found, git_tree_entry_free);
    return *git_tree_entry_id(entry.get());
  }

  bool ChangesThePack(git_commit* commit) const {
    const auto now = PackIn(commit);
    const unsigned parents = git_commit_parentcount(commit);
    if (parents == 0) return now.has_value();
    for (unsigned i = 0; i < parents; ++i) {
      const Commit parent = ParentOf(commit, i);
      const auto then = PackIn(parent.get());
      const bool same = now && then ? git_oid_equal(&*now, &*then) != 0 : !now && !then;
      if (same) return false;
    }
    return true;
  }

  absl::StatusOr<Sources> SourcesOf(git_commit* commit) const {
    const Tree tree = TreeOf(commit);
    if (tree == nullptr) return absl::NotFoundError("there is no commit before this one");
    const std::string place = absl::StrCat(git_oid_tostr_s(git_commit_id(commit)), ":", path_);
    return ReadPackTree(repository_, tree.get(), path_, place, limits_);
  }

  PackEdit EditOf(git_commit* commit) const {
    const git_signature* const author = git_commit_author(commit);
    PackEdit edit;
    edit.commit = git_oid_tostr_s(git_commit_id(commit));
    edit.author = Text(author->name);
    edit.subject = Text(git_commit_summary(commit));
    edit.time = absl::FromUnixSeconds(author->when.time);
    const Commit parent = ParentOf(commit, 0);
    edit.before = SourcesOf(parent.get());
    edit.after = SourcesOf(commit);
    return edit;
  }

  const GitRepository& repository_;
  const std::string path_;
  const Limits& limits_;
};

}  // namespace

absl::Status ReadPackHistory(const std::string& folder, const std::string& revision,
                             const Limits& limits,
                             const std::function<bool(const PackEdit& edit)>& visit) {
  const auto repository = GitRepository::Around(folder);
  if (!repository.ok()) return repository.status();
  auto path = repository->FromTop(folder);
  if (!path.ok()) return path.status();
  return HistoryReader(*repository, *std::move(path), limits).Read(revision, visit);
}

}  // namespace bellwether
