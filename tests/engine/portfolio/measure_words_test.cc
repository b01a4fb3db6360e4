// What measures count, in other languages: nothing that a sentence rests on may be lost in one.
#include "engine/portfolio/measure_words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace bellwether::portfolio {
namespace {

// Keys of packs, numbers and signs of arithmetic stand in every language alike.
std::multiset<std::string> Fixed(std::string_view text) {
  std::multiset<std::string> found;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') {
      const size_t end = text.find('`', i + 1);
      found.emplace(text.substr(i, end - i + 1));
      i = end;
    } else if (text[i] >= '0' && text[i] <= '9') {
      const size_t end = text.find_first_not_of("0123456789", i);
      found.emplace(text.substr(i, end - i));
      i = end == std::string_view::npos ? text.size() : end - 1;
    }
  }
  for (const std::string_view sign : {"÷", "×"}) {
    for (size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + 1)) {
      found.emplace(sign);
    }
  }
  return found;
}

class MeasureWordsTest : public testing::TestWithParam<const char*> {};

TEST_P(MeasureWordsTest, EveryMeasureIsSaidWithAllThatItRestsOn) {
  for (const MeasureInfo& info : kMeasures) {
    const MeasureWords words = WordsOf(info.measure, GetParam());
    EXPECT_NE(words.about, info.about) << info.name;
    EXPECT_NE(words.counts, info.counts) << info.name;
    EXPECT_NE(words.groups_by, info.groups_by) << info.name;
    EXPECT_EQ(Fixed(words.about), Fixed(info.about)) << info.name;
    EXPECT_EQ(Fixed(words.counts), Fixed(info.counts)) << info.name;
    for (const std::string_view text : {words.about, words.counts, words.groups_by}) {
      EXPECT_EQ(text.find("  "), std::string_view::npos) << text;
      EXPECT_NE(text.back(), '.') << text;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(All, MeasureWordsTest, testing::Values("id", "ms"));

TEST(DefinitionWordsTest, SaysHowFarItLooksBack) {
  EXPECT_EQ(
      DefinitionWords(Measure::kTimeShare, 12, ""),
      "Hours for a purpose ÷ hours that have one. Counted: activities with hours, of the last "
      "12 months; attributes of each are those at the activity (P26)");
  EXPECT_EQ(
      DefinitionWords(Measure::kTimeShare, 1, "en-GB"),
      "Hours for a purpose ÷ hours that have one. Counted: activities with hours, of the last "
      "1 month; attributes of each are those at the activity (P26)");
  EXPECT_EQ(
      DefinitionWords(Measure::kTimeShare, 12, "id-ID"),
      "Jam untuk suatu tujuan ÷ jam yang punya tujuan. Yang dihitung: aktivitas dengan jam, "
      "dari 12 bulan terakhir; atribut masing-masing adalah yang berlaku saat aktivitas (P26)");
  EXPECT_EQ(
      DefinitionWords(Measure::kTimeShare, 0, "ms"),
      "Jam bagi sesuatu tujuan ÷ jam yang mempunyai tujuan. Yang dikira: aktiviti dengan jam; "
      "atribut masing-masing ialah yang berkuat kuasa semasa aktiviti (P26)");
}

TEST(DefinitionWordsTest, AnyOtherLanguageIsEnglish) {
  EXPECT_EQ(WordsOf(Measure::kRetention, "de").about, InfoOf(Measure::kRetention).about);
  EXPECT_EQ(DefinitionWords(Measure::kRetention, 3, "de"),
            DefinitionWords(Measure::kRetention, 3, "en"));
}

}  // namespace
}  // namespace bellwether::portfolio
