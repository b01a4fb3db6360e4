// All that is kept of accounts comes out of one store and into another as it was, by both databases
// alike; and what comes in is history there.
#include "server/store/transfer_store.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/decision_store.h"
#include "server/store/imported_sequence.h"
#include "server/store/open_store.h"
#include "server/store/outbox_store.h"
#include "server/store/record_export_store.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

std::vector<DeskVerdict> ShowAll(const DeskQueue& queue) {
  std::vector<DeskVerdict> verdicts;
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    if (queue.entries[i].alert.standing == AlertStanding::kShown) continue;
    verdicts.push_back({i, AlertStanding::kShown, queue.now, ""});
  }
  return verdicts;
}

std::string At(const std::optional<absl::Time>& time) {
  return time ? absl::StrCat(absl::ToUnixMicros(*time)) : "-";
}

// Every word of an item.
std::string TextOf(const KeptIntervention& one) {
  return absl::StrCat(
      "\n  intervention ", one.playbook, " ", one.rule, " ", one.band, " ",
      one.lots ? absl::StrCat(one.lots->share, "/", one.lots->seed, "/", one.lots->held_out) : "-",
      " ", At(one.begun_at), " ", one.was_acknowledged, " ", one.tasks_gone, " ",
      one.tasks_gone_done, " ", one.former_alert);
}
std::string TextOf(const KeptAlert& alert) {
  const StoredAlert& row = alert.row;
  std::string text =
      absl::StrCat("alert ", row.of.account, " ", row.number, " ", row.key, " ", row.lead, " ",
                   row.severity, " ", row.csm, " ", row.stake, " ", static_cast<int>(row.standing),
                   " ", At(row.raised_at), " ", At(row.acknowledged_at));
  absl::StrAppend(&text, " ", At(row.snoozed_until), " ", At(row.resolved_at), " ", row.body);
  for (const KeptTask& task : alert.tasks) {
    absl::StrAppend(&text, "\n  task ", task.row.number, " ", task.row.owner, " ", task.row.csm,
                    " ", static_cast<int>(task.row.standing), " ", At(task.row.due_at), " ",
                    task.row.told_overdue, " ", At(task.ended_at), " ", task.row.body);
  }
  for (const KeptAlertEvent& event : alert.events) {
    absl::StrAppend(&text, "\n  event ", event.row.sequence, " ", At(event.row.told_at), " ",
                    event.row.held_back, " ", event.row.body);
  }
  for (const KeptIntervention& one : alert.interventions) text += TextOf(one);
  return text;
}
std::string TextOf(const StoredEvaluation& one) {
  return absl::StrCat("evaluation ", one.of.account, " ", one.sequence, " ", At(one.as_of), " ",
                      static_cast<int>(one.cause), " ", one.facts_digest, " ", one.pack_digest, " ",
                      one.body, " ", At(one.next_change_at), " ", one.records);
}
std::string TextOf(const AccountStanding& one) {
  std::string text = absl::StrCat("standing ", one.account, " ", one.alert_state);
  if (one.last) absl::StrAppend(&text, "\n ", TextOf(*one.last));
  for (const KeptBandChange& band : one.bands) {
    absl::StrAppend(&text, "\n band ", band.sequence, " ", At(band.at), " ", band.band);
  }
  for (const KeptAlert& alert : one.open) absl::StrAppend(&text, "\n ", TextOf(alert));
  for (const KeptIntervention& former : one.former) text += TextOf(former);
  return text;
}
std::string TextOf(const StoredRecord& one) { return absl::StrCat("record ", one.body); }
std::string TextOf(const AccountEntry& one) {
  return absl::StrCat("entry ", one.account, " ", one.head.number, " ", one.head.reason, " ",
                      one.etag);
}
std::string TextOf(const KindsTold& one) {
  return absl::StrCat("kinds ", absl::StrJoin(one.kinds, " "));
}
std::vector<std::string> TextsOf(const std::vector<TransferItem>& items) {
  std::vector<std::string> texts;
  for (const TransferItem& item : items) {
    texts.push_back(std::visit([](const auto& one) { return TextOf(one); }, item));
  }
  return texts;
}

class TransferTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    // Of the other sort: a store may be moved from one to the other, and back.
    other_ = OpenAt(is_sqlite() ? PostgresServer::Get().NewDatabase()
                                : absl::StrCat("sqlite:", (folder() / "other.db").string()));
    ASSERT_NE(store_, nullptr);
    ASSERT_NE(other_, nullptr);
  }
  void TearDown() override {
    other_.reset();
    store_.reset();
    DatabaseTest::TearDown();
  }
  static std::unique_ptr<Store> OpenAt(const std::string& place) {
    auto store = OpenStore(place, {}, kDay);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  // The body is what a record of an import is made of, here as in a server.
  static StoredRecord RecordOf(const std::string& account, const std::string& id) {
    return {account, "survey", id, kDay, kDay, absl::StrCat(account, " ", id)};
  }
  static void Tell(Store& store, const std::string& account, int records = 1,
                   const std::string& tenant = "") {
    std::vector<StoredRecord> all;
    for (int i = 0; i < records; ++i) {
      all.push_back(RecordOf(account, absl::StrCat(account, "-", 100 + i)));
    }
    ASSERT_TRUE(store.PutRecords({tenant, "", kDay}, all).ok());
  }
  static void Decide(Store& store, const std::string& account, const std::string& reason) {
    const auto written = store.decisions().AddDecision({"", "", kDay, "ann"}, account,
                                                       {"ann", reason, "", std::nullopt},
                                                       {DecisionKind::kExtensionGranted, 7, ""});
    ASSERT_TRUE(written.ok()) << written.status();
  }

  static EvaluatedAlerts Look(const std::string& account, absl::Time at, const std::string& band,
                              const std::string& tenant = "") {
    EvaluatedAlerts both;
    StoredEvaluation& evaluation = both.evaluation;
    evaluation.of = {tenant, account};
    evaluation.as_of = at;
    evaluation.facts_digest = absl::StrCat("f", absl::ToUnixSeconds(at));
    evaluation.pack_digest = "p";
    evaluation.body = absl::StrCat("{\"band\":\"", band, "\"}");
    evaluation.band = band;
    evaluation.next_change_at = at + 24 * kHour;
    evaluation.records = 1;
    return both;
  }
  // The account goes to red: an alert with a task, whose event people are told of.
  static EvaluatedAlerts Raise(const std::string& account, absl::Time at, absl::Time told_at,
                               const std::string& tenant = "") {
    EvaluatedAlerts both = Look(account, at, "red", tenant);
    both.alert_version = 0;
    AlertChange& change = both.alerts.emplace();
    change.of = both.evaluation.of;
    change.state = "{\"open\":\"health\"}";
    change.now = at;
    AlertChange::Alert alert;
    alert.people_see = true;
    alert.row.key = "health \"ä\"";
    alert.row.lead = "turned_red";
    alert.row.severity = "red";
    alert.row.csm = "kim";
    alert.row.stake = 1'234.5;
    alert.row.raised_at = at + absl::Microseconds(1);
    alert.row.body = "{\"key\":\"health\"}";
    change.alerts.push_back(alert);
    AlertChange::Task task;
    task.row.owner = "csm";
    task.row.csm = "kim";
    task.row.due_at = at + 48 * kHour;
    task.row.body = "{\"step\":1}";
    change.tasks.push_back(task);
    change.events.push_back({0, told_at, "raised " + account});
    change.interventions.push_back({0, "save", "turned_red", "red", Lots{0.2, 7, false}, at});
    return both;
  }
  static PutAlerts Put(Store& store, const std::vector<EvaluatedAlerts>& evaluated) {
    const auto put = store.alerts().PutEvaluated(evaluated, &ShowAll);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.value_or(PutAlerts());
  }
  // The alert of the account is over, and its task is done.
  static void Resolve(Store& store, const std::string& account, absl::Time at) {
    const auto kept = store.alerts().Of({"", account});
    ASSERT_TRUE(kept.ok()) << kept.status();
    ASSERT_THAT(kept->open, SizeIs(1));
    AlertChange change;
    change.of = {"", account};
    change.version = kept->version;
    change.state = "{\"over\":true}";
    change.now = at;
    change.alerts.push_back({kept->open[0], true});
    change.alerts[0].row.acknowledged_at = at - kHour;
    change.alerts[0].row.resolved_at = at;
    for (const StoredTask& task : kept->tasks) {
      change.tasks.push_back({task, 0});
      change.tasks.back().row.standing = TaskStanding::kDone;
      change.tasks.back().row.told_overdue = true;
    }
    change.events.push_back({0, at, "resolved " + account});
    const auto acted = store.alerts().Act({"", "", at}, "d", 1, change, &ShowAll);
    ASSERT_TRUE(acted.ok()) << acted.status();
    ASSERT_EQ(acted->outcome, ActOutcome::kDone);
  }

  // Three accounts: one with everything, one with an alert of the night, one without anything.
  void Fill(Store& store) {
    for (const char* account : {"acme", "bolt", "cave"}) Tell(store, account, 3);
    Decide(store, "acme", "their data came late");
    Decide(store, "acme", "once more");
    Put(store, {Look("bolt", kDay - kHour, "green")});
    Put(store, {Look("acme", kDay, "green")});
    Put(store, {Raise("acme", kDay + kHour, kDay + kHour)});
    Resolve(store, "acme", kDay + 5 * kHour);
    Put(store, {Raise("bolt", kDay + 6 * kHour, kDay + 12 * kHour)});
    EvaluatedAlerts again = Raise("acme", kDay + 8 * kHour, kDay + 8 * kHour);
    const auto kept = store.alerts().Of({"", "acme"});
    ASSERT_TRUE(kept.ok());
    again.alerts->version = kept->version;
    again.alert_version = kept->version;
    Put(store, {again});
  }

  static std::vector<TransferItem> ExportAll(Store& store, const std::string& tenant = "") {
    std::vector<TransferItem> all;
    const auto begun = store.transfer().Begin(tenant);
    EXPECT_TRUE(begun.ok()) << begun.status();
    if (!begun.ok()) return all;
    for (;;) {
      auto page = (*begun)->Next();
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok() || page->empty()) return all;
      EXPECT_LE(page->size(), 256u);
      all.insert(all.end(), page->begin(), page->end());
    }
  }
  // As a server reads it: what is not exported of a record, and the bands of evaluations.
  static std::vector<TransferItem> Read(std::vector<TransferItem> items) {
    const auto read = [](StoredEvaluation& one) {
      one.band = absl::StrContains(one.body, "red") ? "red" : "green";
    };
    for (TransferItem& item : items) {
      if (auto* const record = std::get_if<StoredRecord>(&item)) {
        const std::string account = record->account;
        *record = RecordOf(account, record->body.substr(account.size() + 1));
      }
      if (auto* const one = std::get_if<StoredEvaluation>(&item)) read(*one);
      if (auto* const one = std::get_if<AccountStanding>(&item); one != nullptr && one->last) {
        read(*one->last);
      }
    }
    return items;
  }
  static std::vector<TransferOutcome> Import(Store& store, const std::vector<TransferItem>& items,
                                             const std::string& tenant = "") {
    const auto outcomes = store.transfer().Import({tenant, "", kDay, "admin"}, Read(items),
                                                  [](const std::string& body, int64_t task) {
                                                    return absl::StrCat(body, " of task ", task);
                                                  });
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    return outcomes.value_or(std::vector<TransferOutcome>());
  }
  // Of the last account, which was never evaluated, there is nothing to store beside its records.
  static void ExpectAllStored(std::vector<TransferOutcome> outcomes) {
    ASSERT_THAT(outcomes, Not(IsEmpty()));
    EXPECT_EQ(outcomes.back(), TransferOutcome::kAlreadyThere);
    outcomes.pop_back();
    EXPECT_THAT(outcomes, Each(TransferOutcome::kStored));
  }
  static std::vector<std::string> EventsAfter(Store& store, int64_t sequence) {
    std::vector<std::string> bodies;
    const auto events = store.alerts().AfterOfAll(sequence, 100);
    EXPECT_TRUE(events.ok()) << events.status();
    for (const auto& one : events.value_or(std::vector<ToldAlertEvent>())) {
      bodies.push_back(one.event.body);
    }
    return bodies;
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Store> other_;
};

