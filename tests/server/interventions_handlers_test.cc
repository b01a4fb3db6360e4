// What was done after alerts of a store's accounts, and what became of them, as functions and over
// real connections.
#include "server/rpc/interventions_handlers.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/interventions.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "protos/wire/time_to_proto.h"
#include "server/book/continuous_evaluation.h"
#include "server/book/evaluation_reader.h"
#include "server/rpc/evaluations_handlers.h"
#include "server/store/alert_store.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Of acme, bolt, cell, dune and echo the lots leave dune alone, and echo.
constexpr char kPack[] = R"(pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
  nps: {type: number}
health:
  only:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
alerts:
  low:
    when: "usage < 0.5"
    severity: yellow
    reason: Low use
    route: [csm]
    playbook: call
playbooks:
  call:
    holdout: {share: 0.5, seed: 7}
    recovery_days: 14
    steps:
      - {do: Call them, owner: csm}
)";
constexpr absl::Duration kDays = absl::Hours(24);

class InterventionsHandlersTest : public AccountsTest {
 protected:
  InterventionsHandlersTest() {
    packs_.Publish(SnapshotOf(kPack));
    ContinuousEvaluation::Settings settings;
    settings.changes.rest = absl::ZeroDuration();
    settings.now = [this] { return now_; };
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, *store_, [this](const std::string&) { return packs_.Pin(); }, Limits{}, log_);
  }
  ~InterventionsHandlersTest() override {
    server_.reset();
    continuous_.reset();
  }

  InterventionsEnvironment Environment() {
    return {*store_, [this](const std::string&) { return packs_.Pin(); }, log_};
  }
  void Tell(const std::string& account, double usage) {
    ++told_;  // what is told later happened later
    Put({RecordOfAccount(account, absl::StrCat(account, told_), 5 + told_, usage)});
    continuous_->Changed("", std::vector<std::string>{account});
    for (int i = 0; i < 100 && continuous_->Step(); ++i) {
    }
  }
  grpc::Status AskNow(const InterventionsHandlers& handlers,
                      const v1::GetInterventionEffectsRequest& request,
                      v1::GetInterventionEffectsResponse& response) {
    CallContext call{"Method", now_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    LongWork<v1::GetInterventionEffectsResponse> work;
    const grpc::Status status = handlers.get_intervention_effects(call, request, work);
    if (!status.ok()) return status;
    return work(Stop(), [&response](const auto& answer) { response = answer; });
  }
  v1::GetInterventionEffectsResponse Effects(
      const v1::GetInterventionEffectsRequest& request = {}) {
    v1::GetInterventionEffectsResponse response;
    const grpc::Status status = AskNow(MakeInterventionsHandlers(Environment()), request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  std::vector<store::ListedAlert> Alerts() {
    store::AlertListing listing;
    listing.now = now_;
    listing.most = 100;
    return store_->alerts().List("", listing).value_or(std::vector<store::ListedAlert>());
  }

  absl::Time now_ = received_;
  std::unique_ptr<ContinuousEvaluation> continuous_;

 private:
  int told_ = 0;
};

TEST_F(InterventionsHandlersTest, WhoIsHeldOutIsToldToNobodyAndHasNoTasks) {
  Tell("acme", 0.2);
  Tell("dune", 0.2);
  const auto alerts = Alerts();  // the newest first
  ASSERT_THAT(alerts, SizeIs(2));
  EXPECT_EQ(alerts[0].standing, store::AlertStanding::kHeldOut);
  EXPECT_THAT(alerts[0].body, HasSubstr("ALERT_ARM_HELD_OUT"));
  EXPECT_THAT(alerts[0].body, ::testing::Not(HasSubstr("\"route\"")));
  EXPECT_EQ(alerts[1].standing, store::AlertStanding::kShown);
  EXPECT_THAT(alerts[1].body, HasSubstr("ALERT_ARM_TREATED"));
  store::TaskListing tasks;
  tasks.most = 10;
  const auto found = store_->alerts().ListTasks("", tasks);
  ASSERT_TRUE(found.ok());
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ((*found)[0].of.account, "acme");
}

TEST_F(InterventionsHandlersTest, TellsWhoRecoveredOnceTheDaysAreOver) {
  for (const char* account : {"acme", "gale", "dune"}) Tell(account, 0.2);
  now_ = received_ + 5 * kDays;
  Tell("acme", 0.9);
  now_ = received_ + 13 * kDays;
  const auto early = Effects();
  ASSERT_EQ(early.effects_size(), 1);
  EXPECT_EQ(early.effects(0).groups(0).pending(), 2);
  EXPECT_EQ(early.effects(0).groups(1).pending(), 1);
  EXPECT_FALSE(early.effects(0).groups(0).has_recovered());
  now_ = received_ + 14 * kDays;
  const auto response = Effects();
  EXPECT_NE(response.definition(), "");
  const v1::InterventionEffect& effect = response.effects(0);
  EXPECT_EQ(effect.playbook(), "call");
  EXPECT_EQ(effect.within_days(), 14);
  EXPECT_EQ(effect.holdout_share(), 0.5);
  EXPECT_EQ(effect.holdout_seed(), 7);
  EXPECT_EQ(effect.judgement(), v1::INTERVENTION_JUDGEMENT_INSUFFICIENT_DATA);
  ASSERT_EQ(effect.groups_size(), 2);
  EXPECT_EQ(effect.groups(0).arm(), v1::ALERT_ARM_TREATED);
  EXPECT_EQ(effect.groups(0).alerts(), 2);
  EXPECT_EQ(effect.groups(0).tasks(), 2);
  EXPECT_EQ(effect.groups(0).recovered().events(), 1);
  EXPECT_EQ(effect.groups(0).recovered().n(), 2);
  EXPECT_EQ(effect.groups(1).arm(), v1::ALERT_ARM_HELD_OUT);
  EXPECT_EQ(effect.groups(1).recovered().events(), 0);
  EXPECT_EQ(effect.groups(1).recovered().n(), 1);
  EXPECT_EQ(effect.difference(), 0.5);
}

TEST_F(InterventionsHandlersTest, DaysPlaybookAndPeriodAreThoseAskedFor) {
  Tell("acme", 0.2);
  now_ = received_ + 5 * kDays;
  Tell("acme", 0.6);
  v1::GetInterventionEffectsRequest request;
  request.set_within_days(4);
  EXPECT_EQ(Effects(request).effects(0).groups(0).recovered().events(), 0);
  request.set_within_days(5);
  EXPECT_EQ(Effects(request).effects(0).groups(0).recovered().events(), 1);
  EXPECT_EQ(Effects(request).effects(0).within_days(), 5);
  request.set_playbook("mail");
  EXPECT_EQ(Effects(request).effects_size(), 0);
  request.clear_playbook();
  wire::TimeToProto(received_ + kDays, *request.mutable_from());
  EXPECT_EQ(Effects(request).effects_size(), 0);
  request.clear_from();
  wire::TimeToProto(received_, *request.mutable_to());
  EXPECT_EQ(Effects(request).effects_size(), 0);
  wire::TimeToProto(received_ + absl::Microseconds(1), *request.mutable_to());
  EXPECT_EQ(Effects(request).effects_size(), 1);
}

TEST_F(InterventionsHandlersTest, ListsTheLotsAndWhatBecameOfEachPageByPage) {
  for (const char* account : {"acme", "gale", "dune"}) Tell(account, 0.2);
  now_ = received_ + 5 * kDays;
  Tell("acme", 0.9);
  const auto handler = MakeInterventionsHandlers(Environment()).list_interventions;
  v1::ListInterventionsRequest request;
  request.set_page_size(2);
  v1::ListInterventionsResponse page;
  const auto ask = [&] {
    CallContext call{"Method", now_, absl::InfiniteFuture(), workspace_, nullptr, origin_};
    LongWork<v1::ListInterventionsResponse> work;
    const grpc::Status status = handler(call, request, work);
    return status.ok() ? work(Stop(), [&](const auto& answer) { page = answer; }) : status;
  };
  ASSERT_TRUE(ask().ok());
  ASSERT_EQ(page.interventions_size(), 2);
  EXPECT_EQ(page.interventions(0).account_id(), "acme");
  EXPECT_EQ(page.interventions(0).playbook(), "call");
  EXPECT_EQ(page.interventions(0).rule(), "low");
  EXPECT_EQ(page.interventions(0).band(), "red");
  EXPECT_EQ(page.interventions(0).arm(), v1::ALERT_ARM_TREATED);
  EXPECT_EQ(page.interventions(0).holdout_share(), 0.5);
  EXPECT_EQ(page.interventions(0).holdout_seed(), 7);
  EXPECT_EQ(page.interventions(0).tasks(), 1);
  EXPECT_EQ(page.interventions(0).outcome(), v1::INTERVENTION_OUTCOME_PENDING);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(ask().ok());
  ASSERT_EQ(page.interventions_size(), 1);
  EXPECT_EQ(page.interventions(0).account_id(), "dune");
  EXPECT_EQ(page.interventions(0).arm(), v1::ALERT_ARM_HELD_OUT);
  EXPECT_EQ(page.interventions(0).tasks(), 0);
  EXPECT_EQ(page.next_page_token(), "");
  request = {};
  request.set_within_days(5);
  ASSERT_TRUE(ask().ok());
  ASSERT_EQ(page.interventions_size(), 3);
  EXPECT_EQ(page.interventions(0).outcome(), v1::INTERVENTION_OUTCOME_RECOVERED);
  EXPECT_EQ(page.interventions(1).outcome(), v1::INTERVENTION_OUTCOME_NOT_RECOVERED);
  request.set_page_token("x");
  EXPECT_EQ(ask().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

// Without a hold-out, whatever the share.
TEST_F(InterventionsHandlersTest, WithoutLotsItIsObservational) {
  std::string pack = kPack;
  const size_t at = pack.find("    holdout:");
  pack.erase(at, pack.find('\n', at) + 1 - at);
  packs_.Publish(SnapshotOf(pack));
  Tell("dune", 0.2);
  now_ = received_ + 20 * kDays;
  const auto response = Effects();
  ASSERT_EQ(response.effects_size(), 1);
  const v1::InterventionEffect& effect = response.effects(0);
  EXPECT_EQ(effect.judgement(), v1::INTERVENTION_JUDGEMENT_OBSERVATIONAL);
  EXPECT_THAT(effect.note(), HasSubstr("regression to the mean"));
  EXPECT_FALSE(effect.has_holdout_share());
  EXPECT_FALSE(effect.has_difference());
  ASSERT_EQ(effect.groups_size(), 1);
  EXPECT_EQ(effect.groups(0).arm(), v1::ALERT_ARM_UNSPECIFIED);
}

TEST_F(InterventionsHandlersTest, WhatIsWrongIsSaidAtOnce) {
  v1::GetInterventionEffectsRequest request;
  wire::TimeToProto(received_, *request.mutable_from());
  wire::TimeToProto(received_, *request.mutable_to());
  request.set_within_days(-1);
  request.set_playbook(std::string(1'000, 'x'));
  v1::GetInterventionEffectsResponse response;
  const grpc::Status status = AskNow(MakeInterventionsHandlers(Environment()), request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status),
              ElementsAre("to OUT_OF_RANGE", HasSubstr("playbook"), "within_days OUT_OF_RANGE"));
}

TEST_F(InterventionsHandlersTest, MoreThanACallMayLookAtIsRefused) {
  Tell("acme", 0.2);
  Tell("bolt", 0.2);
  InterventionsEnvironment environment = Environment();
  environment.most = 1;
  v1::GetInterventionEffectsResponse response;
  const grpc::Status status = AskNow(MakeInterventionsHandlers(environment), {}, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("shorter"));
}

TEST_F(InterventionsHandlersTest, WithoutAPackNothingCanBeJudged) {
  InterventionsEnvironment environment = Environment();
  environment.pack_of = [](const std::string&) { return SnapshotPointer(); };
  v1::GetInterventionEffectsResponse response;
  EXPECT_EQ(AskNow(MakeInterventionsHandlers(environment), {}, response).error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

TEST_F(InterventionsHandlersTest, IsServed) {
  PackFeed nobody;
  EvaluationReader reader(EvaluationSource(*store_), nobody, log_);
  ServedHandlers handlers{MakeScoringHandlers({packs_, Limits{}, log_})};
  handlers.evaluations = MakeEvaluationsHandlers(
      {*store_, reader, [this](const std::string&) { return packs_.Pin(); }, log_});
  handlers.interventions = MakeInterventionsHandlers(Environment());
  StartWith(SmallOptions(), std::move(handlers));
  Tell("acme", 0.2);
  const auto stub = v1::InterventionsService::NewStub(Connect());
  grpc::ClientContext context;
  v1::GetInterventionEffectsResponse response;
  const grpc::Status status = stub->GetInterventionEffects(&context, {}, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(response.effects_size(), 1);
  EXPECT_EQ(response.effects(0).groups(0).alerts(), 1);
  server_.reset();
}

}  // namespace
}  // namespace bellwether
