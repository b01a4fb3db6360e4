// What people decided acts on an account as it was known: what stood at a moment, and no more.
#include "server/accounts/account_decisions.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/decisions_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// That the onboarding was extended, as a CRM tells it.
v1::Record ExtendedRecord(const std::string& id, int day, double days) {
  v1::Record record;
  record.set_kind("onboarding");
  record.set_id(id);
  record.set_account("acme");
  *record.mutable_at() = MomentOfDay(day);
  v1::RecordField& event = *record.add_fields();
  event.set_name("event");
  event.set_text("extended");
  v1::RecordField& granted = *record.add_fields();
  granted.set_name("days");
  granted.set_number(days);
  return record;
}

// The small pack: 100 x usage and 2 x nps, weighed alike: 85.
class KnownDecisionsTest : public DecisionsTest {
 protected:
  KnownDecisionsTest() { Put({RecordOfAccount("acme", "1", 5, 0.9)}); }

  v1::GetHistoryResponse HistoryOnChange(int until) {
    v1::GetHistoryRequest request;
    request.set_account_id("acme");
    *request.mutable_to() = MomentOfDay(until);
    request.set_on_change(true);
    v1::GetHistoryResponse response;
    const grpc::Status status = Ask(Handlers().get_history, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
};

// P1, S20.
TEST_F(KnownDecisionsTest, AnOverrideActsFromItsMomentUntilItsEnd) {
  v1::SetOverrideRequest cap = OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10);
  *cap.mutable_expires_at() = MomentOfDay(20);
  Set(cap);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(10)), 85);  // the day began before nine
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(11)), 60);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(19)), 60);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(20)), 85);
  const v1::Account account = AccountAt(MomentOfDay(25));
  ASSERT_EQ(account.overrides_size(), 1);  // shown as expired
  EXPECT_EQ(account.overrides(0).author(), "ann");
  EXPECT_EQ(account.overrides(0).reason(), "the sponsor left");
  EXPECT_EQ(account.overrides(0).set_at().time().seconds(), NineOn(10).seconds());
  EXPECT_THAT(AccountAt(MomentOfDay(9)).overrides(), IsEmpty());
}

TEST_F(KnownDecisionsTest, TheLastOneOnAModelActsUntilItIsRemoved) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10));
  Set(OverrideOf(v1::OVERRIDE_KIND_SET, 40, 12));
  Remove(14);
  Set(OverrideOf(v1::OVERRIDE_KIND_FLOOR, 90, 16));
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(11)), 60);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(13)), 40);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(15)), 85);
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(17)), 90);
}

TEST_F(KnownDecisionsTest, AnOverrideOnAModelThatThePackHasNoMoreIsLeftOut) {
  store::NewOverride gone = {"retired", store::OverrideAction::kSet, 10, {}};
  ASSERT_TRUE(store_->decisions()
                  .AddOverride({"", "", received_}, "acme", {"ann", "a", "", {}}, gone)
                  .ok());
  EXPECT_EQ(ScoreAt("acme", MomentOfDay(31)), 85);
  v1::Moment now;
  now.mutable_time()->set_seconds(absl::ToUnixSeconds(received_));
  EXPECT_EQ(ScoreAt("acme", now), 85);
}

TEST_F(KnownDecisionsTest, DaysThatWereGrantedUseTheBudgetUp) {
  EXPECT_EQ(GrantedAt(9), -1);
  Extend(14, 10);
  Extend(0, 12);
  Extend(7, 14);
  EXPECT_EQ(GrantedAt(9), -1);
  EXPECT_EQ(GrantedAt(11), 14);
  EXPECT_EQ(GrantedAt(13), 14);
  EXPECT_EQ(GrantedAt(15), 21);
}

// Each says since when, and which entry it was.
TEST_F(KnownDecisionsTest, FactsThatPeopleDecidedSayWhoseTheyAre) {
  Put({ExtendedRecord("e1", 8, 10)});
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10));
  Extend(14, 12);
  const auto origins_on = [this](int day) {
    v1::GetAccountRequest request;
    request.set_account_id("acme");
    *request.mutable_as_of() = MomentOfDay(day);
    v1::GetAccountResponse response;
    EXPECT_TRUE(Ask(Handlers().get_account, request, response).ok());
    std::vector<std::string> texts;
    for (const v1::FactOrigin& one : response.origins()) {
      if (one.fact().starts_with("signals.") || one.fact() == "stage") continue;
      texts.push_back(absl::StrCat(one.fact(), " ", one.record().kind(), " ", one.record().id(),
                                   " ", one.age_days()));
    }
    return texts;
  };
  EXPECT_THAT(origins_on(9), ElementsAre("extension.granted_days onboarding e1 1"));
  EXPECT_THAT(origins_on(15), ElementsAre("extension.granted_days decision 2 3",
                                          "overrides.onboarding override 1 5"));
}

