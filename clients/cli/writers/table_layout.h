// Rows of cells -> a table for people.
//
// The first rows are kept until their number suffices to choose the widths of the columns; from
// then on each row is written as it comes. On a terminal the table fits: dotted headers are broken
// at their dots, then the least needed columns are left out, a line below says which, and a cell
// that is too wide later on is cut. Elsewhere the table is as wide as it needs, and a cell that is
// too wide pushes its row to the right. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_TABLE_LAYOUT_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_TABLE_LAYOUT_H_

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/terminal/style.h"
#include "clients/cli/writers/writer.h"

namespace bellwether::cli {

struct TableColumn {
  std::string header;
  bool right_aligned = false;
  bool only_when_filled = false;  // left out while no row that was measured has anything in it
  // Columns with a greater number are left out before those with a smaller one; 0: never.
  size_t expendable = 0;
};

struct TableCell {
  std::string text;
  Tone tone = Tone::kPlain;
};
using TableRow = std::vector<TableCell>;

// Rows as one text and back, to be kept or handed on. Control characters of cells are replaced.
std::string PackRows(const std::vector<TableRow>& rows);
std::vector<TableRow> UnpackRows(std::string_view packed);

class TableLayout {
 public:
  TableLayout(std::vector<TableColumn> columns, const WriterOptions& options);

  // A cell for each column; or one alone, which stands as a line of its own across all columns.
  void Add(TableRow row, std::string& text);
  void Finish(std::string& text);

 private:
  void WriteKept(std::string& text);
  void Measure(const TableRow& row);
  std::vector<TableRow> Header() const;
  void MeasureHeader();
  bool Fits() const;
  void LeaveOut();
  void BringBack();
  bool Shows(size_t column) const;
  bool IsLine(const TableRow& row) const { return row.size() == 1 && columns_.size() > 1; }
  void WriteRow(const TableRow& row, std::string& text) const;
  void SayWhatIsLeftOut(std::string& text) const;

  const std::vector<TableColumn> columns_;
  const WriterOptions options_;
  std::vector<TableRow> kept_;
  std::vector<size_t> widths_;
  std::vector<bool> left_out_;  // for want of room
  bool stacked_ = false;        // parts of headers stand one below the other, for want of room
  bool header_written_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_TABLE_LAYOUT_H_
