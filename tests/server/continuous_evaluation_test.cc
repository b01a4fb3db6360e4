// A store whose accounts are evaluated by themselves, with a clock of the test.
#include "server/book/continuous_evaluation.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/decision_store.h"
#include "tests/server/accounts_fixture.h"

namespace bellwether {
namespace {

using store::EvaluationCause;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The small pack, with a usage that is good for ten days, and a band that holds for ten points.
std::string AgingPack(int points = 100) {
  return absl::StrCat(R"(pack: aging
version: 1.0.0
stages: [onboarding]
signals:
  usage: {type: ratio, max_age: 10d}
  nps: {type: number}
health:
  only:
    bands: [{green: 80}, {red: 0}]
    hysteresis: 10
    components:
      usage: {weight: 1, of: usage, linear: {from: 0, to: )",
                      100.0 / points, "}}\n");
}

std::string_view WordOf(EvaluationCause cause) {
  switch (cause) {
    case EvaluationCause::kData:
      return "data";
    case EvaluationCause::kTime:
      return "time";
    case EvaluationCause::kPack:
      return "pack";
    case EvaluationCause::kOverride:
      return "override";
    case EvaluationCause::kOverrideExpired:
      return "override expired";
    case EvaluationCause::kDecision:
      return "decision";
  }
  return "";
}

// A store that another server is in charge of, or that is away, as the test says.
class TroubledStore final : public store::Store, private store::EvaluationStore {
 public:
  explicit TroubledStore(store::Store& inner) : inner_(inner) {}
  std::atomic<bool> in_charge{true};
  std::atomic<bool> away{false};

  absl::StatusOr<std::vector<store::PutOutcome>> PutRecords(
      const store::Request& request, std::span<const store::StoredRecord> records) override {
    return inner_.PutRecords(request, records);
  }
  absl::StatusOr<store::AccountRecords> RecordsOf(const std::string& tenant,
                                                  const std::string& account,
                                                  absl::Time until) override {
    return inner_.RecordsOf(tenant, account, until);
  }
  absl::StatusOr<uint64_t> Erase(const store::Request& request,
                                 const std::string& account) override {
    return inner_.Erase(request, account);
  }
  store::OutboxStore& outbox() override { return inner_.outbox(); }
  store::EntryTransferStore& entry_transfer() override { return inner_.entry_transfer(); }
  store::RetentionStore& retention() override { return inner_.retention(); }
  store::TransferStore& transfer() override { return inner_.transfer(); }
  store::AccountListStore& account_list() override { return inner_.account_list(); }
  store::RecordExportStore& exports() override { return inner_.exports(); }
  store::DecisionStore& decisions() override { return inner_.decisions(); }
  store::EvaluationStore& evaluations() override { return *this; }
  store::AlertStore& alerts() override { return inner_.alerts(); }
  store::InterventionStore& interventions() override { return inner_.interventions(); }

 private:
  using Evaluations = std::vector<store::StoredEvaluation>;
  using Names = std::vector<store::AccountName>;

  absl::StatusOr<std::vector<int64_t>> Put(
      std::span<const store::StoredEvaluation> evaluations) override {
    if (away) return absl::UnavailableError("it is away");
    return kept().Put(evaluations);
  }
  absl::StatusOr<std::optional<store::StoredEvaluation>> Last(
      const store::AccountName& of) override {
    return kept().Last(of);
  }
  absl::StatusOr<Evaluations> Of(const store::AccountName& of, int64_t before,
                                 uint32_t most) override {
    return kept().Of(of, before, most);
  }
  absl::StatusOr<Evaluations> After(const std::string& tenant, int64_t sequence,
                                    uint32_t most) override {
    return kept().After(tenant, sequence, most);
  }
  absl::StatusOr<int64_t> LastSequence() override { return kept().LastSequence(); }
  absl::StatusOr<Names> Due(absl::Time by, uint32_t most) override { return kept().Due(by, most); }
  absl::StatusOr<std::optional<absl::Time>> NextDue() override { return kept().NextDue(); }
  absl::StatusOr<Names> Behind(const store::AccountName& after, uint32_t most) override {
    return kept().Behind(after, most);
  }
  absl::StatusOr<Names> OfOtherPacks(const std::string& pack, const store::AccountName& after,
                                     uint32_t most) override {
    return kept().OfOtherPacks(pack, after, most);
  }
  absl::StatusOr<uint64_t> CountOfOtherPacks(const std::string& pack) override {
    return kept().CountOfOtherPacks(pack);
  }
  absl::StatusOr<Names> OfOtherPacksIn(const std::string& tenant, const std::string& pack,
                                       const std::string& after, uint32_t most) override {
    return kept().OfOtherPacksIn(tenant, pack, after, most);
  }
  absl::StatusOr<uint64_t> CountOfOtherPacksIn(const std::string& tenant,
                                               const std::string& pack) override {
    return kept().CountOfOtherPacksIn(tenant, pack);
  }
  absl::StatusOr<uint64_t> CountRecords(const store::AccountName& of) override {
    return kept().CountRecords(of);
  }
  absl::StatusOr<bool> IsInCharge() override { return in_charge.load(); }

  store::EvaluationStore& kept() { return inner_.evaluations(); }

  store::Store& inner_;
};

class ContinuousEvaluationTest : public AccountsTest {
 protected:
  ContinuousEvaluationTest() {
    packs_.Publish(SnapshotOf(AgingPack()));
    Begin({});
  }
  ~ContinuousEvaluationTest() override { continuous_.reset(); }

  void Begin(ContinuousEvaluation::Settings settings) {
    continuous_.reset();
    settings.changes.rest = absl::ZeroDuration();
    settings.now = [this] { return absl::FromUnixMicros(now_); };
    settings.tenants_with_a_pack = [this] {
      std::vector<std::string> tenants;
      for (const auto& [tenant, pack] : own_) tenants.push_back(tenant);
      return tenants;
    };
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, *troubled_,
        [this](const std::string& tenant) {
          if (tenant == without_) return SnapshotPointer();
          const auto own = own_.find(tenant);
          return own == own_.end() ? packs_.Pin() : own->second;
        },
        Limits{}, log_);
  }
  // Until there is nothing to do.
  void Work() {
    for (int i = 0; i < 100 && continuous_->Step(); ++i) {
    }
  }
  void MoveTo(absl::Time now) { now_ = absl::ToUnixMicros(now); }
  static absl::Time Day(int day, int hour = 0) {
    return absl::FromCivil(absl::CivilHour(2026, 1, day, hour), absl::UTCTimeZone());
  }
  void Tell(const std::string& account, const std::string& id, int day, double usage) {
    // Ids are those of all accounts: the same one again would give the record to another.
    Put({RecordOfAccount(account, absl::StrCat(account, "-", id), day, usage)});
    continuous_->Changed("", std::vector<std::string>{account});
  }
  // An hour later.
  store::Request NextHour() {
    now_ += absl::ToInt64Microseconds(absl::Hours(1));
    return {"", "", absl::FromUnixMicros(now_)};
  }
  void Override(const store::NewOverride& what) {
    const auto written =
        store_->decisions().AddOverride(NextHour(), "acme", {"ann", "so", "", {}}, what);
    ASSERT_TRUE(written.ok() && written->outcome == store::WriteOutcome::kWritten);
    continuous_->Changed("", std::vector<std::string>{"acme"});
    Work();
  }
  void Decide(const store::NewDecision& what) {
    const auto written =
        store_->decisions().AddDecision(NextHour(), "acme", {"ann", "so", "", {}}, what);
    ASSERT_TRUE(written.ok() && written->outcome == store::WriteOutcome::kWritten);
    continuous_->Changed("", std::vector<std::string>{"acme"});
    Work();
  }
  void TellOf(const std::string& tenant, int accounts) {
    origin_.caller = std::make_shared<Caller>(Caller{"", tenant, RoleSet::All(), ""});
    for (int i = 0; i < accounts; ++i) {
      const std::string account = absl::StrCat("a", i);
      Put({RecordOfAccount(account, absl::StrCat(account, "-1"), 5, 0.5)});
      continuous_->Changed(tenant, std::vector<std::string>{account});
    }
    origin_.caller = AnyCaller();
  }
  // "cause score band", the last one first.
  std::vector<std::string> Answers(const std::string& account, const std::string& tenant = "") {
    std::vector<std::string> texts;
    const auto found = store_->evaluations().Of({tenant, account}, 0, 100);
    EXPECT_TRUE(found.ok()) << found.status();
    for (const auto& one : found.value_or(std::vector<store::StoredEvaluation>())) {
      v1::StoredEvaluation answer;
      EXPECT_TRUE(DecodeAnswer(one.body, answer).ok()) << one.body;
      std::string text(WordOf(one.cause));
      for (const auto& model : answer.models()) {
        absl::StrAppend(&text, " ", model.has_score() ? absl::StrCat(model.score()) : "none", " ",
                        model.band());
      }
      absl::StrAppend(&text, answer.refusal());
      texts.push_back(text);
    }
    return texts;
  }
  std::optional<absl::Time> NextOf(const std::string& account) {
    const auto last = store_->evaluations().Last({"", account});
    EXPECT_TRUE(last.ok() && last->has_value());
    return (*last)->next_change_at;
  }

  std::atomic<int64_t> now_{absl::ToUnixMicros(Day(6, 9))};
  const std::unique_ptr<TroubledStore> troubled_ = std::make_unique<TroubledStore>(*store_);
  std::optional<std::string> without_;               // the tenant that has no pack
  std::map<std::string, SnapshotPointer> own_ = {};  // of tenants that have one of their own
  std::unique_ptr<ContinuousEvaluation> continuous_;
};

TEST_F(ContinuousEvaluationTest, WhatBecomesKnownIsEvaluated) {
  Tell("acme", "1", 5, 0.9);
  Tell("other", "1", 5, 0.2);
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("data 90 green"));
  EXPECT_THAT(Answers("other"), ElementsAre("data 20 red"));
  EXPECT_EQ(continuous_->CountAll().by_data, 2u);
  EXPECT_FALSE(continuous_->Step());
}

// Observed on the fifth, and good for ten days: it is stale when the sixteenth begins.
TEST_F(ContinuousEvaluationTest, TimeAloneChangesAnAnswerWhenItShould) {
  Tell("acme", "1", 5, 0.9);
  Work();
  EXPECT_EQ(NextOf("acme"), Day(16));
  MoveTo(Day(16) - absl::Microseconds(1));
  Work();
  EXPECT_THAT(Answers("acme"), SizeIs(1));
  MoveTo(Day(16));
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("time none ", "data 90 green"));
  EXPECT_EQ(NextOf("acme"), std::nullopt);
}

