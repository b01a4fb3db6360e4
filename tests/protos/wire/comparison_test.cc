// What comparisons and searches find as messages: everything is there.
#include "protos/wire/comparison.h"

#include <optional>

#include "engine/pathfinding/read_goal.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::wire {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::Score;

constexpr char kRules[] = R"(
signals:
  usage: {type: ratio}
  desks: {type: count, effort: 10, unit: desks}
health:
  main:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      desks: {weight: 1, of: desks, linear: {from: 0, to: 100}}
severities: [high]
flags:
  few: {severity: high, when: "desks < 20", reason: few desks}
)";

struct Side {
  explicit Side(std::string_view yaml)
      : account(AccountOf(yaml)), scored(Score(plan, account, options)) {}
  ComparedAccount view() const {
    return {*plan, account, options, scored.facts, scored.evaluation};
  }

  static inline const testing_support::PlanPointer plan = PlanOf(kRules);
  Account account;
  BindOptions options = AsOf("2026-03-01");
  testing_support::ScoredAccount scored;
};

v1::CompareEvaluationsResponse Comparison(const Side& before, const Side& after,
                                          std::string_view model) {
  v1::CompareEvaluationsResponse message;
  ComparisonToProto(before.view(), after.view(), Attribute(before.view(), after.view(), Limits{}),
                    model, message);
  return message;
}

TEST(ComparisonTest, AComparisonAsAMessage) {
  const Side before("signals: {usage: 0.9, desks: 90}");
  const Side after("signals: {usage: 0.5, desks: 10}");
  const auto message = Comparison(before, after, "");
  EXPECT_EQ(message.account_id(), "a");
  EXPECT_EQ(message.after().pack().digest(), Side::plan->digest);
  EXPECT_EQ(message.after().as_of().date().month(), 3);
  EXPECT_EQ(message.before().primary_model(), "main");
  ASSERT_EQ(message.models_size(), 1);
  const v1::ModelChange& model = message.models(0);
  EXPECT_EQ(model.before().state(), v1::HEALTH_STATE_SCORED);
  EXPECT_EQ(model.before().band(), "green");
  EXPECT_EQ(model.before().band_rank(), 0);
  EXPECT_EQ(model.after().band_rank(), 2);
  EXPECT_EQ(model.after().band_count(), 3);
  EXPECT_GT(model.after().location().line(), 0);
  ASSERT_GE(model.lines_size(), 2);
  EXPECT_EQ(model.lines(0).kind(), v1::CHANGE_KIND_DATA);
  EXPECT_EQ(model.lines(0).name(), "desks");
  EXPECT_EQ(model.lines(0).points(), -40);  // v̄·Δs, S26
  EXPECT_EQ(model.lines(0).changes(0), "desks 90 → 10");
  EXPECT_GT(model.lines(0).location_after().line(), 0);
  ASSERT_GE(message.outcomes_size(), 1);
  EXPECT_EQ(message.outcomes(0).path(), "flag.few");
  EXPECT_EQ(message.outcomes(0).after(), "raised");
  EXPECT_EQ(message.outcomes(0).reason(), "few desks");
}

TEST(ComparisonTest, OneModelAloneHasNoOtherOutcomes) {
  const Side before("signals: {usage: 0.9, desks: 90}");
  const Side after("signals: {usage: 0.5, desks: 10}");
  EXPECT_EQ(Comparison(before, after, "main").models_size(), 1);
  EXPECT_EQ(Comparison(before, after, "main").outcomes_size(), 0);
  EXPECT_EQ(Comparison(before, after, "other").models_size(), 0);
}

TEST(ComparisonTest, WithoutAScoreThereIsNone) {
  const Side before("signals: {}");
  const Side after("signals: {usage: 0.5, desks: 10}");
  const v1::ModelChange model = Comparison(before, after, "").models(0);
  EXPECT_EQ(model.before().state(), v1::HEALTH_STATE_INSUFFICIENT_DATA);
  EXPECT_FALSE(model.before().has_score());
  EXPECT_NE(model.no_arithmetic(), "");
  EXPECT_EQ(model.lines_size(), 0);
}

v1::FindPathResponse PathsOf(const Side& side, const std::string& to) {
  DiagnosticSink sink;
  std::optional<Goal> goal =
      ReadGoal(*Side::plan, side.scored.evaluation, kNoIndex, to, Limits{}, sink).goal;
  EXPECT_TRUE(goal.has_value());
  const PathsToGoal paths = FindPaths(*Side::plan, side.account, side.options, Limits{},
                                      side.scored.facts, side.scored.evaluation, *goal);
  v1::FindPathResponse message;
  PathsToProto({*Side::plan, side.account, side.scored.facts, side.scored.evaluation},
               side.options.as_of, *goal, paths, "", message);
  return message;
}

TEST(ComparisonTest, PathsAsAMessage) {
  const auto message = PathsOf(Side("signals: {usage: 0.5, desks: 20}"), "yellow");
  EXPECT_EQ(message.account_id(), "a");
  EXPECT_EQ(message.paths().goal(), "main: yellow or better");
  ASSERT_EQ(message.paths().now_size(), 2);
  EXPECT_EQ(message.paths().now(0).path(), "health.main.score");
  EXPECT_EQ(message.paths().now(0).value().number(), 35);
  EXPECT_EQ(message.paths().now(1).text(), "red");
  ASSERT_EQ(message.paths().singles_size(), 2);
  const v1::GoalPath& cheapest = message.paths().singles(0);
  EXPECT_EQ(cheapest.changes(0).signal(), "usage");
  EXPECT_EQ(cheapest.changes(0).from().number(), 0.5);
  EXPECT_DOUBLE_EQ(cheapest.changes(0).to().number(), 0.79);  // (79 + 20) / 2 rounds to 50
  EXPECT_EQ(cheapest.after(1).value().text(), "yellow");
  EXPECT_EQ(message.paths().singles(1).changes(0).unit(), "desks");
  EXPECT_DOUBLE_EQ(message.paths().singles(1).changes(0).cost(), 2.9);  // 29 ÷ 10, S27
  EXPECT_GT(message.paths().tried(), 0);
  EXPECT_FALSE(message.paths().incomplete());
}

TEST(ComparisonTest, WhatIsMissingIsTold) {
  const auto message = PathsOf(Side("signals: {desks: 30}"), "yellow");
  ASSERT_EQ(message.paths().tellings_size(), 1);
  EXPECT_EQ(message.paths().tellings(0).signal(), "usage");
  EXPECT_EQ(message.paths().tellings(0).missing_reason(), v1::MISSING_REASON_NOT_GIVEN);
  EXPECT_NE(message.paths().tellings(0).values(0).text(), "");
}

TEST(ComparisonTest, FactValuesReadBack) {
  v1::FactValue message;
  EXPECT_TRUE(std::holds_alternative<std::monostate>(FactValueFromProto(message)));
  message.set_flag(true);
  EXPECT_EQ(std::get<bool>(FactValueFromProto(message)), true);
  message.set_number(0.1);
  EXPECT_EQ(std::get<double>(FactValueFromProto(message)), 0.1);
}

}  // namespace
}  // namespace bellwether::wire
