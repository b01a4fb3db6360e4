// What is proposed for values as other programs write them.
#include "engine/base/spelling.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(SpellingTest, NumbersOfSpreadsheets) {
  EXPECT_EQ(SpellingHint("72%", WantedValue::kRatio), "found `72%`; a ratio is written 0.72");
  EXPECT_EQ(SpellingHint("72,5 %", WantedValue::kRatio),
            "found `72,5 %`; a ratio is written 0.725");
  EXPECT_EQ(SpellingHint("0,72", WantedValue::kRatio), "found `0,72`; a ratio is written 0.72");
  EXPECT_EQ(SpellingHint("12%", WantedValue::kNumber), "found `12%`; a number is written 12");
  EXPECT_EQ(SpellingHint("$48,000", WantedValue::kNumber),
            "found `$48,000`; a number is written 48000");
  EXPECT_EQ(SpellingHint("48 000 EUR", WantedValue::kNumber),
            "found `48 000 EUR`; a number is written 48000");
  EXPECT_EQ(SpellingHint("€1.234.567", WantedValue::kNumber),
            "found `€1.234.567`; a number is written 1234567");
}

TEST(SpellingTest, DatesInTheOrderOfOtherCountries) {
  EXPECT_EQ(SpellingHint("1/5/2026", WantedValue::kDate),
            "found `1/5/2026`; a date is written 2026-01-05 or 2026-05-01");
  EXPECT_EQ(SpellingHint("1/15/2026", WantedValue::kDate),
            "found `1/15/2026`; a date is written 2026-01-15");
  EXPECT_EQ(SpellingHint("15/1/2026", WantedValue::kDate),
            "found `15/1/2026`; a date is written 2026-01-15");
  EXPECT_EQ(SpellingHint("05.01.2026", WantedValue::kDate),
            "found `05.01.2026`; a date is written 2026-01-05");
  EXPECT_EQ(SpellingHint("2026-1-12", WantedValue::kDate),
            "found `2026-1-12`; a date is written 2026-01-12");
  EXPECT_EQ(SpellingHint("2026/01/12", WantedValue::kDate),
            "found `2026/01/12`; a date is written 2026-01-12");
}

TEST(SpellingTest, WordsForNothing) {
  for (const char* word : {"NULL", "None", "#N/A", "-", "NaN", "\\N", "—"}) {
    EXPECT_EQ(SpellingHint(word, WantedValue::kNumber),
              "found `" + std::string(word) + "`; leave it empty: empty means not given");
  }
  EXPECT_TRUE(IsWordForNothing("null"));
  EXPECT_FALSE(IsWordForNothing("0"));
}

TEST(SpellingTest, NothingIsProposedForOtherTexts) {
  for (const auto wanted : {WantedValue::kNumber, WantedValue::kRatio, WantedValue::kDate}) {
    for (const char* text :
         {"", "yes", "much", "1,2,3", "31/31/2026", "1/5/26", "%", "$", "1,23,456"}) {
      EXPECT_EQ(SpellingHint(text, wanted), "") << text;
    }
  }
  EXPECT_EQ(SpellingHint("72%", WantedValue::kOther), "");
}

TEST(SpellingTest, LittleOfALongTextIsEchoed) {
  const std::string long_text = std::string(5'000, ' ') + "72%";
  EXPECT_LT(SpellingHint(long_text, WantedValue::kRatio).size(), 200u);
}

}  // namespace
}  // namespace bellwether
