// A place in a git repository that is named with it: "git:REPOSITORY#REF:PATH".
//
//   git:/srv/rules.git#main:saas                a repository on this disk, bare or not
//   git:https://example.com/rules.git#v1.2:     the top of a repository elsewhere
//   git:git@example.com:rules.git#main:saas
//
// REF is a branch or a tag; of a repository on this disk any spelling of a revision. PATH is seen
// from the top; it may be left out, with its colon.
#ifndef BELLWETHER_RULES_READER_GIT_PLACE_H_
#define BELLWETHER_RULES_READER_GIT_PLACE_H_

#include <string>

#include "absl/status/statusor.h"

namespace bellwether {

struct GitPlace {
  std::string repository;  // a path, or a URL
  std::string ref;
  std::string path;  // "" for the top
  bool is_remote = false;
};

// Whether a place is meant as one of these, be it well written or not.
bool IsGitPlace(const std::string& place);

// INVALID_ARGUMENT with a sentence that shows how it is written.
absl::StatusOr<GitPlace> ParseGitPlace(const std::string& place);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_PLACE_H_
