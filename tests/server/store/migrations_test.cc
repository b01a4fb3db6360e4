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
#include "server/store/alert_store.h"
#include "server/store/audit_store.h"
#include "server/store/decision_store.h"
#include "server/store/intervention_store.h"
#include "server/store/open_store.h"
#include "server/store/outbox_store.h"
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

// What a server of each version had written of an account, in the tables that it had: `version` is
// the first one that had them.
struct OldRow {
  uint32_t version;
  const char* row;
};
constexpr OldRow kWritten[] = {
    {1,
     "records values ('', 'acme', 'account', 'r1', 1000, 1000,"
     " '{\"kind\":\"account\",\"id\":\"r1\",\"csm\":\"Ana\"}')"},
    {1, "records values ('', 'acme', 'survey', 'r2', 2000, 1000, '{\"score\":9}')"},
    {1, "accounts (tenant, account, records, changed_at) values ('', 'acme', 2, 2000)"},
    {1, "kinds values ('', 'account')"},
    {1, "kinds values ('', 'survey')"},
    {1, "requests values ('', 'request-1', 'd', '00', 1000)"},
    {2, "account_attributes values ('', 'acme', 'r1', 1000, 1000, '', 'Ana', '')"},
    {3, "decision_states values ('', 'acme', 2, 4000, 4000, 'e2')"},
    {3,
     "overrides values ('', 'acme', 1, 'use', 2, 40, 9223372036854775807, 3000, 3000, 'ann',"
     " 'why')"},
    {3, "decisions values ('', 'acme', 2, 2, 14, '', 4000, 4000, 'ben', 'late')"},
    {3, "audit (tenant, at, what, author) values ('', 5000, 'account erased', 'cleaner')"},
    {3, "audit (tenant, at, what, author) values ('', 4000, 'decisions imported', 'ann')"},
    {4, "evaluations values ('', 'acme', 1, 5000, 1, 'f', 'p', '{\"a\":1}', 9000, 4)"},
    {4,
     "last_evaluations (tenant, account, sequence, pack_digest, next_change_at, records)"
     " values ('', 'acme', 1, 'p', 9000, 4)"},
    {5, "alert_states values ('', 'acme', 7, '{\"s\":1}')"},
    {5,
     "alerts values ('', 3, 'acme', 'health', 'low', 'red', 'Ana', 12.5, 1, 5000,"
     " 9223372036854775807, 9223372036854775807, 9223372036854775807, 6, '{\"l\":1}')"},
    {5, "alert_events values ('', 'acme', 4, 2, 3, 5000, 0, '{\"e\":1}')"},
    {5,
     "tasks (tenant, number, account, alert, owner, csm, standing, due_at, told_overdue,"
     " changed, body) values ('', 5, 'acme', 3, 'csm', 'Ana', 1, 8000, 0, 7, '{\"t\":1}')"},
    {6, "outbox values ('', 'hook', 'acme', 1, 'key-1', '{\"m\":1}', 3, 9, 5000, 6000, 'gone')"},
    {6, "outbox_lines values ('', 'hook', 'acme', 1, 0, 9223372036854775807)"},
    {6, "outbox_sources values ('alerts', 2)"},
    {7,
     "interventions (tenant, begun_at, alert, playbook, account, rule, band, arm, share, seed)"
     " values ('', 5000, 3, 'call', 'acme', 'low', 'red', 1, 0.1, 7)"},
    {7, "band_changes values ('', 'acme', 1, 5000, 'red')"},
};
// Of rows that a version had from its beginning.
constexpr OldRow kCounted[] = {
    {2, "accounts set csm = 'Ana'"},
    {4, "evaluation_sequence set last = 1"},
    {5, "alert_numbers set alert = 3, task = 5, event = 4, sequence = 2, changed = 7"},
    {7, "last_evaluations set band = 'red'"},
    {12, "last_evaluations set score = 12.5, standing = 1"},
};

