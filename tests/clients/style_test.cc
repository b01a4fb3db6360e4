#include "clients/cli/terminal/style.h"

#include <cstdio>
#include <memory>

#include "engine/plan/plan.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

TEST(Style, WithoutColorChangesNothing) {
  EXPECT_EQ(Style(false).Paint(Tone::kBad, "red"), "red");
  EXPECT_EQ(Style(true).Paint(Tone::kPlain, "plain"), "plain");
  EXPECT_EQ(Style(true).Paint(Tone::kBad, ""), "");
}

TEST(Style, EveryToneEndsWithAReset) {
  for (const Tone tone :
       {Tone::kStrong, Tone::kQuiet, Tone::kGood, Tone::kMiddling, Tone::kBad, Tone::kAccent}) {
    const std::string painted = Style(true).Paint(tone, "x");
    EXPECT_EQ(painted.substr(painted.size() - 5), "x\x1b[0m");
    EXPECT_EQ(painted.substr(0, 2), "\x1b[");
  }
}

TEST(Style, AFileIsNoTerminal) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), &std::fclose);
  EXPECT_FALSE(Style::For(ColorChoice::kAuto, file.get()).colored());
  EXPECT_TRUE(Style::For(ColorChoice::kAlways, file.get()).colored());
  EXPECT_FALSE(Style::For(ColorChoice::kNever, file.get()).colored());
  EXPECT_EQ(TerminalWidth(file.get(), 72), 72U);
}

Plan PlanOfBands(const std::vector<std::string>& bands) {
  Plan plan;
  plan.models.resize(1);
  plan.model_notes.resize(1);
  plan.model_notes[0].name = "onboarding";
  plan.models[0].bands = {0, static_cast<uint32_t>(bands.size())};
  for (const std::string& band : bands) {
    plan.band_notes.emplace_back();
    plan.band_notes.back().name = band;
  }
  return plan;
}

TEST(BandTone, FollowsTheOrderOfThePack) {
  const Plan plan = PlanOfBands({"thriving", "steady", "wobbly", "lost"});
  EXPECT_EQ(BandTone(&plan, "onboarding", "thriving"), Tone::kGood);
  EXPECT_EQ(BandTone(&plan, "onboarding", "steady"), Tone::kMiddling);
  EXPECT_EQ(BandTone(&plan, "onboarding", "wobbly"), Tone::kMiddling);
  EXPECT_EQ(BandTone(&plan, "onboarding", "lost"), Tone::kBad);
  EXPECT_EQ(BandTone(&plan, "onboarding", "no such band"), Tone::kPlain);
  EXPECT_EQ(BandTone(&plan, "no such model", "lost"), Tone::kPlain);
}

TEST(BandTone, WithoutAPlanKnowsColorsByName) {
  EXPECT_EQ(BandTone(nullptr, "m", "green"), Tone::kGood);
  EXPECT_EQ(BandTone(nullptr, "m", "amber"), Tone::kMiddling);
  EXPECT_EQ(BandTone(nullptr, "m", "red"), Tone::kBad);
  EXPECT_EQ(BandTone(nullptr, "m", "thriving"), Tone::kPlain);
}

TEST(TierTone, FollowsTheOrderOfTheSet) {
  Plan plan;
  plan.benchmarks.resize(1);
  plan.benchmark_notes.resize(1);
  plan.benchmark_notes[0].name = "csat";
  plan.benchmarks[0].sets = {0, 1};
  plan.set_names = {"OM"};
  plan.sets.resize(1);
  plan.sets[0].tiers = {0, 2};
  plan.tiers = {{"good", {}}, {"poor", {}}};
  EXPECT_EQ(TierTone(&plan, "csat", "OM", "good"), Tone::kGood);
  EXPECT_EQ(TierTone(&plan, "csat", "OM", "poor"), Tone::kBad);
  EXPECT_EQ(TierTone(&plan, "csat", "OF", "poor"), Tone::kPlain);
  EXPECT_EQ(TierTone(nullptr, "csat", "OM", "good"), Tone::kPlain);
}

}  // namespace
}  // namespace bellwether::cli
