// What a server keeps of its accounts by itself is what anybody would find who evaluated them from
// scratch, with everything that was told by then: whatever came, in whatever order, and however
// late.
//
// On both databases, with the default pack and records of its book, some of them corrected, and
// some given to another account; between them overrides and decisions, and time.
#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "rules/reader/book_folder.h"
#include "server/accounts/stored_account.h"
#include "server/book/account_evaluator.h"
#include "server/book/continuous_evaluation.h"
#include "server/packs/load_pack.h"
#include "server/store/account_list_store.h"
#include "server/store/decision_store.h"
#include "server/store/entry_transfer_store.h"
#include "server/store/open_store.h"
#include "spdlog/sinks/null_sink.h"
#include "tests/server/store/databases.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using records::Kind;
using records::Record;
using store::DatabaseTest;

constexpr size_t kAccounts = 5, kRecords = 240, kSteps = 40;
// Of these, 11 has a record of a kind of which nothing was told before, and 18 one that is given to
// another account, where nothing else would have the other accounts looked at.
constexpr uint32_t kFirstSeed = 11, kSeedsOnSqlite = 8;
constexpr uint32_t kSeedsOnPostgres = 3;  // each record is a round trip

std::vector<Record> RecordsOfTheBook() {
  std::vector<Record> all;
  const absl::Status read = ReadBookFolder(testing_support::SourcePath("rules/saas/book"), Limits{},
                                           [&all](const BookRecord& record) {
                                             all.push_back(record.read.record);
                                             return absl::OkStatus();
                                           });
  EXPECT_TRUE(read.ok()) << read;
  return all;
}

// Everything that is kept, and who keeps it up.
class Server {
 public:
  Server(store::Store& store, const SnapshotPointer& pack, absl::Time begin)
      : now_(begin), store_(store) {
    ContinuousEvaluation::Settings settings;
    settings.changes.rest = absl::ZeroDuration();
    settings.threads = 1;
    settings.now = [this] { return now_; };
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, store, [pack](const std::string&) { return pack; }, Limits{}, log_);
  }

  absl::Time now() const { return now_; }
  void MoveOn(absl::Duration by) { now_ += by; }

  void Put(const std::vector<Record>& records) {
    std::vector<store::StoredRecord> kept;
    for (const Record& record : records) kept.push_back(StoredOf(record));
    const auto outcomes = store_.PutRecords({"", "", now_}, kept);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
    std::set<std::string> changed;
    for (size_t i = 0; i < kept.size(); ++i) {
      if ((*outcomes)[i] == store::PutOutcome::kStored) changed.insert(kept[i].account);
    }
    Tell({changed.begin(), changed.end()});
  }
  void Tell(const std::vector<std::string>& accounts) { continuous_->Changed("", accounts); }
  // Until there is nothing to do.
  void Work() {
    for (int i = 0; i < 1'000 && continuous_->Step(); ++i) {
    }
  }

 private:
  absl::Time now_;
  store::Store& store_;
  Logger log_{LogLevel::kError, LogFormat::kText, std::make_shared<spdlog::sinks::null_sink_mt>()};
  std::unique_ptr<ContinuousEvaluation> continuous_;
};

class StoreTruthTest : public DatabaseTest {
 protected:
  StoreTruthTest()
      : pack_(LoadPack(testing_support::SourcePath("rules/saas"), Limits{}, absl::UnixEpoch())),
        book_(RecordsOfTheBook()) {}

  uint32_t Below(size_t end) { return static_cast<uint32_t>(random_() % end); }
  bool OneOf(size_t n) { return Below(n) == 0; }
  template <typename All>
  const typename All::value_type& AnyOf(const All& all) {
    return all[Below(all.size())];
  }

