#include <gtest/gtest.h>

#include <string>

#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

std::string FirstProblem(const std::string& yaml, const Limits& limits) {
  const Sources sources({SourceFile{"f", yaml}});
  DiagnosticSink sink;
  ParseYaml(sources, 0, limits, sink);
  const auto diagnostics = sink.Take();
  return diagnostics.empty() ? "" : RenderLine(diagnostics[0], sources);
}

std::string Repeated(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

TEST(YamlLimitsTest, Depth) {
  const Limits limits;
  EXPECT_EQ(FirstProblem(Repeated("[", 64) + Repeated("]", 64), limits), "");
  EXPECT_EQ(FirstProblem(Repeated("[", 65) + Repeated("]", 65), limits),
            "f:1:65: error: values are nested more than 64 deep [too-deep]");
  // Without an end the library takes each bracket for a mapping of one key, too: twice the depth.
  EXPECT_EQ(FirstProblem(Repeated("[", 100'000), limits),
            "f:1:33: error: values are nested more than 64 deep [too-deep]");
  EXPECT_EQ(FirstProblem(Repeated("- ", 100'000), limits),
            "f:1:129: error: values are nested more than 64 deep [too-deep]");
  EXPECT_EQ(FirstProblem(Repeated("{a: ", 10'000), limits),
            "f:1:253: error: values are nested more than 64 deep [too-deep]");
}

TEST(YamlLimitsTest, DepthThroughAliases) {
  Limits limits;
  limits.max_yaml_depth = 4;
  EXPECT_EQ(FirstProblem("a: &x [[1]]\nb: [*x]", limits), "");
  EXPECT_EQ(FirstProblem("a: &x [[1]]\nb: [[*x]]", limits),
            "f:2:6: error: values are nested more than 4 deep [too-deep]");
}

TEST(YamlLimitsTest, Nodes) {
  Limits limits;
  limits.max_yaml_nodes = 10;
  EXPECT_EQ(FirstProblem("[1, 2, 3, 4, 5, 6, 7, 8, 9]", limits), "");
  EXPECT_EQ(FirstProblem("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", limits),
            "f:1:29: error: the file holds more than 10 values [too-many-nodes]");
}

TEST(YamlLimitsTest, AliasBomb) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string name = "a" + std::to_string(i);
    const std::string before = "*a" + std::to_string(i - 1);
    yaml += name + ": &" + name + " [" + before + Repeated(", " + before, 9) + "]\n";
  }
  EXPECT_EQ(FirstProblem(yaml, Limits{}),
            "f:4:45: error: aliases repeat more than 10000 values [alias-limit]");
}

TEST(YamlLimitsTest, NestedAnchorsCountWhatTheyKeep) {
  Limits limits;
  limits.max_yaml_nodes = 20;
  EXPECT_EQ(FirstProblem("&a [&b [&c [&d [&e [1, 2, 3, 4, 5]]]]]", limits),
            "f:1:16: error: the file holds more than 20 values [too-many-nodes]");
}

TEST(YamlLimitsTest, AFileThatIsNoTextIsLeftAlone) {
  const Sources sources({SourceFile{"f", Repeated("\xFF\xFE\n", 1'000)}});
  DiagnosticSink sink;
  EXPECT_TRUE(ParseYaml(sources, 0, Limits{}, sink).is_null());
  EXPECT_EQ(sink.Take().size(), 10u);
}

}  // namespace
}  // namespace bellwether
