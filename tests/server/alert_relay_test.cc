// What happens to alerts, on its way into the outbox of a real store.
#include "server/alert_relay.h"

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/alerts.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/stored_body.h"
#include "server/store/open_store.h"
#include "server/store/outbox_store.h"
#include "server/store/transfer_store.h"
#include "soci/soci.h"
#include "soci/sqlite3/soci-sqlite3.h"
#include "tests/server/pack_on_disk.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01

v1::AlertEvent EventMessage(v1::AlertEventKind kind, const std::string& lead) {
  v1::AlertEvent message;
  message.set_kind(kind);
  message.set_alert(lead);
  message.set_lead(lead);
  message.set_severity(lead == "turned_red" ? "red" : "amber");
  message.set_csm("kim");
  message.set_reason("The account is in trouble");
  message.add_to("csm");
  message.mutable_at()->set_seconds(absl::ToUnixSeconds(kDay));
  return message;
}

store::ToldAlertEvent Told(const v1::AlertEvent& message) {
  store::ToldAlertEvent told;
  told.tenant = "north";
  told.event = {"acme", 12, 7, kDay, false, EncodeBody(message)};
  told.segment = "large";
  told.raised_at = kDay - absl::Hours(1);
  return told;
}

TEST(AlertEventTest, HasAllThatReceiversAreTold) {
  const auto event = EventOf(Told(EventMessage(v1::ALERT_EVENT_KIND_RAISED, "turned_red")));
  ASSERT_TRUE(event.ok() && event->has_value()) << event.status();
  const delivery::Event& one = **event;
  EXPECT_EQ(one.tenant, "north");
  EXPECT_EQ(one.account, "acme");
  EXPECT_EQ(one.alert_id, "7");
  EXPECT_EQ(one.number, 12u);
  EXPECT_EQ(one.kind, "raised");
  EXPECT_EQ(one.face, (delivery::Face{"turned_red", "red", "large", "kim"}));
  EXPECT_THAT(one.routes, ElementsAre("csm"));
  EXPECT_EQ(one.at, kDay);
  EXPECT_EQ(one.raised_at, kDay - absl::Hours(1));
  EXPECT_EQ(one.former, std::nullopt);
}

TEST(AlertEventTest, SaysWhichTaskItIsAboutAndWhatWasSaid) {
  v1::AlertEvent message = EventMessage(v1::ALERT_EVENT_KIND_TASK_DONE, "turned_red");
  message.set_action("Call the sponsor");
  message.set_by("kim");
  message.set_why("they stay");
  const auto event = EventOf(Told(message));
  ASSERT_TRUE(event.ok() && event->has_value()) << event.status();
  EXPECT_EQ((*event)->task, "Call the sponsor");
  EXPECT_EQ((*event)->by, "kim");
  EXPECT_EQ((*event)->why, "they stay");
}

TEST(AlertEventTest, KnowsWhatItWasToldAsBefore) {
  store::ToldAlertEvent told = Told(EventMessage(v1::ALERT_EVENT_KIND_GROUPED, "turned_red"));
  told.former = EncodeBody(EventMessage(v1::ALERT_EVENT_KIND_RAISED, "turned_amber"));
  const auto event = EventOf(told);
  ASSERT_TRUE(event.ok() && event->has_value()) << event.status();
  EXPECT_EQ((*event)->former, (delivery::Face{"turned_amber", "amber", "large", "kim"}));
  told.former = EncodeBody(EventMessage(v1::ALERT_EVENT_KIND_RAISED, "turned_red"));
  EXPECT_EQ((*EventOf(told))->former, std::nullopt);
}

