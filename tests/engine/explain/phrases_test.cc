// The engine's own sentences.
#include "engine/explain/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bellwether {
namespace {

TEST(PhrasesTest, FillsItsPartsInTheLanguageThatWasAskedFor) {
  EXPECT_EQ(Say(Phrase::kAtLeast, "en", {{"value", "0.8"}}), "at least 0.8");
  EXPECT_EQ(Say(Phrase::kAtLeast, "id", {{"value", "0.8"}}), "paling sedikit 0.8");
  EXPECT_EQ(Say(Phrase::kAtLeast, "id-ID", {{"value", "0.8"}}), "paling sedikit 0.8");
  EXPECT_EQ(Say(Phrase::kAtLeast, "ms", {{"value", "0.8"}}), "sekurang-kurangnya 0.8");
  EXPECT_EQ(Say(Phrase::kAtLeast, "ms-MY", {{"value", "0.8"}}), "sekurang-kurangnya 0.8");
}

TEST(PhrasesTest, AnyOtherLanguageIsAnsweredInEnglish) {
  EXPECT_EQ(Say(Phrase::kOr, "de"), "or");
  EXPECT_EQ(Say(Phrase::kOr, "msc"), "or");  // Sankaran Maninka, which begins alike
  EXPECT_EQ(Say(Phrase::kOr, ""), "or");
}

// Every phrase in every language: nothing is left over and nothing unfilled.
TEST(PhrasesTest, EverySentenceReadsWhole) {
  for (const std::string& language : PhraseLanguages()) {
    for (int i = 0; i <= static_cast<int>(Phrase::kInForceUntil); ++i) {
      const std::string text = Say(static_cast<Phrase>(i), language,
                                   {{"what", "W"},
                                    {"answers", "A"},
                                    {"others", "O"},
                                    {"coverage", "C"},
                                    {"needed", "N"},
                                    {"names", "X"},
                                    {"name", "M"},
                                    {"answer", "Y"},
                                    {"other", "Z"},
                                    {"count", "3"},
                                    {"value", "V"},
                                    {"from", "F"},
                                    {"to", "T"},
                                    {"day", "D"}});
      EXPECT_FALSE(text.empty()) << language << " " << i;
      EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
      EXPECT_EQ(text.find("  "), std::string::npos) << text;
    }
  }
}

TEST(PhrasesTest, JoinsWords) {
  EXPECT_EQ(JoinWords({}, Phrase::kOr, "en"), "");
  EXPECT_EQ(JoinWords({"a"}, Phrase::kOr, "en"), "a");
  EXPECT_EQ(JoinWords({"a", "b", "c"}, Phrase::kOr, "en"), "a, b or c");
  EXPECT_EQ(JoinWords({"a", "b"}, Phrase::kAnd, "id"), "a dan b");
}

TEST(PhrasesTest, CapitalisesWhatHasCapitals) {
  EXPECT_EQ(Capitalised("yellow"), "Yellow");
  EXPECT_EQ(Capitalised(""), "");
  EXPECT_EQ(Capitalised("émeraude"), "émeraude");
}

}  // namespace
}  // namespace bellwether