TEST_P(TransferTest, WhatIsImportedAndExportedAgainIsTheSame) {
  Fill(*store_);
  const auto all = ExportAll(*store_);
  // The kinds, 9 records, 2 entries, 3 standings, 2 evaluations that are not the last ones of acme
  // and one of bolt, and the alert that is over.
  EXPECT_THAT(all, SizeIs(1 + 9 + 2 + 3 + 3 + 1));
  ExpectAllStored(Import(*other_, all));
  EXPECT_EQ(TextsOf(ExportAll(*other_)), TextsOf(all));

  EXPECT_THAT(Import(*other_, all), Each(TransferOutcome::kAlreadyThere));
  EXPECT_EQ(TextsOf(ExportAll(*other_)), TextsOf(all));
  // Also where it came from.
  EXPECT_THAT(Import(*store_, all), Each(TransferOutcome::kAlreadyThere));
  EXPECT_EQ(TextsOf(ExportAll(*store_)), TextsOf(all));
}

TEST_P(TransferTest, ItComesAccountByAccountInOneOrder) {
  Fill(*store_);
  std::string sorts;
  for (const TransferItem& item : ExportAll(*store_)) sorts += "resvak"[item.index()];
  EXPECT_EQ(sorts, "krrreesvvarrrsvrrrs");
}

