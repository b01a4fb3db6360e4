// What is mended by itself, and what is left to people.
#include "engine/lint/fixes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/lint/lint_pack.h"

namespace bellwether::lint {
namespace {

std::vector<Diagnostic> FoundBy(const Sources& sources) { return Load(sources).diagnostics; }

// The lines that the fixes of a pack add.
std::string AddedTo(const std::string& text) {
  const Sources sources = PackOf(text);
  const std::string diff = UnifiedDiff(sources, SafeFixes(FoundBy(sources), sources, FoundBy));
  std::string added;
  size_t at = 0;
  while (at < diff.size()) {
    const size_t end = diff.find('\n', at);
    const std::string line = diff.substr(at, end - at);
    if (line.starts_with("+") && !line.starts_with("+++")) added += line.substr(1) + "\n";
    at = end + 1;
  }
  return added;
}

std::string Flag(const std::string& when) {
  return absl::StrCat("flags:\n  f:\n    severity: red\n    reason: r\n    when: ", when, "\n");
}

TEST(FixesTest, MisspeltWords) {
  EXPECT_EQ(AddedTo("flags:\n  f: {severty: red, reason: r, when: usage < 0.1}\n"),
            "  f: {severity: red, reason: r, when: usage < 0.1}\n");
  EXPECT_EQ(AddedTo(Flag("'ticktes > 3'")), "    when: 'tickets > 3'\n");
  EXPECT_EQ(AddedTo(Flag("'mood == \"god\"'")), "    when: 'mood == \"good\"'\n");
  EXPECT_EQ(AddedTo(Flag("'usage > 1 && ticktes > 3 || usge < 0.1'")),
            "    when: 'usage > 1 && tickets > 3 || usage < 0.1'\n");
  EXPECT_EQ(AddedTo("derived: {d: {type: cuont, expr: tickets}}\n"),
            "derived: {d: {type: count, expr: tickets}}\n");
}

TEST(FixesTest, NotWhereTwoAreAsNear) {
  EXPECT_EQ(AddedTo("derived: {load_a: {type: number, expr: tickets}, load_b: {type: number, expr: "
                    "usage}}\n" +
                    Flag("'load_c > 3'")),
            "");
}

TEST(FixesTest, ExpressionsThatYamlReadsOtherwise) {
  EXPECT_EQ(AddedTo(Flag("!has(usage)")), "    when: '!has(usage)'\n");
  EXPECT_EQ(AddedTo(Flag("mood == \"a #b\"")), "    when: 'mood == \"a #b\"'\n");
  EXPECT_EQ(AddedTo("derived: {d: {type: bool, expr: !has(mood)}}\n"), "");  // in a line of more
  EXPECT_EQ(AddedTo(Flag("!has(usage) # why")), "");
}

TEST(FixesTest, NumbersAndNamesThatNothingIsNearAreLeft) {
  EXPECT_EQ(AddedTo(Flag("'wholly_unknown > 3'")), "");
  EXPECT_EQ(AddedTo("derived: {d: {type: ratio, expr: tickets, min: 5}}\n"), "");
}

}  // namespace
}  // namespace bellwether::lint
