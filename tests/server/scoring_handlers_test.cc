// The handlers as functions: no network.
#include "server/rpc/scoring_handlers.h"

#include <stdexcept>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/handlers_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ScoringHandlersTest : public HandlersTest {
 protected:
  grpc::Status Evaluate(const std::string& request) {
    return Ask(handlers_.evaluate, request, evaluated_);
  }
  grpc::Status ScoreHealth(const std::string& request) {
    return Ask(handlers_.score_health, request, scored_);
  }

  v1::EvaluateResponse evaluated_;
  v1::ScoreHealthResponse scored_;
};

constexpr char kGood[] = R"(account { id: "acme" stage: "onboarding"
    signals { name: "usage" number: 0.9 } signals { name: "nps" number: 40 } })";

TEST_F(ScoringHandlersTest, EvaluatesAnAccount) {
  Publish(SmallPack());
  ASSERT_TRUE(Evaluate(kGood).ok());
  const v1::Evaluation& evaluation = evaluated_.evaluation();
  EXPECT_EQ(evaluation.account_id(), "acme");
  EXPECT_EQ(evaluation.pack().name(), "small");
  EXPECT_EQ(evaluation.as_of().seconds(), kReceived);  // the time of receipt
  ASSERT_EQ(evaluation.health_size(), 1);
  EXPECT_EQ(evaluation.health(0).score().value(), 85);
  EXPECT_EQ(evaluation.health(0).score().band(), "green");
}

TEST_F(ScoringHandlersTest, ScoresThePrimaryOrTheNamedModel) {
  Publish(SmallPack());
  ASSERT_TRUE(ScoreHealth(kGood).ok());
  EXPECT_EQ(scored_.account_id(), "acme");
  EXPECT_EQ(scored_.health().model(), "onboarding");
  EXPECT_EQ(scored_.health().score().value(), 85);
  EXPECT_EQ(scored_.pack().version(), "1.2.3");
  EXPECT_EQ(scored_.as_of().seconds(), kReceived);
  ASSERT_TRUE(ScoreHealth(std::string(kGood) + "model: 'onboarding'").ok());
  EXPECT_EQ(scored_.health().score().value(), 85);
}

TEST_F(ScoringHandlersTest, RefusesAnUnknownModelAndSuggestsOne) {
  Publish(SmallPack());
  const grpc::Status status = ScoreHealth(std::string(kGood) + "model: 'onbording'");
  EXPECT_THAT(FieldsOf(status), ElementsAre("model UNKNOWN_NAME"));
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `onboarding`?"));
}

TEST_F(ScoringHandlersTest, SaysWhenNoModelApplies) {
  Publish(SmallPack());
  ASSERT_TRUE(ScoreHealth(R"(account { id: "a" stage: "customer" })").ok());
  EXPECT_EQ(scored_.health().state(), v1::HEALTH_STATE_NOT_APPLICABLE);
  EXPECT_EQ(scored_.health().model(), "");
}

TEST_F(ScoringHandlersTest, SaysWhenThePackHasNoModels) {
  Publish(PackWithoutHealth());
  ASSERT_TRUE(ScoreHealth(R"(account { id: "a" })").ok());
  EXPECT_EQ(scored_.health().state(), v1::HEALTH_STATE_NOT_DEFINED);
}

TEST_F(ScoringHandlersTest, ReportsProblemsOfRequestAndAccountTogether) {
  Publish(SmallPack());
  const grpc::Status status = Evaluate(R"(
      account { stage: "onbording" signals { name: "usage" number: 1.5 }
                kickoff_at { date { year: 2026 month: 2 day: 31 } } }
      options { as_of {} benchmark_set: "XX" })");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status),
              ::testing::UnorderedElementsAre(
                  "options.as_of MISSING_FIELD", "account.kickoff_at BAD_DATE",
                  "account.id MISSING_FIELD", "account.stage UNKNOWN_NAME",
                  "options.benchmark_set UNKNOWN_NAME", "account.signals.usage OUT_OF_RANGE"));
}

TEST_F(ScoringHandlersTest, RefusesARequestWithoutAccount) {
  Publish(SmallPack());
  EXPECT_THAT(FieldsOf(Evaluate("")), ElementsAre("account MISSING_FIELD"));
}

TEST_F(ScoringHandlersTest, RefusesNumbersThatAreNone) {
  Publish(SmallPack());
  EXPECT_THAT(FieldsOf(Evaluate(R"(account { id: "a" signals { name: "nps" number: nan } })")),
              ElementsAre(::testing::StartsWith("account.signals.nps ")));
}

TEST_F(ScoringHandlersTest, NamesRequiredSignals) {
  Publish(DemandingPack());
  const grpc::Status status = Evaluate(R"(account { id: "a" })");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const auto details = DetailOf<google::rpc::PreconditionFailure>(status);
  ASSERT_EQ(details.violations_size(), 1);
  EXPECT_EQ(details.violations(0).subject(), "account.signals.contract");
}

