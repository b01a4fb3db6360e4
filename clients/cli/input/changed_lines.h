// Which lines of a pack changed since a revision of git: what must be proved of a change, and not
// of all that was there before.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_CHANGED_LINES_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_CHANGED_LINES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/source/source.h"
#include "rules/reader/git_changes.h"

namespace bellwether::cli {

class ChangedPackLines {
 public:
  ChangedPackLines() = default;

  // Of the pack in a folder. Nothing after it was said why, with the exit code: kUsage where there
  // is no such revision or repository.
  static std::optional<ChangedPackLines> OrSayWhy(const std::string& folder,
                                                  const std::string& revision, Console& console,
                                                  ExitCode& failure);

  // Whether a line of a file changed; the sources have names that reach the files from here, as
  // LoadPack makes them.
  bool Has(const Sources& sources, uint32_t file, uint32_t line) const;

 private:
  ChangedPackLines(std::string folder, LinesByFile lines);

  std::string folder_;
  LinesByFile lines_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_CHANGED_LINES_H_
