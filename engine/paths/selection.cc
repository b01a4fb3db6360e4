// Tested by tests/engine/paths/selection_test.cc.
#include "engine/paths/selection.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/resolve.h"

namespace bellwether {
namespace {

void Add(const Plan& plan, Path path, std::vector<Column>& columns) {
  const bool known = std::any_of(columns.begin(), columns.end(), [&path](const Column& column) {
    return column.path.text == path.text;
  });
  if (known) return;
  const PathType type = TypeOf(plan, path);
  columns.push_back({std::move(path), type});
}

}  // namespace

Selection ReadSelection(const Plan& plan, std::string_view list) {
  Selection selection;
  for (const absl::string_view part : absl::StrSplit(ToAbsl(list), ',')) {
    const absl::string_view text = absl::StripAsciiWhitespace(part);
    if (text.empty()) {
      selection.mistakes.push_back({"a path is empty", "paths stand apart by commas"});
      continue;
    }
    ExpandedPath expanded = ExpandPath(plan, ToStd(text));
    if (expanded.paths.empty()) {
      selection.mistakes.push_back({std::move(expanded.message), std::move(expanded.hint)});
    }
    for (Path& path : expanded.paths) Add(plan, std::move(path), selection.columns);
  }
  return selection;
}

}  // namespace bellwether
