// Rows of columns -> text: an account a row, each column a path (engine/paths). The columns and
// their types are known before the first row, so that a format with a schema of its own fits too.
//
// Table: for people; numbers with four decimals at most. CSV: a header, then a line an account;
// numbers in full, names of a list apart by semicolons, an empty cell where there is no value.
// JSON: an object an account, path -> value, in the order of the columns; null where there is no
// value. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_ROW_WRITER_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_ROW_WRITER_H_

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/writers/writer.h"
#include "engine/paths/path.h"

namespace bellwether::cli {

struct RowColumn {
  std::string name;
  PathType type;
};

// A value for each column.
using Row = std::vector<Observed>;

class RowWriter : public Writer {
 public:
  virtual std::string Render(const Row& row) = 0;
  void Add(const Row& row, std::string& text) { Write(Render(row), text); }
};

std::unique_ptr<RowWriter> MakeRowWriter(OutputFormat format, std::vector<RowColumn> columns,
                                         const WriterOptions& options);

// One for each format.
std::unique_ptr<RowWriter> MakeRowTableWriter(std::vector<RowColumn> columns,
                                              const WriterOptions& options);
std::unique_ptr<RowWriter> MakeRowJsonWriter(std::vector<RowColumn> columns);
std::unique_ptr<RowWriter> MakeRowJsonLinesWriter(std::vector<RowColumn> columns);
std::unique_ptr<RowWriter> MakeRowCsvWriter(std::vector<RowColumn> columns);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_ROW_WRITER_H_
