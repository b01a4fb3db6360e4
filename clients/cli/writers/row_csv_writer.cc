// Tested by tests/clients/row_writer_test.cc.
#include <utility>

#include "clients/cli/writers/csv_cell.h"
#include "clients/cli/writers/row_writer.h"
#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

class RowCsvWriter : public RowWriter {
 public:
  explicit RowCsvWriter(std::vector<RowColumn> columns) : columns_(std::move(columns)) {}

  std::string Render(const Row& row) override {
    std::vector<std::string> cells;
    for (const Observed& value : row) cells.push_back(ValueText(value, ";"));
    std::string line;
    AppendCsvLine(cells, line);
    return line;
  }
  void Write(std::string_view rendered, std::string& text) override {
    WriteHeader(text);
    text.append(rendered);
  }
  void Finish(std::string& text) override { WriteHeader(text); }

 private:
  void WriteHeader(std::string& text) {
    if (std::exchange(header_written_, true)) return;
    std::vector<std::string> names;
    for (const RowColumn& column : columns_) names.push_back(column.name);
    AppendCsvLine(names, text);
  }

  const std::vector<RowColumn> columns_;
  bool header_written_ = false;
};

}  // namespace

std::unique_ptr<RowWriter> MakeRowCsvWriter(std::vector<RowColumn> columns) {
  return std::make_unique<RowCsvWriter>(std::move(columns));
}

}  // namespace bellwether::cli
