// What is remembered, by both databases alike.
#include "server/store/store.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/account_list_store.h"
#include "server/store/open_store.h"
#include "server/store/record_export_store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

StoredRecord RecordOf(const std::string& account, const std::string& id, absl::Time known_at = kDay,
                      const std::string& body = "{}") {
  return {account, "survey", id, kDay, known_at, body};
}

class StoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  std::vector<PutOutcome> Put(const std::vector<StoredRecord>& records,
                              const std::string& tenant = "") {
    const auto outcomes = store_->PutRecords({tenant, "", kDay}, records);
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    return outcomes.value_or(std::vector<PutOutcome>());
  }
  // "id@hours since kDay body", each.
  std::vector<std::string> RecordsOf(const std::string& account,
                                     absl::Time until = absl::InfiniteFuture(),
                                     const std::string& tenant = "") {
    const auto records = store_->RecordsOf(tenant, account, until);
    EXPECT_TRUE(records.ok()) << records.status();
    std::vector<std::string> texts;
    if (!records.ok()) return texts;
    for (const StoredRecord& record : records->records) {
      texts.push_back(absl::StrCat(record.account, " ", record.id, "@",
                                   (record.known_at - kDay) / kHour, " ", record.body));
    }
    return texts;
  }
  std::vector<std::string> Accounts(const std::string& tenant = "", const std::string& after = "",
                                    uint32_t most = 100) {
    AccountListing listing;
    if (!after.empty()) listing.after = AccountSummary{after, 0, absl::UnixEpoch()};
    listing.most = most;
    const auto page = store_->account_list().Find(tenant, listing);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> texts;
    if (!page.ok()) return texts;
    for (const AccountSummary& one : page->accounts) {
      texts.push_back(absl::StrCat(one.account, " ", one.records));
    }
    if (page->more) texts.emplace_back("more");
    return texts;
  }

  std::unique_ptr<Store> store_;
};

TEST_P(StoreTest, KeepsWhatItWasGivenToTheByte) {
  const StoredRecord record = {
      "acme \"ä\" 'x'; --",         "contract",   "c/1",
      kDay + absl::Microseconds(1), kDay + kHour, "{\"value\":0.1,\"text\":\"日本\"}"};
  EXPECT_THAT(Put({record}), ElementsAre(PutOutcome::kStored));
  const auto known = store_->RecordsOf("", record.account, absl::InfiniteFuture());
  ASSERT_TRUE(known.ok());
  const std::vector<StoredRecord>* found = &known->records;
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().account, record.account);
  EXPECT_EQ(found->front().kind, record.kind);
  EXPECT_EQ(found->front().id, record.id);
  EXPECT_EQ(found->front().at, record.at);
  EXPECT_EQ(found->front().known_at, record.known_at);
  EXPECT_EQ(found->front().body, record.body);
}

TEST_P(StoreTest, RemembersAfterItWasClosed) {
  Put({RecordOf("acme", "1")});
  store_.reset();
  store_ = Open();
  EXPECT_THAT(RecordsOf("acme"), SizeIs(1));
}

TEST_P(StoreTest, ARecordThatIsThereIsToldOfAndNotWrittenTwice) {
  Put({RecordOf("acme", "1", kDay, "{\"score\":9}")});
  EXPECT_THAT(Put({RecordOf("acme", "1", kDay, "{\"score\":9}"),
                   RecordOf("acme", "1", kDay, "{\"score\":8}"), RecordOf("acme", "2")}),
              ElementsAre(PutOutcome::kAlreadyThere, PutOutcome::kConflict, PutOutcome::kStored));
  EXPECT_THAT(RecordsOf("acme"), ElementsAre("acme 1@0 {\"score\":9}", "acme 2@0 {}"));
  EXPECT_THAT(Accounts(), ElementsAre("acme 2"));
}

TEST_P(StoreTest, OutcomesStandInTheOrderOfTheRecords) {
  Put({RecordOf("b", "2")});
  EXPECT_THAT(Put({RecordOf("c", "3"), RecordOf("b", "2"), RecordOf("a", "1")}),
              ElementsAre(PutOutcome::kStored, PutOutcome::kAlreadyThere, PutOutcome::kStored));
}

// P1: what was learned later is not known before.
TEST_P(StoreTest, TellsWhatWasKnownAtAMoment) {
  Put({RecordOf("acme", "1", kDay, "old"), RecordOf("acme", "1", kDay + 2 * kHour, "new")});
  EXPECT_THAT(RecordsOf("acme", kDay - kHour), IsEmpty());
  EXPECT_THAT(RecordsOf("acme", kDay), ElementsAre("acme 1@0 old"));
  EXPECT_THAT(RecordsOf("acme", kDay + 2 * kHour), ElementsAre("acme 1@0 old", "acme 1@2 new"));
}

