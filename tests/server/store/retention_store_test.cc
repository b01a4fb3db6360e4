// What is kept no longer is deleted, and nothing else, by both databases alike.
#include "server/store/retention_store.h"

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/alert_store.h"
#include "server/store/intervention_store.h"
#include "server/store/outbox_store.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kBegin = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kDays = absl::Hours(24);
constexpr uint32_t kMany = 100;

std::vector<DeskVerdict> ShowNothing(const DeskQueue&) { return {}; }

class RetentionStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  RetentionStore& retention() { return store_->retention(); }

  void PutRecord(const std::string& account, const std::string& kind, const std::string& id, int at,
                 int known_at, const std::string& tenant = "") {
    const std::vector<StoredRecord> records = {
        {account, kind, id, kBegin + at * kDays, kBegin + known_at * kDays, "{}"}};
    const auto put = store_->PutRecords({tenant, "", kBegin}, records);
    ASSERT_TRUE(put.ok()) << put.status();
    ASSERT_THAT(*put, ElementsAre(PutOutcome::kStored));
  }
  void Tell(const std::string& account, const std::string& tenant = "") {
    PutRecord(account, "account", absl::StrCat(tenant, account), 0, 0, tenant);
  }
  void Evaluate(const std::string& account, int day, const std::string& tenant = "") {
    StoredEvaluation one;
    one.of = {tenant, account};
    one.as_of = kBegin + day * kDays;
    one.facts_digest = one.pack_digest = "d";
    one.body = "{}";
    one.records = 1;
    const auto put = store_->evaluations().Put({&one, 1});
    ASSERT_TRUE(put.ok()) << put.status();
  }
  // The days of what is kept, the last one first.
  std::vector<int64_t> Evaluated(const std::string& account, const std::string& tenant = "") {
    const auto found = store_->evaluations().Of({tenant, account}, 0, kMany);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<int64_t> days;
    for (const auto& one : *found) days.push_back((one.as_of - kBegin) / kDays);
    return days;
  }
  DeletedCounts DeleteOf(const RetentionBounds& bounds, std::vector<AccountName> accounts,
                         uint32_t most = kMany) {
    const auto deleted = retention().DeleteOf(accounts, bounds, most);
    EXPECT_TRUE(deleted.ok()) << deleted.status();
    return deleted.value_or(DeletedCounts());
  }
  DeletedCounts DeleteOthers(const RetentionBounds& bounds, uint32_t most = kMany) {
    const auto deleted = retention().DeleteOthers(bounds, most);
    EXPECT_TRUE(deleted.ok()) << deleted.status();
    return deleted.value_or(DeletedCounts());
  }

  // An alert with a task, of which people are told at that day, and that begins a playbook.
  void Raise(const std::string& account, int told = 0) {
    EvaluatedAlerts both;
    both.evaluation.of = {"", account};
    both.evaluation.as_of = kBegin;
    both.evaluation.facts_digest = both.evaluation.pack_digest = "d";
    both.evaluation.body = "{}";
    both.evaluation.records = 1;
    both.alert_version = 0;
    AlertChange& change = both.alerts.emplace();
    change.of = both.evaluation.of;
    change.state = "{}";
    change.now = kBegin;
    AlertChange::Alert alert;
    alert.row.key = alert.row.lead = "quiet";
    alert.row.raised_at = kBegin;
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    AlertChange::Task task;
    task.row.owner = "csm";
    task.row.body = "{}";
    change.tasks.push_back(task);
    change.events.push_back({0, kBegin + told * kDays, "raised"});
    change.interventions.push_back({0, "call", "quiet", "red", std::nullopt, kBegin});
    const auto put = store_->alerts().PutEvaluated({&both, 1}, &ShowNothing);
    ASSERT_TRUE(put.ok()) << put.status();
  }
  // The alert and the task of an account, before something happens to them.
  AlertChange NextOf(const std::string& account, int day = 0) {
    const auto kept = store_->alerts().Of({"", account});
    EXPECT_TRUE(kept.ok()) << kept.status();
    AlertChange change;
    if (!kept.ok()) return change;
    change.of = {"", account};
    change.version = kept->version;
    change.state = kept->state;
    change.now = kBegin + day * kDays;
    for (const StoredAlert& row : kept->open) change.alerts.push_back({row, true});
    for (const StoredTask& row : kept->tasks) change.tasks.push_back({row, 0});
    return change;
  }
  void Act(const AlertChange& change) {
    const auto acted = store_->alerts().Act({"", "", kBegin}, "d", 1, change, &ShowNothing);
    ASSERT_TRUE(acted.ok()) << acted.status();
    ASSERT_EQ(acted->outcome, ActOutcome::kDone);
  }
  // What happens to them on a day.
  void Change(const std::string& account, int day, bool resolves, bool does) {
    AlertChange change = NextOf(account, day);
    for (AlertChange::Alert& alert : change.alerts) {
      if (resolves) alert.row.resolved_at = change.now;
    }
    for (AlertChange::Task& task : change.tasks) {
      if (does) task.row.standing = TaskStanding::kDone;
    }
    Act(change);
  }
  size_t CountAlerts() {
    AlertListing all;
    all.most = kMany;
    const auto found = store_->alerts().List("", all);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->size();
  }
  size_t CountTasks() {
    TaskListing all;
    all.most = kMany;
    const auto found = store_->alerts().ListTasks("", all);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->size();
  }
  size_t CountEvents() {
    const auto found = store_->alerts().After("", 0, kMany);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->size();
  }
  std::vector<StoredIntervention> Interventions() {
    InterventionListing all;
    all.most = kMany;
    const auto found = store_->interventions().List("", all);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(std::vector<StoredIntervention>());
  }
  void PutBand(const std::string& account, int day, const std::string& band) {
    StoredEvaluation one;
    one.of = {"", account};
    one.as_of = kBegin + day * kDays;
    one.facts_digest = one.pack_digest = "d";
    one.body = "{}";
    one.records = 1;
    one.band = band;
    ASSERT_TRUE(store_->evaluations().Put({&one, 1}).ok());
  }
  std::vector<std::string> Bands(const std::string& account) {
    const auto found = store_->interventions().BandsOf("", {account});
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> bands;
    if (!found.ok() || !found->contains(account)) return bands;
    for (const BandChange& one : found->at(account)) bands.push_back(one.band);
    return bands;
  }
  std::vector<std::string> Ids(const std::string& account) {
    const auto found = store_->RecordsOf("", account, absl::InfiniteFuture());
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> ids;
    for (const auto& one : found->records) ids.push_back(one.id);
    return ids;
  }

  std::unique_ptr<Store> store_;
};

