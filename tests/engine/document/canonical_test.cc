#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/document/document.h"

namespace bellwether::document {
namespace {

std::string Canonical(const std::string& yaml, const ExpressionNormaliser& normalise = {}) {
  const Sources sources({SourceFile{"f", yaml}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  EXPECT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
  return CanonicalForm(parsed.value, normalise);
}

const char kPack[] = R"(
pack: p
version: 1
defaults: {missing: exclude, precision: 1}
signals: {a: {type: number, min: 0.5, max_age: 14d}, b: {type: bool, missing: {value: true}}}
segments: [smb, plg]
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components:
      x: {weight: 1, of: a, linear: {from: 0, to: 1}}
      y: {weight: 2, expr: "a + 1"}
)";

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(CanonicalFormTest, IsSortedJson) {
  EXPECT_EQ(
      Canonical("version: '2'\npack: p\n# comment\nsegments: [b, a]\ndefaults:\n"
                "  precision: 1\n  missing: {value: 0.50}\ndescription: \"a \\\"b\\\"\\n\"\n"),
      "{\"defaults\":{\"missing\":{\"value\":0.5},\"precision\":1},"
      "\"description\":\"a \\\"b\\\"\\u000a\",\"pack\":\"p\",\"segments\":[\"b\",\"a\"],"
      "\"version\":\"2\"}");
}

// Each pair: a piece of the pack and another way to write the same.
TEST(CanonicalFormTest, DoesNotChangeWithTheSpelling) {
  const std::string want = Canonical(kPack);
  const struct {
    const char* from;
    const char* to;
  } cases[] = {
      {"pack: p\nversion: 1\n", "version: '1' # one\npack: \"p\"\n"},
      {"missing: exclude, precision: 1", "precision: 1.0, missing: 'exclude'"},
      {"min: 0.5, max_age: 14d", "max_age: 336h, min: 5e-1"},
      {"max_age: 14d", "max_age: 2w"},
      {"[smb, plg]", "[{smb: }, {plg: {}}]"},
      {"{green: 80}", "{green: {from: 80.0}}"},
      {"of: a, linear: {from: 0, to: 1}", "curve: {linear: {to: 1, from: 0}, of: a}"},
      {"\"a + 1\"", "'a + 1'"},
      {"\"a + 1\"", "a + 1"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Canonical(Replaced(kPack, one.from, one.to)), want) << one.to;
  }
}

TEST(CanonicalFormTest, FreeKeysAndMergeKeysAreSpelling) {
  const std::string want = Canonical(kPack);
  EXPECT_EQ(Canonical(std::string(kPack) + "x-note: {any: thing}\n"), want);
  const std::string merged =
      Replaced(kPack, "a: {type: number, min: 0.5, max_age: 14d}", "a: {<<: *wide, min: 0.5}");
  EXPECT_EQ(Canonical("x-wide: &wide {type: number, min: 0, max_age: 14d}\n" + merged), want);
}

// S28: what generated accounts are like changes no answer, and so no digest.
TEST(CanonicalFormTest, HintsAboutGeneratedAccountsAreNoMeaning) {
  const std::string want = Canonical(kPack);
  EXPECT_EQ(Canonical(Replaced(kPack, "max_age: 14d",
                               "max_age: 14d, generate: {median: 3, spread: 1, missing: 0.5}")),
            want);
  EXPECT_EQ(Canonical(Replaced(kPack, "{value: true}", "{value: true}, generate: {share: 0.3}")),
            want);
}

TEST(CanonicalFormTest, ChangesWithTheMeaning) {
  const std::string before = Canonical(kPack);
  const struct {
    const char* from;
    const char* to;
  } cases[] = {
      {"pack: p", "pack: q"},
      {"version: 1", "version: 2"},
      {"version: 1", "version: 1\ndescription: new"},
      {"missing: exclude", "missing: worst"},
      {"precision: 1", "precision: 0"},
      {"min: 0.5", "min: 0.25"},
      {"min: 0.5", "max: 0.5"},
      {"max_age: 14d", "max_age: 13d"},
      {"value: true", "value: 'true'"},
      {"[smb, plg]", "[plg, smb]"},
      {"{green: 80}, {red: 0}", "{red: 0}, {green: 80}"},
      {"weight: 2", "weight: 3"},
      {"to: 1", "to: 2"},
      {"of: a", "of: b"},
      {"a + 1", "a + 2"},
      {"y: {", "z: {"},
  };
  for (const auto& one : cases) {
    EXPECT_NE(Canonical(Replaced(kPack, one.from, one.to)), before) << one.to;
  }
}

TEST(CanonicalFormTest, DoesNotDependOnTheSplitIntoFiles) {
  const Sources sources({SourceFile{"z.yaml", "pack: p\nsignals: {a: {type: bool}}\n"},
                         {"y.yaml", "version: 1\nsignals: {b: {type: days}}\n"}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(CanonicalForm(parsed.value, {}),
            Canonical("pack: p\nversion: 1\nsignals: {a: {type: bool}, b: {type: days}}\n"));
}

TEST(CanonicalFormTest, TheFirstLanguageMatters) {
  EXPECT_NE(Canonical("pack: p\nversion: 1\ndescription: {en: a, id: b}"),
            Canonical("pack: p\nversion: 1\ndescription: {id: b, en: a}"));
}

TEST(CanonicalFormTest, ExpressionsGoThroughTheNormaliser) {
  std::vector<std::string> seen;
  const std::string text = Canonical(kPack, [&seen](std::string_view expression) {
    seen.emplace_back(expression);
    return "NORMAL";
  });
  EXPECT_EQ(seen, std::vector<std::string>{"a + 1"});
  EXPECT_NE(text.find("\"expr\":\"NORMAL\""), std::string::npos);
}

}  // namespace
}  // namespace bellwether::document
