// Tested by tests/engine/imports/export_reader_test.cc.
#include "engine/imports/object_row.h"

#include <string>

#include "engine/imports/json_path.h"

namespace bellwether::imports {
namespace {

std::string CellOf(const Node& value, const std::string& path, Violations& violations) {
  if (value.is_scalar()) return value.text;
  if (!value.is_null()) {
    violations.Add(path, reason::kWrongType,
                   value.is_mapping() ? "this is an object; name what is in it: `object.key`"
                                      : "this is a list; name one of it: `list.0`");
  }
  return "";
}

}  // namespace

ImportRow ReadObjectRow(const Node& object, uint32_t line, const Source& source,
                        std::vector<bool>& seen, Violations& violations) {
  ImportRow row{line, {}, source.csv.decimal.value_or('.')};
  for (size_t i = 0; i < source.columns.size(); ++i) {
    const Node* const value = FindPath(object, source.columns[i]);
    if (value != nullptr) seen[i] = true;
    row.cells.push_back(value == nullptr ? "" : CellOf(*value, source.columns[i], violations));
  }
  return row;
}

}  // namespace bellwether::imports
