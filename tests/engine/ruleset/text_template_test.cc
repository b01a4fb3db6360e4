// Texts in pieces, and what they say where values are missing.
#include "engine/ruleset/text_template.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether::ruleset {
namespace {

// x and y have values, all others have none.
FilledText Fill(std::string_view text) {
  return FillText(ParseText(text), [](const TextPiece& placeholder) -> Filling {
    std::string value(placeholder.name);
    if (!placeholder.format.empty()) value += "(" + std::string(placeholder.format) + ")";
    if (placeholder.name == "x" || placeholder.name == "y") return {"<" + value + ">", true};
    return {"?", false};
  });
}

struct FillCase {
  const char* name;
  const char* text;
  const char* want;
  bool complete = true;
};

class FillTest : public testing::TestWithParam<FillCase> {};

TEST_P(FillTest, Says) {
  const FilledText filled = Fill(GetParam().text);
  EXPECT_EQ(filled.text, GetParam().want);
  EXPECT_EQ(filled.complete, GetParam().complete);
}

constexpr FillCase kFillCases[] = {
    {"Empty", "", ""},
    {"Literal", "as it is", "as it is"},
    {"Value", "a {x} b", "a <x> b"},
    {"Format", "{x:percent}", "<x(percent)>"},
    {"NoValue", "a {m} b", "a ? b", false},
    {"SectionShown", "a[ {x}].", "a <x>."},
    {"SectionVanishes", "a[ {m}].", "a."},
    {"OneOfTwoMissing", "a[ {x} {m}].", "a."},
    {"Instead", "[{m}|none]", "none"},
    {"InsteadNotNeeded", "[{x}|none]", "<x>"},
    {"SecondVariant", "[{x} and {m}|{x}|{m}|none]", "<x>"},
    {"LastVariant", "[{x} and {m}|{m}|none]", "none"},
    {"NoVariant", "[{m}|{n} {x}]", ""},
    {"VariantOfNothing", "a[ {m}|].", "a."},
    {"SectionsApart", "[{x}][{m}][{y}]", "<x><y>"},
    {"MissingOnlyInsideIsComplete", "{x}[{m}]", "<x>"},
    {"BracketsAreLiteral", "see [1], [a|b] and [[2]]", "see [1], [a|b] and [[2]]"},
    {"BracketsBesideASection", "[1][ {x}][2]", "[1] <x>[2]"},
    {"LoneMarks", "a ] | } b", "a ] | } b"},
    {"OpenBracketAtTheEnd", "{x} [", "<x> ["},
    {"Broken", "a {x", "a {x"},
};
INSTANTIATE_TEST_SUITE_P(All, FillTest, testing::ValuesIn(kFillCases),
                         [](const auto& test) { return std::string(test.param.name); });

std::string Mistakes(std::string_view text) {
  constexpr const char* kNames[] = {"brace", "section", "nested", "never"};
  std::string words;
  for (const TextMistake& mistake : ParseText(text).mistakes) {
    words += std::string(kNames[static_cast<size_t>(mistake.kind)]) + "@" +
             std::to_string(mistake.offset) + " ";
  }
  return words;
}

TEST(ParseTextTest, ListsMistakesWithTheirPlaces) {
  EXPECT_EQ(Mistakes("{x} [a {x}|b] [1] ]"), "");
  EXPECT_EQ(Mistakes("a {x"), "brace@2 ");
  EXPECT_EQ(Mistakes("a [b {x"), "brace@5 ");
  EXPECT_EQ(Mistakes("a [b {x} c"), "section@2 ");
  EXPECT_EQ(Mistakes("a [b"), "");
  EXPECT_EQ(Mistakes("[a [b {x}] c]"), "nested@3 ");
  EXPECT_EQ(Mistakes("[a|{x}]"), "never@2 ");
  EXPECT_EQ(Mistakes("[{x}|a|b]"), "never@6 ");
}

// However often nothing closes: the time stays in proportion to the text.
TEST(ParseTextTest, IsLinear) {
  const size_t size = 1'000'000;
  EXPECT_EQ(Fill(std::string(size, '[')).text.size(), size);
  EXPECT_EQ(Fill(std::string(size, '{')).text.size(), size);
  EXPECT_EQ(Fill(std::string(size, '[') + "{x}").text.size(), size + 3);
  EXPECT_EQ(Fill(std::string(size, '[') + "{").text.size(), size + 1);
}

}  // namespace
}  // namespace bellwether::ruleset
