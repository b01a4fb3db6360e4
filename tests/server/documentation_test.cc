// docs/server.md lists every option, with its key and its default, and the fields of each view.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "protos/wire/view.h"
#include "server/settings/option_table.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

// What stands between backquotes.
std::set<std::string> Quoted(const std::string& text) {
  std::set<std::string> names;
  const std::vector<std::string> pieces = absl::StrSplit(text, '`');
  for (size_t i = 1; i < pieces.size(); i += 2) names.insert(pieces[i]);
  return names;
}

TEST(ServerDocumentationTest, HasARowForEveryOption) {
  const std::string page =
      testing_support::ReadFileOrFail(testing_support::SourcePath("docs/server.md"));
  for (const Option& option : OptionTable()) {
    const std::string standard = ShowOption(option, ServerOptions{});
    const std::string row = "| `" + std::string(option.flag) + "` | `" + std::string(option.key) +
                            "` | " + (standard.empty() ? "required" : "`" + standard + "`") + " |";
    EXPECT_THAT(page, HasSubstr(row));
  }
}

// A row that no option stands behind misleads its reader.
TEST(ServerDocumentationTest, HasNoRowForAnythingElse) {
  const std::string page =
      testing_support::ReadFileOrFail(testing_support::SourcePath("docs/server.md"));
  for (size_t at = page.find("| `--"); at != std::string::npos; at = page.find("| `--", at + 1)) {
    const std::string flag = page.substr(at + 3, page.find('`', at + 3) - at - 3);
    bool known = flag == "--config" || flag == "--check-config" || flag == "--version";
    for (const Option& option : OptionTable()) known = known || option.flag == flag;
    EXPECT_TRUE(known) << flag;
  }
}

// The table of limits: it has each of them, and the tests that it names are there.
TEST(ServerDocumentationTest, HasARowForEveryLimitAndItsTest) {
  const std::string page =
      testing_support::ReadFileOrFail(testing_support::SourcePath("docs/server.md"));
  const size_t from = page.find("| limit | what becomes of more | test");
  ASSERT_NE(from, std::string::npos);
  const std::string table = page.substr(from, page.find("\n\n", from) - from);
  size_t limits = 0;
  for (const Option& option : OptionTable()) {
    if (!option.key.starts_with("limits.") && !option.key.starts_with("connections.")) continue;
    ++limits;
    EXPECT_THAT(table, HasSubstr("`" + std::string(option.flag) + "`"));
  }
  EXPECT_GT(limits, 25u);
  for (const std::string& name : Quoted(table)) {
    if (!name.ends_with(".cc") && !name.ends_with(".py")) continue;
    const std::string path = name.starts_with("tests/") ? name : "tests/server/" + name;
    EXPECT_NE(testing_support::ReadFileOrFail(testing_support::SourcePath(path)), "") << path;
  }
}

// The second cells of the table of views, and the first ones.
std::pair<std::string, std::string> CellsOfViews() {
  const std::string page =
      testing_support::ReadFileOrFail(testing_support::SourcePath("docs/server.md"));
  const size_t from = page.find("<!-- fields of the basic view -->");
  const size_t to = page.find("<!-- end -->", from);
  std::string parts;
  std::string basic;
  for (const absl::string_view line : absl::StrSplit(page.substr(from, to - from), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    if (cells.size() < 4) continue;
    parts += cells[1];
    basic += cells[2];
  }
  return {parts, basic};
}

TEST(ServerDocumentationTest, HasTheFieldsOfTheBasicViewAndNoOthers) {
  std::set<std::string> fields;
  for (const std::string_view path : wire::BasicPaths()) fields.emplace(path);
  EXPECT_EQ(Quoted(CellsOfViews().second), fields);
}

TEST(ServerDocumentationTest, HasEveryFieldOfAnEvaluationInARowOfViews) {
  const auto [parts, basic] = CellsOfViews();
  const auto& type = *v1::Evaluation::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const std::string name(type.field(i)->name());
    EXPECT_TRUE(Quoted(parts).count(name) + Quoted(basic).count(name) > 0) << name;
  }
}

}  // namespace
}  // namespace bellwether
