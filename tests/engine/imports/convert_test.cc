// Texts as exports have them: what each conversion reads, and what it refuses and how it says so.
#include "engine/imports/convert.h"

#include "engine/base/number.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::imports {
namespace {

using testing::HasSubstr;

struct NumberCase {
  const char* text;
  char decimal;
  std::optional<double> want;
};

TEST(ConvertTest, NumbersGroupThousandsByThree) {
  const NumberCase cases[] = {
      {"12", '.', 12},
      {"-0.5", '.', -0.5},
      {"1,234", '.', 1234},
      {"1,234.5", '.', 1234.5},
      {"1,23", '.', {}},
      {"1,234,5", '.', {}},
      {"0,72", ',', 0.72},
      {"1.234,5", ',', 1234.5},
      {"1.5", ',', {}},
      {"48 000", '.', 48000},
      {"48\u00A0000", ',', 48000},
      {"48'000.50", '.', 48000.5},
      {"1,234 567", '.', {}},
      {"", '.', {}},
      {"abc", '.', {}},
      {"1.2.3", '.', {}},
      {"0x10", '.', {}},
      {",5", '.', {}},
      {"1234,567", '.', {}},
      {"+7", '.', 7},
  };
  for (const NumberCase& one : cases) {
    EXPECT_EQ(ParseGroupedNumber(one.text, one.decimal), one.want) << one.text;
  }
}

TEST(ConvertTest, MoneyPassesOverTheCurrency) {
  const NumberCase cases[] = {
      {"$48,000.00", '.', 48000},
      {"48.000,50 \u20AC", ',', 48000.5},
      {"USD 1,200", '.', 1200},
      {"(1,200)", '.', -1200},
      {"($1,200)", '.', -1200},
      {"-$5", '.', -5},
      {"$", '.', {}},
      {"$1,2", '.', {}},
      {"5", '.', 5},
  };
  for (const NumberCase& one : cases) {
    EXPECT_EQ(ParseMoney(one.text, one.decimal), one.want) << one.text;
  }
}

TEST(ConvertTest, PercentIsAShareOfOne) {
  const NumberCase cases[] = {
      {"72%", '.', 0.72}, {"72 %", '.', 0.72}, {"7,5%", ',', 0.075},
      {"50", '.', 0.5},   {"%", '.', {}},
  };
  for (const NumberCase& one : cases) {
    EXPECT_EQ(ParsePercent(one.text, one.decimal), one.want) << one.text;
  }
}

TEST(ConvertTest, DurationsHaveUnits) {
  const NumberCase cases[] = {
      {"2:30", ' ', 9000},   {"2:30:15", ' ', 9015}, {"1d 4h", ' ', 100800},
      {"90 min", ' ', 5400}, {"PT2H30M", ' ', 9000}, {"P1DT1H", ' ', 90000},
      {"1.5h", ' ', 5400},   {"2 hours", ' ', 7200}, {"5", ' ', {}},
      {"2:75", ' ', {}},     {"", ' ', {}},          {"P1M", ' ', {}},
      {":30", ' ', {}},      {"1:2:3:4", ' ', {}},   {"soon", ' ', {}},
  };
  for (const NumberCase& one : cases) EXPECT_EQ(ParseDuration(one.text), one.want) << one.text;
}

TEST(ConvertTest, DatesByTheirForm) {
  const auto text = [](const char* date, const char* form) {
    const auto moment = ParseDate(date, form);
    return moment ? FormatMoment(*moment) : "none";
  };
  EXPECT_EQ(text("05/01/2026", "%d/%m/%Y"), "2026-01-05");
  EXPECT_EQ(text("05/01/2026", "%m/%d/%Y"), "2026-05-01");
  EXPECT_EQ(text("13/01/2026", "%m/%d/%Y"), "none");
  EXPECT_EQ(text("2026-01-05 10:30", "%Y-%m-%d %H:%M"), "2026-01-05T10:30:00");
  EXPECT_EQ(text("2026-01-05T10:30:00+02:00", "%Y-%m-%dT%H:%M:%S%Ez"), "2026-01-05T08:30:00Z");
  EXPECT_TRUE(IsDateForm("%d/%m/%Y"));
  EXPECT_TRUE(IsDateForm("%b %e, %Y"));
  EXPECT_FALSE(IsDateForm("%d/%m"));
  EXPECT_FALSE(IsDateForm("dd/mm/yyyy"));
}

TEST(ConvertTest, SerialsOfSpreadsheetsAndUnix) {
  EXPECT_EQ(FormatMoment(*ParseExcelSerial("46027", '.')), "2026-01-05");
  EXPECT_EQ(FormatMoment(*ParseExcelSerial("46027,5", ',')), "2026-01-05T12:00:00");
  EXPECT_FALSE(ParseExcelSerial("0", '.').has_value());
  EXPECT_FALSE(ParseExcelSerial("1e12", '.').has_value());
  EXPECT_EQ(FormatMoment(*ParseUnix("1767225600", 1)), "2026-01-01T00:00:00Z");
  EXPECT_EQ(FormatMoment(*ParseUnix("1767225600000", 1000)), "2026-01-01T00:00:00Z");
  EXPECT_FALSE(ParseUnix("1767225600000", 1).has_value());
}

// What is said of a text that does not fit.
std::string Problem(const char* text, Conversion conversion, ValueType wants, char decimal = '.') {
  Cell cell;
  cell.conversion = conversion;
  cell.wants = wants;
  cell.date_form = "%d/%m/%Y";
  const std::string empty_words[] = {"NULL", "-"};
  std::string problem;
  const Converted value = Convert(text, cell, {empty_words, decimal}, problem);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(value)) << text;
  return problem;
}

