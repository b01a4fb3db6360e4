// What the text of a number tells about the mark of its decimals, and what is read from it.
#include "engine/accounts/csv_number.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

std::string Look(std::string_view text) {
  const NumberLook look = LookAtNumber(text);
  if (!look.is_number) return "no number";
  std::string words = look.grouped ? "thousands " : "";
  if (look.ambiguous) words += "ambiguous ";
  return words + (look.decimal == kDecimalUnknown ? "?" : std::string(1, look.decimal));
}

TEST(CsvNumberTest, TheTextTellsTheMarkWhereItCan) {
  EXPECT_EQ(Look("48000"), "?");
  EXPECT_EQ(Look("-7"), "?");
  EXPECT_EQ(Look("0,72"), ",");
  EXPECT_EQ(Look("0.72"), ".");
  EXPECT_EQ(Look("+12,5"), ",");
  EXPECT_EQ(Look(",5"), ",");
  EXPECT_EQ(Look("0,125"), ",") << "thousands do not begin with 0";
  EXPECT_EQ(Look("1234,567"), ",") << "nor stand after four digits";
  EXPECT_EQ(Look("1.234,5"), "thousands ,");
  EXPECT_EQ(Look("1,234.5"), "thousands .");
  EXPECT_EQ(Look("1.234.567"), "thousands ,");
  EXPECT_EQ(Look("1,234,567"), "thousands .");
}

TEST(CsvNumberTest, OneMarkBeforeThreeDigitsTellsNothing) {
  EXPECT_EQ(Look("1,234"), "ambiguous ?");
  EXPECT_EQ(Look("-48.000"), "ambiguous ?");
}

TEST(CsvNumberTest, OtherTextsAreNoNumbers) {
  for (const char* text : {"", "-", ".", ",", "12 %", "$48,000", "05.01.2026", "1,2,3", "1.234,5.6",
                           "1,23.4", "1e3", "n/a", "0x1"}) {
    EXPECT_EQ(Look(text), "no number") << text;
  }
}

TEST(CsvNumberTest, IsReadByTheMarkOfTheFile) {
  EXPECT_EQ(ReadNumber("0,72", ','), 0.72);
  EXPECT_EQ(ReadNumber("1,234", ','), 1.234);
  EXPECT_EQ(ReadNumber("1.234", '.'), 1.234);
  EXPECT_EQ(ReadNumber("48000", kDecimalUnknown), 48000);
  EXPECT_EQ(ReadNumber("1e3", '.'), 1000);
}

TEST(CsvNumberTest, NeitherTheOtherMarkNorThousandsAreGuessed) {
  EXPECT_EQ(ReadNumber("0,72", '.'), std::nullopt);
  EXPECT_EQ(ReadNumber("0.72", ','), std::nullopt);
  EXPECT_EQ(ReadNumber("1.234,5", ','), std::nullopt);
  EXPECT_EQ(ReadNumber("1,234.5", '.'), std::nullopt);
  EXPECT_EQ(ReadNumber("1,234", '.'), std::nullopt);
  EXPECT_EQ(ReadNumber("1,234", kDecimalUnknown), std::nullopt);
  EXPECT_EQ(ReadNumber("1.234", kDecimalUnknown), std::nullopt);
}

TEST(CsvNumberTest, IsSpelledWithAPointForWhoReadsTheTypeLater) {
  EXPECT_EQ(WithDecimalPoint("0,72", ','), "0.72");
  EXPECT_EQ(WithDecimalPoint("Berlin, 2", ','), "Berlin, 2");
  EXPECT_EQ(WithDecimalPoint("0,72", '.'), "0,72");
}

}  // namespace
}  // namespace bellwether
