// Lists of accounts by what they are, by both databases alike.
#include "server/store/account_list_store.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/decision_store.h"
#include "server/store/evaluation_store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kDay = absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01
constexpr absl::Duration kHour = absl::Hours(1);

StoredRecord RecordOfAccount(const std::string& account, const std::string& id,
                             Attributes attributes, absl::Time at = kDay,
                             absl::Time known_at = kDay) {
  return {account, "account", id, at, known_at, "{}", std::move(attributes)};
}

AccountFilter Text(AccountField field, Comparison comparison, const std::string& value) {
  return AccountFilter::Of(field, comparison, value);
}

AccountFilter Of(AccountFilter::Kind kind, std::vector<AccountFilter> parts) {
  AccountFilter filter;
  filter.kind = kind;
  filter.parts = std::move(parts);
  return filter;
}

class AccountListTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  void Put(const std::vector<StoredRecord>& records, absl::Time now = kDay,
           const std::string& tenant = "") {
    const auto outcomes = store_->PutRecords({tenant, "", now}, records);
    ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  }
  void PutThree() {
    Put({RecordOfAccount("acme", "1", {"enterprise", "Ana", "onboarding"})}, kDay);
    Put({RecordOfAccount("bolt", "2", {"smb", "Ben", "live"}),
         RecordOfAccount("bolt", "3", {"", "", "live"})},
        kDay + kHour);
    Put({RecordOfAccount("cell", "4", {"enterprise", "", "live"})}, kDay + 2 * kHour);
  }
  void PutEvaluation(const std::string& account, std::optional<double> score,
                     const std::string& band, HealthStanding standing) {
    StoredEvaluation one;
    one.of = {"", account};
    one.as_of = kDay;
    one.facts_digest = one.pack_digest = "p";
    one.body = "{}";
    one.records = 1;
    one.band = band;
    one.score = score;
    one.standing = standing;
    const auto put = store_->evaluations().Put({&one, 1});
    ASSERT_TRUE(put.ok()) << put.status();
  }
  // A good one, one of 0, one of which too little is known, one that was never evaluated, and one
  // that was refused.
  void PutEvaluated() {
    PutThree();
    Put({RecordOfAccount("dune", "5", {}), RecordOfAccount("echo", "6", {})});
    PutEvaluation("acme", 85.5, "green", HealthStanding::kScored);
    PutEvaluation("bolt", 0, "red", HealthStanding::kScored);
    PutEvaluation("cell", std::nullopt, "", HealthStanding::kInsufficient);
    PutEvaluation("echo", std::nullopt, "", HealthStanding::kRefused);
  }
  AccountPage Find(const AccountListing& listing, const std::string& tenant = "") {
    const auto page = store_->account_list().Find(tenant, listing);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.value_or(AccountPage());
  }
  std::vector<std::string> Found(const AccountFilter& filter) {
    AccountListing listing;
    listing.filter = filter;
    std::vector<std::string> accounts;
    for (const AccountSummary& one : Find(listing).accounts) accounts.push_back(one.account);
    return accounts;
  }
  // "segment/csm/stage".
  std::string AttributesOf(const std::string& account) {
    AccountListing listing;
    listing.filter = Text(AccountField::kAccount, Comparison::kEqual, account);
    const AccountPage page = Find(listing);
    if (page.accounts.size() != 1) return "none";
    const AccountSummary& one = page.accounts.front();
    return absl::StrCat(one.segment, "/", one.csm, "/", one.stage);
  }
  // All pages of `most` entries.
  std::vector<std::string> Pages(AccountListing listing, uint32_t most) {
    listing.most = most;
    std::vector<std::string> accounts;
    for (;;) {
      const AccountPage page = Find(listing);
      EXPECT_LE(page.accounts.size(), most);
      for (const AccountSummary& one : page.accounts) accounts.push_back(one.account);
      if (!page.more) return accounts;
      listing.after = page.accounts.back();
    }
  }

  std::unique_ptr<Store> store_;
};

