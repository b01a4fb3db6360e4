// The format of a text by its beginning.
#include "clients/cli/input/format_sniffing.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

std::optional<AccountFormat> Whole(std::string_view text) {
  const Sniffed sniffed = SniffFormat(text, /*at_end=*/true);
  EXPECT_FALSE(sniffed.more);
  return sniffed.format;
}

TEST(FormatSniffingTest, TheFirstLineTells) {
  EXPECT_EQ(Whole("[{\"id\": \"a\"}]"), AccountFormat::kJson);
  EXPECT_EQ(Whole(" \n {\n\"id\": \"a\"\n}\n"), AccountFormat::kJson);
  EXPECT_EQ(Whole("{\"id\": \"a\"}\n{\"id\": \"b\"}\n"), AccountFormat::kJsonLines);
  EXPECT_EQ(Whole("{\"id\": \"a\"}"), AccountFormat::kJsonLines);
  EXPECT_EQ(Whole("---\nid: a\n"), AccountFormat::kYaml);
  EXPECT_EQ(Whole("# ours\nid: a\n"), AccountFormat::kYaml);
  EXPECT_EQ(Whole("- id: a\n"), AccountFormat::kYaml);
  EXPECT_EQ(Whole("signals:\n  nps: 4\nid: a\n"), AccountFormat::kYaml);
  EXPECT_EQ(Whole("id,segment\na,smb\n"), AccountFormat::kCsv);
  EXPECT_EQ(Whole("\xEF\xBB\xBFid;segment\r\n"), AccountFormat::kCsv);
  EXPECT_EQ(Whole("id\na\n"), AccountFormat::kCsv);
}

TEST(FormatSniffingTest, SomeTextsTellNothing) {
  for (const char* text : {"", "\n\n", "hello\n", "# only\n", "name\na\n"}) {
    EXPECT_EQ(Whole(text), std::nullopt) << text;
  }
}

TEST(FormatSniffingTest, ALineIsWaitedForAndNoLongerThanNeeded) {
  EXPECT_TRUE(SniffFormat("", false).more);
  EXPECT_TRUE(SniffFormat("{\"id\"", false).more);
  EXPECT_TRUE(SniffFormat("\n#c\n", false).more);
  EXPECT_EQ(SniffFormat("[", false).format, AccountFormat::kJson);
  EXPECT_EQ(SniffFormat("id,s\n", false).format, AccountFormat::kCsv);
  const std::string long_line(kMostSniffedBytes, 'x');
  EXPECT_FALSE(SniffFormat(long_line, false).more);
  EXPECT_EQ(SniffFormat("{" + long_line, false).format, AccountFormat::kJson);
}

}  // namespace
}  // namespace bellwether::cli
