// Comparisons and paths as functions: what they say, what is refused, and when they stop.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/attribution/attribution.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/read_goal.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "protos/wire/comparison.h"
#include "protos/wire/wire.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// An account as the engine has it.
struct Told {
  Told(const Plan& pack, const v1::Account& message, const char* as_of) : plan(pack) {
    std::vector<Violation> violations;
    wire::AccountFromProto(message, account, violations);
    options.as_of = *ParseMoment(as_of);
    EXPECT_TRUE(EvaluateAccount(plan, account, options, Limits{}, memory, violations).ok());
  }
  ComparedAccount view() const { return {plan, account, options, memory.facts, memory.evaluation}; }

  const Plan& plan;
  Account account;
  BindOptions options;
  AccountMemory memory;
};

class AnalysisHandlersTest : public RulesTest {
 protected:
  grpc::Status Compare(const v1::CompareEvaluationsRequest& request, const Stop& stop = Stop()) {
    return Ask(Scoring().compare_evaluations, request, change_, stop);
  }
  grpc::Status Find(const v1::FindPathRequest& request, const Stop& stop = Stop()) {
    return Ask(Scoring().find_path, request, path_, stop);
  }

  static v1::CompareEvaluationsRequest TwoTellings() {
    v1::CompareEvaluationsRequest request;
    *request.mutable_before()->mutable_account() = AccountNamed("acme", 0.9, 40);
    *request.mutable_after()->mutable_account() = AccountNamed("acme", 0.6, 10);
    return request;
  }
  static v1::FindPathRequest PathTo(const std::string& goal) {
    v1::FindPathRequest request;
    *request.mutable_account() = AccountNamed("acme", 0.6, 10);
    request.set_goal(goal);
    return request;
  }

  v1::CompareEvaluationsResponse change_;
  v1::FindPathResponse path_;
};

TEST_F(AnalysisHandlersTest, ComparesTwoTellingsToTheBit) {
  ASSERT_TRUE(Compare(TwoTellings()).ok());
  const Told before(plan(), TwoTellings().before().account(), "2026-01-01T00:00:00Z");
  const Told after(plan(), TwoTellings().after().account(), "2026-01-01T00:00:00Z");
  v1::CompareEvaluationsResponse expected;
  wire::ComparisonToProto(before.view(), after.view(),
                          Attribute(before.view(), after.view(), Limits{}), "", expected);
  EXPECT_TRUE(MessageDifferencer::Equals(change_, expected)) << change_.DebugString();
  ASSERT_THAT(change_.models(), SizeIs(1));
  double sum = 0;
  for (const v1::ChangeLine& line : change_.models(0).lines()) sum += line.points();
  EXPECT_NEAR(sum, change_.models(0).after().score() - change_.models(0).before().score(), 1e-9);
}

// What a side leaves out is as it is on the other one.
TEST_F(AnalysisHandlersTest, ComparesTheActivePackWithFiles) {
  v1::CompareEvaluationsRequest request;
  *request.mutable_before()->mutable_pack() = SourceOf(HeavierPack());
  *request.mutable_after()->mutable_account() = AccountNamed("acme", 0.9, 10);
  ASSERT_TRUE(Compare(request).ok());
  EXPECT_EQ(change_.after().pack().digest(), plan().digest);
  EXPECT_EQ(change_.before().pack().digest(), PlanOf(HeavierPack())->digest);
  ASSERT_THAT(change_.models(), SizeIs(1));
  EXPECT_EQ(change_.models(0).before().score(), 72.5);  // (3 · 90 + 20) ÷ 4, S19
  EXPECT_EQ(change_.models(0).after().score(), 55);
  for (const v1::ChangeLine& line : change_.models(0).lines()) {
    EXPECT_TRUE(line.kind() == v1::CHANGE_KIND_CONFIGURATION ||
                line.kind() == v1::CHANGE_KIND_ROUNDING)
        << line.DebugString();
  }
}

