// The commits of a git repository that changed the files of a pack.
//
//   absl::Status read = ReadPackHistory("rules/saas", "HEAD", limits, [&](const PackEdit& edit) {
//     ... edit.before, edit.after
//     return true;   // go on
//   });
//
// Commits come newest first, a merge only where it differs from everything that it merges. What
// belongs to a pack is said in pack_folder.h. Fails as git_folder.h does. Thread-safe; nothing
// throws unless `visit` does.
#ifndef BELLWETHER_RULES_READER_GIT_HISTORY_H_
#define BELLWETHER_RULES_READER_GIT_HISTORY_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/source/source.h"

namespace bellwether {

struct PackEdit {
  std::string commit;   // 40 hexadecimal digits
  std::string author;   // a name
  std::string subject;  // the first line of the message
  absl::Time time;      // of the author
  // The pack in the commit's first parent and in the commit; NOT_FOUND where there is none.
  absl::StatusOr<Sources> before, after;
};

// `folder` lies in the work tree of the repository. `visit` returns whether more is wanted.
absl::Status ReadPackHistory(const std::string& folder, const std::string& revision,
                             const Limits& limits,
                             const std::function<bool(const PackEdit& edit)>& visit);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_HISTORY_H_
