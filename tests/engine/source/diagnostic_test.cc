#include "engine/source/diagnostic.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/source/utf8.h"

namespace bellwether {
namespace {

Diagnostic At(Span span, std::string message = "wrong", std::string hint = "") {
  return {Severity::kError, "some-code", span, std::move(message), std::move(hint)};
}

TEST(RenderTest, ShowsPlaceLineCaretAndHint) {
  const Sources sources({SourceFile{"pack.yaml", "items:\n- {amont: 5}\n"}});
  EXPECT_EQ(Render(At({0, 2, 4, 5}, "unknown key `amont`", "did you mean `amount`?"), sources),
            "pack.yaml:2:4: error: unknown key `amont` [some-code]\n"
            "  2 | - {amont: 5}\n"
            "    |    ^~~~~\n"
            "  did you mean `amount`?\n");
}

TEST(RenderTest, NamesWarnings) {
  const Sources sources({SourceFile{"a", "x"}});
  Diagnostic warning = At({0, 1, 1, 1});
  warning.severity = Severity::kWarning;
  EXPECT_EQ(RenderLine(warning, sources), "a:1:1: warning: wrong [some-code]");
}

TEST(RenderTest, WithoutAPlaceGivesTheFileAlone) {
  const Sources sources({SourceFile{"a.yaml", "x"}});
  EXPECT_EQ(Render(At({0, 0, 0, 1}), sources), "a.yaml: error: wrong [some-code]\n");
  EXPECT_EQ(Render(At({}), Sources()), "error: wrong [some-code]\n");
}

TEST(RenderTest, CaretStandsUnderCharactersNotBytes) {
  const Sources sources({SourceFile{"a", "größe: ÷x"}});
  // Column 10 counts bytes: ö, ß and ÷ have two each.
  EXPECT_EQ(Render(At({0, 1, 10, 3}), sources),
            "a:1:10: error: wrong [some-code]\n"
            "  1 | größe: ÷x\n"
            "    |        ^~\n");
}

TEST(RenderTest, CaretKeepsTabs) {
  const Sources sources({SourceFile{"a", "\tb: c"}});
  EXPECT_EQ(Render(At({0, 1, 2, 1}), sources),
            "a:1:2: error: wrong [some-code]\n"
            "  1 | \tb: c\n"
            "    | \t^\n");
}

TEST(RenderTest, CaretAtTheEndOfALine) {
  const Sources sources({SourceFile{"a", "a: 'x\n"}});
  EXPECT_EQ(Render(At({0, 1, 6, 1}), sources),
            "a:1:6: error: wrong [some-code]\n"
            "  1 | a: 'x\n"
            "    |      ^\n");
}

TEST(RenderTest, CutsLongLinesAroundTheCaret) {
  const Sources sources({SourceFile{"a", std::string(300, 'x') + "HERE" + std::string(300, 'y')}});
  const std::string text = Render(At({0, 1, 301, 4}), sources);
  EXPECT_EQ(text, "a:1:301: error: wrong [some-code]\n  1 | …" + std::string(70, 'x') + "HERE" +
                      std::string(36, 'y') + "…\n    |  " + std::string(70, ' ') + "^~~~\n");
}

TEST(RenderTest, NeverCutsACharacter) {
  std::string line;
  for (int i = 0; i < 200; ++i) line += "ö";
  const Sources sources({SourceFile{"a", line}});
  for (uint32_t column = 1; column < 400; ++column) {
    EXPECT_EQ(FirstInvalidUtf8(Render(At({0, 1, column, 1}), sources)), kAllValid) << column;
  }
}

TEST(RenderTest, ShowsNothingThatCouldDriveATerminal) {
  const Sources sources({SourceFile{"a", "x\x1b[31m\xFFy\x7f"}});
  EXPECT_EQ(Render(At({0, 1, 1, 1}, "found \x1b[31m\n", "try \xFF"), sources),
            "a:1:1: error: found ?[31m? [some-code]\n"
            "  1 | x?[31m?y?\n"
            "    | ^\n"
            "  try ?\n");
}

TEST(RenderTest, ShowsALineInTheOrderInWhichItIsRead) {
  const Sources sources({SourceFile{"a", "a: \u202E1 > 2\u2066 #"}});
  EXPECT_EQ(Render(At({0, 1, 4, 3}, "found \u202E"), sources),
            "a:1:4: error: found ??? [some-code]\n"
            "  1 | a: ???1 > 2??? #\n"
            "    |    ^~~\n");
}

TEST(RenderAllTest, CountsWhatItDoesNotShow) {
  const Sources sources({SourceFile{"a", ""}});
  const std::vector<Diagnostic> three = {At({0, 1, 1, 1}), At({0, 2, 1, 1}), At({0, 3, 1, 1})};
  EXPECT_EQ(RenderAll(three, sources, 1), "a:1:1: error: wrong [some-code]\nand 2 more\n");
  EXPECT_EQ(RenderAll(three, sources, 3),
            "a:1:1: error: wrong [some-code]\na:2:1: error: wrong [some-code]\n"
            "a:3:1: error: wrong [some-code]\n");
}

TEST(DiagnosticSinkTest, SortsByPlaceAndDropsRepeats) {
  DiagnosticSink sink;
  sink.Error("b", {1, 1, 1, 1}, "in the second file");
  sink.Error("a", {0, 9, 1, 1}, "later");
  sink.Error("a", {0, 2, 7, 1}, "right");
  sink.Warning("a", {0, 2, 3, 1}, "left");
  sink.Error("a", {0, 9, 1, 1}, "later");
  EXPECT_EQ(sink.error_count(), 4u);
  const std::vector<Diagnostic> taken = sink.Take();
  ASSERT_EQ(taken.size(), 4u);
  EXPECT_EQ(taken[0].message, "left");
  EXPECT_EQ(taken[1].message, "right");
  EXPECT_EQ(taken[2].message, "later");
  EXPECT_EQ(taken[3].message, "in the second file");
  EXPECT_FALSE(sink.has_errors());
  EXPECT_TRUE(sink.Take().empty());
}

TEST(DiagnosticSinkTest, WarningsAreNotErrors) {
  DiagnosticSink sink;
  sink.Warning("a", {}, "careful");
  EXPECT_FALSE(sink.has_errors());
  EXPECT_FALSE(HasErrors(sink.Take()));
}

TEST(DiagnosticSinkTest, KeepsABoundedNumberAndAlwaysTheFirstError) {
  DiagnosticSink sink;
  for (uint32_t i = 0; i < 20'000; ++i) sink.Warning("a", {0, i + 1, 1, 1}, "careful");
  sink.Error("b", {0, 1, 1, 1}, "wrong");
  EXPECT_EQ(sink.error_count(), 1u);
  const std::vector<Diagnostic> taken = sink.Take();
  EXPECT_EQ(taken.size(), 10'001u);
  EXPECT_TRUE(HasErrors(taken));
}

}  // namespace
}  // namespace bellwether
