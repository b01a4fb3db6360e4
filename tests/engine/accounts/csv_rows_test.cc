// Bytes to rows: how the file is written is recognised, and the cutting of the bytes is not seen.
#include "engine/accounts/csv_rows.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Writes down what it takes: "2: a / 0,72 (;,)".
class Log : public CsvRowSink {
 public:
  bool TakeHeader(const CsvRow& header) override {
    lines.push_back(absl::StrCat("header ", Text(header)));
    return true;
  }
  bool MayHoldNumbers(size_t column) const override { return column > 0; }
  void TakeRow(const CsvRow& row) override { lines.push_back(Text(row)); }
  void RefuseRow(uint32_t line, std::string_view, const std::string& message) override {
    lines.push_back(absl::StrCat("bad ", line, ": ", message));
  }
  void RefuseHeader(uint32_t line, std::string_view, const std::string& message) override {
    lines.push_back(absl::StrCat("no header ", line, ": ", message));
  }

  std::vector<std::string> lines;

 private:
  static std::string Text(const CsvRow& row) {
    const char decimal = row.dialect.decimal == kDecimalUnknown ? '?' : row.dialect.decimal;
    return absl::StrCat(row.line, ": ", absl::StrJoin(row.cells, " / "), " (",
                        std::string{row.dialect.delimiter, decimal}, ")");
  }
};

std::vector<std::string> Read(const std::string& text, const CsvOptions& options = {},
                              size_t piece = 1 << 20) {
  Log log;
  CsvRows rows(options, Limits{}, log);
  for (size_t at = 0; at < text.size(); at += piece) rows.Feed(text.substr(at, piece));
  rows.Finish();
  return log.lines;
}

TEST(CsvRowsTest, CommasGoWithADecimalPoint) {
  EXPECT_THAT(Read("id,acv\na,\"1,234\"\n"),
              ElementsAre("header 1: id / acv (,.)", "2: a / 1,234 (,.)"));
}

TEST(CsvRowsTest, AnUnambiguousNumberTellsTheDecimalMarkFromItsRowOn) {
  EXPECT_THAT(Read("id;x\na;7\nb;0,5\nc;1,234\n"),
              ElementsAre("header 1: id / x (;?)", "2: a / 7 (;?)", "3: b / 0,5 (;,)",
                          "4: c / 1,234 (;,)"));
  EXPECT_THAT(Read("id\tx\na\t0.5\n"), ElementsAre("header 1: id / x (\t?)", "2: a / 0.5 (\t.)"));
}

TEST(CsvRowsTest, AnAmbiguousNumberWaitsForOneThatTells) {
  EXPECT_THAT(Read("id;x\na;1,234\nb;7\nc;\"open\nd;0,5\n"),
              ElementsAre("header 1: id / x (;?)", "2: a / 1,234 (;,)", "3: b / 7 (;,)",
                          HasSubstr("bad 4: line 4: a quote is opened"), "5: d / 0,5 (;,)"));
  EXPECT_THAT(Read("id;x\na;1,234\n"), ElementsAre(HasSubstr("header"), "2: a / 1,234 (;?)"));
}

TEST(CsvRowsTest, WaitingRowsAreBounded) {
  std::string text = "id;x\n";
  for (size_t i = 0; i < 2 * CsvRows::kMostHeldBytes / 8; ++i) text += "a;1,234\n";
  const auto lines = Read(text + "b;0,5\n");
  EXPECT_EQ(lines[1], "2: a / 1,234 (;?)") << "handed out before the one that tells";
  EXPECT_THAT(lines.back(), HasSubstr("b / 0,5 (;,)"));
}

TEST(CsvRowsTest, ColumnsOfTextsTellNothing) {
  EXPECT_THAT(Read("id;x\n1.5;1,234\n"), ElementsAre(HasSubstr("header"), "2: 1.5 / 1,234 (;?)"));
}

TEST(CsvRowsTest, WhatIsDeclaredIsNotRecognised) {
  EXPECT_THAT(Read("id;x\na;1,234\n", {';', ','}),
              ElementsAre("header 1: id / x (;,)", "2: a / 1,234 (;,)"));
  EXPECT_THAT(Read("id;x\na;b\n", {',', {}}), ElementsAre("header 1: id;x (,.)", "2: a;b (,.)"));
  EXPECT_THAT(Read("id,x\na,b\n", {{}, ','}),
              ElementsAre(HasSubstr("no header 1: line 1: commas separate the cells")));
  EXPECT_THAT(Read("sep=|\nid|x;y;z\n"), ElementsAre("header 2: id / x;y;z (|?)"));
}

TEST(CsvRowsTest, AHeaderInDoubtWaitsForTheFirstRow) {
  EXPECT_THAT(Read("id;x, y\na;1\n"), ElementsAre("header 1: id / x, y (;?)", "2: a / 1 (;?)"));
  EXPECT_THAT(Read("id;x, y\n"), ElementsAre(HasSubstr("it cannot be told what separates")));
  EXPECT_THAT(Read("id;a;x, y\n\xFF;1;2\nb;3;4\n"),
              ElementsAre("header 1: id / a / x, y (;?)", HasSubstr("bad 2: line 2: byte 1"),
                          "3: b / 3 / 4 (;?)"));
}

TEST(CsvRowsTest, HowTheBytesAreCutChangesNothing) {
  const std::string text =
      "sep=;\r\n\"id\";\"x, y\";z\r\na;1.234;\"two\nlines\"\r\n\r\nb;\"x\"y\r\nc;0,5;e\r\nd;7";
  const auto whole = Read(text);
  EXPECT_THAT(whole, ElementsAre("header 2: id / x, y / z (;?)", "3: a / 1.234 / two\nlines (;,)",
                                 HasSubstr("bad 6"), "7: c / 0,5 / e (;,)", "8: d / 7 (;,)"));
  for (size_t piece = 1; piece < text.size(); ++piece) {
    EXPECT_EQ(Read(text, {}, piece), whole) << "pieces of " << piece << " bytes";
  }
}

}  // namespace
}  // namespace bellwether