  // Records of some accounts: some are learned of late, some are corrected later on, by what
  // another record says, and may be another account's from then on.
  std::vector<Record> Draw() {
    std::set<std::string> names;
    while (names.size() < kAccounts) names.insert(AnyOf(book_).account);
    std::vector<Record> pool;
    std::copy_if(book_.begin(), book_.end(), std::back_inserter(pool),
                 [&](const Record& one) { return names.contains(one.account); });
    std::shuffle(pool.begin(), pool.end(), random_);
    pool.resize(std::min(pool.size(), kRecords));
    std::map<Kind, std::vector<Record>> by_kind;
    for (const Record& one : pool) by_kind[one.kind].push_back(one);
    for (size_t i = 0, count = pool.size(); i < count; ++i) {
      if (OneOf(3)) pool[i].known_at = Later(pool[i].at);
      if (!OneOf(6)) continue;
      Record correction = AnyOf(by_kind[pool[i].kind]);
      correction.id = pool[i].id;
      if (!OneOf(3)) correction.account = pool[i].account;
      correction.known_at = Later(pool[i].known_at.value_or(pool[i].at));
      pool.push_back(std::move(correction));
    }
    std::shuffle(pool.begin(), pool.end(), random_);
    return pool;
  }
  Moment Later(const Moment& moment) {
    return Moment::Instant(KeyMoment(moment) + absl::Minutes(1 + Below(90 * 24 * 60)));
  }

  // Something that people say of one of the accounts that are known.
  void Decide(store::Store& kept, Server& server) {
    const auto page = kept.account_list().Find("", {});
    ASSERT_TRUE(page.ok()) << page.status();
    if (page->accounts.empty()) return;
    const std::string account = AnyOf(page->accounts).account;
    const store::Request request = {"", "", server.now()};
    const store::EntryContext context = {"ann", "because", "", std::nullopt};
    if (OneOf(2)) {
      const auto done = kept.decisions().AddDecision(
          request, account, context,
          {store::DecisionKind::kExtensionGranted, static_cast<int32_t>(1 + Below(20)), ""});
      ASSERT_TRUE(done.ok()) << done.status();
    } else {
      store::NewOverride what;
      what.model = AnyOf(pack_.snapshot->plan->model_notes).name;
      what.action = static_cast<store::OverrideAction>(1 + Below(4));
      what.value = what.action == store::OverrideAction::kRemove ? 0 : Below(101);
      if (what.action != store::OverrideAction::kRemove && !OneOf(3)) {
        what.expires_at = server.now() + absl::Minutes(1 + Below(60 * 24 * 60));
      }
      const auto done = kept.decisions().AddOverride(request, account, context, what);
      ASSERT_TRUE(done.ok()) << done.status();
    }
    server.Tell({account});
  }

  // All that is kept, in another order, in a store that knew nothing: as the tenant of that name.
  void Copy(store::Store& kept, const std::string& tenant, const std::vector<Record>& put,
            absl::Time now) {
    std::vector<store::StoredRecord> records;
    for (const Record& one : put) records.push_back(StoredOf(one));
    std::sort(records.begin(), records.end(),
              [](const auto& a, const auto& b) { return a.known_at > b.known_at; });
    if (!records.empty()) {
      const auto copied = scratch_->PutRecords({tenant, "", now}, records);
      ASSERT_TRUE(copied.ok()) << copied.status();
    }
    const auto entries = kept.entry_transfer().Begin("");
    ASSERT_TRUE(entries.ok()) << entries.status();
    for (auto some = (*entries)->Next(); some.ok() && !some->empty(); some = (*entries)->Next()) {
      const auto copied = scratch_->entry_transfer().Import({tenant, "", now}, *some);
      ASSERT_TRUE(copied.ok()) << copied.status();
      for (const auto outcome : *copied) ASSERT_EQ(outcome, store::ImportOutcome::kStored);
    }
  }

