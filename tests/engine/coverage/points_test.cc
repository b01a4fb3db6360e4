// Every point of a pack that has every kind of rule, with its place and what few accounts come to,
// is in tests/golden/coverage/points.txt.
#include "engine/coverage/points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/engine/coverage/measured.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace bellwether::coverage {
namespace {

using testing_support::ReadFileOrFail;
using testing_support::SourcePath;

Measured GoldenPack(const std::string& tests = "few_test.yaml") {
  return {ReadFileOrFail(SourcePath("tests/golden/coverage/pack.yaml")),
          ReadFileOrFail(SourcePath("tests/golden/coverage/" + tests))};
}

TEST(PointsTest, EveryKindOfRuleHasItsPoints) {
  const Measured measured = GoldenPack();
  std::string text;
  for (size_t f = 0; f < measured.points().forks.size(); ++f) {
    const Fork& fork = measured.points().forks[f];
    absl::StrAppend(&text, fork.key, "  reached ", measured.hits()[f].reached, "\n");
    for (size_t w = 0; w < fork.ways.size(); ++w) {
      absl::StrAppend(&text, "  line ", fork.ways[w].span.line, "  ", fork.ways[w].words, "  ",
                      measured.hits()[f].ways[w], "\n");
    }
  }
  testing_support::ExpectGolden("tests/golden/coverage/points.txt", text);
}

TEST(PointsTest, AccountsCanComeToEveryPoint) {
  const Measured measured = GoldenPack("every_test.yaml");
  for (size_t f = 0; f < measured.points().forks.size(); ++f) {
    const Fork& fork = measured.points().forks[f];
    for (size_t w = 0; w < fork.ways.size(); ++w) {
      EXPECT_GT(measured.hits()[f].ways[w], 0u) << fork.key << ": " << fork.ways[w].words;
    }
  }
}

// What no account of the pack could come to would keep it from being covered in full.
TEST(PointsTest, WaysThatCannotBeAreLeftOut) {
  const Measured measured(R"(pack: p
version: 1.0.0
onboarding: {start: {default: kickoff_at}}
signals: {x: {type: ratio}}
graduation:
  thresholds: {ready: 5, close: 5}
  dimensions:
    d: {weight: 1, criteria: {x: {weight: 1, of: x}}}
programme:
  phases:
    first: {weeks: [1, 2]}
    second: {weeks: [3, 4]}
)",
                          TestsOf({"{}"}));
  EXPECT_EQ(measured.Ways("graduation.thresholds"), "NOT_READY 0, READY 0");
  EXPECT_EQ(measured.Ways("graduation.dimensions.d"), "green 0, lacks evidence 1");
  EXPECT_EQ(measured.Ways("programme.phases.first"), "in its weeks 0, past them 0");
  EXPECT_EQ(measured.Ways("programme.phases.second"), "in its weeks 0, past them 0, not begun 0");
  EXPECT_EQ(measured.Ways("extension"), "");
}

TEST(PointsTest, EveryPointBelongsToTheLineWhereItIsWritten) {
  const Measured measured = GoldenPack();
  const Points& points = measured.points();
  for (uint32_t f = 0; f < points.forks.size(); ++f) {
    for (uint32_t w = 0; w < points.forks[f].ways.size(); ++w) {
      const Span& span = points.forks[f].ways[w].span;
      const bool stands =
          std::any_of(points.lines.begin(), points.lines.end(), [&](const RuleLine& line) {
            return line.line == span.line &&
                   std::any_of(line.points.begin(), line.points.end(), [&](const Point& point) {
                     return point.fork == f && point.way == w;
                   });
          });
      EXPECT_TRUE(stands) << points.forks[f].key << ": " << points.forks[f].ways[w].words;
    }
  }
}

TEST(PointsTest, ASignalThatNothingAsksForHasNone) {
  EXPECT_EQ(GoldenPack().Ways("signals.age"), "");
  EXPECT_NE(GoldenPack().Ways("signals.attendance"), "");
}

}  // namespace
}  // namespace bellwether::coverage
