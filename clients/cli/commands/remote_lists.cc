// Tested by tests/clients/remote_evaluations_test.py and remote_alerts_test.py.
#include "clients/cli/commands/remote_lists.h"

namespace bellwether::cli {

void AddWatchOptions(Command command, WatchOptions& options, const std::string& most) {
  const Option cursor =
      command
          .AddOption("--cursor", options.cursor,
                     "Go on after it: the last one of a watch with --format json (default: from "
                     "now on)")
          .TypeName("CURSOR");
  command.AddFlag("--from-beginning", options.from_beginning, "Begin with the first that is kept")
      .Excludes(cursor);
  command.AddOption(most, options.most, "End after so many (default: never)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{1'000'000'000});
}

}  // namespace bellwether::cli