TEST_P(RetentionStoreTest, OldEvaluationsGoAndTheLastOneStaysHoweverOld) {
  Tell("acme");
  Tell("bolt");
  Tell("acme", "north");
  for (const int day : {1, 2, 3, 9}) Evaluate("acme", day);
  Evaluate("bolt", 1);
  Evaluate("acme", 1, "north");
  Evaluate("acme", 2, "north");
  RetentionBounds bounds;
  bounds.evaluations = kBegin + 3 * kDays;
  const DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}});
  EXPECT_EQ(deleted.evaluations, 2u);
  EXPECT_FALSE(deleted.more);
  EXPECT_THAT(Evaluated("acme"), ElementsAre(9, 3));
  EXPECT_THAT(Evaluated("bolt"), ElementsAre(1));
  EXPECT_THAT(Evaluated("acme", "north"), ElementsAre(2, 1));
  bounds.evaluations = kBegin + 100 * kDays;
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}}).evaluations, 1u);
  EXPECT_THAT(Evaluated("acme"), ElementsAre(9));
  const auto last = store_->evaluations().Last({"", "bolt"});
  ASSERT_TRUE(last.ok() && last->has_value());
}

TEST_P(RetentionStoreTest, ManyGoALittleAtATime) {
  Tell("acme");
  for (int day = 0; day < 8; ++day) Evaluate("acme", day);
  RetentionBounds bounds;
  bounds.evaluations = kBegin + 100 * kDays;
  std::vector<uint64_t> counts;
  for (bool more = true; more;) {
    const DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}}, 3);
    counts.push_back(deleted.evaluations);
    more = deleted.more;
  }
  EXPECT_THAT(counts, ElementsAre(3u, 3u, 1u));
}

