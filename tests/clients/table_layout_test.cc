#include "clients/cli/writers/table_layout.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

using ::testing::ElementsAre;

std::vector<TableColumn> Columns() {
  return {{"id", false, false, 0}, {"health.score", true, false, 1}, {"words", false, false, 2}};
}

std::string Table(std::optional<size_t> width, const std::vector<TableRow>& rows,
                  size_t window = 200) {
  WriterOptions options;
  options.width = width;
  options.table_window = window;
  TableLayout layout(Columns(), options);
  std::string text;
  for (const TableRow& row : rows) layout.Add(row, text);
  layout.Finish(text);
  return text;
}

const std::vector<TableRow> kRows = {{{"a"}, {"7"}, {"some words"}}, {{"bcd"}, {"100"}, {"more"}}};

TEST(TableLayout, TakesTheWidthItNeeds) {
  EXPECT_EQ(Table({}, kRows),
            "id   health.score  words\n"
            "a               7  some words\n"
            "bcd           100  more\n");
  EXPECT_EQ(Table(29, kRows), Table({}, kRows));
}

TEST(TableLayout, BreaksHeadersBeforeItLeavesColumnsOut) {
  EXPECT_EQ(Table(24, kRows),
            "     health.\n"
            "id     score  words\n"
            "a          7  some words\n"
            "bcd      100  more\n");
}

TEST(TableLayout, LeavesTheMostExpendableOutAndSaysSo) {
  EXPECT_EQ(Table(23, kRows),
            "     health.\n"
            "id     score\n"
            "a          7\n"
            "bcd      100\n"
            "left out for want of\n"
            "room: words; a wider\n"
            "terminal shows more,\n"
            "--select chooses\n"
            "columns\n");
}

TEST(TableLayout, NeverLeavesOutWhatIsNotExpendable) {
  EXPECT_EQ(Table(1, kRows).substr(0, 9), "id\na\nbcd\n");
}

TEST(TableLayout, BringsANarrowColumnBack) {
  WriterOptions options;
  options.width = 10;
  TableLayout layout({{"id", false, false, 0}, {"wide", false, false, 1}, {"n", false, false, 2}},
                     options);
  std::string text;
  layout.Add({{"a"}, {"0123456789"}, {"1"}}, text);
  layout.Finish(text);
  EXPECT_EQ(text.substr(0, 12), "id  n\na   1\n");
}

TEST(TableLayout, CutsCellsThatAreTooWideLaterOnATerminalAlone) {
  const std::vector<TableRow> rows = {kRows[0], kRows[0], {{"abcdefgh"}, {"1"}, {"x"}}};
  EXPECT_NE(Table(40, rows, 1).find("a…"), std::string::npos);
  EXPECT_NE(Table({}, rows, 1).find("abcdefgh"), std::string::npos);
}

TEST(TableLayout, PackedRowsAreTheSameRows) {
  const std::vector<TableRow> rows = {{{"a\x1f"
                                        "b\nc",
                                        Tone::kBad},
                                       {"", Tone::kQuiet}},
                                      {{"x"}}};
  const std::vector<TableRow> back = UnpackRows(PackRows(rows));
  ASSERT_EQ(back.size(), 2u);
  ASSERT_EQ(back[0].size(), 2u);
  EXPECT_EQ(back[0][0].text, "a?b?c");
  EXPECT_EQ(back[0][0].tone, Tone::kBad);
  EXPECT_EQ(back[0][1].text, "");
  EXPECT_EQ(back[0][1].tone, Tone::kQuiet);
  EXPECT_EQ(back[1][0].text, "x");
}

}  // namespace
}  // namespace bellwether::cli
