// What was answered about accounts, by both databases alike.
#include "server/store/evaluation_store.h"

#include <algorithm>
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

// By default of an account of which one record is known, and so its kind.
StoredEvaluation Answer(const std::string& account, const std::string& pack = "p1",
                        std::optional<absl::Time> next = std::nullopt, uint64_t records = 2) {
  StoredEvaluation one;
  one.of = {"", account};
  one.as_of = kDay + absl::Microseconds(1);
  one.cause = EvaluationCause::kTime;
  one.facts_digest = "f \"ä\"";
  one.pack_digest = pack;
  one.body = "{\"models\":[]}";
  one.next_change_at = next;
  one.records = records;
  return one;
}

class EvaluationStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  EvaluationStore& kept() { return store_->evaluations(); }

  // Puts a record of each account, so that there is one.
  void Tell(const std::vector<std::string>& accounts, const std::string& tenant = "",
            const std::string& kind = "survey") {
    std::vector<StoredRecord> records;
    for (const std::string& account : accounts) {
      records.push_back({account, kind, absl::StrCat(account, ++told_), kDay, kDay, "{}"});
    }
    const auto outcomes = store_->PutRecords({tenant, "", kDay}, records);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  }
  std::vector<int64_t> Put(const std::vector<StoredEvaluation>& evaluations) {
    const auto numbers = kept().Put(evaluations);
    EXPECT_TRUE(numbers.ok()) << numbers.status();
    return numbers.value_or(std::vector<int64_t>());
  }
  static std::vector<std::string> Names(const absl::StatusOr<std::vector<AccountName>>& found) {
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> names;
    for (const AccountName& one : found.value_or(std::vector<AccountName>())) {
      names.push_back(absl::StrCat(one.tenant, "/", one.account));
    }
    return names;
  }
  static std::vector<int64_t> Numbers(const absl::StatusOr<std::vector<StoredEvaluation>>& found) {
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<int64_t> numbers;
    for (const auto& one : found.value_or(std::vector<StoredEvaluation>())) {
      numbers.push_back(one.sequence);
    }
    return numbers;
  }

  std::unique_ptr<Store> store_;

 private:
  int told_ = 0;
};

TEST_P(EvaluationStoreTest, KeepsWhatItWasGivenToTheByte) {
  Tell({"acme", "acme", "acme", "acme", "acme", "acme"});
  EXPECT_THAT(Put({Answer("acme", "p1", kDay + kHour, 7)}), ElementsAre(1));
  const auto last = kept().Last({"", "acme"});
  ASSERT_TRUE(last.ok() && last->has_value()) << last.status();
  const StoredEvaluation& one = **last;
  EXPECT_EQ(one.of.account, "acme");
  EXPECT_EQ(one.sequence, 1);
  EXPECT_EQ(one.as_of, kDay + absl::Microseconds(1));
  EXPECT_EQ(one.cause, EvaluationCause::kTime);
  EXPECT_EQ(one.facts_digest, "f \"ä\"");
  EXPECT_EQ(one.pack_digest, "p1");
  EXPECT_EQ(one.body, "{\"models\":[]}");
  EXPECT_EQ(one.next_change_at, kDay + kHour);
  EXPECT_EQ(one.records, 7u);
}

TEST_P(EvaluationStoreTest, OfAnAccountThatWasNeverEvaluatedThereIsNone) {
  const auto last = kept().Last({"", "acme"});
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_FALSE(last->has_value());
  EXPECT_EQ(kept().LastSequence().value_or(-1), 0);
}

TEST_P(EvaluationStoreTest, TheLastOneIsTheOneThatIsAskedAndAllAreKept) {
  Tell({"acme", "other"});
  Put({Answer("acme"), Answer("other"), Answer("acme")});
  store_.reset();
  store_ = Open();
  EXPECT_EQ((*kept().Last({"", "acme"}))->sequence, 3);
  EXPECT_THAT(Numbers(kept().Of({"", "acme"}, 0, 10)), ElementsAre(3, 1));
  EXPECT_THAT(Numbers(kept().Of({"", "acme"}, 3, 10)), ElementsAre(1));
  EXPECT_THAT(Numbers(kept().Of({"", "acme"}, 0, 1)), ElementsAre(3));
}

TEST_P(EvaluationStoreTest, AreReadInTheirOrderByTenant) {
  Tell({"acme"});
  Tell({"acme"}, "t");
  StoredEvaluation theirs = Answer("acme");
  theirs.of.tenant = "t";
  Put({Answer("acme"), theirs, Answer("acme")});
  EXPECT_THAT(Numbers(kept().After("", 0, 10)), ElementsAre(1, 3));
  EXPECT_THAT(Numbers(kept().After("", 1, 10)), ElementsAre(3));
  EXPECT_THAT(Numbers(kept().After("t", 0, 10)), ElementsAre(2));
  EXPECT_THAT(Numbers(kept().After("", 0, 1)), ElementsAre(1));
  EXPECT_EQ(kept().LastSequence().value_or(-1), 3);
}

