// The tree of an account is read as the same account.
#include "engine/accounts/account_node.h"

#include "engine/accounts/account_fields.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

TEST(AccountNodeTest, IsReadAsTheSameAccount) {
  const auto records = ReadAccounts(
      R"({"id": "a", "acv": 1.5, "kickoff_at": "not_yet", "renewal_at": {"not_applicable": true},
          "milestones": [{"key": "training", "planned_at": "2026-02-10", "critical": false}],
          "signals": {"x": 0.5, "y": {"value": true, "observed_at": "2026-02-10T10:00:00"},
                      "z": {"not_applicable": true}, "s": [["2026-02-10", 3]]},
          "dimension_scores": {"d": 7}, "extension": {"granted_days": 14},
          "previous_bands": {"m": "green"},
          "overrides": [{"model": "m", "kind": "CAP", "value": 40, "reason": "They said so",
                         "set_at": "2026-02-10", "expires_at": "2026-03-10"},
                        {"model": "n", "kind": "floor", "value": 40.5, "author": "Ana"},
                        {"model": "o", "kind": "SET", "value": 0}]})",
      AccountFormat::kJson, Limits{});
  ASSERT_EQ(records.size(), 1U);
  ASSERT_TRUE(records[0].ok()) << RecordText(records[0]);
  Account again;
  Violations violations(10);
  ReadAccount(AccountNode(records[0].account), Limits{}, again, violations);
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(AccountText(again), AccountText(records[0].account));
}

TEST(AccountNodeTest, EveryNodeHasThePlace) {
  Account account;
  account.id = "a";
  account.signals.push_back({"x", 0.5, {}});
  const Node node = AccountNode(account, {2, 3, 4, 5});
  EXPECT_EQ(node.span.line, 3U);
  EXPECT_EQ(node.Find("signals")->entries[0].key_span.line, 3U);
  EXPECT_EQ(node.Find("signals")->entries[0].value.span.line, 3U);
}

TEST(AccountNodeTest, WhatIsNotGivenIsNotThere) {
  EXPECT_TRUE(AccountNode(Account()).entries.empty());
  Account account;
  account.signals.push_back({"x", std::monostate(), Moment::Date(absl::CivilDay(2026, 3, 1))});
  EXPECT_TRUE(AccountNode(account).entries.empty()) << "a date of a value that nobody gave";
}

}  // namespace
}  // namespace bellwether