TEST_F(ScoringHandlersTest, AsksToRetryWhileThereIsNoPack) {
  EXPECT_EQ(Evaluate(kGood).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ScoringHandlersTest, TakesThePackByDigest) {
  Publish(SmallPack());
  const std::string digest = packs_.Pin()->plan->digest;
  EXPECT_TRUE(
      Evaluate(std::string(kGood) + "options { pack: '" + digest.substr(0, 8) + "' }").ok());
  const grpc::Status status = Evaluate(std::string(kGood) + "options { pack: 'ffffffff0' }");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"), digest);
}

TEST_F(ScoringHandlersTest, TakesThePackByLabelAndListsWhatThereIs) {
  Publish(PackWithoutHealth());
  Publish(SmallPack());
  const std::string request = R"(account { id: "acme" } options { pack: )";
  EXPECT_TRUE(Evaluate(request + "'previous' }").ok());
  EXPECT_EQ(evaluated_.evaluation().pack().name(), "facts");
  EXPECT_TRUE(Evaluate(request + "'active' }").ok());
  EXPECT_EQ(evaluated_.evaluation().pack().name(), "small");
  const grpc::Status status = Evaluate(request + "'canary' }");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(status.error_message(), HasSubstr("digest or label `canary`; available: "));
  EXPECT_THAT(status.error_message(), HasSubstr("(previous)"));
}

TEST_F(ScoringHandlersTest, ACanaryAnswersForItsShareOfTheAccounts) {
  Publish(SmallPack());
  Snapshot canary = *SnapshotOf(PackWithoutHealth());
  canary.on_trial = true;
  packs_.Publish(std::make_shared<const Snapshot>(canary), PackLabel::kCanary);
  packs_.SetCanaryShare(0.5);
  int by_canary = 0;
  for (int i = 0; i < 100; ++i) {
    // S11: the canary does not know `nps`, and reports it.
    ASSERT_TRUE(
        Evaluate("account { id: '" + std::to_string(i) + "' signals { name: 'nps' number: 4 } }")
            .ok());
    const bool is_canary = evaluated_.evaluation().pack().name() == "facts";
    by_canary += is_canary ? 1 : 0;
    EXPECT_EQ(evaluated_.evaluation().data().unknown_signals_size(), is_canary ? 1 : 0);
  }
  EXPECT_GT(by_canary, 25);
  EXPECT_LT(by_canary, 75);
}

TEST_F(ScoringHandlersTest, ACanaryIsNotAskedWhereAPackIsNamed) {
  Publish(SmallPack());
  packs_.Publish(SnapshotOf(PackWithoutHealth()), PackLabel::kCanary);
  packs_.SetCanaryShare(1);
  ASSERT_TRUE(Evaluate("account { id: 'acme' } options { pack: 'active' }").ok());
  EXPECT_EQ(evaluated_.evaluation().pack().name(), "small");
}

TEST_F(ScoringHandlersTest, ShowsAccountsToTheShadowUnlessAPackIsNamed) {
  Publish(SmallPack());
  packs_.Publish(SnapshotOf(PackWithoutHealth()), PackLabel::kShadow);
  ShadowTrial shadow(packs_, 1, Limits{}, log_);
  const ScoringHandlers handlers = MakeScoringHandlers({packs_, Limits{}, log_, &shadow});
  ASSERT_TRUE(Ask(handlers.evaluate, kGood, evaluated_).ok());
  ASSERT_TRUE(
      Ask(handlers.evaluate, std::string(kGood) + "options { pack: 'active' }", evaluated_).ok());
  v1::StreamEvaluateResponse streamed;
  ASSERT_TRUE(Ask(handlers.stream_evaluate, kGood, streamed).ok());
  EXPECT_EQ(shadow.Deltas().sampled, 2u);
  shadow.Stop();
}

TEST_F(ScoringHandlersTest, RefusesMoreMilestonesThanTheLimit) {
  Publish(SmallPack());
  std::string request = "account { id: 'a' ";
  for (int i = 0; i < 201; ++i) request += "milestones { key: 'm" + std::to_string(i) + "' } ";
  const grpc::Status status = Evaluate(request + "}");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"),
            "max_account_milestones");
}

TEST_F(ScoringHandlersTest, DoesNotEvaluateWhatNobodyWaitsFor) {
  Publish(SmallPack());
  deadline_ = absl::UnixEpoch();
  EXPECT_EQ(Evaluate(kGood).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_FALSE(evaluated_.has_evaluation());
}

TEST_F(ScoringHandlersTest, TurnsAnExceptionIntoAnInternalError) {
  const Handler<v1::EvaluateRequest, v1::EvaluateResponse> throwing =
      [](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) -> grpc::Status {
    throw std::runtime_error("broken");
  };
  CallContext call{"Evaluate", absl::UnixEpoch(), deadline_, workspace_};
  EXPECT_EQ(Guarded(log_, throwing)(call, {}, evaluated_).error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(written_.str(), HasSubstr("reason=broken"));
}

// One account's values must not show in the next one's answer: the memory is the same.
TEST_F(ScoringHandlersTest, ForgetsOneAccountBeforeTheNext) {
  Publish(SmallPack());
  ASSERT_TRUE(Evaluate(kGood).ok());
  ASSERT_TRUE(Evaluate(R"(account { id: "other" stage: "onboarding" })").ok());
  EXPECT_EQ(evaluated_.evaluation().account_id(), "other");
  EXPECT_EQ(evaluated_.evaluation().health(0).state(), v1::HEALTH_STATE_INSUFFICIENT_DATA);
}

}  // namespace
}  // namespace bellwether
