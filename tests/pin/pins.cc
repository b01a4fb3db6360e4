// Tested by tests/pin/mutations_test.cc.
#include "tests/pin/pins.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"

namespace bellwether::pin {
namespace {

constexpr char kHeading[] = "## What may survive";

// The texts in backquotes of a cell.
std::vector<std::string> Quoted(std::string_view cell) {
  const std::vector<std::string> pieces = absl::StrSplit(ToAbsl(cell), '`');
  std::vector<std::string> texts;
  for (size_t i = 1; i < pieces.size(); i += 2) texts.push_back(pieces[i]);
  return texts;
}

}  // namespace

Pins::Pins(std::string_view page) {
  const size_t begin = std::min(page.find(kHeading), page.size());
  for (const auto line : absl::StrSplit(ToAbsl(page.substr(begin)), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    if (cells.size() < 3 || !cells[0].empty()) continue;
    const std::vector<std::string> texts = Quoted(cells[1]);
    if (!texts.empty()) rows_.push_back({texts[0], texts.size() > 1 ? texts[1] : "", false});
  }
}

bool Pins::Excuse(const Mutation& survivor) {
  for (Row& row : rows_) {
    if (row.key != survivor.key || (!row.change.empty() && row.change != survivor.change)) continue;
    row.needed = true;
    return true;
  }
  return false;
}

std::vector<std::string> Pins::Unneeded() const {
  std::vector<std::string> keys;
  for (const Row& row : rows_) {
    if (!row.needed)
      keys.push_back(absl::StrCat(row.key, row.change.empty() ? "" : " ", row.change));
  }
  return keys;
}

}  // namespace bellwether::pin