// What a store tells of the account, as far as servers of that version had written it.
void ExpectAllIsThere(Store& store, uint32_t version) {
  const auto known = store.RecordsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(known.ok()) << known.status();
  ASSERT_EQ(known->records.size(), 2u);
  EXPECT_EQ(known->records[1].body, "{\"score\":9}");
  EXPECT_EQ(known->kinds.size(), 2u);
  const auto page = store.account_list().Find("", {});
  ASSERT_TRUE(page.ok() && page->accounts.size() == 1) << page.status();
  EXPECT_EQ(page->accounts[0].csm, "Ana");
  EXPECT_EQ(page->accounts[0].records, 2u);
  // It was answered: the same again is nothing new, and something else is refused.
  const auto again = store.PutRecords({"", "request-1", absl::FromUnixMicros(2000)}, {});
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAlreadyExists);
  if (version < 3) return;
  const auto decided = store.decisions().DecisionsOf("", "acme", absl::InfiniteFuture());
  ASSERT_TRUE(decided.ok()) << decided.status();
  ASSERT_EQ(decided->overrides.size(), 1u);
  EXPECT_EQ(decided->overrides[0].what.value, 40);
  EXPECT_EQ(decided->overrides[0].head.author, "ann");
  ASSERT_EQ(decided->decisions.size(), 1u);
  EXPECT_EQ(decided->decisions[0].what.days, 14);
  EXPECT_EQ(decided->etag, "e2");
  AuditListing lines;
  lines.most = 10;
  const auto audit = store.audit().List("", lines);
  ASSERT_TRUE(audit.ok() && audit->size() == 2) << audit.status();
  EXPECT_EQ((*audit)[0].by, "cleaner");
  EXPECT_EQ((*audit)[1].what, "decisions imported");
  EXPECT_NE((*audit)[0].number, (*audit)[1].number);
  if (version < 4) return;
  const auto last = store.evaluations().Last({"", "acme"});
  ASSERT_TRUE(last.ok() && last->has_value()) << last.status();
  EXPECT_EQ((*last)->body, "{\"a\":1}");
  EXPECT_EQ((*last)->pack_digest, "p");
  if (version < 5) return;
  const auto alerts = store.alerts().Of({"", "acme"});
  ASSERT_TRUE(alerts.ok()) << alerts.status();
  EXPECT_EQ(alerts->version, 7);
  EXPECT_EQ(alerts->state, "{\"s\":1}");
  ASSERT_EQ(alerts->open.size(), 1u);
  EXPECT_EQ(alerts->open[0].stake, 12.5);
  ASSERT_EQ(alerts->tasks.size(), 1u);
  EXPECT_EQ(alerts->tasks[0].body, "{\"t\":1}");
  const auto events = store.alerts().After("", 1, 10);
  ASSERT_TRUE(events.ok() && events->size() == 1) << events.status();
  EXPECT_EQ((*events)[0].body, "{\"e\":1}");
  const auto course = store.alerts().EventsOf({3, false, 0, 10});
  ASSERT_TRUE(course.ok() && course->size() == 1) << course.status();
  EXPECT_EQ((*course)[0].sequence, 2);
  if (version < 6) return;
  const auto dead = store.outbox().List({});
  ASSERT_TRUE(dead.ok() && dead->size() == 1) << dead.status();
  EXPECT_EQ((*dead)[0].problem, "gone");
  EXPECT_EQ(store.outbox().Relayed("alerts").value_or(0), 2);
  if (version < 7) return;
  InterventionListing listing;
  listing.most = 10;
  const auto interventions = store.interventions().List("", listing);
  ASSERT_TRUE(interventions.ok() && interventions->size() == 1) << interventions.status();
  EXPECT_EQ((*interventions)[0].lots->seed, 7);
  EXPECT_EQ((*interventions)[0].tasks, 1u);
  EXPECT_EQ(store.interventions().BandsOf("", {"acme"})->at("acme")[0].band, "red");
}

// And goes on from there: what comes is added to it, and all of it can be erased.
void ExpectItGoesOn(Store& store) {
  const absl::Time now = absl::FromUnixMicros(10'000);
  const StoredRecord more = {"acme", "survey", "r3", now, now, "{\"score\":3}"};
  ASSERT_TRUE(store.PutRecords({"", "", now}, {{more}}).ok());
  const auto decided =
      store.decisions().AddDecision({"", "", now}, "acme", {"cas", "because", "", std::nullopt},
                                    {DecisionKind::kGraduation, 0, ""});
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->outcome, WriteOutcome::kWritten);
  EvaluatedAlerts evaluated;
  evaluated.evaluation.of = {"", "acme"};
  evaluated.evaluation.as_of = now;
  evaluated.evaluation.facts_digest = evaluated.evaluation.pack_digest = "q";
  evaluated.evaluation.body = "{}";
  const auto put = store.alerts().PutEvaluated(
      {&evaluated, 1}, [](const DeskQueue&) { return std::vector<DeskVerdict>(); });
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_GT(put->numbers[0], 0);
  EXPECT_EQ(store.outbox().Put({{{{"", "acme"}, "hook", "key-2", "{}"}}}, now).value_or(0), 1u);
  EXPECT_EQ(store.Erase({"", "", now}, "acme").value_or(0), 3u);
  AuditListing newest;
  newest.most = 1;
  const auto erased = store.audit().List("", newest);
  ASSERT_TRUE(erased.ok() && erased->size() == 1) << erased.status();
  EXPECT_EQ((*erased)[0].at, now);
  EXPECT_TRUE(store.outbox().List({})->empty());
  EXPECT_FALSE(store.evaluations().Last({"", "acme"})->has_value());
}

