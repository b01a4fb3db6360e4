// Tested by tests/rules/git_place_test.cc.
#include "rules/reader/git_mirror.h"

#include <git2.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/git_pack_tree.h"
#include "rules/reader/git_program.h"
#include "rules/reader/git_repository.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

// Where the fetched commit is named in the mirror.
constexpr char kFetched[] = "refs/bellwether/pack";

absl::Status WithPlace(const GitPlace& place, const absl::Status& status) {
  return {status.code(), absl::StrCat("cannot fetch ", place.ref, " of ", place.repository, ": ",
                                      status.message())};
}

}  // namespace

GitMirror::GitMirror(GitPlace place) : place_(std::move(place)) {}

GitMirror::GitMirror(GitMirror&& other) noexcept
    : place_(std::move(other.place_)), folder_(std::exchange(other.folder_, "")) {}

GitMirror::~GitMirror() {
  std::error_code error;
  if (!folder_.empty()) fs::remove_all(folder_, error);
}

absl::Status GitMirror::MakeFolder(const Stop& stop) {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "bellwether-git-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) {
    return absl::UnavailableError("cannot make a temporary folder; set TMPDIR to one");
  }
  absl::Status made = RunGit({"init", "--quiet", "--bare", "--template=", name}, stop);
  if (made.ok()) {
    folder_ = name;
  } else {
    fs::remove_all(name, error);
  }
  return made;
}

absl::Status GitMirror::Fetch(const Stop& stop) {
  if (folder_.empty()) {
    absl::Status made = MakeFolder(stop);
    if (!made.ok()) return made;
  }
  return RunGit({"-C", folder_, "-c", "maintenance.auto=false", "-c", "gc.auto=0", "fetch",
                 "--quiet", "--depth=1", "--no-tags", "--force", "--no-recurse-submodules", "--",
                 place_.repository, absl::StrCat("+", place_.ref, ":", kFetched)},
                stop);
}

absl::StatusOr<PackContents> GitMirror::Read(const Limits& limits, const Stop& stop) {
  if (place_.is_remote) {
    absl::Status fetched = Fetch(stop);
    if (!fetched.ok()) return WithPlace(place_, fetched);
  }
  const auto repository = GitRepository::Around(place_.is_remote ? folder_ : place_.repository);
  if (!repository.ok()) return repository.status();
  const auto commit = repository->CommitOf(place_.is_remote ? kFetched : place_.ref);
  if (!commit.ok()) return commit.status();
  git_tree* opened = nullptr;
  if (git_commit_tree(&opened, commit->get()) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot read the commit: ", GitReason()));
  }
  const GitPointer<git_tree> tree(opened, git_tree_free);
  const std::string place = absl::StrCat(place_.repository, "#", place_.ref, ":", place_.path);
  auto rules = ReadPackTree(*repository, tree.get(), place_.path, place, limits);
  if (!rules.ok()) return rules.status();
  auto tests = ReadPackTreeTests(*repository, tree.get(), place_.path, place, limits);
  if (!tests.ok()) return tests.status();
  return PackContents{*std::move(rules), *std::move(tests),
                      git_oid_tostr_s(git_commit_id(commit->get()))};
}

}  // namespace bellwether
