// Tested by tests/engine/accounts/csv_dialect_test.cc.
#include "engine/accounts/csv_dialect.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
using Counts = std::array<size_t, kDelimiters.size()>;

bool IsDelimiter(char c) {
  return std::find(kDelimiters.begin(), kDelimiters.end(), c) != kDelimiters.end();
}

// How often each separator stands in the row outside of quotes.
Counts CountOutsideQuotes(std::string_view row) {
  Counts counts{};
  bool in_quotes = false;
  for (const char c : row) {
    if (c == '"') in_quotes = !in_quotes;
    for (size_t i = 0; !in_quotes && i < kDelimiters.size(); ++i) {
      if (c == kDelimiters[i]) ++counts[i];
    }
  }
  return counts;
}

// The only separator for which `fits`; nothing when there are several or none.
template <typename Fits>
std::optional<char> OnlyOne(const Fits& fits) {
  std::optional<char> found;
  for (size_t i = 0; i < kDelimiters.size(); ++i) {
    if (!fits(i)) continue;
    if (found.has_value()) return std::nullopt;
    found = kDelimiters[i];
  }
  return found;
}

}  // namespace

std::string CsvOptionsProblem(const CsvOptions& options) {
  if (options.delimiter && !IsDelimiter(*options.delimiter)) {
    return absl::StrCat("cells cannot be separated by ",
                        Quoted(std::string_view(&*options.delimiter, 1)),
                        ": known are `,`, `;`, `|` and a tab");
  }
  if (options.decimal && *options.decimal != '.' && *options.decimal != ',') {
    return absl::StrCat("decimals cannot begin with ",
                        Quoted(std::string_view(&*options.decimal, 1)), ": known are `.` and `,`");
  }
  if (options.decimal == ',' && options.delimiter == ',') {
    return "a comma cannot separate cells and begin decimals in one file";
  }
  return "";
}

std::string DelimiterText(char delimiter) {
  return delimiter == '\t' ? "a tab" : absl::StrCat("`", std::string(1, delimiter), "`");
}

std::string MisfitText(size_t cells, size_t columns, const CsvDialect& dialect) {
  return absl::StrCat("the row has ", cells, " cells, the header has ", columns,
                      "; put cells that hold ", DelimiterText(dialect.delimiter), " in quotes");
}

std::optional<char> DeclaredInFile(std::string_view row) {
  constexpr std::string_view kMark = "sep=";
  const bool declares = row.size() == kMark.size() + 1 && row.starts_with(kMark);
  return declares && IsDelimiter(row.back()) ? std::optional(row.back()) : std::nullopt;
}

bool DelimiterIsInDoubt(std::string_view header) {
  const Counts counts = CountOutsideQuotes(header);
  return std::count(counts.begin(), counts.end(), size_t{0}) + 1 <
         static_cast<std::ptrdiff_t>(counts.size());
}

std::optional<char> RecogniseDelimiter(std::string_view header, std::string_view first_row) {
  const Counts in_header = CountOutsideQuotes(header);
  const Counts in_row = CountOutsideQuotes(first_row);
  const size_t most = *std::max_element(in_header.begin(), in_header.end());
  if (most == 0) return ',';
  const auto agreed =
      OnlyOne([&](size_t i) { return in_header[i] > 0 && in_header[i] == in_row[i]; });
  return agreed ? agreed : OnlyOne([&](size_t i) { return in_header[i] == most; });
}

std::optional<char> LikelyDelimiter(std::string_view header) {
  const Counts counts = CountOutsideQuotes(header);
  const auto most = std::max_element(counts.begin(), counts.end());
  if (*most == 0) return std::nullopt;
  return kDelimiters[static_cast<size_t>(most - counts.begin())];
}

}  // namespace bellwether