TEST_P(StoreTest, ARecordThatWasGivenToAnotherAccountIsToldOfToBoth) {
  Put({RecordOf("acme", "1"), RecordOf("bolt", "1", kDay + kHour)});
  EXPECT_THAT(RecordsOf("acme"), ElementsAre("acme 1@0 {}", "bolt 1@1 {}"));
  EXPECT_THAT(RecordsOf("bolt"), ElementsAre("acme 1@0 {}", "bolt 1@1 {}"));
  EXPECT_THAT(RecordsOf("acme", kDay), ElementsAre("acme 1@0 {}"));
  EXPECT_THAT(RecordsOf("bolt", kDay), IsEmpty());
}

// Whichever was put first, and whether in one request or in two.
TEST_P(StoreTest, ARecordOfTwoAccountsIsToldOfToBothHoweverItCame) {
  const StoredRecord first = RecordOf("acme", "s1");
  const StoredRecord second = RecordOf("bolt", "s1", kDay + kHour);
  const std::vector<std::vector<std::vector<StoredRecord>>> orders = {
      {{first, second}}, {{second, first}}, {{first}, {second}}, {{second}, {first}}};
  for (size_t i = 0; i < orders.size(); ++i) {
    const std::string tenant = absl::StrCat("t", i);
    Put({RecordOf("cell", "other")}, tenant);
    for (const std::vector<StoredRecord>& request : orders[i]) Put(request, tenant);
    for (const char* account : {"acme", "bolt"}) {
      EXPECT_THAT(RecordsOf(account, absl::InfiniteFuture(), tenant),
                  ElementsAre("acme s1@0 {}", "bolt s1@1 {}"))
          << account << " in order " << i;
    }
    EXPECT_THAT(RecordsOf("cell", absl::InfiniteFuture(), tenant), ElementsAre("cell other@0 {}"));
  }
}

TEST_P(StoreTest, WhatWasSharedWithAnErasedAccountIsItsOwnAgain) {
  Put({RecordOf("acme", "s1"), RecordOf("bolt", "s1", kDay + kHour)});
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_THAT(RecordsOf("bolt"), ElementsAre("bolt s1@1 {}"));
  EXPECT_THAT(RecordsOf("acme"), IsEmpty());
  Put({RecordOf("acme", "s1", kDay + 2 * kHour)});
  EXPECT_THAT(RecordsOf("acme"), ElementsAre("bolt s1@1 {}", "acme s1@2 {}"));
}

TEST_P(StoreTest, TellsWhichKindsThereAreOfAnyAccount) {
  Put({RecordOf("acme", "1"), {"bolt", "value", "v1", kDay, kDay, "{}"}});
  const auto known = store_->RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(known.ok());
  EXPECT_THAT(known->kinds, ::testing::UnorderedElementsAre("survey", "value"));
  EXPECT_THAT(store_->RecordsOf("two", "acme", absl::InfiniteFuture())->kinds, IsEmpty());
}

TEST_P(StoreTest, TenantsDoNotSeeEachOther) {
  Put({RecordOf("acme", "1", kDay, "mine")}, "one");
  EXPECT_THAT(Put({RecordOf("acme", "1", kDay, "theirs")}, "two"),
              ElementsAre(PutOutcome::kStored));
  EXPECT_THAT(RecordsOf("acme", absl::InfiniteFuture(), "one"), ElementsAre("acme 1@0 mine"));
  EXPECT_THAT(RecordsOf("acme"), IsEmpty());
  EXPECT_THAT(Accounts("two"), ElementsAre("acme 1"));
  ASSERT_TRUE(store_->Erase({"two", "", kDay}, "acme").ok());
  EXPECT_THAT(Accounts("one"), ElementsAre("acme 1"));
}

TEST_P(StoreTest, ListsAccountsByTheBytesOfTheirIdsPageByPage) {
  Put({RecordOf("b", "1"), RecordOf("B", "2"), RecordOf("a", "3"), RecordOf("ä", "4")});
  EXPECT_THAT(Accounts("", "", 2), ElementsAre("B 1", "a 1", "more"));
  Put({RecordOf("A", "5")});  // before the page: those that follow are what they were
  EXPECT_THAT(Accounts("", "a", 2), ElementsAre("b 1", "ä 1"));
}

TEST_P(StoreTest, ARequestThatIsSentAgainIsAnsweredAgain) {
  const Request request = {"", "request-1", kDay};
  const std::vector<StoredRecord> records = {RecordOf("acme", "1"), RecordOf("acme", "2")};
  const auto first = store_->PutRecords(request, records);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(*first, Each(PutOutcome::kStored));
  const auto again = store_->PutRecords({"", "request-1", kDay + absl::Hours(23)}, records);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, *first);
  const auto late = store_->PutRecords({"", "request-1", kDay + absl::Hours(25)}, records);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_THAT(*late, Each(PutOutcome::kAlreadyThere));
}

TEST_P(StoreTest, ARequestIdIsForOneRequest) {
  ASSERT_TRUE(store_->PutRecords({"", "request-1", kDay}, {{RecordOf("acme", "1")}}).ok());
  const auto other = store_->PutRecords({"", "request-1", kDay}, {{RecordOf("acme", "2")}});
  EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(other.status().message()), HasSubstr("`request-1`"));
  EXPECT_THAT(RecordsOf("acme"), SizeIs(1));
  // Of another tenant it is another request.
  EXPECT_TRUE(store_->PutRecords({"two", "request-1", kDay}, {{RecordOf("acme", "2")}}).ok());
}

