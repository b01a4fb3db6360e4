// One account at one moment after the other: a row a moment, its time first.
//
//   HistoryTable table(format, columns, plan.get(), color, output);
//   for (...) table.Add(as_of, row);
//   table.Finish(output);
//
// What a book tells here and what a server tells are the same rows. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_HISTORY_TABLE_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_HISTORY_TABLE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/writers/row_writer.h"

namespace bellwether::cli {

// The columns where none are chosen, as --select has them.
inline constexpr std::string_view kHistoryColumns =
    "health.primary, health.primary.score, health.primary.band, health.primary.coverage, "
    "flags.raised, graduation.decision, extension.decision";

class HistoryTable {
 public:
  // `columns`: beside the time. `plan`: for the colours of bands; null where the rules are on a
  // server.
  HistoryTable(OutputFormat format, std::vector<RowColumn> columns, const Plan* plan,
               ColorChoice color, const Output& output);

  // A value for each column.
  void Add(const ObservedTime& as_of, Row row);
  // Writes what was added.
  void Finish(Output& output);

 private:
  std::unique_ptr<RowWriter> writer_;
  std::string text_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_HISTORY_TABLE_H_