TEST_F(ContinuousEvaluationTest, ARecordThatLiesAheadCountsWhenItIsThere) {
  Tell("acme", "1", 7, 0.9);
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("datanothing is known of it yet"));
  EXPECT_EQ(NextOf("acme"), Day(7));
  MoveTo(Day(7));
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("time 90 green", "datanothing is known of it yet"));
}

TEST_F(ContinuousEvaluationTest, AnOverrideIsACauseOfItsOwn) {
  Tell("acme", "1", 5, 0.9);
  Work();
  Override({"only", store::OverrideAction::kSet, 40, Day(8)});
  EXPECT_EQ(Answers("acme").front(), "override 40 red");
  EXPECT_EQ(NextOf("acme"), Day(8));
  MoveTo(Day(8, 5));
  Work();
  EXPECT_EQ(Answers("acme").front(), "override expired 90 green");
  Override({"only", store::OverrideAction::kCap, 60, Day(12)});
  EXPECT_EQ(Answers("acme").front(), "override 60 red");
  Override({"only", store::OverrideAction::kRemove, 0, {}});
  EXPECT_EQ(Answers("acme").front(), "override 90 green");
  NextHour();
  Tell("acme", "2", 8, 0.85);
  Work();
  EXPECT_EQ(Answers("acme").front(), "data 85 green");
  MoveTo(Day(19));  // what was removed did not expire
  Work();
  EXPECT_THAT(Answers("acme"),
              ElementsAre("time none ", "data 85 green", "override 90 green", "override 60 red",
                          "override expired 90 green", "override 40 red", "data 90 green"));
  const auto counts = continuous_->CountAll();
  EXPECT_EQ(counts.by_override, 3u);
  EXPECT_EQ(counts.by_override_expired, 1u);
}

