// One row of CSV -> its cells, by RFC 4180: the only user of the CSV library.
//
// Blanks around an unquoted cell are not part of it. Not thread-safe; reuse it for all rows.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_ROW_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_ROW_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv.h"

namespace bellwether {

inline bool HasQuote(std::string_view row) { return row.find('"') != std::string_view::npos; }

// The cells of a row without quotes, appended to `cells`, as CsvRowParser gives them.
void SplitUnquotedRow(std::string_view row, char delimiter, std::vector<std::string_view>& cells);

class CsvRowParser {
 public:
  explicit CsvRowParser(char delimiter);
  ~CsvRowParser();
  CsvRowParser(const CsvRowParser&) = delete;
  CsvRowParser& operator=(const CsvRowParser&) = delete;

  // `row` is one row without its end of line; line breaks inside quotes belong to their cell.
  // Nothing, and `problem` says why, when its quotes are not those of a row.
  std::optional<std::vector<std::string>> Parse(std::string_view row, std::string* problem);

 private:
  void Start();

  const char delimiter_;
  csv_parser parser_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_ROW_H_
