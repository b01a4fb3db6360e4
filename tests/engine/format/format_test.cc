// Each rule of the style, by a text before and after; texts that have no style; and that a text in
// the style stays as it is, which Format proves of every one of these as well.
#include "engine/format/format.h"

#include <cctype>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

Sources Of(const std::string& text) { return Sources(std::vector<SourceFile>{{"a.yaml", text}}); }

Staged<std::string> FormatText(const std::string& text) { return Format(Of(text), 0, Limits{}); }

struct Case {
  const char* name;
  const char* before;
  const char* after;
};

void PrintTo(const Case& shown, std::ostream* out) { *out << shown.name; }

class FormatTest : public testing::TestWithParam<Case> {};

TEST_P(FormatTest, Formats) {
  const Staged<std::string> formatted = FormatText(GetParam().before);
  for (const Diagnostic& found : formatted.diagnostics) ADD_FAILURE() << found.message;
  EXPECT_EQ(formatted.value, GetParam().after);
}

constexpr Case kBlocks[] = {
    {"Nothing", "", ""},
    {"BlankLinesAlone", "\n  \n\n", ""},
    {"FinalNewline", "a: 1", "a: 1\n"},
    {"EmptyLines", "\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"},
    {"LineEnds", "a: 1\r\nb: |\r\n  x\r\n", "a: 1\nb: |\n  x\n"},
    {"ByteOrderMark",
     "\xEF\xBB\xBF"
     "a: 1\n",
     "a: 1\n"},
    {"ByteOrderMarks",
     "\xEF\xBB\xBF\xEF\xBB\xBF"
     "a: 1\n",
     "a: 1\n"},
    {"TrailingBlanks", "a: 1  \nb:\t\n  c: 2 \n", "a: 1\nb:\n  c: 2\n"},
    {"Colon", "a:    1\nb :   2\n\"c\"  : 3\n", "a: 1\nb: 2\n\"c\": 3\n"},
    {"ValueThatIsNotThere", "a:\nb:   \nc: 1\n", "a:\nb:\nc: 1\n"},
    {"Indentation", "a:\n    b:\n     c: 1\n    d: 2\ne: 3\n",
     "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n"},
    {"WholeTextIsIndented", "  a: 1\n  b: 2\n", "a: 1\nb: 2\n"},
    {"ListBesideItsKey", "a:\n- 1\n- b: 2\n  c: 3\nd: 4\n",
     "a:\n  - 1\n  - b: 2\n    c: 3\nd: 4\n"},
    {"Dashes", "-   a\n-    b: 1\n     c: 2\n-   -  d\n    -  e\n",
     "- a\n- b: 1\n  c: 2\n- - d\n  - e\n"},
    {"DashBelowDash", "-\n    -\n        a: 1\n", "-\n  -\n    a: 1\n"},
    {"ValueInTheNextLine", "a:\n     b\nc:\n     {d: 1}\n", "a:\n  b\nc:\n  {d: 1}\n"},
    {"Anchors", "a:   &x   {b: 1}\nc:\n    <<:   *x\n    d: &y\n      e: 1\nf: *y\n",
     "a: &x {b: 1}\nc:\n  <<: *x\n  d: &y\n    e: 1\nf: *y\n"},
    {"AliasAsKey", "a: &x b\n*x : 1\n", "a: &x b\n*x : 1\n"},
    {"DocumentMarks", "---\na:   1\n...\n", "---\na: 1\n...\n"},
    {"WideCharacters", "höhe:   1   # ÷\n", "höhe: 1     # ÷\n"},
};

constexpr Case kTexts[] = {
    {"PlainOfSeveralLines", "a: one\n      two\n\n      three\n", "a: one\n  two\n\n  three\n"},
    {"PlainWithSigns", "a: x - y # no\nb: a:b#c\n", "a: x - y  # no\nb: a:b#c\n"},
    {"QuotedOfSeveralLines", "a: \"one\n       two\"\nb: 'x''y\n   z'\n",
     "a: \"one\n  two\"\nb: 'x''y\n  z'\n"},
    {"EscapedBlankAtTheEnd", "a: \"one\\ \n       two\\\n three\"\n",
     "a: \"one\\ \n  two\\\n  three\"\n"},
    {"QuotesStay", "a:  'b'\nc:  \"d # e\"\n", "a: 'b'\nc: \"d # e\"\n"},
    {"Literal", "a:   |\n      one\n        two\n\n      three  \nb: 1\n",
     "a: |\n  one\n    two\n\n  three  \nb: 1\n"},
    {"Folded", "a:\n    b: >-   # why\n          one\n\n\n          two\n    c: 1\n",
     "a:\n  b: >-   # why\n    one\n\n\n    two\n  c: 1\n"},
    {"BlankLinesAreContentWhereKept", "a: |+\n    x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"},
    {"BlankLinesAfterABlock", "a: |\n    x\n\n\nb: 1\n", "a: |\n  x\n\nb: 1\n"},
    {"NumberInTheHead", "a:\n    b: |2\n         x\n", "a:\n  b: |2\n       x\n"},
    {"BlockOfAnItem", "-   >\n    x\n-   a: |\n        y\n", "- >\n  x\n- a: |\n    y\n"},
    {"BlockWithoutLastNewline", "a: |\n    x", "a: |\n  x"},
    {"CommentLinesOfABlockAreText", "a: |\n    # x\n  # y\nb: 1\n", "a: |\n  # x\n# y\nb: 1\n"},
};

