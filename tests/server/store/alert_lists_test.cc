// Lists of alerts and of their events, by both databases alike.
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

// Everything waits, but for the first of a queue.
std::vector<DeskVerdict> OneOfEach(const DeskQueue& queue) {
  std::vector<DeskVerdict> verdicts;
  bool has_shown = false;
  for (const auto& entry : queue.entries) {
    has_shown = has_shown || entry.alert.standing == AlertStanding::kShown;
  }
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    if (queue.entries[i].alert.standing != AlertStanding::kUndecided) continue;
    const bool shown = !queue.capacity || !has_shown;
    has_shown = has_shown || shown;
    verdicts.push_back(
        {i, shown ? AlertStanding::kShown : AlertStanding::kHeldBack, queue.now, ""});
  }
  return verdicts;
}

struct Raised {
  std::string account;
  double stake = 0;
  std::string csm = "kim";
  std::string rule = "low";
  std::string segment = "";
  std::string tenant = "";
};

class AlertListsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }
  AlertStore& alerts() { return store_->alerts(); }

  // In a queue of its CSM and rule, which shows one of them.
  void Raise(const Raised& raised, const std::vector<absl::Time>& told_at = {kDay}) {
    const std::string segment =
        raised.segment.empty() ? "" : absl::StrCat(",\"segment\":\"", raised.segment, "\"");
    StoredRecord record = {
        raised.account, "account", absl::StrCat("r-", raised.account),
        kDay,           kDay,      absl::StrCat("{\"kind\":\"account\"", segment, "}")};
    record.attributes.segment = raised.segment;
    ASSERT_TRUE(store_->PutRecords({raised.tenant, "", kDay}, {&record, 1}).ok());
    EvaluatedAlerts both;
    both.evaluation.of = {raised.tenant, raised.account};
    both.evaluation.as_of = kDay;
    both.evaluation.facts_digest = both.evaluation.pack_digest = "d";
    both.evaluation.body = "{}";
    both.evaluation.records = 2;  // a record and its kind
    AlertChange& change = both.alerts.emplace();
    both.alert_version = 0;
    change.of = both.evaluation.of;
    change.state = "{}";
    change.now = kDay;
    change.capacity[raised.rule] = 1;
    AlertChange::Alert alert;
    alert.row.key = alert.row.lead = raised.rule;
    alert.row.severity = "red";
    alert.row.csm = raised.csm;
    alert.row.stake = raised.stake;
    alert.row.raised_at = kDay;
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    for (size_t i = 0; i < told_at.size(); ++i) {
      change.events.push_back({0, told_at[i], absl::StrCat("event ", i + 1)});
    }
    ASSERT_TRUE(alerts().PutEvaluated({&both, 1}, &OneOfEach).ok());
  }
  static AlertListing All() {
    AlertListing listing;
    listing.now = kDay;
    listing.most = 100;
    return listing;
  }
  std::vector<ListedAlert> List(const AlertListing& listing, const std::string& tenant = "") {
    const auto found = alerts().List(tenant, listing);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(std::vector<ListedAlert>());
  }
  std::vector<std::string> Accounts(const AlertListing& listing) {
    std::vector<std::string> accounts;
    for (const ListedAlert& one : List(listing)) accounts.push_back(one.of.account);
    return accounts;
  }
  std::vector<std::string> Events(const AlertEventListing& listing) {
    const auto found = alerts().EventsOf(listing);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> texts;
    for (const auto& one : found.value_or(std::vector<StoredAlertEvent>())) {
      texts.push_back(absl::StrCat(one.body, one.sequence == 0 ? " waits" : ""));
    }
    return texts;
  }

  std::unique_ptr<Store> store_;
};

TEST_P(AlertListsTest, WhatIsHeldBackHasItsPlaceInTheOrderOfTheDesk) {
  Raise({"shown", 1});
  Raise({"small", 10});
  Raise({"large", 30.5});
  Raise({"even b", 20});
  Raise({"even a", 20});
  Raise({"other rule", 99, "kim", "silent"});
  Raise({"of ana", 99, "ana"});
  Raise({"after ana", 98, "ana"});
  std::vector<std::string> places;
  AlertListing listing = All();
  listing.shown = AlertListing::Shown::kHeldBack;
  listing.order = AlertListing::Order::kStake;
  for (const ListedAlert& one : List(listing)) {
    places.push_back(absl::StrCat(one.of.account, " ", one.rank, "/", one.held_back));
  }
  // Of equal stakes that were raised at once the number orders a list, and the account a desk.
  EXPECT_THAT(places,
              ElementsAre("after ana 1/1", "large 1/4", "even b 3/4", "even a 2/4", "small 4/4"));
  listing.shown = AlertListing::Shown::kShown;
  listing.order = AlertListing::Order::kNewest;
  EXPECT_THAT(Accounts(listing), ElementsAre("of ana", "other rule", "shown"));
  EXPECT_EQ(List(listing)[0].rank, 0u);
  const auto found = alerts().Find("", 2);
  ASSERT_TRUE(found.ok() && found->has_value()) << found.status();
  EXPECT_EQ((*found)->rank, 4u);
  EXPECT_EQ((*found)->held_back, 4u);
}