// Records tell them until the day of the first decision that grants some, decisions from then on.
TEST_F(KnownDecisionsTest, NoDayIsCountedTwice) {
  Put({ExtendedRecord("e1", 8, 10), ExtendedRecord("e2", 10, 14), ExtendedRecord("e3", 16, 7)});
  EXPECT_EQ(GrantedAt(9), 10);
  EXPECT_EQ(GrantedAt(17), 31);
  Extend(0, 9);  // refused: the records still tell
  EXPECT_EQ(GrantedAt(17), 31);
  Extend(14, 10);  // as e2 tells, of the same day
  EXPECT_EQ(GrantedAt(9), 10);
  EXPECT_EQ(GrantedAt(11), 24);
  EXPECT_EQ(GrantedAt(17), 24);
  Extend(7, 16);
  EXPECT_EQ(GrantedAt(17), 31);
}

TEST_F(KnownDecisionsTest, TheHistorySaysThatPeopleDidIt) {
  v1::SetOverrideRequest cap = OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10);
  *cap.mutable_expires_at() = MomentOfDay(20);
  Set(cap);
  Extend(14, 12);
  const v1::GetHistoryResponse history = HistoryOnChange(25);
  ASSERT_EQ(history.moments_size(), 4);  // the record, the override, the extension, the end
  std::vector<double> scores;
  for (const v1::HistoryMoment& moment : history.moments()) {
    scores.push_back(moment.evaluation().health(0).score().value());
  }
  EXPECT_THAT(scores, ElementsAre(85, 60, 60, 85));

  const v1::HistoryChange& set = history.moments(1).change();
  ASSERT_EQ(set.models_size(), 1);
  ASSERT_EQ(set.models(0).lines_size(), 1);
  EXPECT_EQ(set.models(0).lines(0).kind(), v1::CHANGE_KIND_OVERRIDE);
  EXPECT_NEAR(set.models(0).lines(0).points(), -25, 1e-9);
  ASSERT_EQ(set.records_size(), 1);
  EXPECT_EQ(set.record_count(), 1);
  EXPECT_EQ(set.records(0).kind(), "override");
  EXPECT_EQ(set.records(0).id(), "1");
  EXPECT_EQ(set.records(0).at().time().seconds(), NineOn(10).seconds());
  EXPECT_EQ(history.moments(2).change().records(0).kind(), "decision");
  EXPECT_EQ(history.moments(2).change().records(0).id(), "2");

  const v1::HistoryChange& ended = history.moments(3).change();
  ASSERT_EQ(ended.records_size(), 1);
  EXPECT_EQ(ended.records(0).kind(), "override_expired");
  ASSERT_EQ(ended.models_size(), 1);
  EXPECT_EQ(ended.models(0).lines(0).kind(), v1::CHANGE_KIND_OVERRIDE);
}

// What is new since the account was looked at.
TEST_F(KnownDecisionsTest, WhatActsSinceIsTold) {
  v1::SetOverrideRequest cap = OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10);
  *cap.mutable_expires_at() = MomentOfDay(20);
  Set(cap);
  const absl::Time entered = received_;
  const auto decisions = store_->decisions().DecisionsOf("", "acme", absl::InfiniteFuture());
  const auto records = store_->RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(decisions.ok() && records.ok());
  const Plan& plan = *packs_.Pin()->plan;
  const auto stored = StoredAccount::Of(*records, "acme", absl::UTCTimeZone(), Limits{});
  ASSERT_TRUE(stored.ok());
  const auto effect = [&](absl::Time at, std::optional<absl::Time> looked_until, absl::Time now) {
    return EffectSince({at, looked_until}, *decisions, plan, *stored, Moment::Instant(now));
  };
  const absl::Time end = absl::FromCivil(absl::CivilDay(2026, 1, 20), absl::UTCTimeZone());
  // It is known since the tenth, and was entered when it was received.
  EXPECT_EQ(effect(entered - absl::Seconds(1), {}, entered), DecisionEffect::kOverride);
  EXPECT_EQ(effect(entered, {}, entered + absl::Seconds(1)), DecisionEffect::kNone);
  const auto later = [&](absl::Time looked_until) {
    auto known = *decisions;
    known.overrides.front().head.recorded_at = known.overrides.front().head.known_at;
    return EffectSince({end - absl::Hours(30), looked_until}, known, plan, *stored,
                       Moment::Instant(end + absl::Hours(1)));
  };
  EXPECT_EQ(later(end), DecisionEffect::kOverrideExpired);
  EXPECT_EQ(later(end - absl::Hours(2)), DecisionEffect::kOverrideExpired);
  EXPECT_EQ(later(end + absl::Hours(1)), DecisionEffect::kNone);  // it was looked at in between
  EXPECT_EQ(later(absl::UnixEpoch()), DecisionEffect::kNone);     // it is marked to be looked at
}

// Each moment of a history is what EvaluateAccount says of it.
TEST_F(KnownDecisionsTest, TheHistorySaysWhatAnEvaluationSays) {
  Set(OverrideOf(v1::OVERRIDE_KIND_CAP, 60, 10));
  Remove(14);
  const v1::GetHistoryResponse history = HistoryOnChange(25);
  ASSERT_EQ(history.moments_size(), 3);  // the record, the override, its removal
  for (const v1::HistoryMoment& moment : history.moments()) {
    EXPECT_EQ(ScoreAt("acme", moment.as_of()), moment.evaluation().health(0).score().value());
  }
}

}  // namespace
}  // namespace bellwether