constexpr Case kComments[] = {
    {"Blank", "#a\n#!b\n##c\n#\n#  d  \n", "# a\n#!b\n##c\n#\n#  d\n"},
    {"Beside", "a: 1 # x\nb: 2     #y\n", "a: 1  # x\nb: 2     # y\n"},
    {"BesideMovesWithItsLine", "a:\n    b: 1         # x\n    cc: 2        # y\n",
     "a:\n  b: 1         # x\n  cc: 2        # y\n"},
    {"BesideStaysAligned", "a:    1      # x\nbb:   2      # y\n",
     "a: 1         # x\nbb: 2        # y\n"},
    {"BesideGoesOnBelow",
     "a:    1   # x\n          # y\n          # z\nb: [1,   # x\n         # y\n  2]\n",
     "a: 1      # x\n          # y\n          # z\nb: [1,   # x\n         # y\n    2]\n"},
    {"BeforeAnEntry", "a:\n    # x\n    b: 1\n    # y\n\n    # z\n    c: 2\n",
     "a:\n  # x\n  b: 1\n  # y\n\n  # z\n  c: 2\n"},
    {"AtTheEndOfALevel", "a:\n    b:\n        c: 1\n        # c\n    # b\n# a\nd: 2\n",
     "a:\n  b:\n    c: 1\n    # c\n  # b\n# a\nd: 2\n"},
    {"BeforeItems", "a:\n# x\n- 1\n# y\n- 2\n# z\nb: 3\n",
     "a:\n  # x\n  - 1\n  # y\n  - 2\n# z\nb: 3\n"},
    {"InPlaceOfAValue", "a:\n    # b: 1\nc: 2\n", "a:\n  # b: 1\nc: 2\n"},
    {"FurtherRightThanAnything", "a: 1\n      # x\nb: 2\n", "a: 1\n# x\nb: 2\n"},
    {"InsideBrackets", "a: [ 1, # x\n  # y\n      2 ]\n", "a: [1,  # x\n    # y\n    2]\n"},
    {"AtTheEnd", "a:\n    b: 1\n    # x\n\n\n# y\n", "a:\n  b: 1\n  # x\n\n# y\n"},
    {"AboveEverything", "# x\n\n\n# y\na: 1\n", "# x\n\n# y\na: 1\n"},
};

constexpr Case kBrackets[] = {
    {"Blanks", "a: { b :  1,c : [ 2 ,3 ] }\nd: [ ]\n", "a: {b: 1, c: [2, 3]}\nd: []\n"},
    {"ValueThatIsNotThere", "a: {b, c: , d: }\n", "a: {b, c: , d: }\n"},
    {"ColonBesideQuotes", "a: {\"b\":1}\n", "a: {\"b\": 1}\n"},
    {"BrokenLinesAreAligned", "a: {b: 1,\n  c: 2,\n        d: [3,\n  4]}\n",
     "a: {b: 1,\n    c: 2,\n    d: [3,\n        4]}\n"},
    {"NothingAfterTheBracket", "a: [\n1,\n2\n]\nb:\n  - {\n   c: 1\n   }\n",
     "a: [\n    1,\n    2\n  ]\nb:\n  - {\n      c: 1\n    }\n"},
    {"TextOfSeveralLines", "a: [one\n two, \"three\n four\"]\n",
     "a: [one\n    two, \"three\n    four\"]\n"},
    {"LongValueGoesToTheNextLine",
     "signals:\n  name: {type: ratio, description: A text that makes the line a little longer than "
     "it "
     "may be, unit: x}\n",
     "signals:\n  name:\n    {type: ratio, description: A text that makes the line a little longer "
     "than it may be, unit: x}\n"},
    {"LongLineIsBrokenAfterACommaOutside",
     "- {name: [one, two, three, four, five, six], other: [one, two, three, four, five, six, "
     "seven, "
     "eight]}  # x\n",
     "- {name: [one, two, three, four, five, six],\n   other: [one, two, three, four, five, six, "
     "seven, eight]}  # x\n"},
    {"LongLineIsBrokenInsideWhereItMust",
     "- {name: [aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, cccccccccccccccccc, dddddddddddddddddd, "
     "eeeeeeeeeeeeeeeeee, fffffffff]}\n",
     "- {name: [aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, cccccccccccccccccc, dddddddddddddddddd,\n"
     "          eeeeeeeeeeeeeeeeee, fffffffff]}\n"},
    {"WhatCannotBeBrokenStays",
     "a: \"a text of more than a hundred characters is no business of a formatter: nobody could "
     "say "
     "where to break it\"\n",
     "a: \"a text of more than a hundred characters is no business of a formatter: nobody could "
     "say "
     "where to break it\"\n"},
    {"LongTextBeforeTheFirstComma",
     "- {a: \"a text of more than a hundred characters is no business of a formatter, which leaves "
     "it "
     "alone\", b: 1}\n",
     "- {a: \"a text of more than a hundred characters is no business of a formatter, which leaves "
     "it "
     "alone\",\n   b: 1}\n"},
    {"CommentMayBeLong",
     "a: {b: 1, c: 2}  # a comment that goes on and on, beyond the hundred characters that a line "
     "of "
     "values has\n",
     "a: {b: 1, c: 2}  # a comment that goes on and on, beyond the hundred characters that a line "
     "of "
     "values has\n"},
};

