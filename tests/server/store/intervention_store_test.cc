// What was done after alerts, and how bands changed, by both databases alike.
#include "server/store/intervention_store.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

// Everybody is shown; notes who was asked about.
struct Desk {
  std::vector<DeskVerdict> operator()(const DeskQueue& queue) {
    std::vector<DeskVerdict> verdicts;
    for (size_t i = 0; i < queue.entries.size(); ++i) {
      asked->push_back(queue.entries[i].alert.of.account);
      verdicts.push_back({i, AlertStanding::kShown, queue.now, ""});
    }
    return verdicts;
  }
  std::vector<std::string>* asked;
};

class InterventionStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  void Tell(const std::string& account) {
    const std::vector<StoredRecord> records = {{account, "survey", account, kDay, kDay, "{}"}};
    ASSERT_TRUE(store_->PutRecords({"", "", kDay}, records).ok());
  }
  static EvaluatedAlerts Evaluated(const std::string& account, absl::Time as_of,
                                   const std::string& band) {
    EvaluatedAlerts both;
    both.evaluation.of = {"", account};
    both.evaluation.as_of = as_of;
    both.evaluation.facts_digest = both.evaluation.pack_digest = "d";
    both.evaluation.body = "{}";
    both.evaluation.records = 1;
    both.evaluation.band = band;
    return both;
  }
  // An alert whose playbook begins then.
  static EvaluatedAlerts Raised(const std::string& account, absl::Time begun_at,
                                std::optional<Lots> lots, const std::string& playbook = "call") {
    EvaluatedAlerts both = Evaluated(account, begun_at, "red");
    both.alert_version = 0;
    AlertChange& change = both.alerts.emplace();
    change.of = both.evaluation.of;
    change.state = "state";
    change.now = begun_at;
    AlertChange::Alert alert;
    alert.people_see = true;
    alert.held_out = lots && lots->held_out;
    alert.row.key = "health";
    alert.row.lead = "turned_red";
    alert.row.csm = "kim";
    alert.row.raised_at = begun_at;
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    AlertChange::Intervention begun;
    begun.playbook = playbook;
    begun.rule = "turned_red";
    begun.band = "red";
    begun.lots = lots;
    begun.begun_at = begun_at;
    change.interventions.push_back(begun);
    return both;
  }
  void Put(const std::vector<EvaluatedAlerts>& evaluated) {
    asked_.clear();
    const auto put = store_->alerts().PutEvaluated(evaluated, Desk{&asked_});
    ASSERT_TRUE(put.ok()) << put.status();
  }
  std::vector<StoredIntervention> List(InterventionListing listing = {}) {
    if (listing.most == 0) listing.most = 100;
    const auto found = store_->interventions().List("", listing);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(std::vector<StoredIntervention>());
  }
  std::vector<std::string> Accounts(const InterventionListing& listing = {}) {
    std::vector<std::string> accounts;
    for (const StoredIntervention& one : List(listing)) accounts.push_back(one.account);
    return accounts;
  }
  // "hours band" of the account.
  std::vector<std::string> Bands(const std::string& account) {
    const auto found = store_->interventions().BandsOf("", {account, "nobody"});
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> texts;
    if (!found.ok()) return texts;
    for (const auto& [of, changes] : *found) {
      EXPECT_EQ(of, account);
      for (const BandChange& one : changes) {
        texts.push_back(absl::StrCat(absl::ToInt64Hours(one.at - kDay), " ", one.band));
      }
    }
    return texts;
  }
  AlertChange Next(const std::string& account) {
    const auto kept = store_->alerts().Of({"", account});
    EXPECT_TRUE(kept.ok()) << kept.status();
    AlertChange change;
    change.of = {"", account};
    change.version = kept->version;
    change.state = kept->state;
    change.now = kDay + kHour;
    for (const StoredAlert& row : kept->open) {
      change.alerts.push_back({row, false, row.standing == AlertStanding::kHeldOut});
    }
    return change;
  }
  void Act(const AlertChange& change) {
    asked_.clear();
    const auto acted = store_->alerts().Act({"", "", kDay}, "d", 1, change, Desk{&asked_});
    ASSERT_TRUE(acted.ok()) << acted.status();
    EXPECT_EQ(acted->outcome, ActOutcome::kDone);
  }

  std::unique_ptr<Store> store_;
  std::vector<std::string> asked_;  // of whom the desk was asked last
};

TEST_P(InterventionStoreTest, KeepsWhatBeganAndHowTheLotsFell) {
  Tell("acme");
  Tell("bolt");
  Tell("cell");
  Put({Raised("acme", kDay, Lots{0.25, 7, true}),
       Raised("bolt", kDay + kHour, Lots{0.25, 7, false}),
       Raised("cell", kDay + 2 * kHour, std::nullopt)});
  store_.reset();
  store_ = Open();
  const auto found = List();
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].account, "acme");
  EXPECT_EQ(found[0].alert, 1);
  EXPECT_EQ(found[0].playbook, "call");
  EXPECT_EQ(found[0].rule, "turned_red");
  EXPECT_EQ(found[0].band, "red");
  EXPECT_EQ(found[0].begun_at, kDay);
  ASSERT_TRUE(found[0].lots);
  EXPECT_EQ(found[0].lots->share, 0.25);
  EXPECT_EQ(found[0].lots->seed, 7);
  EXPECT_TRUE(found[0].lots->held_out);
  EXPECT_FALSE(found[1].lots->held_out);
  EXPECT_FALSE(found[2].lots);
  EXPECT_FALSE(found[0].acknowledged);
  EXPECT_EQ(found[0].tasks, 0u);
}