TEST_F(ContinuousEvaluationTest, ADecisionIsACauseWhereItChangesWhatIsKnown) {
  Tell("acme", "1", 5, 0.9);
  Work();
  Decide({store::DecisionKind::kExtensionGranted, 14, ""});
  EXPECT_THAT(Answers("acme"), ElementsAre("decision 90 green", "data 90 green"));
  Decide({store::DecisionKind::kGraduation, 0, ""});
  EXPECT_THAT(Answers("acme"), SizeIs(2));  // it says nothing new
  NextHour();
  Tell("acme", "2", 6, 0.8);
  Work();
  EXPECT_EQ(Answers("acme").front(), "data 80 green");
  EXPECT_EQ(continuous_->CountAll().by_decision, 1u);
}

// An override that somebody set a moment before the server was killed.
TEST_F(ContinuousEvaluationTest, WhatWasDecidedAndLeftUndoneIsNamedAsWell) {
  Tell("acme", "1", 5, 0.9);
  Work();
  ASSERT_TRUE(store_->decisions()
                  .AddOverride(NextHour(), "acme", {"ann", "so", "", Day(5)},
                               {"only", store::OverrideAction::kSet, 40, {}})
                  .ok());
  Begin({});
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("override 40 red", "data 90 green"));
}

// Where both came together, it is said of people.
TEST_F(ContinuousEvaluationTest, DataBesideAnOverrideIsEvaluatedWithIt) {
  Tell("acme", "1", 5, 0.9);
  Work();
  Tell("acme", "2", 6, 0.95);
  Override({"only", store::OverrideAction::kSet, 40, {}});
  EXPECT_THAT(Answers("acme"), ElementsAre("override 40 red", "data 90 green"));
}