std::string CaseName(const testing::TestParamInfo<Case>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Blocks, FormatTest, testing::ValuesIn(kBlocks), CaseName);
INSTANTIATE_TEST_SUITE_P(Texts, FormatTest, testing::ValuesIn(kTexts), CaseName);
INSTANTIATE_TEST_SUITE_P(Comments, FormatTest, testing::ValuesIn(kComments), CaseName);
INSTANTIATE_TEST_SUITE_P(Brackets, FormatTest, testing::ValuesIn(kBrackets), CaseName);

struct Refusal {
  const char* name;
  const char* text;
  const char* said;
};

void PrintTo(const Refusal& shown, std::ostream* out) { *out << shown.name; }

class FormatRefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(FormatRefusalTest, SaysWhereAndWhy) {
  const Sources sources = Of(GetParam().text);
  const Staged<std::string> formatted = Format(sources, 0, Limits{});
  ASSERT_FALSE(formatted.ok());
  EXPECT_EQ(formatted.value, "");
  EXPECT_EQ(RenderLine(formatted.diagnostics[0], sources), GetParam().said);
}

constexpr Refusal kRefusals[] = {
    {"NoYaml", "a: [1\n", "a.yaml:1:4: error: `[` is never closed [syntax]"},
    {"DuplicateKey", "a: 1\na: 2\n",
     "a.yaml:2:1: error: key `a` is already set at 1:1 [duplicate-key]"},
    {"Tab", "a:\n\tb: 1\n", "a.yaml:2:1: error: a tab is used as indentation [tab-indentation]"},
    {"ExplicitKey", "a: 1\n? b\n: 2\n",
     "a.yaml:2:1: error: a key that begins with `? ` has no style [no-style]"},
    {"Directive", "%YAML 1.2\n---\na: 1\n",
     "a.yaml:1:1: error: a directive of YAML has no style [no-style]"},
    {"ContentBesideAMark", "--- a\n",
     "a.yaml:1:4: error: content beside `---` has no style [no-style]"},
    {"QuoteThatIsNeverClosed", "a: 'x\n",
     "a.yaml:1:5: error: formatting would change this value [unsafe-format]"},
};

INSTANTIATE_TEST_SUITE_P(All, FormatRefusalTest, testing::ValuesIn(kRefusals),
                         [](const auto& shown) { return std::string(shown.param.name); });

// Time is linear: what takes seconds if it is not shows as a test that is too slow.
TEST(FormatTest, ALineAsLongAsAFileIsBroken) {
  std::string list;
  for (int i = 0; i < 50'000; ++i) list += (i > 0 ? "," : "") + std::string("1234567");
  const Staged<std::string> formatted = FormatText("a: [" + list + "]\n");
  ASSERT_TRUE(formatted.ok());
  size_t start = 0;
  for (size_t end; (end = formatted.value.find('\n', start)) != std::string::npos;
       start = end + 1) {
    ASSERT_LE(end - start, 100u);
  }
}

TEST(FormatTest, OtherFilesOfTheSourcesAreNotRead) {
  const Sources sources(std::vector<SourceFile>{{"a.yaml", "a: ["}, {"b.yaml", "b:   1\n"}});
  EXPECT_EQ(Format(sources, 1, Limits{}).value, "b: 1\n");
}

TEST(FormatTest, PlacesNameTheirFile) {
  const Sources sources(std::vector<SourceFile>{{"a.yaml", "a: 1\n"}, {"b.yaml", "? b\n"}});
  const Staged<std::string> formatted = Format(sources, 1, Limits{});
  ASSERT_FALSE(formatted.ok());
  EXPECT_EQ(sources.Describe(formatted.diagnostics[0].span), "b.yaml:1:1");
}

}  // namespace
}  // namespace bellwether