TEST_P(TransferTest, AnImportInPartsComesToTheSame) {
  Fill(*store_);
  const auto all = ExportAll(*store_);
  std::vector<TransferOutcome> outcomes;
  for (const TransferItem& item : all) outcomes.push_back(Import(*other_, {item}).at(0));
  ExpectAllStored(outcomes);
  EXPECT_EQ(TextsOf(ExportAll(*other_)), TextsOf(all));
}

// Nobody is told again what was told there; what waits is told here; and nothing that is told here
// has a number that receivers know from there.
TEST_P(TransferTest, WhatWasToldIsNotToldAgain) {
  Fill(*store_);
  const int64_t told = store_->alerts().LastSequence().value_or(0);
  ASSERT_EQ(told, 3);
  Import(*other_, ExportAll(*store_));
  EXPECT_THAT(EventsAfter(*other_, 0), IsEmpty());
  EXPECT_THAT(other_->alerts().After("", 0, 100).value_or(std::vector<StoredAlertEvent>(1)),
              IsEmpty());
  EXPECT_EQ(other_->alerts().LastSequence().value_or(-1), told);
  const auto counts = other_->alerts().Count(kDay + 24 * kHour);
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts->open.size(), 1u);
  EXPECT_EQ(counts->open[0].count, 2u);
  EXPECT_EQ(counts->tasks_open, 2u);
  EXPECT_EQ(counts->untold_since, kDay + 12 * kHour);  // the alert of the night

  // The morning comes.
  const auto kept = other_->alerts().Of({"", "bolt"});
  ASSERT_TRUE(kept.ok());
  ASSERT_THAT(kept->open, SizeIs(1));
  EXPECT_EQ(kept->next_told_at, kDay + 12 * kHour);
  EXPECT_EQ(kept->state, "{\"open\":\"health\"}");
  AlertChange change;
  change.of = {"", "bolt"};
  change.version = kept->version;
  change.state = kept->state;
  change.now = kDay + 13 * kHour;
  change.alerts.push_back({kept->open[0], false});
  ASSERT_TRUE(other_->alerts().Act({"", "", kDay}, "d", 1, change, &ShowAll).ok());
  EXPECT_THAT(EventsAfter(*other_, 0), ElementsAre("raised bolt"));
  EXPECT_EQ(other_->alerts().LastSequence().value_or(-1), told + 1);
}

