// How a CSV file is written: what separates its cells, and what its decimals begin with.
//
// Both may be declared. What is not is recognised: the separator from the header and the row after
// it, the decimal mark from numbers that can be read in one way alone (csv_number.h). Where the
// separator is a comma, decimals begin with a point. Plain data and pure functions.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_CSV_DIALECT_H_
#define BELLWETHER_ENGINE_ACCOUNTS_CSV_DIALECT_H_

#include <optional>
#include <string>
#include <string_view>

namespace bellwether {

// Decimals as far as the file has told until now.
inline constexpr char kDecimalUnknown = '\0';

struct CsvDialect {
  char delimiter = ',';  // , ; | or a tab
  char decimal = '.';    // . or , or kDecimalUnknown
};

// What is declared; the rest is recognised.
struct CsvOptions {
  std::optional<char> delimiter;
  std::optional<char> decimal;
};

// Why `options` cannot be: an unknown mark, a decimal comma in cells that commas separate. Empty
// when they can.
std::string CsvOptionsProblem(const CsvOptions& options);

// "`;`", and "a tab" for a tab.
std::string DelimiterText(char delimiter);

// What is said of a row that has not as many cells as the header.
std::string MisfitText(size_t cells, size_t columns, const CsvDialect& dialect);

// A first line `sep=;`, as spreadsheets write it, declares the separator. Nothing for other lines.
std::optional<char> DeclaredInFile(std::string_view row);

// Whether more than one separator stands in the header outside of quotes, so that the row after it
// has to be seen as well.
bool DelimiterIsInDoubt(std::string_view header);

// The separator that `header` and the `first_row` after it ("" if there is none) agree upon: both
// hold it equally often. When several or none do, the one that the header holds most often; nothing
// when that is a tie. A comma when the header holds none.
std::optional<char> RecogniseDelimiter(std::string_view header, std::string_view first_row);

// The separator that a header of one cell was perhaps written with; nothing when it holds none.
std::optional<char> LikelyDelimiter(std::string_view header);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_CSV_DIALECT_H_
