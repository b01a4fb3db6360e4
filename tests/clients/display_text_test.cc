#include "clients/cli/terminal/display_text.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

struct WidthCase {
  const char* text;
  size_t width;
};

TEST(DisplayText, CountsColumns) {
  const std::vector<WidthCase> cases = {
      {"", 0},         {"plain", 5},    {"Søn", 3},      {"e\u0301", 1},
      {"株式会社", 8}, {"├ usage", 7},  {"100 − 40", 8}, {"🚀", 2},
      {"한국", 4},     {"a\u200Bb", 2}, {"\xff\xfe", 2}, {"cut \xe6\xa0", 6},
  };
  for (const WidthCase& one : cases) EXPECT_EQ(DisplayWidth(one.text), one.width) << one.text;
}

TEST(DisplayText, PadsByColumnsNotBytes) {
  EXPECT_EQ(PadRight("株", 4), "株  ");
  EXPECT_EQ(PadLeft("ø", 3), "  ø");
  EXPECT_EQ(PadRight("longer", 3), "longer");
}

TEST(DisplayText, ClipsAtColumns) {
  EXPECT_EQ(Clip("exactly", 7), "exactly");
  EXPECT_EQ(Clip("too long", 4), "too…");
  EXPECT_EQ(Clip("株式会社", 5), "株式…");
  EXPECT_EQ(Clip("株式会社", 4), "株…");
  EXPECT_EQ(Clip("any", 0), "");
}

TEST(DisplayText, PrintableTakesPowerFromControlCharacters) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a?[31mb");
  EXPECT_EQ(Printable("tab\tline\nnul" + std::string(1, '\0')), "tab?line?nul?");
  EXPECT_EQ(Printable("C1 \u009b31m"), "C1 ?31m");
  EXPECT_EQ(Printable("broken \xff\xc3"), "broken ??");
  EXPECT_EQ(Printable("fine: ø 株 🚀"), "fine: ø 株 🚀");
}

TEST(DisplayText, WrapsAtBlanks) {
  EXPECT_EQ(Wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(Wrap("unbreakable word", 4), (std::vector<std::string>{"unbreakable", "word"}));
  EXPECT_TRUE(Wrap("", 10).empty());
}

}  // namespace
}  // namespace bellwether::cli