TEST_P(StoreTest, NothingIsLeftOfAnErasedAccount) {
  Put({RecordOf("acme", "1"), RecordOf("acme", "1", kDay + kHour), RecordOf("bolt", "2")});
  const auto erased = store_->Erase({"", "erase-1", kDay}, "acme");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_EQ(*erased, 2u);
  EXPECT_THAT(RecordsOf("acme"), IsEmpty());
  EXPECT_THAT(Accounts(), ElementsAre("bolt 1"));
  EXPECT_EQ(store_->Erase({"", "erase-1", kDay}, "acme").value_or(0), 2u);  // the same answer
  EXPECT_EQ(store_->Erase({"", "", kDay}, "acme").value_or(7), 0u);
}

// Of two that one account gave to two others, each is told of to both.
TEST_P(StoreTest, RecordsThatOneAccountSharesWithTwoAreToldOfToAll) {
  Put({RecordOf("acme", "1", kDay + kHour), RecordOf("acme", "2", kDay + kHour)});
  Put({RecordOf("bolt", "1"), RecordOf("cell", "2")});
  EXPECT_THAT(RecordsOf("bolt"), SizeIs(2));
  EXPECT_THAT(RecordsOf("cell"), SizeIs(2));
  EXPECT_THAT(RecordsOf("acme"), SizeIs(4));
}

// Neither in the file of SQLite nor in its log; and somebody who reads for long holds nothing up.
TEST_P(StoreTest, WhatWasErasedIsInNoFileOfSqlite) {
  if (!is_sqlite()) return;
  const auto holds_it = [this] {
    bool found = false;
    for (const auto& file : std::filesystem::directory_iterator(folder())) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      found = found || bytes.find("forget-me") != std::string::npos;
    }
    return found;
  };
  Put({RecordOf("forget-me", "1"), RecordOf("bolt", "2")});
  EXPECT_TRUE(holds_it());
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "forget-me").ok());
  EXPECT_FALSE(holds_it());
  Put({RecordOf("forget-me", "1")});
  auto reader = store_->exports().Begin("");
  ASSERT_TRUE(reader.ok() && (*reader)->Next().ok());
  const absl::Time begin = absl::Now();
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "forget-me").ok());
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
  (*reader).reset();
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "nobody").ok());
  EXPECT_FALSE(holds_it());
}

TEST_P(StoreTest, ManyThreadsWriteAndReadAtOnce) {
  constexpr int kThreads = 8, kEach = 20;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        // All of them write the first record, too.
        Put({RecordOf("shared", "0"), RecordOf(absl::StrCat("own-", t), absl::StrCat(t, "/", i))});
        RecordsOf("shared");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::vector<std::string> accounts = Accounts();
  EXPECT_THAT(accounts, SizeIs(kThreads + 1));
  EXPECT_EQ(accounts.back(), "shared 1");
  EXPECT_EQ(accounts.front(), absl::StrCat("own-0 ", kEach));
}

INSTANTIATE_FOR_BOTH_DATABASES(StoreTest);

TEST(OpenStoreTest, SaysWhatAPlaceIs) {
  for (const char* place : {"", "sqlite:", "mysql://host/name", "/var/lib/store.db"}) {
    const auto store = OpenStore(place, {}, kDay);
    EXPECT_EQ(store.status().code(), absl::StatusCode::kInvalidArgument) << place;
    EXPECT_THAT(std::string(store.status().message()), HasSubstr("sqlite:FILE"));
  }
}

TEST(OpenStoreTest, SaysWhatIsWrongWithAFile) {
  const auto nowhere = OpenStore("sqlite:/nowhere/store.db", {}, kDay);
  EXPECT_EQ(nowhere.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(nowhere.status().message()), HasSubstr("is the folder there"));
}

TEST(OpenStoreTest, AUrlThatIsNoneIsRefusedAndNotShown) {
  for (const char* url :
       {"postgresql://admin:s3cret@[::1/name", "postgresql://admin:s3%20cret@host/name"}) {
    const auto store = OpenStore(url, {}, kDay);
    EXPECT_EQ(store.status().code(), absl::StatusCode::kInvalidArgument) << store.status();
    EXPECT_THAT(std::string(store.status().message()), ::testing::Not(HasSubstr("s3")));
  }
}

// A password is never shown.
TEST(OpenStoreTest, SaysWhatIsWrongWithAServer) {
  const auto nobody =
      OpenStore("postgresql://admin:s3cret@127.0.0.1:1/name?connect_timeout=2", {}, kDay);
  EXPECT_EQ(nobody.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(nobody.status().message()),
              HasSubstr("postgresql://admin@127.0.0.1:1/name"));
  EXPECT_THAT(std::string(nobody.status().message()), ::testing::Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace bellwether::store
