// Every point of a pack that has every kind of rule, with its place and its hits, is in
// tests/golden/coverage/points.txt.
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

Measured GoldenPack() {
  return {ReadFileOrFail(SourcePath("tests/golden/coverage/pack.yaml")),
          ReadFileOrFail(SourcePath("tests/golden/coverage/only_test.yaml"))};
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

TEST(PointsTest, EveryPointBelongsToTheLineWhereItIsWritten) {
  const Measured measured = GoldenPack();
  const Points& points = measured.points();
  for (uint32_t f = 0; f < points.forks.size(); ++f) {
    for (uint32_t w = 0; w < points.forks[f].ways.size(); ++w) {
      const Span& span = points.forks[f].ways[w].span;
      const bool stands = std::any_of(
          points.lines.begin(), points.lines.end(), [&](const RuleLine& line) {
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
