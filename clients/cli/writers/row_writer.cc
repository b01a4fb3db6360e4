// Tested by tests/clients/row_writer_test.cc.
#include "clients/cli/writers/row_writer.h"

#include <utility>

namespace bellwether::cli {

std::unique_ptr<RowWriter> MakeRowWriter(OutputFormat format, std::vector<RowColumn> columns,
                                         const WriterOptions& options) {
  switch (format) {
    case OutputFormat::kTable:
      return MakeRowTableWriter(std::move(columns), options);
    case OutputFormat::kJson:
      return MakeRowJsonWriter(std::move(columns));
    case OutputFormat::kJsonLines:
      return MakeRowJsonLinesWriter(std::move(columns));
    case OutputFormat::kCsv:
      return MakeRowCsvWriter(std::move(columns));
  }
  return MakeRowTableWriter(std::move(columns), options);
}

}  // namespace bellwether::cli
