// docs/server.md lists every option, with its key and its default.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/option_table.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

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

}  // namespace
}  // namespace bellwether
