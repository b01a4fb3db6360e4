// What people decided is kept in one order, by both databases alike.
#include "server/store/decision_store.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
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

using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

EntryContext Because(const std::string& reason, const std::string& etag = "") {
  return {"ann", reason, etag, std::nullopt};
}

class DecisionStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
    for (const char* tenant : {"", "two"}) Keep(tenant, "acme");
  }

  // A record, so that the account is known.
  void Keep(const std::string& tenant, const std::string& account) {
    const StoredRecord record = {account, "survey", account, kDay, kDay, "{}"};
    ASSERT_TRUE(store_->PutRecords({tenant, "", kDay}, {{record}}).ok());
  }

  Written Override(const NewOverride& what, const EntryContext& context, absl::Time now = kDay,
                   const std::string& request_id = "") {
    const auto written =
        store_->decisions().AddOverride({"", request_id, now, "ann"}, "acme", context, what);
    EXPECT_TRUE(written.ok()) << written.status();
    return written.value_or(Written());
  }
  Written Decide(const NewDecision& what, const EntryContext& context, absl::Time now = kDay) {
    const auto written = store_->decisions().AddDecision({"", "", now}, "acme", context, what);
    EXPECT_TRUE(written.ok()) << written.status();
    return written.value_or(Written());
  }
  AccountDecisions Known(absl::Time until = absl::InfiniteFuture(),
                         const std::string& tenant = "") {
    const auto known = store_->decisions().DecisionsOf(tenant, "acme", until);
    EXPECT_TRUE(known.ok()) << known.status();
    return known.value_or(AccountDecisions());
  }

  std::unique_ptr<Store> store_;
};

TEST_P(DecisionStoreTest, KeepsWhatItWasGivenToTheByte) {
  const NewOverride what = {"primary \"ä\"", OverrideAction::kCap, 62.1,
                            kDay + absl::Microseconds(7)};
  const Written written =
      Override(what, {"ann 'x'; --", "because\nof 日本", "", std::nullopt}, kDay);
  EXPECT_EQ(written.outcome, WriteOutcome::kWritten);
  store_.reset();
  store_ = Open();
  const AccountDecisions known = Known();
  EXPECT_EQ(known.etag, written.etag);
  ASSERT_THAT(known.overrides, SizeIs(1));
  const StoredOverride& found = known.overrides[0];
  EXPECT_EQ(found.head.number, 1);
  EXPECT_EQ(found.head.known_at, kDay);
  EXPECT_EQ(found.head.recorded_at, kDay);
  EXPECT_EQ(found.head.author, "ann 'x'; --");
  EXPECT_EQ(found.head.reason, "because\nof 日本");
  EXPECT_EQ(found.what.model, what.model);
  EXPECT_EQ(found.what.action, OverrideAction::kCap);
  EXPECT_EQ(found.what.value, 62.1);
  EXPECT_EQ(found.what.expires_at, what.expires_at);
}

TEST_P(DecisionStoreTest, DecisionsAndOverridesShareTheirNumbers) {
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("a"));
  Decide({DecisionKind::kExtensionGranted, 14, ""}, Because("b"));
  Decide({DecisionKind::kEscalation, 0, "e-7"}, Because("c"));
  const AccountDecisions known = Known();
  ASSERT_THAT(known.overrides, SizeIs(1));
  EXPECT_EQ(known.overrides[0].what.expires_at, std::nullopt);
  ASSERT_THAT(known.decisions, SizeIs(2));
  EXPECT_EQ(known.decisions[0].head.number, 2);
  EXPECT_EQ(known.decisions[0].what.days, 14);
  EXPECT_EQ(known.decisions[1].head.number, 3);
  EXPECT_EQ(known.decisions[1].what.subject, "e-7");
}

TEST_P(DecisionStoreTest, TellsWhatWasKnownAtAMoment) {
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("a"), kDay);
  Override({"primary", OverrideAction::kRemove, 0, {}}, Because("b"), kDay + 2 * kHour);
  EXPECT_THAT(Known(kDay - kHour).overrides, IsEmpty());
  EXPECT_THAT(Known(kDay).overrides, SizeIs(1));
  EXPECT_THAT(Known(kDay + 2 * kHour).overrides, SizeIs(2));
  // Of the account as it is now.
  EXPECT_EQ(Known(kDay - kHour).etag, Known().etag);
}

TEST_P(DecisionStoreTest, AnEtagIsGoodUntilSomethingIsAdded) {
  EXPECT_EQ(Known().etag, kFirstEtag);
  const NewOverride what = {"primary", OverrideAction::kSet, 40, {}};
  const Written first = Override(what, Because("a", kFirstEtag));
  ASSERT_EQ(first.outcome, WriteOutcome::kWritten);
  const Written late = Override(what, Because("b", kFirstEtag));
  EXPECT_EQ(late.outcome, WriteOutcome::kOtherEtag);
  EXPECT_EQ(late.etag, first.etag);
  EXPECT_THAT(Known().overrides, SizeIs(1));
  const Written next = Decide({DecisionKind::kGraduation, 0, ""}, Because("c", first.etag));
  EXPECT_EQ(next.outcome, WriteOutcome::kWritten);
  EXPECT_NE(next.etag, first.etag);
}

