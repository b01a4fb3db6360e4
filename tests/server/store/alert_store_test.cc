// Alerts, their events and tasks, by both databases alike.
#include "server/store/alert_store.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

// As many as fit are shown, in order of their numbers.
std::vector<DeskVerdict> FirstComeFirstShown(const DeskQueue& queue) {
  size_t shown = 0;
  for (const auto& entry : queue.entries) {
    shown += entry.alert.standing == AlertStanding::kShown ? 1 : 0;
  }
  std::vector<DeskVerdict> verdicts;
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    const AlertStanding standing = queue.entries[i].alert.standing;
    if (standing == AlertStanding::kShown) continue;
    const bool has_room = !queue.capacity || shown < *queue.capacity;
    if (has_room) {
      ++shown;
      const bool waited = standing == AlertStanding::kHeldBack;
      verdicts.push_back({i, AlertStanding::kShown, queue.now, waited ? "shown" : ""});
    } else if (standing == AlertStanding::kUndecided) {
      verdicts.push_back({i, AlertStanding::kHeldBack, queue.now, "held back"});
    }
  }
  return verdicts;
}

class AlertStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  AlertStore& alerts() { return store_->alerts(); }

  void Tell(const std::string& account, const std::string& tenant = "") {
    const std::vector<StoredRecord> records = {
        {account, "survey", absl::StrCat(account, ++told_), kDay, kDay, "{}"}};
    const auto outcomes = store_->PutRecords({tenant, "", kDay}, records);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  }

  // The account raises an alert, which is told of at that moment.
  EvaluatedAlerts Raise(const std::string& account, absl::Time told_at = kDay,
                        const std::string& tenant = "") {
    EvaluatedAlerts both;
    both.evaluation.of = {tenant, account};
    both.evaluation.as_of = kDay;
    both.evaluation.facts_digest = both.evaluation.pack_digest = "d";
    both.evaluation.body = "{}";
    both.evaluation.records = 2;  // a record and its kind
    AlertChange& change = both.alerts.emplace();
    both.alert_version = 0;
    change.of = both.evaluation.of;
    change.state = "state of " + account;
    change.now = kDay;
    AlertChange::Alert alert;
    alert.people_see = true;
    alert.row.key = "health \"ä\"";
    alert.row.lead = "turned_red";
    alert.row.severity = "red";
    alert.row.csm = "kim";
    alert.row.stake = 1'234.5;
    alert.row.raised_at = kDay + absl::Microseconds(1);
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    change.events.push_back({0, told_at, "raised " + account});
    return both;
  }
  PutAlerts Put(const std::vector<EvaluatedAlerts>& evaluated) {
    const auto put = alerts().PutEvaluated(evaluated, &FirstComeFirstShown);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.value_or(PutAlerts());
  }
  // What goes on from how the account stands.
  AlertChange Next(const std::string& account, absl::Time now = kDay) {
    const auto kept = alerts().Of({"", account});
    EXPECT_TRUE(kept.ok()) << kept.status();
    AlertChange change;
    change.of = {"", account};
    change.version = kept->version;
    change.state = kept->state;
    change.now = now;
    for (const StoredAlert& row : kept->open) change.alerts.push_back({row, false});
    return change;
  }
  Acted Act(const AlertChange& change, const std::string& request = "",
            const std::string& digest = "d") {
    const auto acted = alerts().Act({"", request, kDay}, digest, 1, change, &FirstComeFirstShown);
    EXPECT_TRUE(acted.ok()) << acted.status();
    return acted.value_or(Acted());
  }
  // "sequence body", with "-" where the alert was held back.
  std::vector<std::string> Events(int64_t after = 0, const std::string& tenant = "") {
    const auto events = alerts().After(tenant, after, 100);
    EXPECT_TRUE(events.ok()) << events.status();
    std::vector<std::string> texts;
    for (const auto& one : events.value_or(std::vector<StoredAlertEvent>())) {
      texts.push_back(absl::StrCat(one.sequence, " ", one.body, one.held_back ? " -" : ""));
    }
    return texts;
  }
  std::vector<int64_t> Numbers(const AlertListing& listing) {
    const auto found = alerts().List("", listing);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<int64_t> numbers;
    for (const auto& one : found.value_or(std::vector<ListedAlert>())) {
      numbers.push_back(one.number);
    }
    return numbers;
  }
  static AlertListing All() {
    AlertListing listing;
    listing.now = kDay;
    listing.most = 100;
    return listing;
  }

  std::unique_ptr<Store> store_;

 private:
  int told_ = 0;
};

