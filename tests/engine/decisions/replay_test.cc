// The same pack gives the same bits; another one shows what would have been; what is redacted is
// not compared.
#include "engine/decisions/replay.h"

#include <cmath>
#include <string>
#include <vector>

#include "engine/decisions/redaction.h"
#include "engine/decisions/what_if.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/decisions/logged.h"

namespace bellwether::decisions {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kAccount[] = "signals: {usage: 0.7, support: 3, silent: true, mood: fine}";

PlanPointer OtherPack() {
  std::string rules = kPack;
  rules.replace(rules.find("green: 70"), 9, "green: 50");
  rules.replace(rules.find("weight: 3"), 9, "weight: 1");
  return PlanOf(rules);
}

Decision Redacted(const PlanPointer& plan, const std::string& yaml) {
  Decision decision = Logged(plan, kAccount);
  Staged<Redaction> read = ReadRedaction(*plan, Sources({{"r.yaml", yaml}}), Limits{});
  EXPECT_TRUE(read.ok());
  if (read.value.uses_key()) read.value.SetKey("0123456789abcdef");
  read.value.Apply(*plan, decision);
  return decision;
}

TEST(ReplayTest, TheSamePackAnswersTheSame) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  const Decision decision = Logged(plan, kAccount);
  const Replayed& replayed = replayer.Replay(decision);
  EXPECT_TRUE(replayed.same_pack);
  EXPECT_THAT(replayed.refused, IsEmpty());
  EXPECT_THAT(replayed.differences, IsEmpty());
  EXPECT_THAT(replayed.not_compared, IsEmpty());
  EXPECT_EQ(replayed.compared, decision.outcome.size());
}

TEST(ReplayTest, OneBitIsADifference) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  Decision decision = Logged(plan, kAccount);
  for (OutcomeValue& one : decision.outcome) {
    if (one.path != "health.onboarding.raw") continue;
    one.value = std::nextafter(std::get<double>(one.value), 100.0);
  }
  const Replayed& replayed = replayer.Replay(decision);
  ASSERT_EQ(replayed.differences.size(), 1u);
  EXPECT_EQ(replayed.differences[0].path, "health.onboarding.raw");
  EXPECT_NE(replayed.differences[0].logged, replayed.differences[0].now);
}

TEST(ReplayTest, OnlyWhatWasLoggedIsCompared) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  const Decision decision = Logged(plan, kAccount, {Stage::kFlags});
  EXPECT_EQ(replayer.Replay(decision).compared, 3u);  // flags.raised, missing, stale
}

TEST(ReplayTest, AnAccountThatThePackRefusesIsTold) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  Decision decision = Logged(plan, kAccount);
  decision.account.segment = "huge";
  EXPECT_FALSE(replayer.Replay(decision).refused.empty());
}

TEST(ReplayTest, WhatARedactedSignalHasASayInIsNotCompared) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  const Replayed& replayed = replayer.Replay(Redacted(plan, "signals: {silent: drop}\n"));
  EXPECT_THAT(replayed.differences, IsEmpty());
  EXPECT_THAT(replayed.not_compared, Contains("flags.raised"));
  EXPECT_THAT(replayed.not_compared, Contains("missing"));
  EXPECT_THAT(replayed.not_compared, Not(Contains("health.onboarding.raw")));
  EXPECT_GT(replayed.compared, 0u);
}

TEST(ReplayTest, AHashedSignalIsNoValue) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  const Replayed& replayed =
      replayer.Replay(Redacted(plan, "key_file: k\nsignals: {usage: hash}\n"));
  EXPECT_THAT(replayed.refused, IsEmpty());
  EXPECT_THAT(replayed.differences, IsEmpty());
  EXPECT_THAT(replayed.not_compared, Contains("health.onboarding.raw"));
}

TEST(ReplayTest, WhoAnAccountIsDoesNotMatter) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  const Replayed& replayed =
      replayer.Replay(Redacted(plan, "key_file: k\nfields: {id: hash, csm: drop}\n"));
  EXPECT_THAT(replayed.differences, IsEmpty());
  EXPECT_THAT(replayed.not_compared, IsEmpty());
}

// Which rows and weights hold, and which days, depends on fields in ways that no list tells.
TEST(ReplayTest, AnotherFieldLeavesNothingToCompare) {
  const PlanPointer plan = PlanOf(kPack);
  Replayer replayer(*plan, Limits{});
  Decision decision = Logged(plan, "segment: small\nsignals: {usage: 0.5}");
  decision.account.segment.clear();
  decision.redacted = {{"account.segment", "drop"}};
  const Replayed& replayed = replayer.Replay(decision);
  EXPECT_EQ(replayed.compared, 0u);
  EXPECT_EQ(replayed.not_compared.size(), decision.outcome.size());
}

TEST(ReplayTest, AnotherPackShowsWhatWouldHaveBeen) {
  const PlanPointer plan = PlanOf(kPack), other = OtherPack();
  Replayer replayer(*other, Limits{});
  WhatIf what_if;
  for (const char* account : {"signals: {usage: 0.7, support: 3}",     // 60 yellow -> 50 green
                              "signals: {usage: 0.2, support: 2}",     // 20 red -> 20 red
                              "signals: {usage: 0.9, support: 1}"}) {  // 70 green -> 50 green
    const Decision decision = Logged(plan, account);
    const Replayed& replayed = replayer.Replay(decision);
    EXPECT_FALSE(replayed.same_pack);
    what_if.Add(decision, replayed);
  }
  EXPECT_EQ(what_if.records(), 3u);
  EXPECT_EQ(what_if.changed(), 2u);
  EXPECT_EQ(what_if.decisions_changed(), 1u);
  EXPECT_EQ(what_if.scored(), 3u);
  EXPECT_NEAR(what_if.score_sum(), -30, 1e-12);
  const WhatIfOutcome& band = what_if.outcomes().at("health.onboarding.band");
  EXPECT_EQ(band.changed, 1u);
  EXPECT_EQ(band.moves.at({"yellow", "green"}), 1u);
  const WhatIfOutcome& raw = what_if.outcomes().at("health.onboarding.raw");
  EXPECT_EQ(raw.both, 2u);
  EXPECT_NEAR(raw.sum, -30, 1e-12);
  EXPECT_NEAR(raw.least, -20, 1e-12);
  EXPECT_EQ(raw.most, 0);
}

}  // namespace
}  // namespace bellwether::decisions
