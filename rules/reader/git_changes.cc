// Tested by tests/rules/git_changes_test.cc.
#include "rules/reader/git_changes.h"

#include <git2.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "rules/reader/git_repository.h"

namespace bellwether {
namespace {

// What changed below a path of the repository, gathered hunk by hunk.
struct Gathering {
  std::string prefix;  // "rules/saas/"; "" for the whole repository
  LinesByFile lines;
};

int AddHunk(const git_diff_delta* delta, const git_diff_hunk* hunk, void* payload) {
  auto& gathering = *static_cast<Gathering*>(payload);
  const std::string path = delta->new_file.path;
  if (hunk->new_lines <= 0 || !absl::StartsWith(path, gathering.prefix)) return 0;
  const auto first = static_cast<uint32_t>(hunk->new_start);
  const auto count = static_cast<uint32_t>(hunk->new_lines);
  gathering.lines[path.substr(gathering.prefix.size())].push_back({first, first + count - 1});
  return 0;
}

absl::StatusOr<GitPointer<git_diff>> DiffSince(const GitRepository& repository,
                                               const std::string& revision) {
  const auto tree = repository.TreeOf(revision);
  if (!tree.ok()) return tree.status();
  git_diff_options options{};
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                  GIT_DIFF_SHOW_UNTRACKED_CONTENT;
  options.context_lines = 0;
  git_diff* made = nullptr;
  if (git_diff_tree_to_workdir_with_index(&made, repository.get(), tree->get(), &options) != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot compare with revision ", revision, ": ", GitReason()));
  }
  GitPointer<git_diff> diff(made, git_diff_free);
  git_diff_find_options renames{};
  git_diff_find_options_init(&renames, GIT_DIFF_FIND_OPTIONS_VERSION);
  renames.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
  if (git_diff_find_similar(diff.get(), &renames) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot look for renamed files: ", GitReason()));
  }
  return diff;
}

}  // namespace

absl::StatusOr<LinesByFile> ChangedLines(const std::string& folder, const std::string& revision) {
  const auto repository = GitRepository::Around(folder);
  if (!repository.ok()) return repository.status();
  const auto from_top = repository->FromTop(folder);
  if (!from_top.ok()) return from_top.status();
  const auto diff = DiffSince(*repository, revision);
  if (!diff.ok()) return diff.status();
  Gathering gathering;
  if (!from_top->empty()) gathering.prefix = *from_top + "/";
  if (git_diff_foreach(diff->get(), nullptr, nullptr, AddHunk, nullptr, &gathering) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot read what changed: ", GitReason()));
  }
  return std::move(gathering.lines);
}

}  // namespace bellwether
