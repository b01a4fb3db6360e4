// Tested by tests/engine/plan/text_table_test.cc.
#include "engine/plan/text_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

constexpr char kGap[] = "  ";

// Code points: every byte that continues none.
size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool IsBlank(const TextTable::Row& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

TextTable::TextTable(Row head, std::set<size_t> right)
    : head_(std::move(head)), right_(std::move(right)) {}

void TextTable::Add(Row row) {
  row.resize(head_.size());
  rows_.push_back(std::move(row));
}

std::vector<size_t> TextTable::Widths() const {
  std::vector<size_t> widths(head_.size(), 0);
  for (size_t c = 0; c < widths.size(); ++c) {
    for (const Row& row : rows_) widths[c] = std::max(widths[c], Characters(row[c]));
    if (widths[c] > 0) widths[c] = std::max(widths[c], Characters(head_[c]));
  }
  return widths;
}

void TextTable::AppendTo(std::string& text, size_t indent) const {
  if (rows_.empty()) return;
  const std::vector<size_t> widths = Widths();
  const auto append = [&](const Row& row) {
    std::string line(indent, ' ');
    bool first = true;
    for (size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] == 0) continue;
      const std::string blanks(widths[c] - Characters(row[c]), ' ');
      absl::StrAppend(&line, first ? "" : kGap,
                      right_.count(c) ? blanks + row[c] : row[c] + blanks);
      first = false;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&text, line, "\n");
  };
  if (!IsBlank(head_)) append(head_);
  for (const Row& row : rows_) append(row);
}

}  // namespace bellwether