// Who watches and comes late is told what is left, and always the last of each account.
TEST_P(RetentionStoreTest, ACursorIntoWhatIsGoneGoesOnWithWhatIsLeft) {
  Tell("acme");
  Tell("bolt");
  for (const int day : {1, 2, 3}) Evaluate("acme", day);
  Evaluate("bolt", 1);
  RetentionBounds bounds;
  bounds.evaluations = kBegin + 100 * kDays;
  DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}});
  const auto after = store_->evaluations().After("", 1, kMany);
  ASSERT_TRUE(after.ok()) << after.status();
  std::vector<int64_t> sequences;
  for (const auto& one : *after) sequences.push_back(one.sequence);
  EXPECT_THAT(sequences, ElementsAre(3, 4));
  EXPECT_EQ(store_->evaluations().LastSequence().value_or(0), 4);
  Evaluate("acme", 5);
  EXPECT_EQ(store_->evaluations().LastSequence().value_or(0), 5);
}

TEST_P(RetentionStoreTest, ResolvedAlertsGoWithTheirEventsAndTasks) {
  for (const char* account : {"acme", "bolt", "cell"}) {
    Tell(account);
    Raise(account);
  }
  Change("acme", 1, true, true);
  Change("bolt", 5, true, true);
  RetentionBounds bounds;
  bounds.resolved_alerts = kBegin + 3 * kDays;
  const DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}, {"", "cell"}});
  EXPECT_EQ(deleted.alerts, 1u);
  EXPECT_EQ(deleted.tasks, 1u);
  EXPECT_EQ(CountAlerts(), 2u);  // one was resolved later, and one is open
  EXPECT_EQ(CountTasks(), 2u);
  EXPECT_EQ(CountEvents(), 2u);
}

TEST_P(RetentionStoreTest, AnAlertStaysWhileSomethingOfItIsOpen) {
  Tell("acme");
  Raise("acme");
  Change("acme", 1, true, false);  // the task is open
  Tell("bolt");
  Raise("bolt", 50);  // people are told later
  Change("bolt", 1, true, true);
  RetentionBounds bounds;
  bounds.resolved_alerts = kBegin + 3 * kDays;
  bounds.ended_tasks = kBegin;
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}}).alerts, 0u);
  EXPECT_EQ(CountAlerts(), 2u);
}

// The outbox has not heard of it yet.
TEST_P(RetentionStoreTest, AnAlertStaysUntilItsEventsWereCarriedOut) {
  for (const char* account : {"bolt", "acme"}) {
    Tell(account);
    Raise(account);
  }
  Change("acme", 1, true, true);
  RetentionBounds bounds;
  bounds.resolved_alerts = kBegin + 3 * kDays;
  ASSERT_TRUE(store_->outbox().Relay({}, kBegin, "alerts", 1).ok());
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}}).alerts, 0u);
  const auto last = store_->alerts().LastSequence();
  ASSERT_TRUE(last.ok());
  ASSERT_TRUE(store_->outbox().Relay({}, kBegin, "alerts", *last).ok());
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}}).alerts, 1u);
  EXPECT_EQ(CountEvents(), 1u);  // that of the other one, which is open
}

TEST_P(RetentionStoreTest, TasksGoByTheirEndAndOpenOnesNever) {
  for (const char* account : {"acme", "bolt", "cell"}) {
    Tell(account);
    Raise(account);
  }
  Change("acme", 1, false, true);
  Change("bolt", 5, false, true);
  RetentionBounds bounds;
  bounds.ended_tasks = kBegin + 3 * kDays;
  const DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}, {"", "cell"}});
  EXPECT_EQ(deleted.tasks, 1u);
  EXPECT_EQ(deleted.alerts, 0u);
  EXPECT_EQ(CountTasks(), 2u);
  EXPECT_EQ(CountAlerts(), 3u);
}

TEST_P(RetentionStoreTest, WhatPeopleDidIsKnownOnceTheAlertAndItsTasksAreGone) {
  for (const char* account : {"acme", "bolt", "cell"}) {
    Tell(account);
    Raise(account);
  }
  AlertChange change = NextOf("acme");
  change.alerts[0].row.acknowledged_at = kBegin;
  Act(change);
  Change("acme", 1, true, true);
  Change("bolt", 1, false, true);
  const auto before = Interventions();
  ASSERT_THAT(before, SizeIs(3));
  RetentionBounds bounds;
  bounds.ended_tasks = kBegin + 3 * kDays;
  EXPECT_EQ(DeleteOf(bounds, {{"", "bolt"}}).tasks, 1u);
  bounds = {};
  bounds.resolved_alerts = kBegin + 3 * kDays;
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}, {"", "cell"}}).alerts, 1u);
  ASSERT_EQ(CountTasks(), 1u);  // that of `cell`
  const auto after = Interventions();
  ASSERT_THAT(after, SizeIs(3));
  const std::vector<bool> acknowledged = {true, false, false};
  const std::vector<uint32_t> done = {1, 1, 0};
  for (size_t i = 0; i < after.size(); ++i) {
    for (const StoredIntervention& one : {before[i], after[i]}) {
      EXPECT_EQ(one.acknowledged, acknowledged[i]) << one.account;
      EXPECT_EQ(one.tasks, 1u) << one.account;
      EXPECT_EQ(one.tasks_done, done[i]) << one.account;
    }
  }
}

