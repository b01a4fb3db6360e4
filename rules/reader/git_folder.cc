// Tested by tests/rules/git_folder_test.cc.
#include "rules/reader/git_folder.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "rules/reader/git_pack_tree.h"
#include "rules/reader/git_repository.h"

namespace bellwether {
namespace {

constexpr char kPrefix[] = "git:";
constexpr char kHere[] = ".";

struct Place {
  std::string revision;
  std::string path;  // from the top of the repository or, with "./", from here
};

std::optional<Place> ParsePlace(const std::string& place) {
  const size_t begin = std::string_view(kPrefix).size();
  const size_t colon = place.find(':', begin);
  if (colon == std::string::npos || colon == begin) return std::nullopt;
  return Place{place.substr(begin, colon - begin), place.substr(colon + 1)};
}

// As a tree spells it: "" for the top, no "." and no "/" at the end.
absl::StatusOr<std::string> PathInTree(const GitRepository& repository, const std::string& path) {
  std::filesystem::path plain(path);
  if (path == kHere || absl::StartsWith(path, "./")) {
    auto here = repository.FromTop(kHere);
    if (!here.ok()) return here.status();
    plain = std::filesystem::path(*here) / path;
  }
  const std::string normal = plain.lexically_normal().string();
  return normal == kHere ? std::string() : std::string(absl::StripSuffix(normal, "/"));
}

}  // namespace

bool IsPackRevision(const std::string& place) { return absl::StartsWith(place, kPrefix); }

absl::StatusOr<Sources> ReadPackRevision(const std::string& place, const Limits& limits) {
  const auto parsed = ParsePlace(place);
  if (!parsed) {
    return absl::InvalidArgumentError(absl::StrCat(
        place, " does not say which revision; write git:REVISION:PATH, such as git:main:rules"));
  }
  const auto repository = GitRepository::Around(kHere);
  if (!repository.ok()) return repository.status();
  const auto tree = repository->TreeOf(parsed->revision);
  if (!tree.ok()) return tree.status();
  const auto path = PathInTree(*repository, parsed->path);
  if (!path.ok()) return path.status();
  return ReadPackTree(*repository, tree->get(), *path, place, limits);
}

}  // namespace bellwether