// Whoever is told of its end finds out as what the alert was told before.
TEST_P(TransferTest, AnAlertGoesOnFromWhatWasToldThere) {
  Fill(*store_);
  Import(*other_, ExportAll(*store_));
  Resolve(*other_, "acme", kDay + 20 * kHour);
  const auto events = other_->alerts().AfterOfAll(0, 10);
  ASSERT_TRUE(events.ok());
  ASSERT_THAT(*events, SizeIs(1));
  EXPECT_EQ(events->front().event.body, "resolved acme");
  EXPECT_EQ(events->front().former, "raised acme");
  EXPECT_EQ(events->front().event.alert, 3);  // its number there
  // An import that is done again does not bring it back.
  const auto outcomes = Import(*other_, ExportAll(*store_));
  EXPECT_THAT(outcomes, Each(TransferOutcome::kAlreadyThere));
  EXPECT_THAT(other_->alerts().Of({"", "acme"})->open, IsEmpty());
}

TEST_P(TransferTest, TheScheduleOfEvaluationsGoesOn) {
  Fill(*store_);
  const auto due_there = store_->evaluations().NextDue();
  ASSERT_TRUE(due_there.ok());
  Import(*other_, ExportAll(*store_));
  const auto due = other_->evaluations().NextDue();
  ASSERT_TRUE(due.ok());
  EXPECT_EQ(*due, *due_there);
  EXPECT_THAT(other_->evaluations().Due(**due - absl::Seconds(1), 10).value(), IsEmpty());
  // How much each knew came along: the one that was never evaluated is behind, and those of which
  // more is kept than they knew.
  std::vector<std::string> behind, behind_there;
  for (const AccountName& of : other_->evaluations().Behind({}, 10).value()) {
    behind.push_back(of.account);
  }
  for (const AccountName& of : store_->evaluations().Behind({}, 10).value()) {
    behind_there.push_back(of.account);
  }
  EXPECT_EQ(behind, behind_there);
  const auto last = other_->evaluations().Last({"", "acme"});
  ASSERT_TRUE(last.ok() && last->has_value());
  EXPECT_EQ((*last)->body, "{\"band\":\"red\"}");
  EXPECT_LT((*last)->sequence, 0);
  EXPECT_EQ((*last)->as_of, kDay + 8 * kHour);
  // No watch is told of them.
  EXPECT_THAT(other_->evaluations().After("", 0, 100).value(), IsEmpty());
  EXPECT_EQ(other_->evaluations().LastSequence().value(),
            store_->evaluations().LastSequence().value());
}

// A kind that no account here had yet would have all of them looked at again: it is known before
// they come.
TEST_P(TransferTest, KindsComeFirstSoThatTheScheduleStays) {
  Fill(*store_);
  StoredRecord other = RecordOf("zeta", "z1");
  other.kind = "value";
  ASSERT_TRUE(store_->PutRecords({"", "", kDay}, std::vector{other}).ok());
  EvaluatedAlerts last = Look("acme", kDay + 50 * kHour, "red");
  last.evaluation.records = store_->evaluations().CountRecords({"", "acme"}).value();
  Put(*store_, {last});
  const auto all = ExportAll(*store_);
  ASSERT_TRUE(std::holds_alternative<KindsTold>(all.front()));
  EXPECT_THAT(std::get<KindsTold>(all.front()).kinds, ElementsAre("survey", "value"));
  for (const TransferItem& item : all) Import(*other_, {item});
  EXPECT_EQ((*other_->evaluations().Last({"", "acme"}))->next_change_at, kDay + 74 * kHour);
  EXPECT_EQ(other_->RecordsOf("", "acme", kDay)->kinds.size(), 2u);
}

