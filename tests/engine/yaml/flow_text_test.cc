#include "engine/yaml/flow_text.h"

#include <gtest/gtest.h>

#include "engine/source/diagnostic.h"
#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

Node Read(const std::string& text) {
  const Sources sources(std::vector<SourceFile>{{"a.yaml", text}});
  DiagnosticSink sink;
  Node node = ParseYaml(sources, 0, Limits(), sink);
  EXPECT_EQ(RenderAll(sink.Take(), sources), "");
  return node;
}

TEST(YamlTextTest, QuotesWhatWouldNotBeAText) {
  EXPECT_EQ(YamlText("green"), "green");
  EXPECT_EQ(YamlText("not a word"), "not a word");
  EXPECT_EQ(YamlText("health.fit.score"), "health.fit.score");
  EXPECT_EQ(YamlText("no"), "\"no\"");
  EXPECT_EQ(YamlText("True"), "\"True\"");
  EXPECT_EQ(YamlText("12"), "\"12\"");
  EXPECT_EQ(YamlText(""), "\"\"");
  EXPECT_EQ(YamlText("a: b"), "\"a: b\"");
  EXPECT_EQ(YamlText("a \"b\" \\c"), "\"a \\\"b\\\" \\\\c\"");
}

TEST(YamlTextTest, DatesNeedNoQuotes) {
  EXPECT_EQ(YamlText("2026-03-01"), "2026-03-01");
  EXPECT_EQ(YamlText("2026-03-1"), "\"2026-03-1\"");
}

TEST(YamlTextTest, EveryTextReadsBack) {
  for (const char* text :
       {"",    "~",          "null", "yes", "a\nb", "#x",  " a", "a ", "{a}", "- a", "ünï",
        "1e3", "2026-03-01", "a:b",  "a.b", "\"",   "\\n", "*a", "&a", "!x",  "%"}) {
    const Node node = Read("k: " + YamlText(text));
    ASSERT_TRUE(node.Find("k") != nullptr && node.Find("k")->is_scalar()) << text;
    EXPECT_EQ(node.Find("k")->text, text);
  }
}

TEST(FlowTextTest, ATreeStandsOnOneLine) {
  EXPECT_EQ(FlowText(Read("a: 0.5\nb:\n  - x\n  - ~\nc: {d: \"no\", e: []}\n")),
            "{a: 0.5, b: [x, ~], c: {d: \"no\", e: []}}");
}

}  // namespace
}  // namespace bellwether
