#include "engine/plan/text_table.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether {
namespace {

std::string Printed(const TextTable& table) {
  std::string text;
  table.AppendTo(text, 2);
  return text;
}

TEST(TextTableTest, ColumnsAreAsWideAsTheirWidestCell) {
  TextTable table({"slot", "name", "x"}, {0});
  table.Add({"7", "long name", "1"});
  table.Add({"12345", "n", "2"});
  EXPECT_EQ(Printed(table),
            "   slot  name       x\n"
            "      7  long name  1\n"
            "  12345  n          2\n");
}

TEST(TextTableTest, CharactersCountNotBytes) {
  TextTable table({"", ""});
  table.Add({"a × b", "1"});
  table.Add({"a * b", "2"});
  EXPECT_EQ(Printed(table), "  a × b  1\n  a * b  2\n");
}

TEST(TextTableTest, AnEmptyColumnIsLeftOutWithItsHead) {
  TextTable table({"a", "b", "c"});
  table.Add({"1", "", "3"});
  table.Add({"1", "", ""});
  EXPECT_EQ(Printed(table), "  a  c\n  1  3\n  1\n");
}

TEST(TextTableTest, MissingCellsAreEmpty) {
  TextTable table({"a", "b"});
  table.Add({"1"});
  EXPECT_EQ(Printed(table), "  a\n  1\n");
}

TEST(TextTableTest, NoRowsNoHead) { EXPECT_EQ(Printed(TextTable({"a"})), ""); }

}  // namespace
}  // namespace bellwether
