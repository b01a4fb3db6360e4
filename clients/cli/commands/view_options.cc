// What of the answers is shown.
//
// Tested by tests/clients/view_test.py.
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/view.h"

namespace bellwether::cli {

void AddView(CLI::App& command, ViewRequest& view) {
  command
      .add_option("--select", view.select,
                  "Columns, as id,health.*.band (paths: docs/paths.md; default: by the format)")
      ->type_name("PATHS");
  command
      .add_option("--where", view.where,
                  "Only accounts for which this holds, as \"acv > 5e4 && flags.red != []\"")
      ->type_name("CONDITION");
  command
      .add_option("--sort", view.sort,
                  "Order by a path, as acv or acv:desc; keeps the rendered rows in memory "
                  "(default: as in the file)")
      ->type_name("PATH");
  command.add_option("--top", view.top, "Only the first N; with --sort, memory holds N rows")
      ->type_name("N")
      ->check(CLI::Range(size_t{1}, size_t{1'000'000'000}).description(""));
  command.add_flag("--summary", view.summary,
                   "Counts by band, decision, flag and segment instead of rows");
  command.add_flag("--long", view.long_rows,
                   "csv: a line for each account and health model (default: an account a line)");
}

}  // namespace bellwether::cli
