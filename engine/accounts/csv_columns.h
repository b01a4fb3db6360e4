// The header of a CSV file, understood once: what each column of it fills in an account.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_COLUMNS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_COLUMNS_H_

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/accounts/csv_cell.h"
#include "engine/accounts/csv_rows.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"

namespace bellwether {

// Columns are the scalar fields of an account, its event dates, milestone.K.planned_at,
// milestone.K.completed_at, dimension.D, previous_bands.M, extension.granted_days,
// extension.requested_days, and signals: every other name is taken for a signal, which only a pack
// can deny. Immutable once made.
class CsvColumns {
 public:
  CsvColumns() = default;
  // All problems of the header go to `violations`, with the path "header".
  CsvColumns(const CsvRow& header, const Limits& limits, Violations& violations);

  size_t size() const { return columns_.size(); }
  const std::vector<std::string>& signals() const { return signals_; }

  // A row with more or fewer cells than the header has is refused as a whole: which cell belongs
  // to which column is then anybody's guess. Empty cells are not given.
  void ReadRow(std::span<const std::string_view> cells, const CsvDialect& dialect, Account& account,
               Violations& violations) const;

  // False for texts such as the id, whatever they look like.
  bool MayHoldNumbers(size_t column) const;

 private:
  struct Column {
    std::string name;
    std::function<void(const CsvCell&)> fill;
    bool is_text = false;
  };

  std::vector<Column> columns_;
  size_t id_column_ = 0;
  std::vector<std::string> signals_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_COLUMNS_H_