TEST_P(AlertListsTest, WhatIsAtStakeComesFirstPageByPage) {
  const std::vector<double> stakes = {0, 0.1, 1e300, 12'345.678901234567, 0.1, 7};
  for (size_t i = 0; i < stakes.size(); ++i) {
    Raise({absl::StrCat("a", i), stakes[i], "", absl::StrCat("rule", i)});
  }
  AlertListing listing = All();
  listing.order = AlertListing::Order::kStake;
  EXPECT_THAT(Accounts(listing), ElementsAre("a2", "a3", "a5", "a1", "a4", "a0"));
  listing.most = 1;
  std::vector<std::string> paged;
  for (auto page = List(listing); !page.empty(); page = List(listing)) {
    paged.push_back(page[0].of.account);
    listing.after = {{page[0].stake, page[0].raised_at, page[0].number}};
    ASSERT_LE(paged.size(), stakes.size());
  }
  EXPECT_THAT(paged, ElementsAre("a2", "a3", "a5", "a1", "a4", "a0"));
}

TEST_P(AlertListsTest, IsFilteredBySegmentRuleAndWhetherSomebodyLooksAfterIt) {
  Raise({"a", 1, "kim", "low", "smb"});
  Raise({"b", 1, "", "silent", "enterprise"});
  Raise({"c", 1, "ana", "low"});
  Raise({"a", 1, "kim", "low", "mid", "north"});
  AlertListing listing = All();
  listing.segments = {"smb", "mid"};
  EXPECT_THAT(Accounts(listing), ElementsAre("a"));
  EXPECT_EQ(List(listing)[0].segment, "smb");
  EXPECT_EQ(List(listing, "north")[0].segment, "mid");
  listing.segments = {"enterprise", ""};
  EXPECT_THAT(Accounts(listing), ElementsAre("c", "b"));
  listing.rules = {"low"};
  EXPECT_THAT(Accounts(listing), ElementsAre("c"));
  listing = All();
  listing.without_csm = true;
  EXPECT_THAT(Accounts(listing), ElementsAre("b"));
  const auto choices = alerts().Choices("");
  ASSERT_TRUE(choices.ok()) << choices.status();
  std::vector<std::string> texts;
  for (const AlertChoice& one : *choices) {
    texts.push_back(
        absl::StrCat(one.severity, "|", one.rule, "|", one.csm, "|", one.segment, " ", one.count));
  }
  EXPECT_THAT(texts,
              ElementsAre("red|low|ana| 1", "red|low|kim|smb 1", "red|silent||enterprise 1"));
}

TEST_P(AlertListsTest, TheCourseOfOneHasWhatWaitsToo) {
  Raise({"a"}, {kDay, kDay, kDay + kHour});
  Raise({"b"});
  AlertEventListing listing;
  listing.alert = 1;
  listing.most = 2;
  EXPECT_THAT(Events(listing), ElementsAre("event 1", "event 2"));
  listing.after = alerts().EventsOf(listing)->back().number;
  EXPECT_THAT(Events(listing), ElementsAre("event 3 waits"));
  listing.after = 0;
  listing.newest_first = true;
  EXPECT_THAT(Events(listing), ElementsAre("event 3 waits", "event 2"));
  listing.after = alerts().EventsOf(listing)->back().number;
  EXPECT_THAT(Events(listing), ElementsAre("event 1"));
  listing = {2, false, 0, 10};
  EXPECT_THAT(Events(listing), ElementsAre("event 1"));
  listing.alert = 9;
  EXPECT_THAT(Events(listing), IsEmpty());
}

INSTANTIATE_FOR_BOTH_DATABASES(AlertListsTest);

}  // namespace
}  // namespace bellwether::store