// It is due, and nobody has told of the record yet.
TEST_F(ContinuousEvaluationTest, DataThatComesJustBeforeItIsDueIsNamed) {
  Tell("acme", "1", 5, 0.9);
  Work();
  Put({RecordOfAccount("acme", "acme-2", 6, 0.8)});
  MoveTo(Day(16));
  Work();
  EXPECT_EQ(Answers("acme").front(), "data 80 green");
}

// Somebody acted on an alert: the account is looked at, and nothing became known of it.
TEST_F(ContinuousEvaluationTest, WhatNothingBecameKnownOfIsChangedByTime) {
  Tell("acme", "1", 5, 0.9);
  Work();
  MoveTo(Day(17));
  troubled_->in_charge = false;  // what is due is not its own
  Begin({});
  continuous_->Changed("", std::vector<std::string>{"acme"});
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("time none ", "data 90 green"));
}

// S18: by the band that was answered last.
TEST_F(ContinuousEvaluationTest, ABandHoldsAsLongAsHysteresisSays) {
  Tell("acme", "1", 5, 0.85);
  Work();
  Tell("acme", "2", 6, 0.75);
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("data 75 green", "data 85 green"));
  Tell("acme", "3", 6, 0.6);
  Work();
  EXPECT_EQ(Answers("acme").front(), "data 60 red");
}

TEST_F(ContinuousEvaluationTest, AnotherPackEvaluatesTheWholeBook) {
  ContinuousEvaluation::Settings several;
  several.threads = 3;
  several.walked_at_once = 140;
  Begin(several);
  for (int i = 0; i < 150; ++i) Tell(absl::StrCat("a", i), "1", 5, 0.5);
  Work();
  packs_.Publish(SnapshotOf(AgingPack(50)));
  continuous_->PackChanged();
  ASSERT_TRUE(continuous_->Step());
  const auto counts = continuous_->CountAll();
  EXPECT_GT(counts.of_former_pack, 0u);
  EXPECT_LT(counts.of_former_pack, 150u);
  Work();
  EXPECT_EQ(continuous_->CountAll().of_former_pack, 0u);
  EXPECT_EQ(continuous_->CountAll().by_pack, 150u);
  EXPECT_THAT(Answers("a149"), ElementsAre("pack 25 red", "data 50 red"));
  // The same pack once more: nothing is done.
  continuous_->PackChanged();
  Work();
  EXPECT_EQ(continuous_->CountAll().by_pack, 150u);
}