TEST_P(AlertStoreTest, KeepsWhatItWasGiven) {
  Tell("acme");
  EXPECT_THAT(Put({Raise("acme")}).numbers, ElementsAre(1));
  store_.reset();
  store_ = Open();
  const auto kept = alerts().Of({"", "acme"});
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_GT(kept->version, 0);
  EXPECT_EQ(kept->state, "state of acme");
  ASSERT_THAT(kept->open, SizeIs(1));
  const StoredAlert& alert = kept->open[0];
  EXPECT_EQ(alert.of.account, "acme");
  EXPECT_EQ(alert.number, 1);
  EXPECT_EQ(alert.key, "health \"ä\"");
  EXPECT_EQ(alert.lead, "turned_red");
  EXPECT_EQ(alert.severity, "red");
  EXPECT_EQ(alert.csm, "kim");
  EXPECT_EQ(alert.stake, 1'234.5);
  EXPECT_EQ(alert.standing, AlertStanding::kShown);
  EXPECT_EQ(alert.raised_at, kDay + absl::Microseconds(1));
  EXPECT_FALSE(alert.acknowledged_at || alert.snoozed_until || alert.resolved_at);
  EXPECT_THAT(Events(), ElementsAre("1 raised acme"));
  EXPECT_EQ(alerts().LastSequence().value_or(-1), 1);
}

TEST_P(AlertStoreTest, CountsHowAlertsStand) {
  for (const char* account : {"later", "acme", "held"}) Tell(account);
  Put({Raise("later", kDay + kHour), Raise("acme")});
  EvaluatedAlerts held = Raise("held");
  held.alerts->capacity["turned_red"] = 1;
  Put({held});
  const auto counts = alerts().Count(kDay + 2 * kHour);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_THAT(counts->open, SizeIs(2));
  EXPECT_EQ(counts->open[0].lead, "turned_red");
  EXPECT_EQ(counts->open[0].severity, "red");
  EXPECT_EQ(counts->open[0].standing, OpenAlertCount::Standing::kOpen);
  EXPECT_EQ(counts->open[0].count, 2u);
  EXPECT_EQ(counts->open[1].standing, OpenAlertCount::Standing::kHeldBack);
  EXPECT_EQ(counts->open[1].count, 1u);
  EXPECT_EQ(counts->tasks_open, 0u);
  EXPECT_EQ(counts->untold_since, kDay + kHour);
  EXPECT_EQ(alerts().Count(kDay)->untold_since, std::nullopt);
}

TEST_P(AlertStoreTest, OfAnAccountWithoutAlertsThereIsNothing) {
  const auto kept = alerts().Of({"", "acme"});
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->version, 0);
  EXPECT_THAT(kept->open, IsEmpty());
  EXPECT_FALSE(kept->next_told_at);
  const auto found = alerts().Find("", 1);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_FALSE(found->has_value());
}

// Somebody acted between what was read and what is written: neither the evaluation nor the alerts.
TEST_P(AlertStoreTest, WhatGoesOnFromAnOlderStateIsNotWritten) {
  Tell("acme");
  Put({Raise("acme")});
  EvaluatedAlerts stale = Raise("acme");  // as if there were no state
  const PutAlerts put = Put({stale});
  EXPECT_THAT(put.numbers, ElementsAre(0));
  ASSERT_THAT(put.again, SizeIs(1));
  EXPECT_EQ(put.again[0].account, "acme");
  EXPECT_THAT(Events(), SizeIs(1));
  EXPECT_EQ(store_->evaluations().LastSequence().value_or(-1), 1);
  // It is due at once, whoever looks.
  const auto due = store_->evaluations().Due(kDay, 10);
  ASSERT_TRUE(due.ok());
  EXPECT_THAT(*due, SizeIs(1));
  // Also where nothing of the alerts would have changed.
  stale.alerts.reset();
  EXPECT_THAT(Put({stale}).again, SizeIs(1));
  stale.alert_version.reset();  // there are none in the pack
  EXPECT_THAT(Put({stale}).again, IsEmpty());
  AlertChange change = Next("acme");
  change.version -= 1;
  EXPECT_EQ(Act(change).outcome, ActOutcome::kMoved);
}

