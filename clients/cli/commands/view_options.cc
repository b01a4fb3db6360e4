// What of the answers is shown.
//
// Tested by tests/clients/view_test.py.
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/view.h"

namespace bellwether::cli {

void AddView(Command command, ViewRequest& view) {
  command
      .AddOption("--select", view.select,
                 "Columns, as id,health.*.band (paths: docs/paths.md; default: by the format)")
      .TypeName("PATHS");
  command
      .AddOption("--where", view.where,
                 "Only accounts for which this holds, as \"acv > 5e4 && flags.red != []\"")
      .TypeName("CONDITION");
  command
      .AddOption("--sort", view.sort,
                 "Order by a path, as acv or acv:desc; keeps the rendered rows in memory "
                 "(default: as in the file)")
      .TypeName("PATH");
  command.AddOption("--top", view.top, "Only the first N; with --sort, memory holds N rows")
      .TypeName("N")
      .InRange(size_t{1}, size_t{1'000'000'000});
  command.AddFlag("--summary", view.summary,
                  "Counts by band, decision, flag and segment instead of rows");
  command.AddFlag("--long", view.long_rows,
                  "csv: a line for each account and health model (default: an account a line)");
}

}  // namespace bellwether::cli
