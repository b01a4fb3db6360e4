// Columns that were asked for first are left out last.
//
// Tested by tests/clients/row_writer_test.cc.
#include <utility>

#include "clients/cli/writers/row_writer.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"
#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

constexpr int kMostDecimals = 4;
constexpr char kNoValue[] = "–";

std::vector<TableColumn> LayoutOf(const std::vector<RowColumn>& columns) {
  std::vector<TableColumn> layout;
  for (size_t i = 0; i < columns.size(); ++i) {
    layout.push_back({columns[i].name, columns[i].type == PathType::kNumber, false, i});
  }
  return layout;
}

// The model of `health.MODEL.band`; nothing for another path.
std::optional<std::string> ModelOfBand(const std::string& name) {
  constexpr std::string_view kHead = "health.", kTail = ".band";
  if (!name.starts_with(kHead) || !name.ends_with(kTail)) return std::nullopt;
  return name.substr(kHead.size(), name.size() - kHead.size() - kTail.size());
}

class RowTableWriter : public RowWriter {
 public:
  RowTableWriter(std::vector<RowColumn> columns, const WriterOptions& options)
      : columns_(std::move(columns)), options_(options), layout_(LayoutOf(columns_), options) {}

  std::string Render(const Row& row) override {
    TableRow cells;
    for (size_t i = 0; i < row.size(); ++i) cells.push_back(CellOf(row[i], columns_[i]));
    return PackRows({cells});
  }
  void Write(std::string_view rendered, std::string& text) override {
    for (TableRow& row : UnpackRows(rendered)) layout_.Add(std::move(row), text);
  }
  void Finish(std::string& text) override { layout_.Finish(text); }

 private:
  TableCell CellOf(const Observed& value, const RowColumn& column) const {
    if (!value.has_value()) return {kNoValue, Tone::kQuiet};
    if (const auto* number = std::get_if<double>(&value.value)) {
      return {FormatNumber(RoundForDisplay(*number, kMostDecimals)), Tone::kPlain};
    }
    std::string text = ValueText(value, ", ");
    const std::optional<std::string> model = ModelOfBand(column.name);
    const Tone tone = model ? BandTone(options_.plan, *model, text) : Tone::kPlain;
    return {std::move(text), tone};
  }

  const std::vector<RowColumn> columns_;
  const WriterOptions options_;
  TableLayout layout_;
};

}  // namespace

std::unique_ptr<RowWriter> MakeRowTableWriter(std::vector<RowColumn> columns,
                                              const WriterOptions& options) {
  return std::make_unique<RowTableWriter>(std::move(columns), options);
}

}  // namespace bellwether::cli