TEST_P(AccountListTest, ComparesEveryField) {
  PutThree();
  EXPECT_THAT(Found({}), ElementsAre("acme", "bolt", "cell"));
  EXPECT_THAT(Found(Text(AccountField::kSegment, Comparison::kEqual, "enterprise")),
              ElementsAre("acme", "cell"));
  EXPECT_THAT(Found(Text(AccountField::kCsm, Comparison::kNotEqual, "Ana")),
              ElementsAre("bolt", "cell"));
  EXPECT_THAT(Found(Text(AccountField::kCsm, Comparison::kEqual, "")), ElementsAre("cell"));
  EXPECT_THAT(Found(Text(AccountField::kStage, Comparison::kHolds, "board")), ElementsAre("acme"));
  EXPECT_THAT(Found(Text(AccountField::kAccount, Comparison::kMore, "acme")),
              ElementsAre("bolt", "cell"));
  EXPECT_THAT(Found(AccountFilter::Of(AccountField::kRecords, Comparison::kAtLeast, int64_t{2})),
              ElementsAre("bolt"));
  EXPECT_THAT(
      Found(AccountFilter::Of(AccountField::kChangedAt, Comparison::kLess, kDay + 2 * kHour)),
      ElementsAre("acme", "bolt"));
  EXPECT_THAT(Found(AccountFilter::Of(AccountField::kChangedAt, Comparison::kAtMost, kDay)),
              ElementsAre("acme"));
}

TEST_P(AccountListTest, CountsAllOfATenant) {
  const auto totals = [&](const std::string& tenant) {
    const auto found = store_->account_list().Totals(tenant);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(AccountTotals());
  };
  EXPECT_EQ(totals("").accounts, 0u);
  EXPECT_EQ(totals("").changed_at, absl::UnixEpoch());
  PutThree();
  Put({RecordOfAccount("acme", "1", {})}, kDay + 9 * kHour, "other");
  EXPECT_EQ(totals("").accounts, 3u);
  EXPECT_EQ(totals("").records, 4u);
  EXPECT_EQ(totals("").changed_at, kDay + 2 * kHour);
  EXPECT_EQ(totals("").decisions, 0u);
  ASSERT_TRUE(store_->decisions()
                  .AddDecision({"", "", kDay}, "acme", {"ann", "good", "", std::nullopt},
                               {DecisionKind::kGraduation, 0, ""})
                  .ok());
  ASSERT_TRUE(store_->decisions()
                  .AddOverride({"", "", kDay}, "bolt", {"ann", "ill", "", std::nullopt},
                               {"primary", OverrideAction::kCap, 50, std::nullopt})
                  .ok());
  EXPECT_EQ(totals("").decisions, 2u);
  EXPECT_EQ(totals("other").accounts, 1u);
  EXPECT_EQ(totals("other").decisions, 0u);
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "acme").ok());
  EXPECT_EQ(totals("").records, 3u);
  EXPECT_EQ(totals("").decisions, 1u);
}

TEST_P(AccountListTest, JoinsConditions) {
  PutThree();
  const AccountFilter enterprise = Text(AccountField::kSegment, Comparison::kEqual, "enterprise");
  const AccountFilter live = Text(AccountField::kStage, Comparison::kEqual, "live");
  EXPECT_THAT(Found(Of(AccountFilter::Kind::kAll, {enterprise, live})), ElementsAre("cell"));
  EXPECT_THAT(Found(Of(AccountFilter::Kind::kAny, {enterprise, live})),
              ElementsAre("acme", "bolt", "cell"));
  EXPECT_THAT(Found(Of(AccountFilter::Kind::kNot, {enterprise})), ElementsAre("bolt"));
  EXPECT_THAT(Found(Of(AccountFilter::Kind::kNot, {Of(AccountFilter::Kind::kAny, {})})),
              ElementsAre("acme", "bolt", "cell"));
}

// Values are parameters: nothing that stands in one is SQL.
TEST_P(AccountListTest, AValueIsNeverPartOfTheStatement) {
  PutThree();
  for (const char* value : {"' or '1' = '1", "\"", "%", "_", ":tenant",
                            "enterprise'; drop table "
                            "accounts; --"}) {
    EXPECT_THAT(Found(Text(AccountField::kSegment, Comparison::kEqual, value)), IsEmpty()) << value;
    EXPECT_THAT(Found(Text(AccountField::kSegment, Comparison::kHolds, value)), IsEmpty()) << value;
  }
  EXPECT_THAT(Found({}), ElementsAre("acme", "bolt", "cell"));
}