TEST_P(AlertStoreTest, AnEventWaitsUntilPeopleAreToldOfIt) {
  Tell("acme");
  EvaluatedAlerts raised = Raise("acme", kDay + kHour);
  raised.alerts->next_at = kDay + kHour;
  Put({raised});
  EXPECT_THAT(Events(), IsEmpty());
  const auto kept = alerts().Of({"", "acme"});
  EXPECT_EQ(kept->next_told_at, kDay + kHour);
  EXPECT_EQ(store_->evaluations().NextDue().value_or(std::nullopt), kDay + kHour);
  Act(Next("acme", kDay + kHour - absl::Microseconds(1)));
  EXPECT_THAT(Events(), IsEmpty());
  Act(Next("acme", kDay + kHour));
  EXPECT_THAT(Events(), ElementsAre("1 raised acme"));
  EXPECT_FALSE(alerts().Of({"", "acme"})->next_told_at);
}

// What is told at once brings with it what happened to the alert before.
TEST_P(AlertStoreTest, EventsOfAnAlertAreToldInTheirOrder) {
  Tell("acme");
  Tell("other");
  Put({Raise("acme", kDay + kHour), Raise("other", kDay + kHour)});
  AlertChange change = Next("acme");
  change.events.push_back({0, kDay, "escalated acme"});
  Act(change);
  EXPECT_THAT(Events(), ElementsAre("1 raised acme", "2 escalated acme"));
}

TEST_P(AlertStoreTest, WhatIsBeyondTheCapacityIsHeldBackUntilThereIsRoom) {
  std::vector<EvaluatedAlerts> raised;
  for (const char* account : {"a", "b", "c"}) {
    Tell(account);
    raised.push_back(Raise(account));
    raised.back().alerts->capacity["turned_red"] = 1;
  }
  const PutAlerts put = Put(raised);
  EXPECT_THAT(Events(), ElementsAre("1 raised a", "2 raised b -", "3 held back -", "4 raised c -",
                                    "5 held back -"));
  ASSERT_THAT(put.again, SizeIs(1));  // the one that is shown: its tasks are to be made
  EXPECT_EQ(put.again[0].account, "a");
  AlertChange change = Next("a");
  change.capacity["turned_red"] = 1;
  change.alerts[0].row.resolved_at = kDay;
  const Acted acted = Act(change);
  ASSERT_THAT(acted.again, SizeIs(1));
  EXPECT_EQ(acted.again[0].account, "b");
  EXPECT_EQ(alerts().Of({"", "b"})->open[0].standing, AlertStanding::kShown);
  EXPECT_EQ(alerts().Of({"", "c"})->open[0].standing, AlertStanding::kHeldBack);
  EXPECT_THAT(Events(5), ElementsAre("6 shown"));
}

TEST_P(AlertStoreTest, WhoIsHeldBackIsLookedAtWhenTheOtherIsErased) {
  for (const char* account : {"a", "b"}) {
    Tell(account);
    EvaluatedAlerts raised = Raise(account);
    raised.alerts->capacity["turned_red"] = 1;
    Put({raised});
  }
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "a").ok());
  const auto due = store_->evaluations().Due(kDay, 10);
  ASSERT_TRUE(due.ok());
  ASSERT_THAT(*due, SizeIs(1));
  EXPECT_EQ((*due)[0].account, "b");
}

TEST_P(AlertStoreTest, NothingIsLeftOfAnAccountThatWasErased) {
  Tell("acme");
  Tell("other");
  EvaluatedAlerts raised = Raise("acme");
  raised.alerts->tasks.push_back({StoredTask(), 0});
  Put({raised, Raise("other")});
  const AlertChange change = Next("acme");
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_EQ(alerts().Of({"", "acme"})->version, 0);
  EXPECT_THAT(Events(), ElementsAre("2 raised other"));
  EXPECT_THAT(Numbers(All()), ElementsAre(2));
  TaskListing tasks;
  tasks.most = 10;
  EXPECT_THAT(*alerts().ListTasks("", tasks), IsEmpty());
  // What was on its way finds it gone.
  EXPECT_EQ(Act(change).outcome, ActOutcome::kMoved);
  Put({Raise("acme")});
  EXPECT_EQ(alerts().Of({"", "acme"})->version, 0);
}

