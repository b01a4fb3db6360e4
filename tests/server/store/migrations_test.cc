// Tables of every version that was ever written are brought up to date, with what is in them.
#include "server/store/migrations.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/account_list_store.h"
#include "server/store/decision_store.h"
#include "server/store/intervention_store.h"
#include "server/store/open_store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::HasSubstr;

class MigrationsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    dialect_ = MakeDialect();
    dialect_->Connect(session_);
  }
  absl::Status MigrateTo(uint32_t version) {
    return Migrate(session_, *dialect_, absl::UnixEpoch(), version);
  }
  int CountVersions() {
    int count = 0;
    session_ << "select count(*) from schema_versions", soci::into(count);
    return count;
  }

  std::unique_ptr<const Dialect> dialect_;
  soci::session session_;
};

TEST_P(MigrationsTest, EveryEarlierVersionIsBroughtUpToDate) {
  const auto newest = static_cast<uint32_t>(Migrations().size());
  for (uint32_t version = 0; version <= newest; ++version) {
    ASSERT_TRUE(MigrateTo(version).ok());
    EXPECT_EQ(CountVersions(), static_cast<int>(version));
  }
  ASSERT_TRUE(MigrateTo(newest).ok());  // again: nothing is done
  EXPECT_EQ(CountVersions(), static_cast<int>(newest));
}

// Those that version 4 evaluated raised no alerts: they are looked at again.
TEST_P(MigrationsTest, Version5LooksAtEveryAccountAgain) {
  ASSERT_TRUE(MigrateTo(4).ok());
  session_ << "insert into last_evaluations (tenant, account, sequence, pack_digest,"
              " next_change_at, records) values ('', 'acme', 1, 'p', 9223372036854775807, 1)";
  ASSERT_TRUE(MigrateTo(5).ok());
  const auto store = Open();
  ASSERT_NE(store, nullptr);
  const auto due = store->evaluations().Due(absl::UnixEpoch(), 10);
  ASSERT_TRUE(due.ok()) << due.status();
  ASSERT_EQ(due->size(), 1u);
  EXPECT_EQ((*due)[0].account, "acme");
}

// Which band an account was in was not kept by itself: it is known from the next evaluation on.
TEST_P(MigrationsTest, BandsAreKnownFromTheFirstEvaluationOnThatKnowsThem) {
  uint32_t before = 0;
  while (before < Migrations().size() && Migrations()[before].what != "interventions") ++before;
  ASSERT_LT(before, Migrations().size());
  ASSERT_TRUE(MigrateTo(before).ok());
  session_ << "insert into accounts (tenant, account, records, changed_at)"
              " values ('', 'acme', 1, 0)";
  session_ << "insert into last_evaluations (tenant, account, sequence, pack_digest,"
              " next_change_at, records) values ('', 'acme', 1, 'p', 9223372036854775807, 1)";
  session_ << "update evaluation_sequence set last = 1";
  const auto store = Open();
  ASSERT_NE(store, nullptr);
  const auto none = store->interventions().BandsOf("", {"acme"});
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_TRUE(none->empty());
  StoredEvaluation one;
  one.of = {"", "acme"};
  one.as_of = absl::UnixEpoch() + absl::Hours(1);
  one.facts_digest = one.pack_digest = "p";
  one.body = "{}";
  one.records = 1;
  one.band = "red";
  const auto put = store->evaluations().Put({&one, 1});
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_THAT(*put, ::testing::ElementsAre(2));
  const auto known = store->interventions().BandsOf("", {"acme"});
  ASSERT_TRUE(known.ok()) << known.status();
  ASSERT_TRUE(known->contains("acme"));
  ASSERT_EQ(known->at("acme").size(), 1u);
  EXPECT_EQ(known->at("acme")[0].band, "red");
}

// When tasks had ended was not kept: their time begins with the migration.
TEST_P(MigrationsTest, TasksThatHadEndedAreKeptFromNowOn) {
  uint32_t before = 0;
  while (before < Migrations().size() && Migrations()[before].what != "when tasks ended") ++before;
  ASSERT_LT(before, Migrations().size());
  ASSERT_TRUE(MigrateTo(before).ok());
  for (const int standing : {1, 2, 3}) {
    session_ << "insert into tasks (tenant, number, account, alert, owner, csm, standing, due_at,"
                " told_overdue, changed, body) values ('', :number, 'acme', 1, '', '', :standing,"
                " 0, 0, 0, '{}')",
        soci::use(standing, "number"), soci::use(standing, "standing");
  }
  ASSERT_TRUE(MigrateTo(before + 1).ok());
  int ended = 0;
  session_ << "select count(*) from tasks where ended_at = 0 and standing <> 1", soci::into(ended);
  EXPECT_EQ(ended, 2);
  int open = 0;
  session_ << "select count(*) from tasks where ended_at > 0 and standing = 1", soci::into(open);
  EXPECT_EQ(open, 1);
}

TEST_P(MigrationsTest, RecordsThatAccountsShareAreFoundInWhatWasKept) {
  uint32_t before = 0;
  while (before < Migrations().size() &&
         Migrations()[before].what != "accounts that share a record") {
    ++before;
  }
  ASSERT_LT(before, Migrations().size());
  ASSERT_TRUE(MigrateTo(before).ok());
  int known_at = 0;
  for (const std::string account : {"acme", "bolt", "cell"}) {
    const std::string id = account == "cell" ? "other" : "shared";
    session_ << "insert into records (tenant, account, kind, id, known_at, at, body)"
                " values ('', :account, 'survey', :id, :known_at, 0, '{}')",
        soci::use(account), soci::use(id), soci::use(++known_at);
  }
  const auto store = Open();
  ASSERT_NE(store, nullptr);
  for (const auto& [account, count] :
       std::vector<std::pair<std::string, size_t>>{{"acme", 2}, {"bolt", 2}, {"cell", 1}}) {
    const auto records = store->RecordsOf("", account, absl::InfiniteFuture());
    ASSERT_TRUE(records.ok()) << records.status();
    EXPECT_EQ(records->records.size(), count) << account;
  }
}

