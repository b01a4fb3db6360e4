#include "engine/impact/budget.h"

#include <string>
#include <vector>

#include "engine/impact/tally.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::impact {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Staged<Budget> Read(const TwoPacks& packs, const std::string& text) {
  return ReadBudget(packs.pair.names(), Sources({{"budget.yaml", text}}));
}

// One fall by 25 from green, one rise by 25 from red; both are yellow then. Eight stay green.
Impact ImpactOf(const TwoPacks& packs) {
  Tally tally(packs.pair, 1);
  tally.Add(packs.Change("segment: large\nsignals: {usage: 1, support: 0}"));
  tally.Add(packs.Change("segment: large\nsignals: {usage: 0, support: 1}"));
  for (int i = 0; i < 8; ++i) tally.Add(packs.Change("signals: {usage: 1, support: 1}"));
  Refusal refusal;
  refusal.to.push_back({"segment", "UNKNOWN", "?"});
  tally.Refuse(refusal);
  return tally.Finish();
}

// Whether a budget of one line is kept, and the number that it is held against.
std::string Judged(const std::string& line) {
  const TwoPacks packs;
  const auto budget = Read(packs, line);
  if (!budget.ok()) return budget.diagnostics.front().message;
  const BudgetResult result = Judge(budget.value.lines.at(0), ImpactOf(packs));
  return std::to_string(static_cast<int>(result.actual)) + (result.kept ? " kept" : " broken");
}

TEST(BudgetTest, CountsAndShares) {
  EXPECT_EQ(Judged("max_flipped: 2"), "2 kept");
  EXPECT_EQ(Judged("max_flipped: 1"), "2 broken");
  EXPECT_EQ(Judged("max_flipped: 20%"), "2 kept");
  EXPECT_EQ(Judged("max_flipped: 19.9%"), "2 broken");
  EXPECT_EQ(Judged("large.max_flipped: 100%"), "2 kept");
  EXPECT_EQ(Judged("large.max_flipped: 99%"), "2 broken");
  EXPECT_EQ(Judged("small.max_flipped: 0"), "0 kept");
  EXPECT_EQ(Judged("max_refused: 0"), "1 broken");
  EXPECT_EQ(Judged("max_changed: 10"), "10 kept");
}

TEST(BudgetTest, Points) {
  EXPECT_EQ(Judged("max_fall: 25"), "25 kept");
  EXPECT_EQ(Judged("max_fall: 24.9"), "25 broken");
  EXPECT_EQ(Judged("max_mean_change: 0"), "0 kept");
}

TEST(BudgetTest, PointsOfOneModel) {
  EXPECT_EQ(Judged("health.onboarding.max_fall: 25"), "25 kept");
  EXPECT_EQ(Judged("health.onboarding.max_fall: 24"), "25 broken");
  EXPECT_EQ(Judged("health.onboarding.max_mean_change: 0"), "0 kept");
  EXPECT_EQ(Judged("health.primary.max_fall: 24"), "25 broken");
  EXPECT_EQ(Judged("health.onboarding.max_flipped: 1"), "only points are those of one model");
  EXPECT_EQ(Judged("large.health.onboarding.max_fall: 25"), "`max_fall` is of all accounts");
  EXPECT_EQ(Judged("large.health.onboarding.max_mean_change: 1"),
            "the points of one model are those of all accounts");
  EXPECT_EQ(Judged("health.onbording.max_fall: 25"), "a budget has no `health.onbording.max_fall`");
}

TEST(BudgetTest, AnswersMoreFewerOrEither) {
  EXPECT_EQ(Judged("yellow: +2"), "2 kept");
  EXPECT_EQ(Judged("yellow: +1"), "2 broken");
  EXPECT_EQ(Judged("yellow: +20%"), "2 kept");
  EXPECT_EQ(Judged("yellow: -0"), "2 kept");  // none fewer
  EXPECT_EQ(Judged("yellow: 1"), "2 broken");
  EXPECT_EQ(Judged("green: -0"), "-1 broken");
  EXPECT_EQ(Judged("green: +0"), "-1 kept");
  EXPECT_EQ(Judged("large.red: +0"), "-1 kept");
  EXPECT_EQ(Judged("large.health.onboarding.band.green: -1"), "-1 kept");
  EXPECT_EQ(Judged("flag.quiet.clear: +0"), "0 kept");  // nobody says whether they are silent
}

TEST(BudgetTest, EverythingThatIsWrongIsSaidAtOnce) {
  const TwoPacks packs;
  const auto budget = Read(packs, R"(
max_flippd: 2%
large.max_fall: 3
rde: +0
yellow: many
max_fall: 3%
max_changed: -3
huge.red: +0
green: [1]
)");
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : budget.diagnostics) {
    found.push_back(std::to_string(diagnostic.span.line) + " " + diagnostic.code + " " +
                    diagnostic.hint);
  }
  EXPECT_THAT(
      found,
      ElementsAre(HasSubstr("2 unknown-key did you mean `max_flipped`"), HasSubstr("3 no-segments"),
                  HasSubstr("4 unknown-key did you mean `red`"), HasSubstr("5 type-mismatch"),
                  HasSubstr("6 type-mismatch"), HasSubstr("7 type-mismatch"),
                  HasSubstr("8 unknown-key"), HasSubstr("9 type-mismatch")));
}

TEST(BudgetTest, IsAMapping) {
  const TwoPacks packs;
  EXPECT_FALSE(Read(packs, "- max_flipped").ok());
  EXPECT_FALSE(Read(packs, "").ok());
  EXPECT_FALSE(Read(packs, "a: [").ok());
}

}  // namespace
}  // namespace bellwether::impact
