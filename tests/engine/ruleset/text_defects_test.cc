// What a person stumbles over in a text.
#include "engine/ruleset/text_defects.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether::ruleset {
namespace {

struct DefectCase {
  const char* name;
  const char* text;
  const char* want;
  const char* language = "en";
};

class DefectTest : public testing::TestWithParam<DefectCase> {};

TEST_P(DefectTest, IsFound) {
  EXPECT_EQ(FindDefect(GetParam().text, GetParam().language).words, GetParam().want);
}

constexpr DefectCase kDefectCases[] = {
    {"Good", "Late by 3 days (planned: 7); 65 % are active. Why?", ""},
    {"Empty", "", "is empty"},
    {"OnlyBlanks", " \n", "is empty"},
    {"TwoBlanks", "your decision.  Planned", "has two blanks in a row"},
    {"BlankFirst", " Late", "begins with a blank"},
    {"BlankLast", "Late ", "ends with a blank"},
    {"BlankBeforeAStop", "Late .", "has a blank before `.`"},
    {"BlankBeforeAComma", "late , very", "has a blank before `,`"},
    {"ColonThenStop", "Still open: .", "has `: .`"},
    {"ColonTouchesStop", "Still open:. We", "has `:.`"},
    {"CommaThenStop", "late,.", "has `,.`"},
    {"ColonInBrackets", "silent (last answer:)", "has `:)`"},
    {"EmptyBrackets", "late ()", "has `()`"},
    {"BlankInBrackets", "late ( )", "has `( )`"},
    {"DoubledStop", "We left.. Please", "has `..`"},
    {"Ellipsis", "and so on ... and on...", ""},
    {"LeadingComma", ", late", "begins with `,`"},
    {"LeadingColon", ": late", "begins with `:`"},
    {"EndsWithColon", "First:", "ends with `:`"},
    {"EndsWithComma", "late,", "ends with `,`"},
    {"SeveralLines", "Dear all,\n\n  - one\n  - two\n", ""},
    {"LineThatEndsWithColon", "Open:\n- one\n", ""},
    {"FrenchExclamation", "Quel silence !", "", "fr"},
    {"FrenchColon", "Retard : 3 jours", "", "fr-CA"},
    {"FrenchStop", "Retard .", "has a blank before `.`", "fr"},
    {"EnglishExclamation", "What a silence !", "has a blank before `!`"},
};
INSTANTIATE_TEST_SUITE_P(All, DefectTest, testing::ValuesIn(kDefectCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ExcerptTest, ShowsWholeWordsAroundThePlace) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word ";
  EXPECT_EQ(Excerpt("short", 2), "short");
  const std::string middle = Excerpt(text, 150);
  EXPECT_TRUE(middle.starts_with("... word ")) << middle;
  EXPECT_TRUE(middle.ends_with(" word ...")) << middle;
  EXPECT_LT(middle.size(), 110u);
}

}  // namespace
}  // namespace bellwether::ruleset