TEST_P(AlertStoreTest, ARequestIsDoneOnce) {
  Tell("acme");
  Put({Raise("acme")});
  AlertChange change = Next("acme");
  change.events.push_back({0, kDay, "acknowledged"});
  EXPECT_EQ(alerts().Answered({"", "r", kDay}, "d").value_or(std::nullopt), std::nullopt);
  Act(change, "r");
  EXPECT_EQ(alerts().Answered({"", "r", kDay}, "d").value_or(std::nullopt), 1);
  EXPECT_EQ(Act(change, "r").outcome, ActOutcome::kDone);
  EXPECT_THAT(Events(), SizeIs(2));
  EXPECT_TRUE(absl::IsAlreadyExists(alerts().Answered({"", "r", kDay}, "other").status()));
}

TEST_P(AlertStoreTest, ListsWhatIsAskedForAndTheNewestFirst) {
  for (const char* account : {"a", "b", "c", "d"}) {
    Tell(account);
    EvaluatedAlerts raised = Raise(account);
    StoredAlert& row = raised.alerts->alerts[0].row;
    const std::string name = account;
    if (name == "a") row.severity = "yellow";
    if (name == "a") row.csm = "ana";
    if (name == "b") row.acknowledged_at = kDay;
    if (name == "c") row.snoozed_until = kDay + kHour;
    if (name == "d") row.resolved_at = kDay;
    Put({raised});
  }
  EXPECT_THAT(Numbers(All()), ElementsAre(4, 3, 2, 1));
  using State = AlertListing::State;
  const auto in = [&](std::vector<State> states) {
    AlertListing listing = All();
    listing.states = std::move(states);
    return Numbers(listing);
  };
  EXPECT_THAT(in({State::kOpen}), ElementsAre(1));
  EXPECT_THAT(in({State::kAcknowledged}), ElementsAre(2));
  EXPECT_THAT(in({State::kSnoozed}), ElementsAre(3));
  EXPECT_THAT(in({State::kResolved, State::kOpen}), ElementsAre(4, 1));
  EXPECT_THAT(in({State::kOpen, State::kAcknowledged, State::kSnoozed}), ElementsAre(3, 2, 1));
  AlertListing later = All();
  later.now = kDay + kHour;  // the snooze is over
  later.states = {State::kOpen};
  EXPECT_THAT(Numbers(later), ElementsAre(3, 1));
  AlertListing listing = All();
  listing.severities = {"yellow", "orange"};
  EXPECT_THAT(Numbers(listing), ElementsAre(1));
  listing = All();
  listing.csm = "kim";
  listing.before = 4;
  listing.most = 1;
  EXPECT_THAT(Numbers(listing), ElementsAre(3));
  listing = All();
  listing.account = "b";
  EXPECT_THAT(Numbers(listing), ElementsAre(2));
}

TEST_P(AlertStoreTest, TasksComeByWhenTheyAreDue) {
  Tell("acme");
  EvaluatedAlerts raised = Raise("acme");
  const auto add = [&](std::optional<absl::Time> due, const std::string& owner) {
    StoredTask task;
    task.owner = owner;
    task.due_at = due;
    task.body = "{}";
    raised.alerts->tasks.push_back({task, 0});
  };
  add(std::nullopt, "csm");
  add(kDay + kHour, "csm");
  add(kDay, "management");
  Put({raised});
  TaskListing listing;
  listing.most = 10;
  const auto numbers = [&] {
    const auto found = alerts().ListTasks("", listing);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<int64_t> listed;
    for (const auto& one : found.value_or(std::vector<StoredTask>())) {
      listed.push_back(one.number);
    }
    return listed;
  };
  EXPECT_THAT(numbers(), ElementsAre(3, 2, 1));
  listing.after = 3;
  listing.after_due_at = kDay;
  EXPECT_THAT(numbers(), ElementsAre(2, 1));
  listing = {};
  listing.most = 10;
  listing.owner = "csm";
  listing.due_before = kDay + kHour;
  EXPECT_THAT(numbers(), ElementsAre(2));
  AlertChange change = Next("acme");
  const auto kept = alerts().Of({"", "acme"});
  ASSERT_THAT(kept->tasks, SizeIs(3));
  EXPECT_EQ(kept->tasks[0].alert, 1);
  StoredTask done = kept->tasks[1];
  done.standing = TaskStanding::kDone;
  change.tasks.push_back({done, 0});
  Act(change);
  EXPECT_EQ((*alerts().FindTask("", 2))->standing, TaskStanding::kDone);
  EXPECT_NE((*alerts().FindTask("", 2))->changed, done.changed);
  listing = {};
  listing.most = 10;
  listing.standings = {TaskStanding::kOpen};
  EXPECT_THAT(numbers(), ElementsAre(3, 1));
}

