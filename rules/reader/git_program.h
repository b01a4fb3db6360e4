// Runs the git program, for what a library had better not do: to reach repositories elsewhere, with
// the credentials, proxies and keys that whoever runs this has set up for git.
//
//   absl::Status ran = RunGit({"-C", folder, "fetch", "--quiet", "--", url, ref}, stop);
//
// No shell sees the words. It never asks anybody for a password. It is ended when it takes longer
// than kGitTimeout, or when `stop` says so.
#ifndef BELLWETHER_RULES_READER_GIT_PROGRAM_H_
#define BELLWETHER_RULES_READER_GIT_PROGRAM_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "engine/base/stop.h"

namespace bellwether {

inline constexpr absl::Duration kGitTimeout = absl::Seconds(60);

// Fails with the last line that git wrote to its standard error; NOT_FOUND without such a program,
// DEADLINE_EXCEEDED and CANCELLED when it was ended. Thread-safe.
absl::Status RunGit(const std::vector<std::string>& words, const Stop& stop = Stop());

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_PROGRAM_H_
