// Tested by tests/clients/evaluation_writer_test.cc.
#include "clients/cli/writers/csv_cell.h"

namespace bellwether::cli {
namespace {

void AppendCell(std::string_view cell, std::string& text) {
  const bool edge_blank = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!edge_blank && cell.find_first_of("\",\r\n") == std::string_view::npos) {
    text.append(cell);
    return;
  }
  text.push_back('"');
  for (const char c : cell) {
    if (c == '"') text.push_back('"');
    text.push_back(c);
  }
  text.push_back('"');
}

}  // namespace

void AppendCsvLine(const std::vector<std::string>& cells, std::string& text) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) text.push_back(',');
    first = false;
    AppendCell(cell, text);
  }
  text.push_back('\n');
}

}  // namespace bellwether::cli