TEST_P(AccountListTest, AnAttributeIsThatOfTheLatestRecord) {
  Put({RecordOfAccount("acme", "2", {"", "Ben", ""}, kDay + 2 * kHour, kDay + 2 * kHour)});
  Put({RecordOfAccount("acme", "1", {"smb", "Ana", "live"}, kDay)});  // it came later, and is older
  EXPECT_EQ(AttributesOf("acme"), "smb/Ben/live");
  Put({RecordOfAccount("acme", "3", {"enterprise", "", ""}, kDay + kHour)});
  EXPECT_EQ(AttributesOf("acme"), "enterprise/Ben/live");
}

TEST_P(AccountListTest, ACorrectionTakesThePlaceOfWhatItCorrects) {
  Put({RecordOfAccount("acme", "1", {"smb", "Ana", ""})});
  // Known later: the same record, without a word of the segment.
  Put({RecordOfAccount("acme", "1", {"", "Ben", ""}, kDay, kDay + kHour)});
  EXPECT_EQ(AttributesOf("acme"), "/Ben/");
  // In the other order of arrival the same.
  Put({RecordOfAccount("bolt", "2", {"", "", ""}, kDay, kDay + kHour)});
  Put({RecordOfAccount("bolt", "2", {"smb", "Ana", ""})});
  EXPECT_EQ(AttributesOf("bolt"), "//");
}

TEST_P(AccountListTest, ARecordThatWasGivenToAnotherAccountSaysNothingOfTheFirst) {
  Put({RecordOfAccount("acme", "1", {"smb", "Ana", "live"})});
  Put({RecordOfAccount("bolt", "1", {"smb", "Ben", "live"}, kDay, kDay + kHour)});
  EXPECT_EQ(AttributesOf("acme"), "//");
  EXPECT_EQ(AttributesOf("bolt"), "smb/Ben/live");
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "bolt").ok());
  EXPECT_EQ(AttributesOf("bolt"), "none");
  EXPECT_EQ(AttributesOf("acme"), "smb/Ana/live");  // what is left of the record is its own
}

TEST_P(AccountListTest, OrdersAndPagesMeetEveryAccountOnce) {
  for (int i = 0; i < 9; ++i) {
    const std::string account = absl::StrCat("a", i);
    Put({RecordOfAccount(account, absl::StrCat("x", i), {})}, kDay + (i % 3) * kHour);
    if (i % 2 == 0)
      Put({RecordOfAccount(account, absl::StrCat("y", i), {})}, kDay + (i % 3) * kHour);
  }
  AccountListing changed;
  changed.order = {{AccountField::kChangedAt, true}};
  const auto by_change = ElementsAre("a2", "a5", "a8", "a1", "a4", "a7", "a0", "a3", "a6");
  AccountListing many;
  many.order = {{AccountField::kRecords, true}, {AccountField::kAccount, true}};
  const auto by_records = ElementsAre("a8", "a6", "a4", "a2", "a0", "a7", "a5", "a3", "a1");
  for (uint32_t most = 1; most < 10; ++most) {
    EXPECT_THAT(Pages(changed, most), by_change) << most;
    EXPECT_THAT(Pages(many, most), by_records) << most;
  }
}

// --- what the last evaluation said

TEST_P(AccountListTest, ComparesWhatTheLastEvaluationSaid) {
  PutEvaluated();
  const auto score = [&](Comparison comparison, double value) {
    return AccountFilter::Of(AccountField::kScore, comparison, value);
  };
  const auto truth = [&](AccountField field, Comparison comparison, bool value) {
    return Found(AccountFilter::Of(field, comparison, value));
  };
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kEqual, "red")), ElementsAre("bolt"));
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kNotEqual, "red")),
              ElementsAre("acme", "cell", "dune", "echo"));
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kEqual, "")),
              ElementsAre("cell", "dune", "echo"));
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kHolds, "ee")), ElementsAre("acme"));
  // A score of 0 is one, and no score is none: it is not below 50, and not another than 85.
  EXPECT_THAT(Found(score(Comparison::kLess, 50)), ElementsAre("bolt"));
  EXPECT_THAT(Found(score(Comparison::kEqual, 0)), ElementsAre("bolt"));
  EXPECT_THAT(Found(score(Comparison::kAtLeast, 0)), ElementsAre("acme", "bolt"));
  EXPECT_THAT(Found(score(Comparison::kNotEqual, 85.5)), ElementsAre("bolt"));
  EXPECT_THAT(Found(Of(AccountFilter::Kind::kNot, {score(Comparison::kAtLeast, 50)})),
              ElementsAre("bolt", "cell", "dune", "echo"));
  // Of what was never evaluated neither is said.
  EXPECT_THAT(truth(AccountField::kRefused, Comparison::kEqual, true), ElementsAre("echo"));
  EXPECT_THAT(truth(AccountField::kRefused, Comparison::kEqual, false),
              ElementsAre("acme", "bolt", "cell"));
  EXPECT_THAT(truth(AccountField::kRefused, Comparison::kNotEqual, true),
              ElementsAre("acme", "bolt", "cell"));
  EXPECT_THAT(truth(AccountField::kInsufficient, Comparison::kEqual, true), ElementsAre("cell"));
  EXPECT_THAT(
      Found(Of(AccountFilter::Kind::kAll, {Text(AccountField::kSegment, Comparison::kEqual, "smb"),
                                           score(Comparison::kLess, 90)})),
      ElementsAre("bolt"));
}

