// Columns for what fits, batches for what does not: one order, one answer each.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cpp/evaluations.h"
#include "gtest/gtest.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether {
namespace {

v1::Account AccountOf(const std::string& id, double usage) {
  v1::Account account;
  account.set_id(id);
  v1::Signal& signal = *account.add_signals();
  signal.set_name("usage");
  signal.set_number(usage);
  return account;
}

struct Asked {
  explicit Asked(const ScoringServiceFake& server, size_t rows = 8) : client(Options(server)) {
    evaluations = MakeColumnEvaluations(
        client, {}, {2, rows, 1 << 20}, {v1::OUTCOME_COLUMNS_HEALTH},
        [this](uint64_t, EvaluateAnswer answer) { answers.push_back(std::move(answer)); });
  }
  static ClientOptions Options(const ScoringServiceFake& server) {
    ClientOptions options;
    options.server = server.address();
    return options;
  }
  Client client;
  std::vector<EvaluateAnswer> answers;
  std::unique_ptr<Evaluations> evaluations;
};

TEST(ColumnEvaluations, WhatDoesNotFitIsAskedByBatchAndKeepsItsPlace) {
  ScoringServiceFake server;
  Asked asked(server);
  for (int i = 0; i < 50; ++i) {
    v1::Account account = AccountOf("a" + std::to_string(i), i);
    if (i % 10 == 3) account.add_series()->set_name("s");
    asked.evaluations->Send(account);
  }
  asked.evaluations->Finish();
  ASSERT_EQ(asked.answers.size(), 50U);
  for (size_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(asked.answers[i].ok()) << asked.answers[i].status;
    EXPECT_EQ(asked.answers[i].evaluation.account_id(), "a" + std::to_string(i));
    if (i % 10 != 3) {
      EXPECT_EQ(asked.answers[i].evaluation.health(0).score().value(), static_cast<double>(i));
    }
  }
  EXPECT_EQ(server.column_accounts(), 45);
  EXPECT_EQ(server.batch_accounts(), 5);
}

TEST(ColumnEvaluations, WhatIsRefusedIsAskedAgainForItsReasons) {
  ScoringServiceFake server;
  Asked asked(server);
  for (const char* id : {"a", "bad", "c"}) asked.evaluations->Send(AccountOf(id, 1));
  asked.evaluations->Finish();
  ASSERT_EQ(asked.answers.size(), 3U);
  EXPECT_TRUE(asked.answers[0].ok() && asked.answers[2].ok());
  EXPECT_EQ(asked.answers[1].violations.size(), 2U);
  EXPECT_EQ(server.batch_accounts(), 1);
}

TEST(ColumnEvaluations, AServerWithoutColumnsIsAskedByBatchFromThenOn) {
  ScoringServiceFake server;
  server.knows_columns = false;
  Asked asked(server);
  for (int i = 0; i < 100; ++i) asked.evaluations->Send(AccountOf("a", 1));
  asked.evaluations->Finish();
  EXPECT_EQ(asked.answers.size(), 100U);
  for (const EvaluateAnswer& answer : asked.answers) EXPECT_TRUE(answer.ok()) << answer.status;
  EXPECT_EQ(server.batch_accounts(), 100);
}

TEST(ColumnEvaluations, LargeAccountsDoNotPileUp) {
  ScoringServiceFake server;
  Asked asked(server, 1'000'000);
  v1::Account large = AccountOf("large", 1);
  large.set_csm(std::string(100'000, 'x'));  // counts as memory, although columns leave it out
  large.mutable_signals(0)->set_text(std::string(100'000, 'y'));
  size_t most_waiting = 0;
  for (size_t sent = 1; sent <= 200; ++sent) {
    asked.evaluations->Send(large);
    most_waiting = std::max(most_waiting, sent - asked.answers.size());
  }
  asked.evaluations->Finish();
  EXPECT_EQ(asked.answers.size(), 200U);
  EXPECT_LE(most_waiting, 40U);  // 6 MiB of 200 kB each
}

}  // namespace
}  // namespace bellwether
