// Stories of tests: how they are read, what is wrong with them, and what a day that goes otherwise
// says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/testing/testing.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The lots of `call` draw the account a0, and not a1 (tests/engine/alerts/holdout_test.cc).
testing_support::PlanPointer PackWithHoldout() {
  static const auto plan = testing_support::PlanOf(R"(
severities: [red, yellow]
signals: {use: {type: ratio, description: x}}
alerts:
  low:
    {when: "use < 0.5", severity: yellow, reason: x, dedupe: use, playbook: call, escalate_after: 2d}
  gone: {when: "use == 0", severity: red, reason: x, dedupe: use, escalate_after: 2d}
playbooks:
  call: {steps: [{do: x}], holdout: {share: 0.1, seed: 7}}
)");
  return plan;
}

Sources StoryOf(const std::string& account, const std::string& days) {
  return Sources({{"tests/story_test.yaml", absl::StrCat("cases:\n  - name: story\n    account: ",
                                                         account, "\n    timeline:\n", days)}});
}

CaseResult ToldWithHoldout(const std::string& account, const std::string& days) {
  const Sources sources = StoryOf(account, days);
  Staged<TestSuite> suite = LoadTests(*PackWithHoldout(), sources);
  EXPECT_EQ(RenderAll(suite.diagnostics, sources), "");
  TestReport report = RunTests(*PackWithHoldout(), suite.value);
  EXPECT_EQ(report.cases.size(), 1u);
  return report.cases.empty() ? CaseResult() : report.cases.front();
}

testing_support::PlanPointer Pack() {
  static const auto plan = testing_support::PlanOf(R"(
severities: [red, yellow]
signals: {use: {type: ratio, description: x}}
health:
  only:
    hysteresis: 10
    bands: [{green: 50}, {red: 0}]
    components: {use: {weight: 1, of: use}}
alerts:
  low: {when: "use < 0.5", severity: red, reason: x, escalate_after: 2d}
  red: {when: "health.only.band == 'red'", severity: yellow, reason: x}
)");
  return plan;
}

Sources Files(const std::string& days) {
  return Sources({{"tests/story_test.yaml",
                   absl::StrCat("cases:\n  - name: story\n    account: {signals: {use: 0.8}}\n"
                                "    timeline:\n",
                                days)}});
}

std::string MistakesOf(const std::string& days) {
  const Sources sources = Files(days);
  return RenderAll(LoadTests(*Pack(), sources).diagnostics, sources);
}

CaseResult Told(const std::string& days) {
  const Sources sources = Files(days);
  Staged<TestSuite> suite = LoadTests(*Pack(), sources);
  EXPECT_EQ(RenderAll(suite.diagnostics, sources), "");
  TestReport report = RunTests(*Pack(), suite.value);
  EXPECT_EQ(report.cases.size(), 1u);
  return report.cases.empty() ? CaseResult() : report.cases.front();
}

TEST(TimelineTest, AStoryThatGoesAsToldPasses) {
  const CaseResult result = Told(R"(
      - {as_of: 2026-02-02}
      - {as_of: 2026-02-03, set: {use: 0.2}, alerts: {raised: [low, red]}}
      - {as_of: 2026-02-06, alerts: {escalated: low}, acknowledge: low}
      - {as_of: 2026-02-09, set: {use: 0.8}, alerts: {resolved: [red, low]}}
)");
  EXPECT_EQ(result.name, "story");
  EXPECT_THAT(result.failures, IsEmpty());
}

TEST(TimelineTest, WhatHappensAndIsNotListedFails) {
  const CaseResult result = Told("      - {as_of: 2026-02-02, set: {use: 0.2}}\n");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].path, "2026-02-02 alerts");
  EXPECT_EQ(result.failures[0].expected, "no alert");
  EXPECT_EQ(result.failures[0].got, "raised low, raised red");
  EXPECT_EQ(result.failures[0].span.line, 5u);
}

TEST(TimelineTest, WhatIsListedAndDoesNotHappenFails) {
  const CaseResult result = Told("      - {as_of: 2026-02-02, alerts: {raised: low}}\n");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].expected, "raised low");
  EXPECT_EQ(result.failures[0].got, "no alert");
}

TEST(TimelineTest, TheBandOfTheDayBeforeHoldsAsHysteresisSays) {
  const CaseResult result = Told(R"(
      - {as_of: 2026-02-02, set: {use: 0.55}}
      - {as_of: 2026-02-03, set: {use: 0.45}, alerts: {raised: low}}
      - {as_of: 2026-02-04, set: {use: 0.39}, alerts: {raised: red}}
)");
  EXPECT_THAT(result.failures, IsEmpty()) << result.failures.front().got;
}

