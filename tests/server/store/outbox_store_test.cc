// What is to be told, kept in its lines by both databases alike.
#include "server/store/outbox_store.h"

#include <chrono>
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

using Attempt = OutboxStore::Attempt;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

OutboxMessage Message(const std::string& account, const std::string& key,
                      const std::string& target = "pager", const std::string& tenant = "") {
  return {{tenant, account}, target, key, absl::StrCat("{\"key\":\"", key, " ä\"}")};
}

class OutboxStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  OutboxStore& outbox() { return store_->outbox(); }
  uint64_t Put(const std::vector<OutboxMessage>& messages, absl::Time now = kDay) {
    const auto put = outbox().Put(messages, now);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.value_or(999);
  }
  std::vector<StoredMessage> Due(absl::Time by = kDay, const std::string& target = "pager") {
    const auto due = outbox().Due(target, by, 100);
    EXPECT_TRUE(due.ok()) << due.status();
    return due.value_or(std::vector<StoredMessage>());
  }
  std::vector<std::string> Keys(const std::vector<StoredMessage>& messages) {
    std::vector<std::string> keys;
    for (const StoredMessage& one : messages) keys.push_back(one.message.key);
    return keys;
  }
  void Settle(const StoredMessage& message, const Attempt& attempt) {
    const absl::Status settled = outbox().Settle(message, attempt);
    EXPECT_TRUE(settled.ok()) << settled;
  }
  std::vector<StoredMessage> Dead(const std::string& target = "") {
    const auto dead = outbox().List({.target = target});
    EXPECT_TRUE(dead.ok()) << dead.status();
    return dead.value_or(std::vector<StoredMessage>());
  }

  std::unique_ptr<Store> store_;
};

TEST_P(OutboxStoreTest, KeepsWhatItWasGivenToTheByte) {
  EXPECT_EQ(Put({Message("acme", "k1", "pager", "north")}, kDay + absl::Microseconds(3)), 1u);
  const auto due = Due(kDay + kHour);
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].message.of.tenant, "north");
  EXPECT_EQ(due[0].message.of.account, "acme");
  EXPECT_EQ(due[0].message.target, "pager");
  EXPECT_EQ(due[0].message.body, "{\"key\":\"k1 ä\"}");
  EXPECT_EQ(due[0].sequence, 1);
  EXPECT_EQ(due[0].state, MessageState::kWaiting);
  EXPECT_EQ(due[0].attempts, 0u);
  EXPECT_EQ(due[0].created_at, kDay + absl::Microseconds(3));
}

TEST_P(OutboxStoreTest, ATargetTakesAKeyOnce) {
  EXPECT_EQ(Put({Message("acme", "k1"), Message("acme", "k1"), Message("acme", "k1", "mail")}), 2u);
  EXPECT_EQ(Put({Message("acme", "k1"), Message("acme", "k2")}), 1u);
  Settle(Due()[0], {Attempt::kDelivered, kDay});
  EXPECT_EQ(Put({Message("acme", "k1")}), 0u);                    // it was delivered
  EXPECT_EQ(Put({Message("acme", "k1", "pager", "north")}), 1u);  // of another tenant
}

TEST_P(OutboxStoreTest, ALineLeavesInItsOrder) {
  Put({Message("acme", "a1"), Message("bolt", "b1"), Message("acme", "a2"), Message("acme", "a3")});
  EXPECT_THAT(Keys(Due()), ElementsAre("a1", "b1"));
  Settle(Due()[0], {Attempt::kDelivered, kDay});
  EXPECT_THAT(Keys(Due()), ElementsAre("a2", "b1"));
  Settle(Due()[0], {Attempt::kDelivered, kDay});
  Settle(Due()[1], {Attempt::kDelivered, kDay});
  EXPECT_THAT(Keys(Due()), ElementsAre("a3"));
  Settle(Due()[0], {Attempt::kDelivered, kDay});
  EXPECT_THAT(Due(), IsEmpty());
  Put({Message("acme", "a4")}, kDay);
  ASSERT_THAT(Keys(Due()), ElementsAre("a4"));
  EXPECT_EQ(Due()[0].sequence, 4);
}

