// Tested by tests/engine/imports/build_test.cc.
#include "engine/imports/header.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether::imports {
namespace {

// Columns whose texts are read as numbers, by column of the source.
std::vector<bool> NumberColumns(const Source& source) {
  std::vector<bool> numbers(source.columns.size(), false);
  const auto add = [&numbers](const Cell& cell) {
    if (cell.wants == ValueType::kNumber) numbers[cell.column] = true;
  };
  for (const Cell& cell : source.variables) add(cell);
  for (const Target& target : source.targets) {
    if (target.cell) add(*target.cell);
  }
  if (source.long_form) numbers[source.long_form->value.column] = true;
  return numbers;
}

}  // namespace

RowShape::RowShape(const Source& source, const std::vector<std::string>& header,
                   Violations& violations)
    : numbers_(header.size(), false), header_size_(header.size()) {
  const std::vector<bool> numbers = NumberColumns(source);
  for (size_t i = 0; i < source.columns.size(); ++i) {
    const std::string& column = source.columns[i];
    const auto found = std::find(header.begin(), header.end(), column);
    places_.push_back(static_cast<size_t>(found - header.begin()));
    if (found != header.end() && numbers[i]) numbers_[places_.back()] = true;
    if (found == header.end()) {
      const std::string hint = DidYouMean(column, header);
      violations.Add(
          "header", reason::kMissingField,
          absl::StrCat("the mapping reads the column ", Quoted(column), " of ", source.name,
                       ", which is not there", hint.empty() ? "" : "; ", hint));
    } else if (std::find(found + 1, header.end(), column) != header.end()) {
      violations.Add("header", reason::kDuplicate,
                     absl::StrCat("two columns of ", source.name, " are called ", Quoted(column)));
    }
  }
}

std::vector<std::string> RowShape::Pick(const std::vector<std::string>& cells,
                                        Violations& violations) const {
  if (cells.size() != header_size_) {
    violations.Add("", reason::kSyntax,
                   absl::StrCat("the row has ", cells.size(), " cells, the header has ",
                                header_size_, "; put cells that hold separators in quotes"));
    return {};
  }
  std::vector<std::string> picked;
  picked.reserve(places_.size());
  for (const size_t place : places_) picked.push_back(cells[place]);
  return picked;
}

}  // namespace bellwether::imports
