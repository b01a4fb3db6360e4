// Numbers of a deployment, from flags and from a file.
#include "rules/reader/overrides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Read(const std::vector<std::string>& set, const std::string& file = "") {
  const auto overrides = ReadOverrides(set, file);
  if (!overrides.ok()) return {std::string(overrides.status().message())};
  std::vector<std::string> lines;
  for (const document::Override& one : *overrides) {
    lines.push_back(one.name + "|" + one.segment + "|" + std::to_string(one.value));
  }
  return lines;
}

std::string Write(const std::string& text) {
  const std::string path = testing::TempDir() + "values.yaml";
  std::ofstream(path) << text;
  return path;
}

TEST(OverridesTest, OfFlags) {
  EXPECT_THAT(Read({"days=45", "days.large=120.5"}),
              ElementsAre("days||45.000000", "days|large|120.500000"));
}

TEST(OverridesTest, OfAFileAndThenOfFlags) {
  const std::string path = Write("days: 45\nshare: {value: 0.5, segments: {large: 0.7}}\n");
  EXPECT_THAT(Read({"days=50"}, path), ElementsAre("days||45.000000", "share||0.500000",
                                                   "share|large|0.700000", "days||50.000000"));
}

TEST(OverridesTest, WhatSetsNothingIsSaid) {
  EXPECT_THAT(Read({"days", "days=many", "=3", "days.=3"}),
              ElementsAre(HasSubstr("`days` sets no number; write target_days=45")));
  EXPECT_THAT(Read({}, Write("days: {worth: 3}\n")),
              ElementsAre(HasSubstr("has no `worth` to set")));
  EXPECT_THAT(Read({}, Write("days: soon\n")), ElementsAre(HasSubstr("must be a number")));
  EXPECT_THAT(Read({}, "/no/such/file"), ElementsAre(HasSubstr("cannot read the file of values")));
}

}  // namespace
}  // namespace bellwether
