// Every point of a pack that has every kind of rule, with its place and its hits, is in
// tests/golden/coverage/points.txt.
#include "engine/coverage/points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(PointsTest, EveryPointHasAPlaceAndStandsOnALineOfItsFile) {
  const Measured measured = GoldenPack();
  for (const Fork& fork : measured.points().forks) {
    for (const Way& way : fork.ways) {
      EXPECT_TRUE(way.span.known()) << fork.key;
      EXPECT_NE(measured.sources().line(way.span.file, way.span.line), "") << fork.key;
    }
  }
}

TEST(PointsTest, ASignalThatNothingAsksForHasNone) {
  EXPECT_EQ(GoldenPack().Ways("signals.age"), "");
  EXPECT_NE(GoldenPack().Ways("signals.attendance"), "");
}

}  // namespace
}  // namespace bellwether::coverage