TEST_P(AlertStoreTest, TenantsAreApart) {
  Tell("acme");
  Tell("acme", "t");
  Put({Raise("acme"), Raise("acme", kDay, "t")});
  EXPECT_THAT(Events(0, "t"), ElementsAre("2 raised acme"));
  EXPECT_THAT(Numbers(All()), ElementsAre(1));
  EXPECT_EQ((*alerts().Find("t", 2))->of.tenant, "t");
  EXPECT_FALSE(alerts().Find("", 2)->has_value());
}

// Sequences become visible in their order, whoever writes.
TEST_P(AlertStoreTest, WhoeverWatchesMissesNothing) {
  constexpr int kWriters = 4, kEach = 20;
  for (int i = 0; i < kWriters * kEach; ++i) Tell(absl::StrCat("a", i));
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) Put({Raise(absl::StrCat("a", w * kEach + i))});
    });
  }
  size_t seen = 0;
  int64_t last = 0;
  while (seen < kWriters * kEach) {
    const auto events = alerts().After("", last, 7);
    ASSERT_TRUE(events.ok()) << events.status();
    for (const StoredAlertEvent& one : *events) {
      EXPECT_EQ(one.sequence, last + 1);
      last = one.sequence;
      ++seen;
    }
  }
  for (std::thread& writer : writers) writer.join();
}

// Whoever carries events out wants them of all tenants, in one order, with what went before.
TEST_P(AlertStoreTest, EventsOfAllTenantsHaveWhatWentBefore) {
  Tell("acme");
  Tell("acme", "north");
  Put({Raise("acme"), Raise("acme", kDay, "north")});
  AlertChange change = Next("acme");
  change.events.push_back({0, kDay, "told again"});
  Act(change);
  const auto told = alerts().AfterOfAll(0, 100);
  ASSERT_TRUE(told.ok()) << told.status();
  std::vector<std::string> texts;
  for (const ToldAlertEvent& one : *told) {
    texts.push_back(
        absl::StrCat(one.tenant, "/", one.event.account, ": ", one.event.body, " < ", one.former));
    EXPECT_EQ(one.raised_at, kDay + absl::Microseconds(1));
  }
  EXPECT_THAT(texts, ElementsAre("/acme: raised acme < ", "north/acme: raised acme < ",
                                 "/acme: told again < raised acme"));
  EXPECT_EQ(alerts().AfterOfAll((*told)[0].event.sequence, 1)->size(), 1u);
}

// Whoever begins to carry them out begins with how they stand.
TEST_P(AlertStoreTest, WhatIsOpenHasTheLastThatWasToldOfIt) {
  for (const char* account : {"acme", "bolt", "late", "over"}) Tell(account);
  Tell("acme", "north");
  Put({Raise("acme"), Raise("bolt"), Raise("late", kDay + kHour), Raise("over"),
       Raise("acme", kDay, "north")});
  AlertChange change = Next("bolt");
  change.events.push_back({0, kDay, "told again"});
  Act(change);
  AlertChange end = Next("over");
  end.alerts.front().row.resolved_at = kDay;
  Act(end);
  const auto told = [&](int64_t after, int64_t upto, uint32_t most) {
    const auto open = alerts().OpenOfAll(after, upto, most);
    EXPECT_TRUE(open.ok()) << open.status();
    std::vector<std::string> texts;
    for (const OpenAlert& one : open.value_or(std::vector<OpenAlert>())) {
      const StoredAlert& alert = one.alert;
      texts.push_back(absl::StrCat(alert.number, " ", alert.of.tenant, "/", alert.of.account, " ",
                                   alert.severity, " ", one.told));
    }
    return texts;
  };
  EXPECT_THAT(told(0, 100, 100),
              ElementsAre("1 /acme red 1", "2 /bolt red 5", "3 /late red 0", "5 north/acme red 4"));
  EXPECT_THAT(told(1, 4, 1), ElementsAre("2 /bolt red 2"));
  EXPECT_THAT(told(5, 100, 100), IsEmpty());
}

INSTANTIATE_FOR_BOTH_DATABASES(AlertStoreTest);

}  // namespace
}  // namespace bellwether::store
