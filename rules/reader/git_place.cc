// Tested by tests/rules/git_place_test.cc.
#include "rules/reader/git_place.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace bellwether {
namespace {

constexpr char kPrefix[] = "git:";

// "https://...", and "user@host:path", which git itself takes for ssh.
bool IsRemote(const std::string& repository) {
  if (absl::StrContains(repository, "://")) return true;
  const size_t colon = repository.find(':');
  return colon != std::string::npos && repository.find('/') > colon;
}

}  // namespace

bool IsGitPlace(const std::string& place) {
  return absl::StartsWith(place, kPrefix) && absl::StrContains(place, "#");
}

absl::StatusOr<GitPlace> ParseGitPlace(const std::string& place) {
  const size_t sign = place.rfind('#');
  const size_t begin = std::string(kPrefix).size();
  const auto bad = [&place](const char* reason) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, " ", reason,
                     "; write git:REPOSITORY#REF:PATH, such as git:/srv/rules.git#main:saas"));
  };
  if (sign == std::string::npos || sign <= begin) return bad("names no repository");
  GitPlace parsed;
  parsed.repository = place.substr(begin, sign - begin);
  const size_t colon = place.find(':', sign);
  parsed.ref = place.substr(sign + 1, colon == std::string::npos ? colon : colon - sign - 1);
  if (colon != std::string::npos) parsed.path = place.substr(colon + 1);
  parsed.path = std::string(absl::StripSuffix(absl::StripPrefix(parsed.path, "./"), "/"));
  parsed.is_remote = IsRemote(parsed.repository);
  if (parsed.ref.empty()) return bad("names no branch or tag");
  // Words that begin like that are options to the git program.
  if (parsed.ref.front() == '-' || parsed.repository.front() == '-') return bad("begins with -");
  return parsed;
}

}  // namespace bellwether
