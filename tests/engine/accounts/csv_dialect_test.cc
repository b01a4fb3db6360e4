// Which separator a header and its first row show, and what may be declared.
#include "engine/accounts/csv_dialect.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(CsvDialectTest, TheOnlySeparatorOfTheHeaderIsTheSeparator) {
  EXPECT_EQ(RecogniseDelimiter("id,segment", ""), ',');
  EXPECT_EQ(RecogniseDelimiter("id;segment", ""), ';');
  EXPECT_EQ(RecogniseDelimiter("id\tsegment", ""), '\t');
  EXPECT_EQ(RecogniseDelimiter("id|segment", ""), '|');
  EXPECT_EQ(RecogniseDelimiter("id", ""), ',');
  EXPECT_FALSE(DelimiterIsInDoubt("id;segment"));
  EXPECT_FALSE(DelimiterIsInDoubt("id;\"ACV, in EUR | USD\""));
}

TEST(CsvDialectTest, SeveralSeparatorsAreSettledByTheRowAfterTheHeader) {
  constexpr std::string_view kHeader = "id;ARR (EUR, net, of tax)";
  EXPECT_TRUE(DelimiterIsInDoubt(kHeader));
  EXPECT_EQ(RecogniseDelimiter(kHeader, "a;1"), ';');
  EXPECT_EQ(RecogniseDelimiter("id,a;b", "x,1"), ',');
}

TEST(CsvDialectTest, WithoutARowTheMoreFrequentOneCounts) {
  EXPECT_EQ(RecogniseDelimiter("id;a;b, c", ""), ';');
  EXPECT_EQ(RecogniseDelimiter("id;a;b, c", "1;2;3;4,5,6"), ';');
  EXPECT_EQ(RecogniseDelimiter("id;b, c", ""), std::nullopt);
}

TEST(CsvDialectTest, ASpreadsheetDeclaresItInTheFirstLine) {
  EXPECT_EQ(DeclaredInFile("sep=;"), ';');
  EXPECT_EQ(DeclaredInFile("sep=x"), std::nullopt);
  EXPECT_EQ(DeclaredInFile("sep=;id"), std::nullopt);
}

TEST(CsvDialectTest, WhatCannotBeDeclaredSaysWhy) {
  EXPECT_EQ(CsvOptionsProblem({}), "");
  EXPECT_EQ(CsvOptionsProblem({';', ','}), "");
  EXPECT_EQ(CsvOptionsProblem({',', ','}),
            "a comma cannot separate cells and begin decimals in one file");
  EXPECT_EQ(CsvOptionsProblem({'x', {}}),
            "cells cannot be separated by `x`: known are `,`, `;`, `|` and a tab");
  EXPECT_EQ(CsvOptionsProblem({{}, ';'}), "decimals cannot begin with `;`: known are `.` and `,`");
}

}  // namespace
}  // namespace bellwether
