// The header of a CSV file of records, understood once: what each column of it is for each kind.
#ifndef BELLWETHER_ENGINE_RECORDS_CSV_HEADER_H_
#define BELLWETHER_ENGINE_RECORDS_CSV_HEADER_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/accounts/csv_rows.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/records/record.h"

namespace bellwether::records {

// Columns are fields of records by their names, `features.NAME` for counts, and signals: a column
// that no kind knows is a signal where the file may hold account records, else it is refused. A
// cell may hold several words, `price|competition`. Immutable once made.
class CsvHeader {
 public:
  // All problems go to `violations`, with the path "header".
  CsvHeader(const CsvRow& header, std::optional<Kind> usual, const Limits& limits,
            Violations& violations);

  // False for words, whatever they look like.
  bool MayHoldNumbers(size_t column) const { return columns_[column].may_hold_numbers; }

  // Empty cells are not given. A row with more or fewer cells than the header is refused.
  void ReadRow(const CsvRow& row, Record& record, Violations& violations) const;

 private:
  struct Column {
    std::string name;
    std::string entry;  // of the counts in field `name`
    bool is_signal = false;
    bool may_hold_numbers = false;
  };

  void AddColumn(const std::string& name, Violations& violations);
  void RequireHead(const CsvRow& header, Violations& violations) const;
  bool HoldsAccounts() const;

  std::optional<Kind> usual_;
  Limits limits_;
  std::vector<Column> columns_;
  bool names_kinds_ = false;  // there is a column `kind`
};

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_CSV_HEADER_H_
