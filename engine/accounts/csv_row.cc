// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/csv_row.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

// Line breaks outside quotes were taken off before, so a carriage return is an ordinary character.
int IsRowEnd(unsigned char c) { return c == '\n'; }

void TakeCell(void* bytes, size_t size, void* cells) {
  static_cast<std::vector<std::string>*>(cells)->emplace_back(static_cast<const char*>(bytes),
                                                              size);
}

void IgnoreRowEnd(int /*terminator*/, void* /*cells*/) {}

constexpr std::string_view kBlanks = " \t";

std::string_view WithoutBlanks(std::string_view cell) {
  const size_t begin = cell.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return cell.substr(begin, cell.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

void SplitUnquotedRow(std::string_view row, char delimiter, std::vector<std::string_view>& cells) {
  for (size_t end = 0; end != std::string_view::npos;) {
    end = row.find(delimiter);
    cells.push_back(WithoutBlanks(row.substr(0, end)));
    row.remove_prefix(std::min(row.size(), end == std::string_view::npos ? end : end + 1));
  }
}

CsvRowParser::CsvRowParser(char delimiter) : delimiter_(delimiter) { Start(); }

CsvRowParser::~CsvRowParser() { csv_free(&parser_); }

void CsvRowParser::Start() {
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  csv_set_term_func(&parser_, IsRowEnd);
}

std::optional<std::vector<std::string>> CsvRowParser::Parse(std::string_view row,
                                                            std::string* problem) {
  if (!HasQuote(row)) {
    std::vector<std::string_view> views;
    SplitUnquotedRow(row, delimiter_, views);
    return std::vector<std::string>(views.begin(), views.end());
  }
  std::vector<std::string> cells;
  const size_t read = csv_parse(&parser_, row.data(), row.size(), TakeCell, IgnoreRowEnd, &cells);
  const bool whole = read == row.size();
  if (whole && csv_fini(&parser_, TakeCell, IgnoreRowEnd, &cells) == 0) return cells;
  *problem = whole ? "a quote is opened and never closed"
                   : absl::StrCat("a quote in an unexpected place, cell ", cells.size() + 1,
                                  ": put the whole cell in quotes and double the quotes in it");
  csv_free(&parser_);
  Start();
  return std::nullopt;
}

}  // namespace bellwether
