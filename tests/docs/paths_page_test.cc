// docs/paths.md shows the table of paths as it is.
//
//   table: paths    every path
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/forms.h"
#include "tests/docs/page.h"

namespace bellwether::docs {
namespace {

std::string TypeWords(const PathForm& form) {
  const std::string words =
      absl::StrCat("`", absl::StrJoin(absl::StrSplit(ToAbsl(form.words.text), ' '), "` `"), "`");
  switch (form.type) {
    case PathType::kNumber:
      return "number";
    case PathType::kWord:
      return words;
    case PathType::kName:
      return "name";
    case PathType::kTruth:
      return form.words.text.empty() ? "`true` `false`" : absl::StrCat("`true` `false` ", words);
    case PathType::kDate:
      return "date";
    case PathType::kTime:
      return "time";
    case PathType::kNames:
      return "list of names";
    case PathType::kText:
      return "text";
    case PathType::kFact:
      break;
  }
  return "as declared";
}

std::string PathTable() {
  std::string table = "\n| path | value | means |\n| --- | --- | --- |\n";
  for (const PathForm& form : PathForms()) {
    absl::StrAppend(&table, "| `", ToAbsl(form.pattern), "` | ", TypeWords(form), " | ",
                    ToAbsl(form.meaning), " |\n");
  }
  return table + "\n";
}

TEST(PathsPageTest, ListsEveryPath) {
  Page page("docs/paths.md");
  size_t tables = 0;
  for (size_t i = 0; i < page.blocks().size(); ++i) {
    if (page.blocks()[i].kind != "table: paths") continue;
    page.Expect(i, PathTable());
    ++tables;
  }
  page.Save();
  EXPECT_EQ(tables, 1u);
}

}  // namespace
}  // namespace bellwether::docs