TEST(AlertEventTest, WhatIsHeldBackIsNotToldButEscalationsAndEnds) {
  const auto is_told = [](v1::AlertEventKind kind, bool held_back) {
    store::ToldAlertEvent told = Told(EventMessage(kind, "turned_red"));
    told.event.held_back = held_back;
    const auto event = EventOf(told);
    EXPECT_TRUE(event.ok()) << event.status();
    return event.ok() && event->has_value();
  };
  EXPECT_FALSE(is_told(v1::ALERT_EVENT_KIND_RAISED, true));
  EXPECT_FALSE(is_told(v1::ALERT_EVENT_KIND_HELD_BACK, false));
  EXPECT_TRUE(is_told(v1::ALERT_EVENT_KIND_SHOWN, false));
  EXPECT_TRUE(is_told(v1::ALERT_EVENT_KIND_ESCALATED, true));
  EXPECT_TRUE(is_told(v1::ALERT_EVENT_KIND_RESOLVED, true));
}

TEST(AlertEventTest, OfWhatIsHeldOutNobodyIsToldUntilItGetsWorse) {
  v1::AlertEvent held_out = EventMessage(v1::ALERT_EVENT_KIND_RAISED, "turned_amber");
  held_out.set_arm(v1::ALERT_ARM_HELD_OUT);
  for (const auto kind :
       {v1::ALERT_EVENT_KIND_RAISED, v1::ALERT_EVENT_KIND_GROUPED, v1::ALERT_EVENT_KIND_RESOLVED}) {
    held_out.set_kind(kind);
    const auto event = EventOf(Told(held_out));
    ASSERT_TRUE(event.ok()) << event.status();
    EXPECT_FALSE(event->has_value());
  }
  store::ToldAlertEvent worse = Told(EventMessage(v1::ALERT_EVENT_KIND_GROUPED, "turned_red"));
  worse.former = EncodeBody(held_out);
  const auto event = EventOf(worse);
  ASSERT_TRUE(event.ok() && event->has_value()) << event.status();
  EXPECT_EQ((*event)->former, std::nullopt);  // nobody is to be told that it changed
}

store::OpenAlert Open(const v1::Alert& message) {
  store::OpenAlert open;
  open.alert.of = {"north", "acme"};
  open.alert.number = 7;
  open.alert.lead = "turned_red";
  open.alert.severity = "red";
  open.alert.csm = "kim";
  open.alert.standing = store::AlertStanding::kShown;
  open.alert.raised_at = kDay;
  open.alert.body = EncodeBody(message);
  open.segment = "large";
  open.told = 12;
  return open;
}

v1::Alert AlertMessage() {
  v1::Alert message;
  message.set_reason("The account is in trouble");
  message.add_route("csm");
  message.add_escalate_to("management");
  return message;
}

TEST(OpenAlertTest, IsToldAsItStands) {
  const auto event = EventOf(Open(AlertMessage()), kDay);
  ASSERT_TRUE(event.ok() && event->has_value()) << event.status();
  const delivery::Event& one = **event;
  EXPECT_EQ(one.tenant, "north");
  EXPECT_EQ(one.account, "acme");
  EXPECT_EQ(one.alert_id, "7");
  EXPECT_EQ(one.number, 12u);
  EXPECT_EQ(one.kind, "raised");
  EXPECT_EQ(one.face, (delivery::Face{"turned_red", "red", "large", "kim"}));
  EXPECT_THAT(one.routes, ElementsAre("csm"));
  EXPECT_EQ(one.reason, "The account is in trouble");
  EXPECT_EQ(one.at, kDay);
}

TEST(OpenAlertTest, SaysWhetherSomebodyActs) {
  v1::Alert message = AlertMessage();
  message.mutable_escalated_at()->set_seconds(absl::ToUnixSeconds(kDay) + 60);
  store::OpenAlert open = Open(message);
  delivery::Event event = **EventOf(open, kDay);
  EXPECT_EQ(event.kind, "escalated");
  EXPECT_EQ(event.at, kDay + absl::Minutes(1));
  EXPECT_THAT(event.routes, ElementsAre("csm", "management"));
  open.alert.snoozed_until = kDay + absl::Hours(2);
  EXPECT_EQ((*EventOf(open, kDay))->kind, "snoozed");
  EXPECT_EQ((*EventOf(open, kDay + absl::Hours(2)))->kind, "escalated");
  open.alert.acknowledged_at = kDay + absl::Hours(1);
  event = **EventOf(open, kDay);
  EXPECT_EQ(event.kind, "acknowledged");
  EXPECT_EQ(event.at, kDay + absl::Hours(1));
}