TEST_P(DecisionStoreTest, ARequestThatIsSentAgainIsAnsweredAgain) {
  const NewOverride what = {"primary", OverrideAction::kSet, 40, {}};
  const Written first = Override(what, Because("a", kFirstEtag), kDay, "request-1");
  const Written again = Override(what, Because("a", kFirstEtag), kDay + kHour, "request-1");
  EXPECT_EQ(again.outcome, WriteOutcome::kWritten);
  EXPECT_EQ(again.etag, first.etag);
  EXPECT_EQ(again.head.number, 1);
  EXPECT_EQ(again.head.known_at, kDay);
  EXPECT_EQ(again.head.author, "ann");
  EXPECT_THAT(Known().overrides, SizeIs(1));
  const auto other = store_->decisions().AddOverride({"", "request-1", kDay}, "acme",
                                                     Because("another reason"), what);
  EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_P(DecisionStoreTest, MomentsNeverFall) {
  const NewOverride what = {"primary", OverrideAction::kSet, 40, {}};
  Override(what, Because("a"), kDay);
  EntryContext before = Because("b");
  before.known_at = kDay - kHour;
  const Written refused = Override(what, before, kDay + kHour);
  EXPECT_EQ(refused.outcome, WriteOutcome::kTooEarly);
  EXPECT_EQ(refused.head.known_at, kDay);
  // The clock was set back: it counts from the last entry on.
  const Written late = Override(what, Because("c"), kDay - kHour);
  EXPECT_EQ(late.outcome, WriteOutcome::kWritten);
  EXPECT_EQ(late.head.known_at, kDay);
  EXPECT_EQ(late.head.recorded_at, kDay - kHour);
  EXPECT_EQ(Override({"primary", OverrideAction::kSet, 40, kDay}, Because("d")).outcome,
            WriteOutcome::kEndsBefore);
}

TEST_P(DecisionStoreTest, OnlyAnOverrideThatStandsIsRemoved) {
  const NewOverride removal = {"primary", OverrideAction::kRemove, 0, {}};
  EXPECT_EQ(Override(removal, Because("a")).outcome, WriteOutcome::kNoOverride);
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("b"));
  EXPECT_EQ(Override({"other", OverrideAction::kRemove, 0, {}}, Because("c")).outcome,
            WriteOutcome::kNoOverride);
  EXPECT_EQ(Override(removal, Because("d")).outcome, WriteOutcome::kWritten);
  EXPECT_EQ(Override(removal, Because("e")).outcome, WriteOutcome::kNoOverride);
  EXPECT_THAT(Known().overrides, SizeIs(2));
}

TEST_P(DecisionStoreTest, NothingIsDecidedAboutAnAccountThatIsNotKnown) {
  const auto written = store_->decisions().AddDecision({"", "", kDay}, "acne", Because("a"),
                                                       {DecisionKind::kGraduation, 0, ""});
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->outcome, WriteOutcome::kUnknownAccount);
}

TEST_P(DecisionStoreTest, TenantsDoNotSeeEachOther) {
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("a"));
  EXPECT_THAT(Known(absl::InfiniteFuture(), "two").overrides, IsEmpty());
  EXPECT_EQ(Known(absl::InfiniteFuture(), "two").etag, kFirstEtag);
}

TEST_P(DecisionStoreTest, NothingIsLeftOfAnErasedAccountButThatItWas) {
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("a"));
  const Written last = Decide({DecisionKind::kGraduation, 0, ""}, Because("b"));
  ASSERT_TRUE(store_->Erase({"", "", kDay + kHour, "bob"}, "acme").ok());
  ASSERT_TRUE(store_->Erase({"", "", kDay + kHour, "bob"}, "acme").ok());  // there is none
  EXPECT_THAT(Known().overrides, IsEmpty());
  EXPECT_THAT(Known().decisions, IsEmpty());
  EXPECT_EQ(Known().etag, kFirstEtag);
  // An account that comes again has no etag that it had before.
  Keep("", "acme");
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("a"));
  Override({"primary", OverrideAction::kSet, 40, {}}, Because("b"));
  EXPECT_NE(Known().etag, last.etag);

  soci::session session;
  MakeDialect()->Connect(session);
  int count = 0;
  std::string what, author;
  long long at = 0;
  session << "select count(*) from audit", soci::into(count);
  session << "select what, author, at from audit", soci::into(what), soci::into(author),
      soci::into(at);
  EXPECT_EQ(count, 1);
  EXPECT_EQ(what, "account erased");
  EXPECT_EQ(author, "bob");
  EXPECT_EQ(at, absl::ToUnixMicros(kDay + kHour));
}

TEST_P(DecisionStoreTest, ManyThreadsDecideAtOnce) {
  constexpr int kThreads = 6, kEach = 8;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        if (t % 2 == 0) Override({"primary", OverrideAction::kSet, 1.0 * i, {}}, Because("a"));
        if (t % 2 == 1) Decide({DecisionKind::kExtensionGranted, 1, ""}, Because("b"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const AccountDecisions known = Known();
  std::set<int64_t> numbers;
  for (const StoredOverride& entry : known.overrides) numbers.insert(entry.head.number);
  for (const StoredDecision& entry : known.decisions) numbers.insert(entry.head.number);
  EXPECT_THAT(numbers, SizeIs(kThreads * kEach));
  EXPECT_EQ(*numbers.rbegin(), kThreads * kEach);
}

// By one etag one of many is done.
TEST_P(DecisionStoreTest, OfManyWithOneEtagOneIsDone) {
  constexpr int kThreads = 6;
  std::vector<WriteOutcome> outcomes(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      outcomes[static_cast<size_t>(t)] =
          Override({"primary", OverrideAction::kSet, 1, {}}, Because("a", kFirstEtag)).outcome;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), WriteOutcome::kWritten), 1);
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), WriteOutcome::kOtherEtag), kThreads - 1);
}

INSTANTIATE_FOR_BOTH_DATABASES(DecisionStoreTest);

}  // namespace
}  // namespace bellwether::store