// A database for each of them.
TEST_P(MigrationsTest, WhatEachVersionWroteIsThereAndGoesOn) {
  for (uint32_t version = 1; version <= Migrations().size(); ++version) {
    SCOPED_TRACE(absl::StrCat("version ", version));
    session_.close();
    SetUp();
    ASSERT_TRUE(MigrateTo(version).ok());
    for (const OldRow& one : kWritten) {
      if (one.version <= version) session_ << "insert into " << one.row;
    }
    for (const OldRow& one : kCounted) {
      if (one.version <= version) session_ << "update " << one.row;
    }
    const auto store = Open();
    ASSERT_NE(store, nullptr);
    EXPECT_EQ(CountVersions(), static_cast<int>(Migrations().size()));
    ASSERT_NO_FATAL_FAILURE(ExpectAllIsThere(*store, version));
    ASSERT_NO_FATAL_FAILURE(ExpectItGoesOn(*store));
  }
  EXPECT_EQ(Migrations().size(), 13u) << "a later version wrote something: say what, above";
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

// What comes next of alerts that are open was not said: their accounts are looked at again, and
// those without any are not.
TEST_P(MigrationsTest, Version11LooksAtAccountsAgainThatHaveOpenAlerts) {
  ASSERT_TRUE(MigrateTo(10).ok());
  constexpr char kNever[] = "9223372036854775807";
  for (const std::string account : {"open", "over", "none"}) {
    session_ << absl::StrCat(
        "insert into last_evaluations (tenant, account, sequence, pack_digest, next_change_at,"
        " records) values ('', '",
        account, "', 1, 'p', ", kNever, ", 1)");
    if (account == "none") continue;
    session_ << absl::StrCat("insert into alerts values ('', ", account == "open" ? 1 : 2, ", '",
                             account, "', 'k', 'low', 'red', '', 0, 1, 5000, ", kNever, ", ",
                             kNever, ", ", account == "open" ? kNever : "6000", ", 6, '{}')");
  }
  ASSERT_TRUE(MigrateTo(11).ok());
  int due = 0;
  std::string first;
  session_ << "select count(*), min(account) from last_evaluations where next_change_at = 0",
      soci::into(due), soci::into(first);
  EXPECT_EQ(due, 1);
  EXPECT_EQ(first, "open");
}

// Lists tell no score of what was evaluated before, until it was looked at again, which is at once;
// where the answer is the same, it is written beside what is kept.
TEST_P(MigrationsTest, Version12TellsHealthInListsFromTheNextLookOn) {
  ASSERT_TRUE(MigrateTo(11).ok());
  session_ << "insert into accounts (tenant, account, records, changed_at)"
              " values ('', 'acme', 1, 0)";
  session_ << "insert into last_evaluations (tenant, account, sequence, pack_digest,"
              " next_change_at, records, band)"
              " values ('', 'acme', 1, 'p', 9223372036854775807, 1, 'red')";
  const auto store = Open();
  ASSERT_NE(store, nullptr);
  const auto due = store->evaluations().Due(absl::UnixEpoch(), 10);
  ASSERT_TRUE(due.ok() && due->size() == 1) << due.status();
  AccountListing low;
  low.filter = AccountFilter::Of(AccountField::kScore, Comparison::kLess, 50.0);
  const auto before = store->account_list().Find("", low);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_TRUE(before->accounts.empty());
  StoredEvaluation same;
  same.of = {"", "acme"};
  same.sequence = 1;
  same.records = 1;
  same.says_nothing_new = true;
  same.score = 12.5;
  same.standing = HealthStanding::kScored;
  ASSERT_TRUE(store->evaluations().Put({&same, 1}).ok());
  const auto after = store->account_list().Find("", low);
  ASSERT_TRUE(after.ok() && after->accounts.size() == 1) << after.status();
  EXPECT_EQ(after->accounts[0].account, "acme");
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

// Whoever asks for all times is not made to wait until every line was looked at.
TEST_P(MigrationsTest, TheAuditIsLookedUpByWhatAndByWhom) {
  if (!is_sqlite()) return;  // PostgreSQL chooses by how many lines there are
  ASSERT_TRUE(MigrateTo(static_cast<uint32_t>(Migrations().size())).ok());
  const std::pair<const char*, const char*> lookups[] = {
      {"what = 'x'", "audit_by_what"},
      {"author = 'x'", "audit_by_author"},
      {"what = 'x' and author = 'y'", "audit_by_both"}};
  for (const auto& [asked, index] : lookups) {
    int id = 0, parent = 0, unused = 0;
    std::string plan;
    session_ << absl::StrCat("explain query plan select number from audit where tenant = '' and ",
                             asked, " order by at desc, number desc limit 100"),
        soci::into(id), soci::into(parent), soci::into(unused), soci::into(plan);
    EXPECT_THAT(plan, HasSubstr(absl::StrCat("INDEX ", index, " (tenant=? AND ")));
  }
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
