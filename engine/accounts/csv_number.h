// Numbers as people and spreadsheets write them: which mark their decimals begin with.
//
//   0,72        a decimal comma          1.234,5    a decimal comma, and thousands
//   0.72        a decimal point          1,234.5    a decimal point, and thousands
//   1,234       thousands, or a decimal comma: not told by the text alone
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_NUMBER_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_NUMBER_H_

#include <optional>
#include <string>
#include <string_view>

#include "engine/accounts/csv_dialect.h"

namespace bellwether {

struct NumberLook {
  bool is_number = false;  // a sign, digits and marks, and nothing else
  bool ambiguous = false;  // one mark before three digits: thousands or decimals
  bool grouped = false;    // thousands are set apart
  // The mark of decimals, as far as this text tells; also when only thousands are set apart, by the
  // other mark.
  char decimal = kDecimalUnknown;
};
NumberLook LookAtNumber(std::string_view text);

// The number, in a file whose decimals begin with `decimal`. Nothing for all that is no plain
// number there: thousands set apart, the other mark, and, where the mark is unknown, what is
// ambiguous.
std::optional<double> ReadNumber(std::string_view text, char decimal);

// The same number with a decimal point; any text that ReadNumber refuses as it is.
std::string WithDecimalPoint(std::string_view text, char decimal);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_NUMBER_H_
