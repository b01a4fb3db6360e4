// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/csv_row.h"

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

}  // namespace

CsvRowParser::CsvRowParser(char delimiter) : delimiter_(delimiter) { Start(); }

CsvRowParser::~CsvRowParser() { csv_free(&parser_); }

void CsvRowParser::Start() {
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  csv_set_term_func(&parser_, IsRowEnd);
}

std::optional<std::vector<std::string>> CsvRowParser::Parse(std::string_view row,
                                                            std::string* problem) {
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