  // Every account stands as it is found from scratch.
  void Compare(store::Store& kept, const std::string& tenant, absl::Time now) {
    AccountEvaluator evaluator(*scratch_, Limits{});
    const auto page = kept.account_list().Find("", {});
    ASSERT_TRUE(page.ok()) << page.status();
    for (const store::AccountSummary& one : page->accounts) {
      SCOPED_TRACE(absl::StrCat(one.account, " at ", absl::FormatTime(now, absl::UTCTimeZone())));
      const auto last = kept.evaluations().Last({"", one.account});
      ASSERT_TRUE(last.ok() && last->has_value()) << last.status();
      const auto found = evaluator.Evaluate({tenant, one.account}, pack_.snapshot, now,
                                            store::EvaluationCause::kData);
      ASSERT_TRUE(found.ok() && found->has_value()) << found.status();
      EXPECT_EQ((*last)->body, (*found)->evaluation.body);
      ++compared_;
      answered_ += (*last)->body.find("refusal") == std::string::npos ? 1 : 0;
      by_time_alone_ += (*last)->as_of < now ? 1 : 0;
    }
  }

  void TellAStory(uint32_t seed) {
    random_.seed(seed);
    std::vector<Record> untold = Draw(), told;
    ASSERT_NO_FATAL_FAILURE(SetUpAnew());
    const auto kept = Open();
    ASSERT_NE(kept, nullptr);
    Server server(*kept, pack_.snapshot, absl::FromUnixSeconds(1'748'736'000));  // 2025-06-01
    for (size_t step = 0; step < kSteps && !HasFailure(); ++step) {
      SCOPED_TRACE(absl::StrCat("seed ", seed, ", step ", step));
      // Most accounts are looked at every midnight: what needs to be found at once is so in
      // between.
      server.MoveOn(absl::Minutes(2 + Below(OneOf(3) ? 60 * 24 * 60 : 60)));
      const size_t count =
          step + 1 == kSteps
              ? untold.size()
              : std::min<size_t>(untold.size(), Below(OneOf(3) ? untold.size() / 4 + 1 : 3));
      const std::vector<Record> batch(untold.end() - static_cast<ptrdiff_t>(count), untold.end());
      untold.resize(untold.size() - count);
      told.insert(told.end(), batch.begin(), batch.end());
      if (!batch.empty()) server.Put(batch);
      if (OneOf(2)) Decide(*kept, server);
      if (HasFatalFailure()) return;
      server.Work();
      const std::string tenant = absl::StrCat(seed, " ", step);
      ASSERT_NO_FATAL_FAILURE(Copy(*kept, tenant, told, server.now()));
      ASSERT_NO_FATAL_FAILURE(Compare(*kept, tenant, server.now()));
    }
  }

  const LoadedPack pack_;
  const std::vector<Record> book_;
  std::mt19937 random_;
  std::unique_ptr<store::Store> scratch_;
  size_t compared_ = 0, answered_ = 0, by_time_alone_ = 0;

 private:
  // A database for each story.
  void SetUpAnew() {
    scratch_.reset();
    DatabaseTest::SetUp();
    auto opened = store::OpenStore(absl::StrCat("sqlite:", (folder() / "scratch.db").string()), {},
                                   absl::UnixEpoch());
    ASSERT_TRUE(opened.ok()) << opened.status();
    scratch_ = *std::move(opened);
  }
};

TEST_P(StoreTruthTest, WhateverComesInAnyOrderIsAsIfEvaluatedFromScratch) {
  ASSERT_NE(pack_.snapshot, nullptr) << pack_.report;
  const uint32_t seeds = is_sqlite() ? kSeedsOnSqlite : kSeedsOnPostgres;
  for (uint32_t i = 0; i < seeds && !HasFailure(); ++i) TellAStory(kFirstSeed + i);
  scratch_.reset();
  // It was about something.
  EXPECT_GT(compared_, seeds * kSteps);
  EXPECT_GT(answered_, compared_ / 2);
  EXPECT_GT(by_time_alone_, compared_ / 10);
}

INSTANTIATE_TEST_SUITE_P(Databases, StoreTruthTest,
                         ::testing::Values(store::Kind::kSqlite, store::Kind::kPostgres),
                         store::NameOfKind);

}  // namespace
}  // namespace bellwether
