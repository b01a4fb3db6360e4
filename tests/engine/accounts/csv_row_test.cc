// Rows without quotes are cut at their separators, to the same cells as the library makes of them.
#include "engine/accounts/csv_row.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using testing::ElementsAre;

std::vector<std::string> Split(std::string_view row, char delimiter = ',') {
  std::vector<std::string_view> cells;
  SplitUnquotedRow(row, delimiter, cells);
  return {cells.begin(), cells.end()};
}

TEST(SplitUnquotedRowTest, GivesTheCellsWithoutBlanksAround) {
  EXPECT_THAT(Split("a,b c, d\t ,"), ElementsAre("a", "b c", "d", ""));
  EXPECT_THAT(Split(",,"), ElementsAre("", "", ""));
  EXPECT_THAT(Split("a"), ElementsAre("a"));
  EXPECT_THAT(Split(" "), ElementsAre(""));
  EXPECT_THAT(Split("a; b,c;", ';'), ElementsAre("a", "b,c", ""));
  EXPECT_THAT(Split("a\t b\t\tc", '\t'), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(Split("a\rb,c"), ElementsAre("a\rb", "c"));
}

// With one cell in quotes the library takes the whole row.
TEST(SplitUnquotedRowTest, AgreesWithTheLibrary) {
  constexpr std::string_view kPieces[] = {"a", " ", "\t", ",", ";", "\r", "é", "0.5", "\v", "-"};
  for (const char delimiter : {',', ';', '\t', '|'}) {
    CsvRowParser parser(delimiter);
    for (size_t number = 0; number < 10'000; ++number) {
      std::string row;
      for (size_t rest = number; rest > 0; rest /= std::size(kPieces)) {
        row.append(kPieces[rest % std::size(kPieces)]);
      }
      std::string problem;
      const std::string quoted = absl::StrCat("\"x\"", std::string(1, delimiter), row);
      const auto cells = parser.Parse(quoted, &problem);
      ASSERT_TRUE(cells) << problem;
      std::vector<std::string> expected = Split(row, delimiter);
      expected.insert(expected.begin(), "x");
      EXPECT_EQ(absl::StrJoin(*cells, "|"), absl::StrJoin(expected, "|")) << row;
    }
  }
}

}  // namespace
}  // namespace bellwether