// Of three tenants the second one is given another pack, and then none of its own again.
TEST_F(ContinuousEvaluationTest, AnotherPackOfATenantEvaluatesItsAccounts) {
  ContinuousEvaluation::Settings fewer;
  fewer.walked_at_once = 128;
  Begin(fewer);
  TellOf("first", 70);
  TellOf("second", 150);
  TellOf("third", 70);
  Work();
  own_["second"] = SnapshotOf(AgingPack(50));
  continuous_->PackChanged();
  ASSERT_TRUE(continuous_->Step());
  EXPECT_EQ(continuous_->CountAll().of_former_pack, 150u - 128u);
  Work();
  EXPECT_EQ(continuous_->CountAll().of_former_pack, 0u);
  EXPECT_EQ(continuous_->CountAll().by_pack, 150u);
  EXPECT_THAT(Answers("a69", "second"), ElementsAre("pack 25 red", "data 50 red"));
  EXPECT_THAT(Answers("a69", "first"), ElementsAre("data 50 red"));
  // The active pack is another one: that is nothing to the tenant, all of whose accounts lie in the
  // way of the walk.
  packs_.Publish(SnapshotOf(AgingPack(200)));
  continuous_->PackChanged();
  Work();
  EXPECT_EQ(continuous_->CountAll().by_pack, 290u);
  EXPECT_EQ(continuous_->CountAll().of_former_pack, 0u);
  EXPECT_THAT(Answers("a69", "second"), SizeIs(2));
  EXPECT_EQ(Answers("a69", "third").front(), "pack 100 green");
  own_.clear();
  continuous_->PackChanged();
  Work();
  EXPECT_EQ(continuous_->CountAll().by_pack, 440u);
  EXPECT_EQ(Answers("a0", "second").front(), "pack 100 green");
}

TEST_F(ContinuousEvaluationTest, WhatWasLeftUndoneIsFoundAgain) {
  Put({RecordOfAccount("acme", "1", 5, 0.9)});  // and the server ended
  Begin({});
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("data 90 green"));
  ContinuousEvaluation::Settings small;
  small.changes.most = 1;
  Begin(small);
  Tell("acme", "2", 6, 0.8);
  Tell("left", "1", 6, 0.7);
  EXPECT_EQ(continuous_->CountAll().left_out, 1u);
  Work();
  EXPECT_THAT(Answers("left"), ElementsAre("data 70 red"));
}

// And back, when the other account is erased.
TEST_F(ContinuousEvaluationTest, ARecordThatIsGivenToAnotherAccountConcernsBoth) {
  Tell("acme", "1", 5, 0.9);
  Work();
  v1::Record given = RecordOfAccount("bolt", "acme-1", 5, 0.9);
  *given.mutable_known_at() = MomentOfDay(6);
  Put({given});
  continuous_->Changed("", std::vector<std::string>{"bolt"});
  Work();
  EXPECT_THAT(Answers("bolt"), ElementsAre("data 90 green"));
  EXPECT_THAT(Answers("acme"), ElementsAre("datanothing is known of it yet", "data 90 green"));
  EXPECT_EQ(continuous_->CountAll().by_data, 3u);  // and that was all
  ASSERT_TRUE(store_->Erase({"", "", received_}, "bolt").ok());
  Work();
  EXPECT_EQ(Answers("acme").front(), "time 90 green");
}

// From then on it is known of all others that they reached no first value.
TEST_F(ContinuousEvaluationTest, TheFirstRecordOfAKindConcernsAll) {
  Tell("acme", "1", 5, 0.9);
  Work();
  const auto before = store_->evaluations().Last({"", "acme"});
  ASSERT_TRUE(before.ok() && before->has_value());
  v1::Record value;
  value.set_kind("value");
  value.set_id("v1");
  value.set_account("bolt");
  *value.mutable_at() = MomentOfDay(5);
  v1::RecordField& outcome = *value.add_fields();
  outcome.set_name("outcome");
  outcome.set_text("faster close");
  ASSERT_EQ(Put({value}).stored(), 1);
  continuous_->Changed("", std::vector<std::string>{"bolt"});
  Work();
  const auto after = store_->evaluations().Last({"", "acme"});
  ASSERT_TRUE(after.ok() && after->has_value());
  EXPECT_NE((*after)->facts_digest, (*before)->facts_digest);
}

TEST_F(ContinuousEvaluationTest, AnAccountThatWasErasedStaysSo) {
  Tell("acme", "1", 5, 0.9);
  ASSERT_TRUE(store_->Erase({"", "", received_}, "acme").ok());
  Work();
  EXPECT_THAT(Answers("acme"), IsEmpty());
}