TEST_P(RetentionStoreTest, InterventionsGoByTheirBeginningWithTheBandsUpToThen) {
  for (const char* account : {"acme", "bolt"}) {
    Tell(account);
    Raise(account);
  }
  PutBand("acme", 1, "red");
  PutBand("acme", 2, "green");
  PutBand("acme", 9, "red");
  PutBand("bolt", 1, "red");
  RetentionBounds bounds;
  bounds.interventions = kBegin;
  DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}});
  EXPECT_EQ(deleted.interventions, 0u);
  EXPECT_THAT(Bands("acme"), ElementsAre("red", "green", "red"));
  bounds.interventions = kBegin + 3 * kDays;
  deleted = DeleteOf(bounds, {{"", "acme"}});
  EXPECT_EQ(deleted.interventions, 1u);
  EXPECT_FALSE(deleted.more);
  EXPECT_THAT(Bands("acme"), ElementsAre("red"));
  EXPECT_THAT(Bands("bolt"), ElementsAre("red"));
  ASSERT_THAT(Interventions(), SizeIs(1));
  EXPECT_EQ(Interventions()[0].account, "bolt");
  EXPECT_EQ(CountAlerts(), 2u);
  EXPECT_TRUE(DeleteOf(bounds, {{"", "bolt"}}, 1).more);
  // The band that an account is in is known as before.
  PutBand("bolt", 4, "red");
  EXPECT_THAT(Bands("bolt"), IsEmpty());
  PutBand("bolt", 5, "green");
  EXPECT_THAT(Bands("bolt"), ElementsAre("green"));
}

TEST_P(RetentionStoreTest, RecordsOfAKindGoWithTheirVersionsAndTheNewestStays) {
  Tell("acme");
  PutRecord("acme", "usage", "u1", 1, 1);
  PutRecord("acme", "usage", "u1", 1, 2);  // a correction
  PutRecord("acme", "usage", "u2", 2, 2);
  PutRecord("acme", "usage", "u3", 1, 1);
  PutRecord("acme", "usage", "u3", 9, 9);  // it was moved to a day that is kept
  PutRecord("acme", "usage", "u4", 8, 8);
  PutRecord("acme", "ticket", "t1", 1, 1);
  PutRecord("bolt", "usage", "b1", 1, 1);  // the only one there is
  RetentionBounds bounds;
  bounds.records["usage"] = kBegin + 5 * kDays;
  const DeletedCounts deleted = DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}});
  EXPECT_EQ(deleted.records, 3u);
  EXPECT_THAT(Ids("acme"), ElementsAre("acme", "t1", "u3", "u3", "u4"));
  EXPECT_THAT(Ids("bolt"), ElementsAre("b1"));
  EXPECT_EQ(store_->evaluations().CountRecords({"", "acme"}).value_or(0), 8u);  // and their kinds
  bounds.records["usage"] = kBegin + 100 * kDays;
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}}).records, 1u);
  EXPECT_THAT(Ids("acme"), ElementsAre("acme", "t1", "u3", "u3"));
}

// A record that was given to another account is the other one's history, too.
TEST_P(RetentionStoreTest, ARecordOfTwoAccountsStays) {
  PutRecord("acme", "usage", "u1", 1, 1);
  PutRecord("bolt", "usage", "u1", 1, 2);
  PutRecord("acme", "usage", "u2", 2, 2);
  RetentionBounds bounds;
  bounds.records["usage"] = kBegin + 5 * kDays;
  EXPECT_EQ(DeleteOf(bounds, {{"", "acme"}, {"", "bolt"}}).records, 0u);
}