TEST(OpenAlertTest, IsNotToldWhereNobodyIsToBe) {
  const auto is_told = [](const store::OpenAlert& open) {
    const auto event = EventOf(open, kDay);
    EXPECT_TRUE(event.ok()) << event.status();
    return event.ok() && event->has_value();
  };
  store::OpenAlert open = Open(AlertMessage());
  open.told = 0;  // it is quiet until later, and told then
  EXPECT_FALSE(is_told(open));
  open = Open(AlertMessage());
  open.alert.standing = store::AlertStanding::kHeldBack;
  EXPECT_FALSE(is_told(open));
  v1::Alert message = AlertMessage();
  message.mutable_escalated_at()->set_seconds(absl::ToUnixSeconds(kDay));
  open.alert.body = EncodeBody(message);
  EXPECT_TRUE(is_told(open));
  message.set_arm(v1::ALERT_ARM_HELD_OUT);
  EXPECT_FALSE(is_told(Open(message)));
}

TEST(AlertEventTest, WhatCannotBeReadIsSaid) {
  store::ToldAlertEvent told = Told({});
  told.event.body = "no JSON";
  EXPECT_EQ(EventOf(told).status().code(), absl::StatusCode::kDataLoss);
}

std::vector<store::DeskVerdict> ShowAll(const store::DeskQueue& queue) {
  std::vector<store::DeskVerdict> verdicts;
  for (size_t i = 0; i < queue.entries.size(); ++i) {
    if (queue.entries[i].alert.standing != store::AlertStanding::kUndecided) continue;
    verdicts.push_back({i, store::AlertStanding::kShown, queue.now, ""});
  }
  return verdicts;
}

delivery::Router ToEverybody() {
  delivery::Route route;
  route.to = {"everybody"};
  return delivery::Router({route});
}