TEST_P(InterventionStoreTest, FindsWhatIsAskedForPageByPage) {
  for (const char* account : {"a", "b", "c", "d"}) Tell(account);
  Put({Raised("b", kDay, std::nullopt), Raised("a", kDay, std::nullopt),
       Raised("c", kDay + kHour, std::nullopt, "mail"),
       Raised("d", kDay + 2 * kHour, std::nullopt)});
  InterventionListing listing;
  listing.from = kDay + kHour;
  EXPECT_THAT(Accounts(listing), ElementsAre("c", "d"));
  listing.to = kDay + 2 * kHour;
  EXPECT_THAT(Accounts(listing), ElementsAre("c"));
  listing = {};
  listing.playbook = "call";
  EXPECT_THAT(Accounts(listing), ElementsAre("b", "a", "d"));
  listing = {};
  listing.most = 1;
  std::vector<std::string> all;
  while (true) {
    const auto page = List(listing);
    if (page.empty()) break;
    all.push_back(page[0].account);
    listing.after = page[0];
  }
  EXPECT_THAT(all, ElementsAre("b", "a", "c", "d"));
  EXPECT_THAT(*store_->interventions().List("other", listing), IsEmpty());
}

TEST_P(InterventionStoreTest, KnowsWhatPeopleDid) {
  Tell("acme");
  EvaluatedAlerts raised = Raised("acme", kDay, std::nullopt);
  raised.alerts->tasks.resize(2);
  Put({raised});
  AlertChange change = Next("acme");
  change.alerts[0].row.acknowledged_at = kDay;
  StoredTask done = store_->alerts().Of({"", "acme"})->tasks[0];
  done.standing = TaskStanding::kDone;
  change.tasks.push_back({done, 0});
  Act(change);
  ASSERT_THAT(List(), SizeIs(1));
  EXPECT_TRUE(List()[0].acknowledged);
  EXPECT_EQ(List()[0].tasks, 2u);
  EXPECT_EQ(List()[0].tasks_done, 1u);
}

TEST_P(InterventionStoreTest, BandsAreKeptWhereTheyChange) {
  Tell("acme");
  Tell("bolt");
  const auto put = [this](int hour, const std::string& band) {
    Put({Evaluated("acme", kDay + hour * kHour, band)});
  };
  put(0, "");
  put(1, "red");
  put(2, "red");
  put(3, "green");
  EvaluatedAlerts same = Evaluated("acme", kDay + 4 * kHour, "green");
  same.evaluation.says_nothing_new = true;
  same.evaluation.sequence = store_->evaluations().Last({"", "acme"}).value()->sequence;
  Put({same});
  put(5, "");
  put(6, "red");
  Put({Evaluated("bolt", kDay, "yellow")});
  EXPECT_THAT(Bands("acme"), ElementsAre("1 red", "3 green", "5 ", "6 red"));
  EXPECT_THAT(Bands("bolt"), ElementsAre("0 yellow"));
  // Evaluations without alerts are written by another way.
  const StoredEvaluation alone = Evaluated("bolt", kDay + kHour, "red").evaluation;
  ASSERT_TRUE(store_->evaluations().Put(std::vector<StoredEvaluation>{alone}).ok());
  EXPECT_THAT(Bands("bolt"), ElementsAre("0 yellow", "1 red"));
  // Two in one batch.
  Put({Evaluated("bolt", kDay + 2 * kHour, "green"), Evaluated("acme", kDay + 7 * kHour, "red")});
  EXPECT_THAT(Bands("bolt"), ElementsAre("0 yellow", "1 red", "2 green"));
}

TEST_P(InterventionStoreTest, WhoIsHeldOutIsOnNoDeskUntilHelped) {
  for (const char* account : {"a", "b", "c"}) Tell(account);
  Put({Raised("a", kDay, Lots{0.5, 7, true})});
  EXPECT_THAT(asked_, IsEmpty());
  EvaluatedAlerts other = Raised("b", kDay, Lots{0.5, 7, false});
  other.alerts->capacity["turned_red"] = 1;
  Put({other});
  EXPECT_THAT(asked_, ElementsAre("b"));
  EXPECT_EQ(store_->alerts().Of({"", "a"})->open[0].standing, AlertStanding::kHeldOut);
  // It is looked at again, goes to another CSM, and nothing of that changes.
  AlertChange change = Next("a");
  change.alerts[0].row.csm = "ana";
  Act(change);
  EXPECT_THAT(asked_, IsEmpty());
  EXPECT_EQ(store_->alerts().Of({"", "a"})->open[0].standing, AlertStanding::kHeldOut);
  // A worse rule joins it.
  change = Next("a");
  change.alerts[0].row.lead = "worse";
  change.alerts[0].held_out = false;
  Act(change);
  EXPECT_THAT(asked_, ElementsAre("a"));
  EXPECT_EQ(store_->alerts().Of({"", "a"})->open[0].standing, AlertStanding::kShown);
}

TEST_P(InterventionStoreTest, NothingIsLeftOfAnAccountThatWasErased) {
  Tell("acme");
  Tell("bolt");
  Put({Raised("acme", kDay, std::nullopt), Raised("bolt", kDay, std::nullopt)});
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_THAT(Accounts(), ElementsAre("bolt"));
  EXPECT_THAT(Bands("acme"), IsEmpty());
  EXPECT_THAT(Bands("bolt"), ElementsAre("0 red"));
}

INSTANTIATE_FOR_BOTH_DATABASES(InterventionStoreTest);

}  // namespace
}  // namespace bellwether::store