TEST_P(AccountListTest, WithoutAScoreAnAccountIsTheLastEitherWay) {
  PutEvaluated();
  Put({RecordOfAccount("fern", "f", {})});
  PutEvaluation("fern", 85.5, "green", HealthStanding::kScored);
  AccountListing best, worst, by_change;
  best.order = {{AccountField::kScore, true}};
  worst.order = {{AccountField::kScore, false}, {AccountField::kAccount, true}};
  by_change.order = {{AccountField::kRecords, true}, {AccountField::kScore, false}};
  for (uint32_t most = 1; most < 7; ++most) {
    EXPECT_THAT(Pages(best, most), ElementsAre("acme", "fern", "bolt", "cell", "dune", "echo"))
        << most;
    EXPECT_THAT(Pages(worst, most), ElementsAre("bolt", "fern", "acme", "echo", "dune", "cell"))
        << most;
    EXPECT_THAT(Pages(by_change, most), ElementsAre("bolt", "acme", "fern", "cell", "dune", "echo"))
        << most;
  }
}

TEST_P(AccountListTest, TheLastEvaluationCounts) {
  PutEvaluated();
  PutEvaluation("acme", std::nullopt, "", HealthStanding::kInsufficient);
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kEqual, "green")), IsEmpty());
  EXPECT_THAT(Found(AccountFilter::Of(AccountField::kScore, Comparison::kAtLeast, 50.0)),
              IsEmpty());
  EXPECT_THAT(Found(AccountFilter::Of(AccountField::kInsufficient, Comparison::kEqual, true)),
              ElementsAre("acme", "cell"));
  // Who says nothing new, and does not say what it was, leaves what is kept.
  auto last = store_->evaluations().Last({"", "bolt"});
  ASSERT_TRUE(last.ok() && last->has_value()) << last.status();
  (*last)->says_nothing_new = true;
  ASSERT_TRUE(store_->evaluations().Put({&**last, 1}).ok());
  EXPECT_THAT(Found(AccountFilter::Of(AccountField::kScore, Comparison::kEqual, 0.0)),
              ElementsAre("bolt"));
  ASSERT_TRUE(store_->Erase({"", "", kDay}, "bolt").ok());
  EXPECT_THAT(Found(Text(AccountField::kBand, Comparison::kEqual, "red")), IsEmpty());
}

TEST_P(AccountListTest, APageIsWhatItWasWhenAccountsComeBefore) {
  PutThree();
  AccountListing listing;
  listing.most = 2;
  const AccountPage first = Find(listing);
  ASSERT_TRUE(first.more);
  Put({RecordOfAccount("aaa", "9", {})});
  listing.after = first.accounts.back();
  const AccountPage second = Find(listing);
  ASSERT_EQ(second.accounts.size(), 1u);
  EXPECT_EQ(second.accounts.front().account, "cell");
}

TEST_P(AccountListTest, TenantsDoNotSeeEachOther) {
  Put({RecordOfAccount("acme", "1", {"smb", "", ""})}, kDay, "one");
  Put({RecordOfAccount("acme", "1", {"enterprise", "", ""})}, kDay, "two");
  AccountListing listing;
  listing.filter = Text(AccountField::kSegment, Comparison::kEqual, "smb");
  EXPECT_EQ(Find(listing, "one").accounts.size(), 1u);
  EXPECT_THAT(Find(listing, "two").accounts, IsEmpty());
  EXPECT_THAT(Find(listing).accounts, IsEmpty());
}

INSTANTIATE_FOR_BOTH_DATABASES(AccountListTest);

}  // namespace
}  // namespace bellwether::store
