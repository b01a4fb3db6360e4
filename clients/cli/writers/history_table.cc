// Tested by tests/clients/history_command_test.py and tests/clients/remote_history_test.py.
#include "clients/cli/writers/history_table.h"

#include <utility>

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

WriterOptions OptionsOf(const Plan* plan, ColorChoice color, const Output& output) {
  WriterOptions options;
  options.style = Style::For(color, output.stream());
  options.plan = plan;
  if (IsTerminal(output.stream())) options.width = TerminalWidth(output.stream(), kUsualWidth);
  return options;
}

}  // namespace

HistoryTable::HistoryTable(OutputFormat format, std::vector<RowColumn> columns, const Plan* plan,
                           ColorChoice color, const Output& output) {
  columns.insert(columns.begin(), RowColumn{"as_of", PathType::kTime});
  writer_ = MakeRowWriter(format, std::move(columns), OptionsOf(plan, color, output));
}

void HistoryTable::Add(const ObservedTime& as_of, Row row) {
  row.insert(row.begin(), Observed{as_of, ""});
  writer_->Add(row, text_);
}

void HistoryTable::Finish(Output& output) {
  writer_->Finish(text_);
  output.Write(text_);
  text_.clear();
}

}  // namespace bellwether::cli
