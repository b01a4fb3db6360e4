// Which lines of a folder's files changed since a revision of its git repository: committed,
// staged, or in the work tree alone; files that git does not track yet and does not ignore are new.
//
//   auto changed = ChangedLines("rules/saas", "main");
//   changed->at("health/onboarding.yaml")   // {{31, 33}, {40, 40}}
//
// A file that was renamed counts as changed where its text is another. Lines that are gone leave no
// range. Fails with a sentence that says what to do: NOT_FOUND for no such repository or revision.
// Thread-safe; nothing throws.
#ifndef BELLWETHER_RULES_READER_GIT_CHANGES_H_
#define BELLWETHER_RULES_READER_GIT_CHANGES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace bellwether {

struct LineRange {
  uint32_t first = 0;  // from 1
  uint32_t last = 0;   // inclusive
  bool operator==(const LineRange&) const = default;
};

// By the name of a file relative to the folder; ranges rise and do not touch each other.
using LinesByFile = std::map<std::string, std::vector<LineRange>, std::less<>>;

absl::StatusOr<LinesByFile> ChangedLines(const std::string& folder, const std::string& revision);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_CHANGES_H_