TEST_P(EvaluationStoreTest, SaysWhoIsDueAndWhen) {
  Tell({"a", "b", "c", "d"});
  EXPECT_EQ(kept().NextDue().value_or(kDay), std::nullopt);
  Put({Answer("a", "p1", kDay + 2 * kHour), Answer("b", "p1", kDay + kHour), Answer("c"),
       Answer("d", "p1", kDay + 3 * kHour)});
  EXPECT_EQ(kept().NextDue().value_or(std::nullopt), kDay + kHour);
  EXPECT_THAT(Names(kept().Due(kDay, 10)), IsEmpty());
  EXPECT_THAT(Names(kept().Due(kDay + 2 * kHour, 10)), ElementsAre("/b", "/a"));
  EXPECT_THAT(Names(kept().Due(kDay + 2 * kHour, 1)), ElementsAre("/b"));
  // Its next evaluation takes the place of the last one.
  Put({Answer("b")});
  EXPECT_EQ(kept().NextDue().value_or(std::nullopt), kDay + 2 * kHour);
}

// A day on which nothing changed is no line of the history.
TEST_P(EvaluationStoreTest, WhatSaysNothingNewMovesTheNextChangeAlone) {
  Tell({"a"});
  Put({Answer("a", "p1", kDay + kHour)});
  Tell({"a", "a", "a"});
  StoredEvaluation same = Answer("a", "p1", kDay + 2 * kHour, 5);
  same.says_nothing_new = true;
  same.sequence = 1;
  EXPECT_THAT(Put({same}), ElementsAre(0));
  EXPECT_THAT(Numbers(kept().After("", 0, 10)), ElementsAre(1));
  const auto last = kept().Last({"", "a"});
  ASSERT_TRUE(last.ok() && last->has_value());
  EXPECT_EQ((*last)->next_change_at, kDay + 2 * kHour);
  EXPECT_EQ((*last)->records, 5u);
  EXPECT_EQ(kept().NextDue().value_or(std::nullopt), kDay + 2 * kHour);
}

// Neither what was told of it meanwhile nor that it was marked as due is lost by the evaluation
// that was on its way.
TEST_P(EvaluationStoreTest, WhatBecameKnownWhileItWasEvaluatedStaysDue) {
  Tell({"a", "b"});
  StoredEvaluation a = Answer("a", "p1", kDay + kHour), b = Answer("b");
  Put({a, b});
  Tell({"a"});
  b.says_nothing_new = true;
  b.sequence = 2;
  Tell({"c"}, "", "ticket");  // a kind is new to all accounts
  Put({a, b});
  EXPECT_THAT(Names(kept().Due(kDay + absl::Seconds(2), 10)), ElementsAre("/a", "/b"));
  a.records = 4;  // two records and two kinds
  b.records = 3;
  Put({a, b});
  EXPECT_THAT(Names(kept().Due(kDay + absl::Seconds(2), 10)), IsEmpty());
}

TEST_P(EvaluationStoreTest, SaysWhoIsBehindTheRecords) {
  Tell({"a", "b"});
  Tell({"b"}, "t");
  EXPECT_THAT(Names(kept().Behind({}, 10)), ElementsAre("/a", "/b", "t/b"));
  EXPECT_THAT(Names(kept().Behind({"", "a"}, 1)), ElementsAre("/b"));
  Put({Answer("a"), Answer("b")});
  EXPECT_THAT(Names(kept().Behind({}, 10)), ElementsAre("t/b"));
  Tell({"a"});
  EXPECT_THAT(Names(kept().Behind({}, 10)), ElementsAre("/a", "t/b"));
  EXPECT_EQ(kept().CountRecords({"", "a"}).value_or(0), 3u);  // and their kind
  EXPECT_EQ(kept().CountRecords({"", "nobody"}).value_or(9), 0u);
}