// It is found as the last one, pages go back through what was imported, and its band does not
// change anew.
TEST_P(TransferTest, WhatIsEvaluatedHereIsLater) {
  Fill(*store_);
  Import(*other_, ExportAll(*store_));
  Put(*other_, {Look("acme", kDay + 30 * kHour, "red")});
  const auto all = other_->evaluations().Of({"", "acme"}, 0, 10);
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(4));
  EXPECT_EQ((*all)[0].as_of, kDay + 30 * kHour);
  EXPECT_EQ((*all)[1].as_of, kDay + 8 * kHour);
  EXPECT_EQ((*all)[3].as_of, kDay);
  const auto older = other_->evaluations().Of({"", "acme"}, (*all)[1].sequence, 10);
  ASSERT_TRUE(older.ok());
  EXPECT_THAT(*older, SizeIs(2));
  const auto bands = other_->interventions().BandsOf("", {"acme"});
  ASSERT_TRUE(bands.ok());
  ASSERT_THAT(bands->at("acme"), SizeIs(2));
  EXPECT_EQ(bands->at("acme")[0].band, "green");
  EXPECT_EQ(bands->at("acme")[1].at, kDay + kHour);
  // Done again: what was evaluated here stays the last one.
  Import(*other_, ExportAll(*store_));
  EXPECT_EQ((*other_->evaluations().Last({"", "acme"}))->as_of, kDay + 30 * kHour);
}

// It was evaluated before its history came: that is put before it, and alerts of both are kept
// apart.
TEST_P(TransferTest, AnAccountThatHasAlertsOfItsOwnKeepsThem) {
  Fill(*store_);
  Tell(*other_, "acme", 3);
  EvaluatedAlerts own = Raise("acme", kDay + 40 * kHour, kDay + 40 * kHour);
  Put(*other_, {own});
  const auto outcomes = Import(*other_, ExportAll(*store_));
  EXPECT_THAT(outcomes, Contains(TransferOutcome::kConflict).Times(1));  // the standing
  const auto kept = other_->alerts().Of({"", "acme"});
  ASSERT_TRUE(kept.ok());
  ASSERT_THAT(kept->open, SizeIs(1));
  EXPECT_EQ(kept->open[0].raised_at, kDay + 40 * kHour + absl::Microseconds(1));
  EXPECT_EQ((*other_->evaluations().Last({"", "acme"}))->as_of, kDay + 40 * kHour);
  EXPECT_THAT(*other_->evaluations().Of({"", "acme"}, 0, 10), SizeIs(4));
  EXPECT_THAT(EventsAfter(*other_, 0), ElementsAre("raised acme"));
}

TEST_P(TransferTest, AnotherTenantOfTheSameStoreGetsItAll) {
  Fill(*store_);
  const auto before = ExportAll(*store_);
  ExpectAllStored(Import(*store_, before, "two"));
  EXPECT_EQ(TextsOf(ExportAll(*store_)), TextsOf(before));
  const auto theirs = ExportAll(*store_, "two");
  ASSERT_EQ(theirs.size(), before.size());
  // Numbers of alerts and tasks are those of the store.
  std::vector<std::string> texts;
  for (const std::string& text : TextsOf(theirs)) {
    texts.push_back(absl::StrReplaceAll(text, {{"alert acme 4", "alert acme 3"},
                                               {"alert acme 6", "alert acme 1"},
                                               {"alert bolt 5", "alert bolt 2"},
                                               {"task 4", "task 3"},
                                               {"task 6", "task 1"},
                                               {"task 5", "task 2"}}));
  }
  EXPECT_EQ(texts, TextsOf(before));
  EXPECT_THAT(Import(*store_, before, "two"), Each(TransferOutcome::kAlreadyThere));
}

TEST_P(TransferTest, WithoutRecordsAnAccountIsNotKnown) {
  Fill(*store_);
  std::vector<TransferItem> rest;
  for (TransferItem& item : ExportAll(*store_)) {
    const bool is_left_out =
        std::holds_alternative<StoredRecord>(item) || std::holds_alternative<KindsTold>(item);
    if (!is_left_out) rest.push_back(std::move(item));
  }
  EXPECT_THAT(Import(*other_, rest), Each(TransferOutcome::kUnknownAccount));
  EXPECT_THAT(ExportAll(*other_), IsEmpty());
  EXPECT_EQ(other_->evaluations().NextDue().value(), std::nullopt);
}