TEST(ConvertTest, RefusesWithTheTextAndWhatWouldBeRight) {
  EXPECT_EQ(Problem("72%", Conversion::kAsWritten, ValueType::kNumber),
            "found `72%`, expected a number such as 1234.5; `type: percent` reads it as a share of "
            "1");
  EXPECT_EQ(Problem("$5", Conversion::kNumber, ValueType::kNumber),
            "found `$5`, expected a number such as 1234.5; `type: money` passes over the currency");
  EXPECT_THAT(Problem("0,72", Conversion::kNumber, ValueType::kNumber),
              HasSubstr("`decimal: \",\"` reads it otherwise"));
  EXPECT_THAT(Problem("1/5/2026", Conversion::kAsWritten, ValueType::kMoment),
              HasSubstr("another form is declared: `date: \"%d/%m/%Y\"`"));
  EXPECT_THAT(Problem("2026-01-05", Conversion::kDate, ValueType::kMoment),
              HasSubstr("expected a date of the form %d/%m/%Y"));
  EXPECT_THAT(Problem("Active", Conversion::kAsWritten, ValueType::kBool),
              HasSubstr("`map: {Active: true}`"));
  EXPECT_THAT(Problem("5", Conversion::kDuration, ValueType::kNumber),
              HasSubstr("a bare number has no unit"));
  for (const char* empty : {"", " ", "NULL", " - "}) {
    EXPECT_EQ(Problem(empty, Conversion::kAsWritten, ValueType::kNumber), "") << empty;
  }
}

TEST(ConvertTest, NothingIsGuessedWhileTheDecimalMarkIsUnknown) {
  const auto read = [](const char* text) {
    Cell cell;
    cell.wants = ValueType::kNumber;
    std::string problem;
    const Converted value = Convert(text, cell, {{}, kDecimalUnknown}, problem);
    return problem.empty() ? FormatNumber(std::get<double>(value)) : problem;
  };
  EXPECT_EQ(read("0,72"), "0.72");
  EXPECT_EQ(read("0.72"), "0.72");
  EXPECT_EQ(read("12"), "12");
  EXPECT_EQ(read("1,234"),
            "found `1,234`, which is 1234 or 1.234; `decimal:` of the mapping's "
            "source says which");
}

TEST(ConvertTest, AMapSpellsWordsAsAccountFilesDo) {
  Cell cell;
  cell.wants = ValueType::kMoment;
  cell.map = {{"open", "not_yet"}, {"none", "not_applicable"}, {"", "2026-02-01"}};
  std::string problem;
  EXPECT_TRUE(std::holds_alternative<NotYet>(Convert("open", cell, {}, problem)));
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(Convert(" none ", cell, {}, problem)));
  EXPECT_TRUE(std::holds_alternative<Moment>(Convert("", cell, {}, problem)));
  EXPECT_EQ(problem, "");
}

}  // namespace
}  // namespace bellwether::imports