TEST_P(OutboxStoreTest, WhatFailedHoldsItsLineUntilItsTime) {
  Put({Message("acme", "a1"), Message("acme", "a2"), Message("bolt", "b1")});
  Settle(Due()[0], {Attempt::kAgain, kDay, "answered 503", kDay + kHour});
  EXPECT_THAT(Keys(Due()), ElementsAre("b1"));
  EXPECT_EQ(outbox().NextDue("pager", kDay).value_or(std::nullopt), kDay + kHour);
  Put({Message("acme", "a3")});
  EXPECT_THAT(Keys(Due(kDay + kHour)), ElementsAre("b1", "a1"));
  const StoredMessage again = Due(kDay + kHour)[1];
  EXPECT_EQ(again.attempts, 1u);
  EXPECT_EQ(again.problem, "answered 503");
  EXPECT_EQ(outbox().NextDue("pager", kDay + kHour).value_or(kDay), std::nullopt);
}

// The connection broke after the commit, and the same is written once more.
TEST_P(OutboxStoreTest, AnAttemptIsWrittenOnce) {
  Put({Message("acme", "a1")});
  const StoredMessage first = Due()[0];
  Settle(first, {Attempt::kAgain, kDay, "x", kDay});
  Settle(first, {Attempt::kAgain, kDay, "x", kDay});
  EXPECT_EQ(Due()[0].attempts, 1u);
  Settle(first, {Attempt::kDelivered, kDay});  // by somebody who is in charge no more
  EXPECT_THAT(Keys(Due()), ElementsAre("a1"));
}

// Whatever a server answered: a database that takes whole characters alone takes it.
TEST_P(OutboxStoreTest, ALongProblemIsCutBetweenCharacters) {
  Put({Message("acme", "a1")});
  std::string problem = "x";
  for (int i = 0; i < 300; ++i) problem += "ä";
  Settle(Due()[0], {Attempt::kDead, kDay, problem});
  ASSERT_THAT(Dead(), SizeIs(1));
  EXPECT_EQ(Dead()[0].problem, problem.substr(0, 499));
}

TEST_P(OutboxStoreTest, ADeadLetterStepsAsideAndComesBackFirst) {
  Put({Message("acme", "a1"), Message("acme", "a2")});
  Settle(Due()[0], {Attempt::kDead, kDay + kHour, "answered 400"});
  EXPECT_THAT(Keys(Due(kDay + kHour)), ElementsAre("a2"));
  ASSERT_THAT(Dead(), SizeIs(1));
  EXPECT_EQ(Dead()[0].problem, "answered 400");
  EXPECT_EQ(Dead()[0].changed_at, kDay + kHour);
  EXPECT_TRUE(outbox().Replay("", "pager", "a1", kDay + kHour).value_or(false));
  EXPECT_FALSE(outbox().Replay("", "pager", "a1", kDay + kHour).value_or(true));
  EXPECT_FALSE(outbox().Replay("", "pager", "a2", kDay).value_or(true));  // it only waits
  EXPECT_FALSE(outbox().Replay("north", "pager", "a1", kDay).value_or(true));
  EXPECT_THAT(Dead(), IsEmpty());
  const auto due = Due(kDay + kHour);
  ASSERT_THAT(Keys(due), ElementsAre("a1"));
  EXPECT_EQ(due[0].attempts, 0u);
  // What was on its way meanwhile is marked all the same.
  StoredMessage second = due[0];
  second.message.key = "a2";
  second.sequence = 2;
  Settle(second, {Attempt::kDelivered, kDay + kHour});
  EXPECT_THAT(Keys(Due(kDay + kHour)), ElementsAre("a1"));
}

TEST_P(OutboxStoreTest, DeadLettersAreListedInPagesByTenant) {
  for (const char* key : {"k1", "k2", "k3"}) {
    Put({Message("acme", key), Message("acme", key, "mail"),
         Message("acme", key, "mail", "north")});
  }
  for (const char* target : {"pager", "mail"}) {
    for (auto due = Due(kDay, target); !due.empty(); due = Due(kDay, target)) {
      Settle(due[0], {Attempt::kDead, kDay, "x"});
    }
  }
  EXPECT_THAT(Keys(Dead()), ElementsAre("k1", "k2", "k3", "k1", "k2", "k3"));
  EXPECT_THAT(Keys(Dead("pager")), ElementsAre("k1", "k2", "k3"));
  const auto page =
      outbox().List({.after = std::make_tuple("mail", "acme", int64_t{2}), .most = 2});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(Keys(*page), ElementsAre("k3", "k1"));
}

TEST_P(OutboxStoreTest, CountsWhatWaitsAndWhatIsDead) {
  Put({Message("acme", "a1"), Message("bolt", "b1")}, kDay);
  Put({Message("acme", "a2"), Message("acme", "a2", "mail")}, kDay + kHour);
  Settle(Due()[1], {Attempt::kDead, kDay, "x"});
  const auto counts = outbox().Count();
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_THAT(*counts, SizeIs(2));
  EXPECT_EQ((*counts)[0].target, "mail");
  EXPECT_EQ((*counts)[1].waiting, 2u);
  EXPECT_EQ((*counts)[1].dead, 1u);
  EXPECT_EQ((*counts)[1].oldest_waiting, kDay);
}