// The zone of an account may be told by a record that comes to be known later: a store is asked for
// what may be known already (28 hours), and that is looked at again, without a line in the history.
TEST_F(ContinuousEvaluationTest, WhatLiesFurtherAheadIsLookedAtTwice) {
  Tell("acme", "1", 20, 0.9);
  Work();
  EXPECT_EQ(NextOf("acme"), Day(18, 20));
  MoveTo(Day(18, 20));
  Work();
  EXPECT_EQ(NextOf("acme"), Day(20));
  EXPECT_THAT(Answers("acme"), SizeIs(1));
}

// Of several servers: what its own calls put, and nothing else.
TEST_F(ContinuousEvaluationTest, WhoIsNotInChargeEvaluatesWhatItWasToldOf) {
  troubled_->in_charge = false;
  Put({RecordOfAccount("theirs", "1", 5, 0.9)});
  Tell("mine", "1", 5, 0.9);
  Work();
  EXPECT_THAT(Answers("mine"), ElementsAre("data 90 green"));
  EXPECT_THAT(Answers("theirs"), IsEmpty());
  MoveTo(Day(16));
  packs_.Publish(SnapshotOf(AgingPack(50)));
  continuous_->PackChanged();
  Work();
  EXPECT_THAT(Answers("mine"), SizeIs(1));
  EXPECT_FALSE(continuous_->CountAll().in_charge);
}

// Nobody tells it that the other one ended, nor of what that left undone.
TEST_F(ContinuousEvaluationTest, WhoeverComesIntoChargeKnowsItSoon) {
  troubled_->in_charge = false;
  Put({RecordOfAccount("theirs", "1", 5, 0.9)});
  continuous_->Start();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  troubled_->in_charge = true;
  const auto begin = std::chrono::steady_clock::now();
  while (Answers("theirs").empty() &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(20)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_THAT(Answers("theirs"), ElementsAre("data 90 green"));
  continuous_->Stop();
}

// More than are looked at in one step, and due before the others.
TEST_F(ContinuousEvaluationTest, ATenantWithoutAPackHoldsUpNobody) {
  origin_.caller = std::make_shared<Caller>(Caller{"", "theirs", RoleSet::All(), ""});
  for (int i = 0; i < 150; ++i) {
    Put({RecordOfAccount(absl::StrCat("a", i), absl::StrCat(i), 4, 0.9)});
  }
  origin_.caller = AnyCaller();
  Tell("acme", "1", 5, 0.9);
  Work();
  without_ = "theirs";
  MoveTo(Day(16));
  Work();
  EXPECT_THAT(Answers("acme"), ElementsAre("time none ", "data 90 green"));
  EXPECT_EQ(continuous_->CountAll().by_time, 1u);
  without_.reset();
  Work();
  EXPECT_EQ(continuous_->CountAll().by_time, 1u);
  MoveTo(Day(16) + absl::Minutes(1));
  Work();
  EXPECT_EQ(continuous_->CountAll().by_time, 151u);
}

TEST_F(ContinuousEvaluationTest, ADatabaseThatIsAwayLosesNothing) {
  troubled_->away = true;
  continuous_->Start();
  Tell("acme", "1", 5, 0.9);
  const auto begin = std::chrono::steady_clock::now();
  const auto wait_until = [&](const auto& holds) {
    while (!holds() && std::chrono::steady_clock::now() - begin < std::chrono::seconds(40)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  };
  wait_until([&] { return continuous_->CountAll().failed > 0; });
  EXPECT_THAT(Answers("acme"), IsEmpty());
  troubled_->away = false;
  wait_until([&] { return !Answers("acme").empty(); });
  EXPECT_THAT(Answers("acme"), ElementsAre("data 90 green"));
  continuous_->Stop();
}

// With its own thread: within a second, and nobody asks.
TEST_F(ContinuousEvaluationTest, TheThreadWakesForAChange) {
  continuous_->Start();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto begin = std::chrono::steady_clock::now();
  Tell("acme", "1", 5, 0.9);
  while (Answers("acme").empty() &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(20)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_THAT(Answers("acme"), ElementsAre("data 90 green"));
  MoveTo(Day(16));
  continuous_->Poke();
  while (Answers("acme").size() < 2 &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(40)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_THAT(Answers("acme"), ElementsAre("time none ", "data 90 green"));
  continuous_->Stop();
}

}  // namespace
}  // namespace bellwether