class AlertRelayTest : public ::testing::Test {
 protected:
  AlertRelayTest() {
    std::filesystem::create_directories(folder_);
    auto opened = store::OpenStore("sqlite:" + (folder_ / "store.db").string(), {}, kDay);
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }
  ~AlertRelayTest() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  // The account raises an alert.
  void Raise(const std::string& account) {
    const std::vector<store::StoredRecord> records = {
        {account, "survey", account, kDay, kDay, "{}"}};
    ASSERT_TRUE(store_->PutRecords({"", "", kDay}, records).ok());
    store::EvaluatedAlerts both;
    both.evaluation.of = {"", account};
    both.evaluation.as_of = kDay;
    both.evaluation.body = "{}";
    both.evaluation.records = 1;
    store::AlertChange& change = both.alerts.emplace();
    both.alert_version = 0;
    change.of = both.evaluation.of;
    change.state = "{}";
    change.now = kDay;
    store::AlertChange::Alert alert;
    alert.people_see = true;
    alert.row.key = "health";
    alert.row.lead = "turned_red";
    alert.row.raised_at = kDay;
    alert.row.body = "{}";
    change.alerts.push_back(alert);
    const v1::AlertEvent raised = EventMessage(v1::ALERT_EVENT_KIND_RAISED, "turned_red");
    change.events.push_back({0, kDay, EncodeBody(raised)});
    const std::vector<store::EvaluatedAlerts> evaluated = {both};
    const auto put = store_->alerts().PutEvaluated(evaluated, &ShowAll);
    ASSERT_TRUE(put.ok()) << put.status();
  }
  // What becomes of the alert of an account.
  void Happens(const std::string& account, v1::AlertEventKind kind) {
    const auto kept = store_->alerts().Of({"", account});
    ASSERT_TRUE(kept.ok() && kept->open.size() == 1) << kept.status();
    store::AlertChange change;
    change.of = {"", account};
    change.version = kept->version;
    change.now = kDay;
    store::StoredAlert row = kept->open.front();
    if (kind == v1::ALERT_EVENT_KIND_ACKNOWLEDGED) row.acknowledged_at = kDay;
    if (kind == v1::ALERT_EVENT_KIND_RESOLVED) row.resolved_at = kDay;
    change.alerts.push_back({row, true});
    change.events.push_back({0, kDay, EncodeBody(EventMessage(kind, "turned_red"))});
    const auto acted = store_->alerts().Act({"", "", kDay}, "", row.number, change, &ShowAll);
    ASSERT_TRUE(acted.ok()) << acted.status();
  }
  // "account kind number", in order of accounts.
  std::vector<std::string> Messages() {
    store::OutboxStore::Listing listing;
    listing.state = store::MessageState::kWaiting;
    const auto all = store_->outbox().List(listing);
    EXPECT_TRUE(all.ok()) << all.status();
    std::vector<std::string> texts;
    for (const store::StoredMessage& one : *all) {
      const auto event = delivery::DecodeEvent(one.message.body);
      EXPECT_TRUE(event.ok()) << event.status();
      texts.push_back(absl::StrCat(event->account, " ", event->kind, " ", event->number));
    }
    return texts;
  }
  // While it has the name, nothing can be asked of it.
  void Rename(const std::string& from, const std::string& to) {
    soci::session session(soci::sqlite3, "dbname=" + (folder_ / "store.db").string());
    session << "alter table " << from << " rename to " << to;
  }
  size_t CountInLog(const std::string& text) {
    const std::string log = log_.text();
    size_t count = 0;
    for (size_t at = log.find(text); at != std::string::npos; at = log.find(text, at + 1)) ++count;
    return count;
  }
  std::vector<std::string> Accounts() {
    std::vector<std::string> accounts;
    const auto due = store_->outbox().Due("everybody", absl::InfiniteFuture(), 1'000);
    EXPECT_TRUE(due.ok()) << due.status();
    for (const store::StoredMessage& one : *due) accounts.push_back(one.message.of.account);
    return accounts;
  }

  const std::filesystem::path folder_ = testing_support::FolderOfTest();
  LogOfTest log_;
  std::unique_ptr<store::Store> store_;
  const delivery::Router router_ = ToEverybody();
  int relayed_ = 0;
};

TEST_F(AlertRelayTest, GoesOnWhereItWasAndTellsOnce) {
  {
    AlertRelay relay(
        *store_, router_, [this] { ++relayed_; }, log_.log());
    relay.Begin();
    Raise("acme");
    EXPECT_FALSE(relay.Step());
    EXPECT_THAT(Accounts(), ElementsAre("acme"));
    EXPECT_FALSE(relay.Step());
  }
  EXPECT_EQ(relayed_, 1);
  Raise("bolt");
  AlertRelay another(
      *store_, router_, [this] { ++relayed_; }, log_.log());
  EXPECT_FALSE(another.Step());
  EXPECT_THAT(Accounts(), SizeIs(2));
  EXPECT_EQ(relayed_, 2);
}

// Since before this server was told to whom.
TEST_F(AlertRelayTest, TheFirstUseTellsWhatIsOpenAsItStands) {
  Raise("acme");
  Raise("bolt");
  Raise("cove");
  Happens("bolt", v1::ALERT_EVENT_KIND_ACKNOWLEDGED);
  Happens("cove", v1::ALERT_EVENT_KIND_RESOLVED);
  AlertRelay relay(
      *store_, router_, [this] { ++relayed_; }, log_.log());
  relay.Begin();
  EXPECT_TRUE(relay.Step());
  EXPECT_FALSE(relay.Step());
  EXPECT_THAT(Messages(), ElementsAre("acme raised 1", "bolt acknowledged 4"));
  EXPECT_EQ(relayed_, 1);
  EXPECT_EQ(CountInLog("for the first time"), 1u);
  Happens("bolt", v1::ALERT_EVENT_KIND_RESOLVED);
  AlertRelay another(*store_, router_, nullptr, log_.log());
  another.Begin();
  EXPECT_FALSE(another.Step());
  EXPECT_THAT(Messages(), ElementsAre("acme raised 1", "bolt acknowledged 4", "bolt resolved 6"));
  EXPECT_EQ(CountInLog("for the first time"), 1u);
}

TEST_F(AlertRelayTest, WhereNothingHappenedYetAllOfItIsTold) {
  {
    AlertRelay relay(*store_, router_, nullptr, log_.log());
    relay.Begin();
  }
  Raise("acme");
  Happens("acme", v1::ALERT_EVENT_KIND_RESOLVED);
  AlertRelay relay(*store_, router_, nullptr, log_.log());
  relay.Begin();
  EXPECT_FALSE(relay.Step());
  EXPECT_THAT(Messages(), ElementsAre("acme raised 1", "acme resolved 2"));
  EXPECT_EQ(CountInLog("for the first time"), 0u);
}

// What people were told in another store nobody is told here, whether delivery begins before it
// comes or after; its end is told of the alert that it was there.
TEST_F(AlertRelayTest, WhatIsImportedIsNotToldUntilSomethingHappens) {
  Raise("acme");
  std::vector<store::TransferItem> items;
  {
    const auto all = store_->transfer().Begin("");
    ASSERT_TRUE(all.ok()) << all.status();
    for (auto page = (*all)->Next(); page.ok() && !page->empty(); page = (*all)->Next()) {
      items.insert(items.end(), page->begin(), page->end());
    }
  }
  for (store::TransferItem& item : items) {
    auto* const record = std::get_if<store::StoredRecord>(&item);
    if (record != nullptr) *record = {"acme", "survey", "acme", kDay, kDay, "{}"};
  }
  for (const char* const name : {"before", "after"}) {
    auto opened =
        store::OpenStore(absl::StrCat("sqlite:", (folder_ / name).string(), ".db"), {}, kDay);
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    AlertRelay relay(*store_, router_, nullptr, log_.log());
    if (std::string(name) == "before") relay.Begin();
    const auto outcomes = store_->transfer().Import(
        {"", "", kDay}, items, [](const std::string& body, int64_t) { return body; });
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
    relay.Begin();
    while (relay.Step()) {
    }
    EXPECT_THAT(Messages(), IsEmpty());
    Happens("acme", v1::ALERT_EVENT_KIND_RESOLVED);
    while (relay.Step()) {
    }
    EXPECT_THAT(Messages(), ElementsAre("acme resolved 2"));
  }
}

TEST_F(AlertRelayTest, AStoreThatIsAwayIsSaidOnceAndThatItIsBack) {
  AlertRelay relay(*store_, router_, nullptr, log_.log());
  relay.Begin();
  Raise("acme");
  Rename("outbox_sources", "away");
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(relay.Step());
  EXPECT_EQ(CountInLog("not carried out at the moment"), 1u);
  EXPECT_GT(relay.Lag(absl::Now() + absl::Minutes(1)), absl::ZeroDuration());
  Rename("away", "outbox_sources");
  EXPECT_FALSE(relay.Step());
  EXPECT_FALSE(relay.Step());
  EXPECT_THAT(Messages(), ElementsAre("acme raised 1"));
  EXPECT_EQ(CountInLog("carried out again"), 1u);
}

TEST_F(AlertRelayTest, ManyAreRelayedInSteps) {
  AlertRelay relay(*store_, router_, nullptr, log_.log());
  relay.Begin();
  for (int i = 0; i < 70; ++i) Raise(absl::StrCat("a", i));
  EXPECT_TRUE(relay.Step());
  EXPECT_FALSE(relay.Step());
  EXPECT_THAT(Accounts(), SizeIs(70));
}

}  // namespace
}  // namespace bellwether