TEST_P(OutboxStoreTest, NothingIsLeftOfAnAccountThatWasErased) {
  Put({Message("acme", "a1"), Message("acme", "a1", "mail"), Message("bolt", "b1")});
  const StoredMessage on_its_way = Due()[0];
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_THAT(Keys(Due()), ElementsAre("b1"));
  EXPECT_THAT(Due(kDay, "mail"), IsEmpty());
  Settle(on_its_way, {Attempt::kDead, kDay, "x"});
  EXPECT_THAT(Dead(), IsEmpty());
}

TEST_P(OutboxStoreTest, WhatIsRelayedGoesOnWhereItWas) {
  const std::vector<StoredRecord> records = {{"acme", "survey", "1", kDay, kDay, "{}"}};
  ASSERT_TRUE(store_->PutRecords({"", "", kDay}, records).ok());
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), std::nullopt);
  EXPECT_EQ(outbox().BeginRelay({}, kDay, "alerts", 0).value_or(9), 0u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 0);
  const std::vector<OutboxMessage> messages = {Message("acme", "a1")};
  EXPECT_EQ(outbox().Relay(messages, kDay, "alerts", 7).value_or(9), 1u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 7);
  // One that is late, with what it made by another file.
  const std::vector<OutboxMessage> late = {Message("acme", "a1"), Message("acme", "a1", "mail")};
  EXPECT_EQ(outbox().Relay(late, kDay, "alerts", 7).value_or(9), 0u);
  EXPECT_THAT(Due(kDay, "mail"), IsEmpty());
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 7);
  EXPECT_EQ(outbox().Relay({}, kDay, "alerts", 8).value_or(9), 0u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 8);
  // Of an account that was erased meanwhile nothing is told.
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_EQ(outbox().Relay(messages, kDay, "alerts", 9).value_or(9), 0u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 9);
}

TEST_P(OutboxStoreTest, WhatIsRelayedIsBegunOnce) {
  const std::vector<StoredRecord> records = {{"acme", "survey", "1", kDay, kDay, "{}"}};
  ASSERT_TRUE(store_->PutRecords({"", "", kDay}, records).ok());
  const std::vector<OutboxMessage> messages = {Message("acme", "a1")};
  EXPECT_EQ(outbox().BeginRelay(messages, kDay, "alerts", 5).value_or(9), 1u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 5);
  const std::vector<OutboxMessage> late = {Message("acme", "a2"), Message("nobody", "n1")};
  EXPECT_EQ(outbox().BeginRelay(late, kDay, "alerts", 9).value_or(9), 0u);
  EXPECT_EQ(outbox().Relayed("alerts").value_or(9), 5);
  EXPECT_EQ(outbox().BeginRelay(late, kDay, "others", 9).value_or(9), 1u);  // nobody was erased
}

// Whoever puts and whoever marks meet in one line: nothing is left behind in it.
TEST_P(OutboxStoreTest, NothingIsLostBetweenPuttingAndMarking) {
  constexpr int kWriters = 3, kTurns = 20;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int turn = 0; turn < kTurns; ++turn)
        Put({Message("acme", absl::StrCat(writer, "/", turn))});
    });
  }
  int delivered = 0;
  int64_t last = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (delivered < kWriters * kTurns && std::chrono::steady_clock::now() < end) {
    for (const StoredMessage& one : Due()) {
      EXPECT_EQ(one.sequence, last + 1);
      last = one.sequence;
      Settle(one, {Attempt::kDelivered, kDay});
      ++delivered;
    }
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(delivered, kWriters * kTurns);
}

TEST_P(OutboxStoreTest, OneServerDelivers) {
  EXPECT_TRUE(outbox().IsInCharge().value_or(false));
  EXPECT_TRUE(outbox().IsInCharge().value_or(false));
  EXPECT_TRUE(store_->evaluations().IsInCharge().value_or(false));  // another charge
  if (is_sqlite()) return;
  const auto other = Open();
  EXPECT_FALSE(other->outbox().IsInCharge().value_or(true));
  store_.reset();
  bool in_charge = false;
  for (int i = 0; i < 500 && !in_charge; ++i) {  // the server sees in a moment that it left
    in_charge = other->outbox().IsInCharge().value_or(false);
    if (!in_charge) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(in_charge);
}

INSTANTIATE_FOR_BOTH_DATABASES(OutboxStoreTest);

}  // namespace
}  // namespace bellwether::store