TEST(TimelineTest, AnActionOnWhatIsNotOpenFails) {
  const CaseResult result = Told("      - {as_of: 2026-02-02, resolve: low}\n");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].path, "2026-02-02 resolve");
  EXPECT_THAT(result.failures[0].got, HasSubstr("none is"));
}

TEST(TimelineTest, AnAccountThatIsRefusedEndsTheStory) {
  const CaseResult result = Told(R"(
      - {as_of: 2026-02-02, set: {use: 2}}
      - {as_of: 2026-02-03}
)");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_THAT(result.failures[0].got, HasSubstr("refused: signals.use"));
}

TEST(TimelineTest, EverythingThatIsWrongIsToldAtOnce) {
  const std::string said = MistakesOf(R"(
      - {as_of: 2026-02-02, alerts: {raise: low}}
      - {as_of: 2026-02-02, alerts: {raised: lo}}
      - {alerts: {raised: [low, {a: b}]}}
      - {as_of: 2026-02-05, acknowledge: [rad], snooze: {low: soon}}
      - {as_of: 2026-02-06, sets: {use: 1}}
)");
  for (const char* words :
       {"unknown key `raise`", "did you mean `raised`", "not later than the one before",
        "the pack has no alert `lo`", "did you mean `low`", "a day needs `as_of`",
        "the pack has no alert with the key `rad`", "this is not when it is told again",
        "unknown key `sets`"}) {
    EXPECT_THAT(said, HasSubstr(words));
  }
}

TEST(TimelineTest, AnAccountThatLotsDrawIsLeftAloneUntilItGetsWorse) {
  const CaseResult result = ToldWithHoldout("{id: a0, signals: {use: 0.8}}", R"(
      - {as_of: 2026-02-02, set: {use: 0.2}, alerts: {held_out: low}}
      - {as_of: 2026-02-06}
      - {as_of: 2026-02-09, set: {use: 0}, alerts: {grouped: gone}}
      - {as_of: 2026-02-12, alerts: {escalated: gone}}
      - {as_of: 2026-02-13, set: {use: 0.8}, alerts: {resolved: gone}}
      - {as_of: 2026-02-14, set: {use: 0.2}, alerts: {held_out: low}}
      - {as_of: 2026-02-15, set: {use: 0.8}, alerts: {resolved: low}}
)");
  EXPECT_THAT(result.failures, IsEmpty()) << result.failures.front().got;
}

TEST(TimelineTest, OthersAreTold) {
  for (const char* account : {"{id: a1, signals: {use: 0.8}}", "{signals: {use: 0.8}}"}) {
    const CaseResult result = ToldWithHoldout(account, R"(
      - {as_of: 2026-02-02, set: {use: 0.2}, alerts: {raised: low}}
      - {as_of: 2026-02-06, alerts: {escalated: low}}
)");
    EXPECT_THAT(result.failures, IsEmpty()) << account << ": " << result.failures.front().got;
  }
}

TEST(TimelineTest, AStoryThatExpectsOthersToBeToldSaysWhoIsNot) {
  const CaseResult result = ToldWithHoldout("{id: a0, signals: {use: 0.2}}", R"(
      - {as_of: 2026-02-02, alerts: {raised: low}}
)");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].expected, "raised low");
  EXPECT_EQ(result.failures[0].got, "held_out low");
}

TEST(TimelineTest, LotsNeedAnId) {
  const Sources sources =
      StoryOf("{signals: {use: 0.2}}", "      - {as_of: 2026-02-02, alerts: {held_out: low}}\n");
  EXPECT_THAT(RenderAll(LoadTests(*PackWithHoldout(), sources).diagnostics, sources),
              HasSubstr("lots are drawn by the `id` of the account"));
}

TEST(TimelineTest, AStoryHasDaysAndNothingBeside) {
  EXPECT_THAT(MistakesOf("      []\n"), HasSubstr("`timeline`"));
  const std::string both =
      "cases:\n  - {name: s, timeline: [{as_of: 2026-02-02}], expect: {id: a}}\n";
  const Sources sources(std::vector<SourceFile>{{"tests/story_test.yaml", both}});
  EXPECT_THAT(RenderAll(LoadTests(*Pack(), sources).diagnostics, sources),
              HasSubstr("a case has a `timeline`, or `expect`, and not both"));
}

}  // namespace
}  // namespace bellwether