// An event that waits and is about a task says which one it is here.
TEST_P(TransferTest, TasksThatGetOtherNumbersAreFoundByTheirEvents) {
  for (Store* store : {store_.get(), other_.get()}) Tell(*store, "acme");
  Tell(*other_, "own");
  Put(*store_, {Raise("acme", kDay, kDay + kHour)});
  Put(*other_, {Raise("own", kDay, kDay)});
  auto all = ExportAll(*store_);
  for (TransferItem& item : all) {
    if (auto* const standing = std::get_if<AccountStanding>(&item)) {
      ASSERT_THAT(standing->open, SizeIs(1));
      standing->open[0].events[0].task = standing->open[0].tasks[0].row.number;
    }
  }
  Import(*other_, all);
  const auto kept = other_->alerts().Of({"", "acme"});
  ASSERT_TRUE(kept.ok());
  ASSERT_THAT(kept->open, SizeIs(1));
  EXPECT_EQ(kept->open[0].number, 2);
  ASSERT_THAT(kept->tasks, SizeIs(1));
  EXPECT_EQ(kept->tasks[0].number, 2);
  EXPECT_EQ(kept->tasks[0].alert, 2);
  for (const TransferItem& item : ExportAll(*other_)) {
    const auto* const standing = std::get_if<AccountStanding>(&item);
    if (standing == nullptr || standing->account != "acme") continue;
    EXPECT_EQ(standing->open[0].events[0].row.body, "raised acme of task 2");
  }
}

TEST_P(TransferTest, ManyOfOneAccountComeInPagesAsTheyWereWhenItBegan) {
  Tell(*store_, "acme", 600);
  std::vector<EvaluatedAlerts> looks;
  for (int i = 0; i < 600; ++i) looks.push_back(Look("acme", kDay + i * kHour, "green"));
  Put(*store_, looks);
  const auto before = ExportAll(*store_);
  EXPECT_THAT(before, SizeIs(1 + 600 + 1 + 599));
  const auto begun = store_->transfer().Begin("");
  ASSERT_TRUE(begun.ok());
  const auto first = (*begun)->Next();
  ASSERT_TRUE(first.ok());
  Tell(*store_, "zeta");
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  size_t count = first->size();
  for (auto page = (*begun)->Next(); page.ok() && !page->empty(); page = (*begun)->Next()) {
    count += page->size();
  }
  EXPECT_EQ(count, before.size());
  EXPECT_THAT(Import(*other_, before), Each(TransferOutcome::kStored));
  EXPECT_EQ(TextsOf(ExportAll(*other_)), TextsOf(before));
}

TEST_P(TransferTest, WhatIsErasedIsGoneWithWhatWasImported) {
  Fill(*store_);
  Import(*other_, ExportAll(*store_));
  ASSERT_TRUE(other_->Erase({"", "", kDay}, "acme").ok());
  for (const std::string& text : TextsOf(ExportAll(*other_))) {
    EXPECT_FALSE(absl::StrContains(text, "acme")) << text;
  }
}

TEST_P(TransferTest, FourRunAtOnce) {
  std::vector<std::unique_ptr<TransferExport>> running;
  for (int i = 0; i < kMostExports; ++i) {
    auto begun = store_->transfer().Begin("");
    ASSERT_TRUE(begun.ok()) << begun.status();
    running.push_back(*std::move(begun));
  }
  EXPECT_TRUE(absl::IsFailedPrecondition(store_->transfer().Begin("").status()));
  running.pop_back();
  EXPECT_TRUE(store_->transfer().Begin("").ok());
}

INSTANTIATE_FOR_BOTH_DATABASES(TransferTest);

TEST(ImportedSequenceTest, KeepsTheOrderOfAnAccountBelowZero) {
  for (const char* account : {"", "acme", "bolt", "ä"}) {
    int64_t before = std::numeric_limits<int64_t>::min();
    for (const int64_t sequence : {int64_t{1}, int64_t{2}, int64_t{1'000'000}, kMostSequence}) {
      const int64_t kept = ImportedSequence(account, sequence);
      EXPECT_LT(kept, 0);
      EXPECT_GT(kept, before);
      EXPECT_EQ(OriginalSequence(kept), sequence);
      before = kept;
    }
  }
  EXPECT_NE(ImportedSequence("acme", 7), ImportedSequence("bolt", 7));
  EXPECT_EQ(OriginalSequence(7), 7);
}

}  // namespace
}  // namespace bellwether::store