TEST_F(AnalysisHandlersTest, ComparesPacksByDigest) {
  v1::CompareEvaluationsRequest request = TwoTellings();
  request.mutable_before()->mutable_pack()->set_digest(plan().digest.substr(0, 8));
  *request.mutable_after()->mutable_pack() = SourceOf(HeavierPack());
  ASSERT_TRUE(Compare(request).ok());
  EXPECT_EQ(change_.before().pack().digest(), plan().digest);
  request.mutable_before()->mutable_pack()->set_digest("00000000");
  const grpc::Status status = Compare(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"), plan().digest);
}

TEST_F(AnalysisHandlersTest, OneModelAlone) {
  v1::CompareEvaluationsRequest request = TwoTellings();
  request.set_model("onboarding");
  ASSERT_TRUE(Compare(request).ok());
  EXPECT_THAT(change_.models(), SizeIs(1));
  request.set_model("onbording");
  const grpc::Status status = Compare(request);
  EXPECT_THAT(FieldsOf(status), ElementsAre("model UNKNOWN_NAME"));
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `onboarding`?"));
}

TEST_F(AnalysisHandlersTest, SaysAllProblemsOfAComparisonAtOnce) {
  v1::CompareEvaluationsRequest request;
  request.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  request.mutable_options()->set_view(v1::EVALUATION_VIEW_BASIC);
  request.mutable_after()->mutable_as_of()->mutable_date()->set_year(1);
  EXPECT_THAT(FieldsOf(Compare(request)),
              ElementsAre("before MISSING_FIELD", "after.account MISSING_FIELD",
                          "options.explanation NOT_ALLOWED", "options.view NOT_ALLOWED",
                          "after.as_of BAD_DATE"));
}

TEST_F(AnalysisHandlersTest, SaysAllErrorsOfBothPacks) {
  v1::CompareEvaluationsRequest request = TwoTellings();
  *request.mutable_before()->mutable_pack() = SourceOf(BrokenPack());
  *request.mutable_after()->mutable_pack() = SourceOf("pack: x\nnonsense: 1\n");
  const std::vector<std::string> fields = FieldsOf(Compare(request));
  EXPECT_THAT(fields, ::testing::Contains("before.pack UNKNOWN_KEY"));
  EXPECT_THAT(fields, ::testing::Contains("after.pack UNKNOWN_KEY"));
  EXPECT_EQ(answers_, 0);
}

TEST_F(AnalysisHandlersTest, SaysAllProblemsOfBothAccounts) {
  v1::CompareEvaluationsRequest request = TwoTellings();
  request.mutable_before()->mutable_account()->mutable_signals(0)->set_number(7);
  request.mutable_after()->mutable_account()->mutable_signals(1)->set_name("npss");
  EXPECT_THAT(FieldsOf(Compare(request)), ElementsAre("before.account.signals.usage OUT_OF_RANGE",
                                                      "after.account.signals.npss UNKNOWN_SIGNAL"));
}

TEST_F(AnalysisHandlersTest, WhatAPackRequiresIsAPrecondition) {
  v1::CompareEvaluationsRequest request;
  *request.mutable_before()->mutable_pack() = SourceOf(DemandingPack());
  *request.mutable_after()->mutable_pack() = SourceOf(DemandingPack());
  request.mutable_after()->mutable_account()->set_id("acme");
  const grpc::Status status = Compare(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const auto details = DetailOf<google::rpc::PreconditionFailure>(status);
  ASSERT_THAT(details.violations(), SizeIs(2));
  EXPECT_EQ(details.violations(0).subject(), "before.account.signals.contract");
}

TEST_F(AnalysisHandlersTest, FindsPathsToTheBit) {
  ASSERT_TRUE(Find(PathTo("green")).ok());
  const Told now(plan(), PathTo("").account(), "2026-01-01T00:00:00Z");
  DiagnosticSink sink;
  auto goal = ReadGoal(plan(), now.memory.evaluation, kNoIndex, "green", Limits{}, sink).goal;
  ASSERT_TRUE(goal.has_value());
  const PathsToGoal paths = FindPaths(plan(), now.account, now.options, Limits{}, now.memory.facts,
                                      now.memory.evaluation, *goal);
  v1::FindPathResponse expected;
  wire::PathsToProto({plan(), now.account, now.memory.facts, now.memory.evaluation},
                     now.options.as_of, *goal, paths, "", expected);
  EXPECT_TRUE(MessageDifferencer::Equals(path_, expected)) << path_.DebugString();
  EXPECT_GT(path_.paths().singles_size() + path_.paths().pairs_size(), 0);
}

// Without a goal it is the next better band.
TEST_F(AnalysisHandlersTest, GoalsOfAPath) {
  ASSERT_TRUE(Find(PathTo("")).ok());
  EXPECT_EQ(path_.paths().goal(), "onboarding: yellow or better");
  v1::FindPathRequest request = PathTo("health.primary.score >= 45");
  request.set_pairs(false);
  ASSERT_TRUE(Find(request).ok());
  EXPECT_THAT(path_.paths().pairs(), SizeIs(0));
  EXPECT_GT(path_.paths().singles_size(), 0);

  EXPECT_THAT(FieldsOf(Find(PathTo("gren"))), ElementsAre("goal UNKNOWN_GOAL"));
  const grpc::Status status = Find(PathTo("health.primary.score >== 70"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("goal: goal:1:"));
}

TEST_F(AnalysisHandlersTest, SaysAllProblemsOfAPathAtOnce) {
  v1::FindPathRequest request;
  request.set_model("x");
  request.mutable_options()->mutable_read_mask()->add_paths("health");
  EXPECT_THAT(
      FieldsOf(Find(request)),
      ElementsAre("account MISSING_FIELD", "options.read_mask NOT_ALLOWED", "model UNKNOWN_NAME"));
  request = PathTo("green");
  request.mutable_account()->mutable_signals(0)->set_number(7);
  EXPECT_THAT(FieldsOf(Find(request)), ElementsAre("account.signals.usage OUT_OF_RANGE"));
  request.mutable_options()->set_pack("deadbeef");
  EXPECT_EQ(Find(request).error_code(), grpc::StatusCode::NOT_FOUND);
}

// A search asks before each evaluation whether it is still wanted, and ends at the first no.
TEST_F(AnalysisHandlersTest, ASearchStopsAtOnce) {
  constexpr int kMost = 7;
  int asked = 0;
  const Stop stop([&asked] { return ++asked > kMost; });
  ASSERT_TRUE(Find(PathTo("green"), stop).ok());
  EXPECT_EQ(answers_, 0);
  EXPECT_EQ(asked, kMost + 1);
}

}  // namespace
}  // namespace bellwether