// Version 1 kept what accounts are in the bodies of records alone.
TEST_P(MigrationsTest, Version2FindsWhatAccountsAreInTheirRecords) {
  ASSERT_TRUE(MigrateTo(1).ok());
  const auto put = [this](const char* account, const char* kind, const char* id, int known_at,
                          int at, const std::string& body) {
    const std::string of = account, what = kind, number = id;
    session_ << "insert into records (tenant, account, kind, id, known_at, at, body)"
                " values ('', :account, :kind, :id, :known_at, :at, :body)",
        soci::use(of), soci::use(what), soci::use(number), soci::use(known_at), soci::use(at),
        soci::use(body);
  };
  for (const char* account : {"acme", "bolt", "cell"}) {
    const std::string of = account;
    session_ << "insert into accounts (tenant, account, records, changed_at)"
                " values ('', :account, 1, 0)",
        soci::use(of);
  }
  put("acme", "account", "1", 1, 1, R"({"kind":"account","segment":"smb","csm":"Ana \"A\""})");
  put("acme", "account", "2", 2, 2, R"({"kind":"account","segment":"enterprise"})");
  put("acme", "account", "3", 3, 0, R"({"kind":"account","stage":"live","segment":"old"})");
  put("bolt", "account", "4", 1, 1, R"({"kind":"account","segment":"smb"})");
  put("bolt", "account", "4", 2, 1,
      R"({"kind":"account","csm":"Ben","stage":{"not_applicable":true}})");
  put("cell", "survey", "5", 1, 1, R"({"kind":"survey","segment":"no attribute of it"})");
  put("cell", "account", "7", 1, 1, R"({"kind":"account","id":"of code \u0000"})");
  ASSERT_TRUE(MigrateTo(2).ok());
  const auto store = OpenStore(place(), {}, absl::UnixEpoch());
  ASSERT_TRUE(store.ok()) << store.status();
  const auto page = (*store)->account_list().Find("", {});
  ASSERT_TRUE(page.ok()) << page.status();
  std::vector<std::string> found;
  for (const AccountSummary& one : page->accounts) {
    found.push_back(absl::StrCat(one.account, " ", one.segment, "/", one.csm, "/", one.stage));
  }
  EXPECT_THAT(found,
              ::testing::ElementsAre("acme enterprise/Ana \"A\"/live", "bolt /Ben/", "cell //"));
  // What comes after goes on from there.
  const StoredRecord later = {"bolt",
                              "account",
                              "6",
                              absl::FromUnixMicros(9),
                              absl::FromUnixMicros(9),
                              "{}",
                              {"enterprise", "", ""}};
  ASSERT_TRUE((*store)->PutRecords({"", "", absl::UnixEpoch()}, {{later}}).ok());
  EXPECT_EQ((*store)->account_list().Find("", {})->accounts[1].segment, "enterprise");
}

// What a server of version 1 wrote.
TEST_P(MigrationsTest, WhatTheFirstVersionWroteIsThereAndCanBeDecidedAbout) {
  ASSERT_TRUE(MigrateTo(1).ok());
  session_ << "insert into records (tenant, account, kind, id, known_at, at, body)"
              " values ('', 'acme', 'survey', '1', 1000, 1000, '{\"score\":9}')";
  session_ << "insert into accounts (tenant, account, records, changed_at)"
              " values ('', 'acme', 1, 1000)";
  session_ << "insert into kinds (tenant, kind) values ('', 'survey')";
  session_ << "insert into requests (tenant, id, digest, answer, answered_at)"
              " values ('', 'request-1', 'd', '0', 1000)";
  const auto store = Open();
  ASSERT_NE(store, nullptr);
  const auto known = store->RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(known.ok()) << known.status();
  ASSERT_EQ(known->records.size(), 1u);
  EXPECT_EQ(known->records[0].body, "{\"score\":9}");
  const auto none = store->decisions().DecisionsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_EQ(none->etag, kFirstEtag);
  const auto written = store->decisions().AddDecision({"", "", absl::UnixEpoch()}, "acme",
                                                      {"ann", "because", kFirstEtag, std::nullopt},
                                                      {DecisionKind::kExtensionGranted, 14, ""});
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->outcome, WriteOutcome::kWritten);
}

TEST_P(MigrationsTest, RefusesTablesThatAreNewerThanItself) {
  ASSERT_TRUE(MigrateTo(static_cast<uint32_t>(Migrations().size())).ok());
  session_ << "insert into schema_versions (version, what, applied_at) values (99, 'more', 0)";
  const auto store = OpenStore(place(), {}, absl::UnixEpoch());
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(store.status().message()), HasSubstr("is of version 99"));
}

TEST_P(MigrationsTest, AStepThatFailsLeavesNothingBehind) {
  session_ << "create table accounts (mine integer)";  // in the way of the first step
  EXPECT_FALSE(OpenStore(place(), {}, absl::UnixEpoch()).ok());
  session_ << "drop table accounts";
  EXPECT_TRUE(OpenStore(place(), {}, absl::UnixEpoch()).ok());
}

INSTANTIATE_FOR_BOTH_DATABASES(MigrationsTest);

}  // namespace
}  // namespace bellwether::store
