// How accounts of a list stood when they were evaluated last.
#include "server/rpc/account_health.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/book/continuous_evaluation.h"
#include "tests/server/accounts_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;

class AccountHealthTest : public AccountsTest {
 protected:
  AccountHealthTest() {
    ContinuousEvaluation::Settings settings;
    settings.changes.rest = absl::ZeroDuration();
    settings.now = [] { return absl::FromUnixSeconds(1'768'000'000); };  // 2026-01-09
    continuous_ = std::make_unique<ContinuousEvaluation>(
        settings, *store_, [this](const std::string&) { return packs_.Pin(); }, Limits{}, log_);
  }
  ~AccountHealthTest() override { continuous_.reset(); }

  void Evaluate() {
    for (int i = 0; i < 100 && continuous_->Step(); ++i) {
    }
  }
  void Tell(const std::string& account, double usage, int day = 5) {
    Put({RecordOfAccount(account, absl::StrCat(account, "-", ++told_), day, usage)});
    continuous_->Changed(origin_.caller->tenant, std::vector<std::string>{account});
  }
  v1::ListAccountsResponse List(const std::string& order = "", bool with_health = true) {
    v1::ListAccountsRequest request;
    request.set_with_health(with_health);
    request.set_order_by(order);
    v1::ListAccountsResponse page;
    const grpc::Status status = Ask(Handlers().list_accounts, request, page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return page;
  }
  // "account score band marks".
  std::vector<std::string> Texts(const std::string& order = "") {
    std::vector<std::string> texts;
    const v1::ListAccountsResponse page = List(order);
    for (const v1::StoredAccount& one : page.accounts()) {
      std::string text = one.account_id();
      const v1::AccountHealth& health = one.health();
      if (health.has_score()) absl::StrAppend(&text, " ", health.score(), " ", health.band());
      if (one.has_health() && !health.has_score()) absl::StrAppend(&text, " none");
      if (health.insufficient()) absl::StrAppend(&text, " insufficient");
      if (health.refused()) absl::StrAppend(&text, " refused");
      if (health.unreadable()) absl::StrAppend(&text, " unreadable");
      if (health.outdated()) absl::StrAppend(&text, " outdated");
      texts.push_back(text);
    }
    return texts;
  }

  std::unique_ptr<ContinuousEvaluation> continuous_;
  int told_ = 0;
};

TEST_F(AccountHealthTest, IsToldWhereItIsAskedFor) {
  Tell("acme", 0.9);
  Evaluate();
  EXPECT_FALSE(List("", false).accounts(0).has_health());
  const v1::ListAccountsResponse page = List();
  const v1::AccountHealth& health = page.accounts(0).health();
  EXPECT_EQ(health.model(), "onboarding");
  EXPECT_EQ(health.score(), 85);
  EXPECT_EQ(health.band(), "green");
  EXPECT_EQ(health.as_of().seconds(), 1'768'000'000);
  EXPECT_EQ(health.pack_digest(), packs_.Pin()->plan->digest);
  EXPECT_FALSE(health.insufficient() || health.refused() || health.outdated());
}

TEST_F(AccountHealthTest, GoesWithItsAccountWhateverTheOrder) {
  Tell("acme", 0.9);
  Tell("bolt", 0.1);
  Tell("bolt", 0.2, 6);
  Evaluate();
  Tell("cell", 0.5);  // not evaluated yet
  EXPECT_THAT(Texts(), ElementsAre("acme 85 green", "bolt 50 yellow", "cell"));
  EXPECT_THAT(Texts("records desc, account_id desc"),
              ElementsAre("bolt 50 yellow", "cell", "acme 85 green"));
}

TEST_F(AccountHealthTest, WhatWaitsToBeEvaluatedAgainIsMarked) {
  Tell("acme", 0.9);
  Tell("bolt", 0.9);
  Evaluate();
  Tell("acme", 0.2, 6);
  EXPECT_THAT(Texts(), ElementsAre("acme 85 green outdated", "bolt 85 green"));
  Evaluate();
  EXPECT_THAT(Texts(), ElementsAre("acme 50 yellow", "bolt 85 green"));
  packs_.Publish(SnapshotOf(PackWithoutHealth()));
  EXPECT_THAT(Texts(), ElementsAre("acme 50 yellow outdated", "bolt 85 green outdated"));
}

// Nothing is known yet of a record that lies ahead; and a model that applies may lack every fact.
TEST_F(AccountHealthTest, AnAccountWithoutAScoreSaysWhy) {
  Tell("ahead", 0.9, 20);
  v1::Record bare = RecordOfAccount("bare", "bare-1", 5, 0.9);
  bare.clear_signals();
  Put({bare});
  v1::Record other = RecordOfAccount("other", "other-1", 5, 0.9);
  other.mutable_fields(0)->set_text("customer");
  Put({other});
  continuous_->Changed("", std::vector<std::string>{"bare", "other"});
  Evaluate();
  EXPECT_THAT(Texts(),
              ElementsAre("ahead none refused outdated", "bare none insufficient", "other none"));
  EXPECT_EQ(List().accounts(2).health().model(), "");
}

// What stands in the list is what it can be filtered and ordered by.
TEST_F(AccountHealthTest, ListsAreFilteredAndOrderedByIt) {
  Tell("acme", 0.9);
  Tell("bolt", 0.2);
  Tell("ahead", 0.9, 20);
  v1::Record bare = RecordOfAccount("bare", "bare-1", 5, 0.9);
  bare.clear_signals();
  Put({bare});
  continuous_->Changed("", std::vector<std::string>{"bare"});
  Evaluate();
  Tell("cell", 0.5);  // not evaluated yet
  const auto names = [&](const std::string& filter, const std::string& order = "") {
    v1::ListAccountsRequest request;
    request.set_filter(filter);
    request.set_order_by(order);
    request.set_page_size(2);
    std::vector<std::string> found;
    do {
      v1::ListAccountsResponse page;
      const grpc::Status status = Ask(Handlers().list_accounts, request, page);
      EXPECT_TRUE(status.ok()) << status.error_message();
      for (const auto& one : page.accounts()) found.push_back(one.account_id());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty() && found.size() < 100);
    return found;
  };
  EXPECT_THAT(names("band = green"), ElementsAre("acme"));
  EXPECT_THAT(names("score < 60"), ElementsAre("bolt"));
  EXPECT_THAT(names("refused = true"), ElementsAre("ahead"));
  EXPECT_THAT(names("insufficient = true"), ElementsAre("bare"));
  EXPECT_THAT(names("refused = false"), ElementsAre("acme", "bare", "bolt"));
  EXPECT_THAT(names("", "score"), ElementsAre("bolt", "acme", "ahead", "bare", "cell"));
  EXPECT_THAT(names("", "score desc"), ElementsAre("acme", "bolt", "ahead", "bare", "cell"));
}

// One answer that is damaged hides no other.
TEST_F(AccountHealthTest, AnAnswerThatCannotBeReadIsMarked) {
  Tell("acme", 0.9);
  Tell("bolt", 0.9);
  Evaluate();
  store::EvaluationStore& kept = store_->evaluations();
  store::StoredEvaluation damaged = **kept.Last({"", "acme"});
  damaged.body = "{";
  ASSERT_TRUE(kept.Put(std::vector{damaged}).ok());
  EXPECT_THAT(Texts(), ElementsAre("acme none unreadable", "bolt 85 green"));
}

TEST_F(AccountHealthTest, IsThatOfTheCallersTenant) {
  Tell("acme", 0.9);
  origin_.caller = std::make_shared<Caller>(Caller{"", "north", RoleSet::All(), ""});
  Tell("acme", 0.2);
  Evaluate();
  EXPECT_THAT(Texts(), ElementsAre("acme 50 yellow"));
  origin_.caller = AnyCaller();
  EXPECT_THAT(Texts(), ElementsAre("acme 85 green"));
}

}  // namespace
}  // namespace bellwether
