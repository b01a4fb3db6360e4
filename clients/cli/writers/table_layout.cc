// Tested by tests/clients/table_layout_test.cc.
#include "clients/cli/writers/table_layout.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kWidestCell = 100;
constexpr size_t kGap = 2;
// Characters that Printable() leaves in no cell.
constexpr char kCellEnd = '\x1f';
constexpr char kRowEnd = '\n';

// "health.", "primary.", "band"
std::vector<std::string> PartsOf(const std::string& header) {
  std::vector<std::string> parts = absl::StrSplit(header, '.');
  for (size_t i = 0; i + 1 < parts.size(); ++i) parts[i] += '.';
  return parts;
}

}  // namespace

std::string PackRows(const std::vector<TableRow>& rows) {
  std::string packed;
  for (const TableRow& row : rows) {
    for (const TableCell& cell : row) {
      packed.push_back(static_cast<char>('0' + static_cast<int>(cell.tone)));
      packed.append(Printable(cell.text)).push_back(kCellEnd);
    }
    packed.push_back(kRowEnd);
  }
  return packed;
}

std::vector<TableRow> UnpackRows(std::string_view packed) {
  std::vector<TableRow> rows;
  for (const auto line : absl::StrSplit(ToAbsl(packed), kRowEnd, absl::SkipEmpty())) {
    TableRow& row = rows.emplace_back();
    for (const auto cell : absl::StrSplit(line, kCellEnd, absl::SkipEmpty())) {
      row.push_back({std::string(cell.substr(1)), static_cast<Tone>(cell[0] - '0')});
    }
  }
  return rows;
}

TableLayout::TableLayout(std::vector<TableColumn> columns, const WriterOptions& options)
    : columns_(std::move(columns)),
      options_(options),
      widths_(columns_.size()),
      left_out_(columns_.size()) {}

void TableLayout::Add(TableRow row, std::string& text) {
  for (TableCell& cell : row) cell.text = Clip(cell.text, kWidestCell);
  if (header_written_) return WriteRow(row, text);
  kept_.push_back(std::move(row));
  if (kept_.size() >= options_.table_window) WriteKept(text);
}

void TableLayout::Finish(std::string& text) {
  WriteKept(text);
  if (header_written_) SayWhatIsLeftOut(text);
}

void TableLayout::WriteKept(std::string& text) {
  if (header_written_ || kept_.empty()) return;
  header_written_ = true;
  for (const TableRow& row : kept_) Measure(row);
  MeasureHeader();
  LeaveOut();
  BringBack();
  for (const TableRow& row : Header()) WriteRow(row, text);
  for (const TableRow& row : kept_) WriteRow(row, text);
  kept_ = {};
}

void TableLayout::Measure(const TableRow& row) {
  if (IsLine(row)) return;
  for (size_t i = 0; i < columns_.size(); ++i) {
    widths_[i] = std::max(widths_[i], DisplayWidth(row[i].text));
  }
}

// One line, or when headers are stacked as many as the longest has parts; their ends stand in the
// last one.
std::vector<TableRow> TableLayout::Header() const {
  std::vector<std::vector<std::string>> headers(columns_.size());
  size_t lines = 1;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (!Shows(i)) continue;
    headers[i] =
        stacked_ ? PartsOf(columns_[i].header) : std::vector<std::string>{columns_[i].header};
    lines = std::max(lines, headers[i].size());
  }
  std::vector<TableRow> rows(lines, TableRow(columns_.size()));
  for (size_t i = 0; i < columns_.size(); ++i) {
    const size_t first = lines - headers[i].size();
    for (size_t part = 0; part < headers[i].size(); ++part) {
      rows[first + part][i] = {headers[i][part], Tone::kQuiet};
    }
  }
  return rows;
}

void TableLayout::MeasureHeader() {
  const std::vector<size_t> cells = widths_;
  for (const TableRow& row : Header()) Measure(row);
  if (Fits()) return;
  stacked_ = true;
  widths_ = cells;
  for (const TableRow& row : Header()) Measure(row);
}

bool TableLayout::Fits() const {
  size_t width = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (Shows(i)) width += widths_[i] + (width > 0 ? kGap : 0);
  }
  return !options_.width || width <= *options_.width;
}

// One column after the other, until the rest has room.
void TableLayout::LeaveOut() {
  while (!Fits()) {
    size_t least = columns_.size();
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].expendable == 0 || !Shows(i)) continue;
      if (least == columns_.size() || columns_[i].expendable > columns_[least].expendable) {
        least = i;
      }
    }
    if (least == columns_.size()) return;
    left_out_[least] = true;
  }
}

// A narrow column may have room where a wide one that is needed more had none.
void TableLayout::BringBack() {
  std::vector<size_t> order;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (left_out_[i]) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [this](size_t a, size_t b) { return columns_[a].expendable < columns_[b].expendable; });
  for (const size_t i : order) {
    left_out_[i] = false;
    left_out_[i] = !Fits();
  }
}

bool TableLayout::Shows(size_t column) const {
  return !left_out_[column] && !(columns_[column].only_when_filled && widths_[column] == 0);
}

void TableLayout::WriteRow(const TableRow& row, std::string& text) const {
  if (IsLine(row)) {
    const std::string line = options_.width ? Clip(row[0].text, *options_.width) : row[0].text;
    absl::StrAppend(&text, options_.style.Paint(row[0].tone, line), "\n");
    return;
  }
  size_t last = columns_.size();
  while (last > 1 && (row[last - 1].text.empty() || left_out_[last - 1])) --last;
  bool first = true;
  for (size_t i = 0; i < last; ++i) {
    if (left_out_[i] || (!Shows(i) && row[i].text.empty())) continue;
    const std::string cell = options_.width ? Clip(row[i].text, widths_[i]) : row[i].text;
    const size_t taken = DisplayWidth(cell);
    const std::string gap(taken < widths_[i] ? widths_[i] - taken : 0, ' ');
    if (!first) text.append(kGap, ' ');
    first = false;
    if (columns_[i].right_aligned) text.append(gap);
    text.append(options_.style.Paint(row[i].tone, cell));
    if (!columns_[i].right_aligned && i + 1 < last) text.append(gap);
  }
  text.push_back('\n');
}

void TableLayout::SayWhatIsLeftOut(std::string& text) const {
  std::vector<std::string> names;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (left_out_[i] && !columns_[i].header.empty()) names.push_back(columns_[i].header);
  }
  if (names.empty()) return;
  const std::string sentence =
      absl::StrCat("left out for want of room: ", absl::StrJoin(names, ", "), "; ",
                   ToAbsl(options_.more_columns));
  for (const std::string& line : Wrap(sentence, *options_.width)) {
    absl::StrAppend(&text, options_.style.Paint(Tone::kQuiet, line), "\n");
  }
}

}  // namespace bellwether::cli