TEST_P(EvaluationStoreTest, TellsTheLastOnesOfManyAccountsAtOnce) {
  Tell({"a", "b", "c", "never"});
  Tell({"a"}, "t");
  StoredEvaluation theirs = Answer("a", "p9", std::nullopt, 2);
  theirs.of.tenant = "t";
  Put({Answer("a", "p1", std::nullopt, 2), Answer("b", "p1", kDay, 2), Answer("c"), theirs,
       Answer("a", "p2", std::nullopt, 2)});
  Tell({"b"});
  const auto found = kept().LastOfEach("", {"never", "b", "a", "nobody"});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_THAT(*found, SizeIs(2));
  EXPECT_EQ((*found)[0].evaluation.of.account, "a");
  EXPECT_EQ((*found)[0].evaluation.pack_digest, "p2");
  EXPECT_EQ((*found)[0].evaluation.sequence, 5);
  EXPECT_EQ((*found)[0].evaluation.body, "{\"models\":[]}");
  EXPECT_FALSE((*found)[0].is_behind);
  EXPECT_EQ((*found)[1].evaluation.next_change_at, kDay);
  EXPECT_TRUE((*found)[1].is_behind);
  EXPECT_THAT(kept().LastOfEach("", {}).value(), IsEmpty());
  // As many as a page of a list may have.
  std::vector<std::string> many = {"c"};
  for (int i = 1; i < 1'000; ++i) many.push_back(absl::StrCat("x", i));
  EXPECT_THAT(kept().LastOfEach("", many).value(), SizeIs(1));
}

TEST_P(EvaluationStoreTest, SaysWhomAnotherPackAnswered) {
  Tell({"a", "b", "c"});
  Put({Answer("a"), Answer("b", "p2"), Answer("c")});
  EXPECT_THAT(Names(kept().OfOtherPacks("p2", {}, 10)), ElementsAre("/a", "/c"));
  EXPECT_THAT(Names(kept().OfOtherPacks("p2", {"", "a"}, 10)), ElementsAre("/c"));
  EXPECT_EQ(kept().CountOfOtherPacks("p2").value_or(0), 2u);
  Put({Answer("a", "p2"), Answer("c", "p2")});
  EXPECT_EQ(kept().CountOfOtherPacks("p2").value_or(9), 0u);
}

TEST_P(EvaluationStoreTest, SaysWhomOfATenantAnotherPackAnswered) {
  Tell({"a", "z"});
  Tell({"a", "b", "c"}, "t");
  Tell({"a"}, "u");
  const auto theirs = [](const char* tenant, StoredEvaluation one) {
    one.of.tenant = tenant;
    return one;
  };
  Put({Answer("a"), Answer("z"), theirs("t", Answer("a")), theirs("t", Answer("b", "p2")),
       theirs("t", Answer("c")), theirs("u", Answer("a"))});
  EXPECT_THAT(Names(kept().OfOtherPacksIn("t", "p2", "", 10)), ElementsAre("t/a", "t/c"));
  EXPECT_THAT(Names(kept().OfOtherPacksIn("t", "p2", "", 1)), ElementsAre("t/a"));
  EXPECT_THAT(Names(kept().OfOtherPacksIn("t", "p2", "a", 10)), ElementsAre("t/c"));
  EXPECT_EQ(kept().CountOfOtherPacksIn("t", "p2").value_or(0), 2u);
  EXPECT_EQ(kept().CountOfOtherPacksIn("t", "p1").value_or(0), 1u);
  EXPECT_EQ(kept().CountOfOtherPacksIn("nobody", "p1").value_or(9), 0u);
}

TEST_P(EvaluationStoreTest, NothingIsLeftOfAnAccountThatWasErased) {
  Tell({"acme", "other"});
  Put({Answer("acme", "p1", kDay), Answer("other")});
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_THAT(Numbers(kept().After("", 0, 10)), ElementsAre(2));
  EXPECT_THAT(Names(kept().Due(kDay, 10)), IsEmpty());
  // What was on its way is passed over.
  EXPECT_THAT(Put({Answer("acme"), Answer("other")}), ElementsAre(0, 3));
  EXPECT_FALSE(kept().Last({"", "acme"}).value_or(Answer("x")).has_value());
}

// Whoever has read up to a number has missed none before it.
TEST_P(EvaluationStoreTest, NumbersBecomeVisibleInTheirOrder) {
  constexpr int kWriters = 3;
  constexpr int kTurns = 20;
  Tell({"a", "b", "c"});
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const std::string account(1, static_cast<char>('a' + writer));
      for (int turn = 0; turn < kTurns; ++turn) Put({Answer(account), Answer(account)});
    });
  }
  std::vector<int64_t> seen;
  while (seen.size() < size_t{kWriters} * kTurns * 2) {
    const auto more = Numbers(kept().After("", seen.empty() ? 0 : seen.back(), 7));
    seen.insert(seen.end(), more.begin(), more.end());
    if (::testing::Test::HasFailure()) break;
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_THAT(seen, SizeIs(kWriters * kTurns * 2));
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

// Of two servers one is in charge, until it ends; a file has one server alone.
TEST_P(EvaluationStoreTest, OneServerIsInCharge) {
  EXPECT_TRUE(kept().IsInCharge().value_or(false));
  EXPECT_TRUE(kept().IsInCharge().value_or(false));
  if (is_sqlite()) return;
  const auto other = Open();
  EXPECT_FALSE(other->evaluations().IsInCharge().value_or(true));
  store_.reset();
  bool in_charge = false;
  for (int i = 0; i < 500 && !in_charge; ++i) {  // the server sees in a moment that it left
    in_charge = other->evaluations().IsInCharge().value_or(false);
    if (!in_charge) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(in_charge);
}

INSTANTIATE_FOR_BOTH_DATABASES(EvaluationStoreTest);

}  // namespace
}  // namespace bellwether::store
