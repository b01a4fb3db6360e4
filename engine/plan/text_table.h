// Rows of cells, printed in aligned columns.
//
//   TextTable table({"slot", "name"}, {0});       // the first column is aligned right
//   table.Add({"4", "days_since_kickoff"});
//   table.AppendTo(text, 2);                      // two blanks before each line
//
// Columns are two blanks apart and as wide as their widest cell, counted in characters. A column
// without a single cell is left out with its head. One thread.
#ifndef BELLWETHER_ENGINE_PLAN_TEXT_TABLE_H_
#define BELLWETHER_ENGINE_PLAN_TEXT_TABLE_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace bellwether {

class TextTable {
 public:
  using Row = std::vector<std::string>;

  // Without a head (every cell empty) only the rows are printed.
  explicit TextTable(Row head, std::set<size_t> right = {});

  // As many cells as the head has.
  void Add(Row row);
  // Nothing when there is no row.
  void AppendTo(std::string& text, size_t indent) const;

 private:
  std::vector<size_t> Widths() const;

  Row head_;
  std::set<size_t> right_;
  std::vector<Row> rows_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_TEXT_TABLE_H_
