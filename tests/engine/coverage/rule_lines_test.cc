// Which lines of a pack must be hit when they change.
#include "engine/coverage/rule_lines.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/engine/coverage/measured.h"

namespace bellwether::coverage {
namespace {

constexpr char kPack[] = R"(pack: p
version: 1.0.0
severities: [red]
signals:
  usage:
    type: ratio
    unit: users
  calls: {type: count, description: "Per week"}
  noted: {type: text}
health:
  fit:
    # a comment
    bands:
      - green: 50
      - red: 0
    components:
      usage:
        weight: 1
        of: usage
flags:
  low:
    severity: red
    when: >-
      usage < 0.2
      && calls < 3
    reason:
      en: "Low"
    playbook: call
playbooks:
  call:
    steps:
      - {do: Call}
)";

class RuleLinesTest : public ::testing::Test {
 protected:
  const Measured measured_{kPack, TestsOf({"{}"})};

  // What stands on the line that holds `text`.
  std::string PointsOn(const std::string& text) const {
    for (const RuleLine& line : measured_.points().lines) {
      const std::string_view written = measured_.sources().line(line.file, line.line);
      if (written.find(text) == std::string_view::npos) continue;
      std::vector<std::string> points;
      for (const Point& point : line.points) {
        const Fork& fork = measured_.points().forks[point.fork];
        points.push_back(absl::StrCat(fork.key, ": ", fork.ways[point.way].words));
      }
      return absl::StrJoin(points, "; ");
    }
    return "";
  }
};

TEST_F(RuleLinesTest, ALineBelongsToTheNearestKeyWithPoints) {
  EXPECT_EQ(PointsOn("weight: 1"), "health.fit.components.usage: has a score");
  EXPECT_EQ(PointsOn("severity: red"), "flags.low: raised; flags.low: clear");
  EXPECT_EQ(PointsOn("type: ratio"), "signals.usage: present; signals.usage: missing");
  EXPECT_EQ(PointsOn("  low:"), "flags.low: raised; flags.low: clear");
}

TEST_F(RuleLinesTest, AWayWithALineOfItsOwnStandsThereAlone) {
  EXPECT_EQ(PointsOn("- green"), "health.fit.bands: green");
  EXPECT_EQ(PointsOn("- red"), "health.fit.bands: red");
}

TEST_F(RuleLinesTest, AConditionStandsOnAllOfItsLines) {
  const std::string all =
      "flags.low: raised; flags.low: clear; "
      "flags.low.when: usage < 0.2 is true; flags.low.when: usage < 0.2 is false; "
      "flags.low.when: calls < 3 is true; flags.low.when: calls < 3 is false";
  EXPECT_EQ(PointsOn("when: >-"), all);
  EXPECT_EQ(PointsOn("usage < 0.2"), all);
  EXPECT_EQ(PointsOn("&& calls < 3"), all);
}

TEST_F(RuleLinesTest, WhatPeopleReadOrDoDecidesNothing) {
  for (const char* text : {"unit: users", "en: \"Low\"", "reason:", "playbook: call", "do: Call",
                           "version", "# a comment", "noted", "severities", "bands:", "flags:"}) {
    EXPECT_EQ(PointsOn(text), "") << text;
  }
  EXPECT_EQ(PointsOn("calls: {type"), "signals.calls: present; signals.calls: missing");
}

TEST_F(RuleLinesTest, AreInTheOrderOfTheFile) {
  uint32_t before = 0;
  for (const RuleLine& line : measured_.points().lines) {
    EXPECT_GT(line.line, before);
    EXPECT_FALSE(line.points.empty());
    before = line.line;
  }
}

}  // namespace
}  // namespace bellwether::coverage
