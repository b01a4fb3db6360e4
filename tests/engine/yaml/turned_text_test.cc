#include "engine/yaml/turned_text.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

std::string Problems(const std::string& text) {
  const Sources sources({SourceFile{"pack.yaml", text}});
  DiagnosticSink sink;
  CheckTurnedText(sources, 0, sink);
  return RenderAll(sink.Take(), sources);
}

TEST(TurnedTextTest, NamesPlaceReasonAndRemedy) {
  EXPECT_EQ(
      Problems("a: 1\n# add \u202E} fi \u2066\nb: 2\n"),
      "pack.yaml:2:7: error: a character that nobody sees turns the text around it (U+202E): "
      "the line is read otherwise than it is shown [turned-text]\n"
      "  2 | # add ???} fi ???\n"
      "    |       ^~~\n"
      "  delete it; where a text for people needs it, write it as an escape in double quotes: "
      "\"\\u202e\"\n");
}

// One a line, and no more lines than anybody reads.
TEST(TurnedTextTest, TellsOfEachLine) {
  std::string text = "a: x\u200Ey\u200E\n\nb: \u2067z";
  const std::string two = Problems(text);
  EXPECT_NE(two.find("pack.yaml:1:5"), std::string::npos) << two;
  EXPECT_NE(two.find("pack.yaml:3:4"), std::string::npos) << two;
  EXPECT_EQ(two.find("pack.yaml:1:9"), std::string::npos) << two;
  text.clear();
  for (int i = 0; i < 100; ++i) text += "# \u202D\n";
  const std::string many = Problems(text);
  EXPECT_NE(many.find("pack.yaml:10:3"), std::string::npos);
  EXPECT_EQ(many.find("pack.yaml:11:3"), std::string::npos);
}

TEST(TurnedTextTest, LettersOfAnyScriptAreFine) {
  EXPECT_EQ(Problems("description: {en: Health, ar: صحة العملاء، he: בריאות}\n"), "");
  EXPECT_EQ(Problems(""), "");
}

// The remedy that the message names: the text has the character, and the file shows it.
TEST(TurnedTextTest, AnEscapeIsSeen) {
  const std::string text = "a: \"x\\u200fy\"\n";
  EXPECT_EQ(Problems(text), "");
  const Sources sources({SourceFile{"pack.yaml", text}});
  DiagnosticSink sink;
  EXPECT_EQ(ParseYaml(sources, 0, Limits{}, sink).entries.front().value.text, "x\u200Fy");
  EXPECT_FALSE(sink.has_errors());
}

}  // namespace
}  // namespace bellwether
