// The text of one CSV cell -> a value of an account.
//
// An empty cell is "not given" and never comes here. `n/a` is "not applicable" where a field has
// that state, `not_yet` says that an event has not happened (S2).
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_CELL_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_CELL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/accounts/csv_dialect.h"
#include "engine/accounts/violations.h"
#include "engine/facts/account.h"

namespace bellwether {

// One cell that is not empty, and what it goes into. `column` is its name in the header.
struct CsvCell {
  std::string_view text;
  std::string_view column;
  CsvDialect dialect;
  Account& account;
  Violations& violations;
};

// Each sets its target, or leaves it and adds a violation with the column as its path.
void FillText(const CsvCell& cell, uint32_t most_bytes, std::string& text);
void FillNumber(const CsvCell& cell, std::optional<double>& number);
void FillMoment(const CsvCell& cell, std::optional<Moment>& moment);
void FillEvent(const CsvCell& cell, EventDate& date);
// Appends the signal that the column is called after; its type is the pack's to say.
void FillSignal(const CsvCell& cell, uint32_t most_bytes);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_CELL_H_