TEST_P(RetentionStoreTest, AnAccountThatLostRecordsIsDue) {
  PutRecord("acme", "usage", "u1", 1, 1);
  PutRecord("acme", "usage", "u2", 2, 2);
  Evaluate("acme", 3);
  ASSERT_THAT(store_->evaluations().Due(kBegin, kMany).value_or(std::vector<AccountName>()),
              IsEmpty());
  RetentionBounds bounds;
  bounds.records["usage"] = kBegin + 5 * kDays;
  ASSERT_EQ(DeleteOf(bounds, {{"", "acme"}}).records, 1u);
  EXPECT_THAT(store_->evaluations().Due(kBegin, kMany).value_or(std::vector<AccountName>()),
              ElementsAre(AccountName{"", "acme"}));
}

TEST_P(RetentionStoreTest, MessagesGoByTheirStateAndThoseThatWaitNever) {
  const std::vector<OutboxMessage> messages = {{{"", "acme"}, "pager", "a1", "{}"},
                                               {{"", "bolt"}, "pager", "b1", "{}"},
                                               {{"", "cell"}, "pager", "c1", "{}"}};
  ASSERT_TRUE(store_->outbox().Put(messages, kBegin).ok());
  const auto due = store_->outbox().Due("pager", kBegin, kMany);
  ASSERT_TRUE(due.ok());
  ASSERT_THAT(*due, SizeIs(3));
  using Attempt = OutboxStore::Attempt;
  ASSERT_TRUE(store_->outbox().Settle((*due)[0], {Attempt::kDelivered, kBegin}).ok());
  ASSERT_TRUE(store_->outbox().Settle((*due)[1], {Attempt::kDead, kBegin, "x"}).ok());
  RetentionBounds bounds;
  bounds.delivered = bounds.dead_letters = kBegin;
  EXPECT_EQ(DeleteOthers(bounds).delivered, 0u);
  bounds.delivered = kBegin + kDays;
  DeletedCounts deleted = DeleteOthers(bounds);
  EXPECT_EQ(deleted.delivered, 1u);
  EXPECT_EQ(deleted.dead_letters, 0u);
  bounds.dead_letters = kBegin + kDays;
  deleted = DeleteOthers(bounds);
  EXPECT_EQ(deleted.delivered, 0u);
  EXPECT_EQ(deleted.dead_letters, 1u);
  EXPECT_THAT(store_->outbox().Due("pager", kBegin, kMany).value_or(std::vector<StoredMessage>()),
              SizeIs(1));
}

TEST_P(RetentionStoreTest, LinesOfTheAuditAndAnswersGoByTheirAge) {
  for (const int day : {1, 2, 3}) {
    const std::string account = absl::StrCat("a", day);
    Tell(account);
    ASSERT_TRUE(store_->Erase({"", "", kBegin + day * kDays}, account).ok());
  }
  RetentionBounds bounds;
  EXPECT_EQ(DeleteOthers(bounds).audit, 0u);  // for ever
  bounds.audit = kBegin + 3 * kDays;
  DeletedCounts deleted = DeleteOthers(bounds, 1);
  EXPECT_EQ(deleted.audit, 1u);
  EXPECT_TRUE(deleted.more);
  EXPECT_EQ(DeleteOthers(bounds).audit, 1u);
  EXPECT_EQ(DeleteOthers(bounds).audit, 0u);
}

TEST_P(RetentionStoreTest, AccountsAreWalkedByName) {
  Tell("bolt");
  Tell("acme");
  Tell("acme", "north");
  const auto first = retention().Accounts({}, 2);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(*first, ElementsAre(AccountName{"", "acme"}, AccountName{"", "bolt"}));
  const auto rest = retention().Accounts(first->back(), 2);
  ASSERT_TRUE(rest.ok()) << rest.status();
  EXPECT_THAT(*rest, ElementsAre(AccountName{"north", "acme"}));
}

TEST_P(RetentionStoreTest, OneOfTwoServersIsInCharge) {
  const auto other = Open();
  ASSERT_NE(other, nullptr);
  EXPECT_TRUE(retention().IsInCharge().value_or(false));
  EXPECT_TRUE(retention().IsInCharge().value_or(false));
  if (is_sqlite()) return;  // there is no other server
  EXPECT_FALSE(other->retention().IsInCharge().value_or(true));
  store_.reset();
  // The database notices the end of a connection a little later.
  bool in_charge = false;
  for (int i = 0; i < 500 && !in_charge; ++i) {
    in_charge = other->retention().IsInCharge().value_or(false);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(in_charge);
}

INSTANTIATE_FOR_BOTH_DATABASES(RetentionStoreTest);

}  // namespace
}  // namespace bellwether::store
