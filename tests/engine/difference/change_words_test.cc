#include <string>

#include "engine/difference/difference.h"
#include "gtest/gtest.h"
#include "tests/engine/difference/packs.h"

namespace bellwether::difference {
namespace {

std::string Words(const std::string& old_text, const std::string& new_text) {
  const auto changes = Changes(kPack, With(old_text, new_text));
  EXPECT_EQ(changes.size(), 1U);
  return changes.empty() ? "" : ChangeWords(changes[0]);
}

TEST(ChangeWordsTest, SayWhatItIsAboutFirst) {
  EXPECT_EQ(Words("weight: 30", "weight: 35"), "health onboarding: weight of engagement 30 → 35");
  EXPECT_EQ(Words("voice: 20}}", "voice: 25}}"),
            "health onboarding: weight of voice for large 20 → 25");
  EXPECT_EQ(Words("{weight: 1, of: usage, points", "{weight: 2, of: usage, points"),
            "health onboarding: weight of engagement.usage 1 → 2");
  EXPECT_EQ(Words("usage < 0.1", "usage < 0.2"), "flag silent: when usage < 0.1 → usage < 0.2");
  EXPECT_EQ(Words("[0.8, 0.5]", "[0.8, 0.55]"),
            "benchmark speed: default of sets.OURS [0.8, 0.5] → [0.8, 0.55]");
  EXPECT_EQ(Words("max_age: 90d", "max_age: 60d"), "signal nps: max_age 90d → 60d");
  EXPECT_EQ(Words("version: 1.0.0", "version: 1.1.0"), "version 1.0.0 → 1.1.0");
}

TEST(ChangeWordsTest, WhatIsNewAndWhatIsGone) {
  EXPECT_EQ(Words(", max_age: 90d", ""), "signal nps: max_age is gone: 90d");
  EXPECT_EQ(Words("[{green: 70}, ", "[{green: 70}, {yellow: 40}, "),
            "health onboarding: yellow of bands is new: 40");
  EXPECT_EQ(
      Words("    segments: {large",
            "      more: {weight: 1, of: nps, linear: {from: 0, to: 1}}\n    segments: {large"),
      "health onboarding: component more is new");
  EXPECT_EQ(Words("stages: [onboarding, customer]", "stages: [customer, onboarding]"),
            "stages is in another order: onboarding, customer → customer, onboarding");
}

}  // namespace
}  // namespace bellwether::difference
