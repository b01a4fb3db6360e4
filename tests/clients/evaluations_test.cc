// What holds for accounts in, answers out, whichever call carries them.
#include "clients/cpp/evaluations.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether {
namespace {

enum class Call { kUnary, kBatch, kStream, kColumns };

std::unique_ptr<Evaluations> Make(Call call, Client& client, const EvaluationsLimits& limits,
                                  Evaluations::Sink sink) {
  switch (call) {
    case Call::kUnary:
      return MakeUnaryEvaluations(client, {}, limits, std::move(sink));
    case Call::kBatch:
      return MakeBatchEvaluations(client, {}, limits, std::move(sink));
    case Call::kStream:
      return MakeStreamEvaluations(client, {}, limits, std::move(sink));
    case Call::kColumns:
      break;
  }
  return MakeColumnEvaluations(client, {}, limits, {v1::OUTCOME_COLUMNS_HEALTH}, std::move(sink));
}

// "a", or "!" and the code of a failure.
struct Received {
  std::vector<std::string> answers;
  bool in_order = true;
  Evaluations::Sink sink() {
    return [this](uint64_t index, const EvaluateAnswer& answer) {
      in_order = in_order && index == answers.size();
      answers.push_back(answer.ok() ? answer.evaluation.account_id()
                                    : "!" + absl::StatusCodeToString(answer.status.code()));
    };
  }
  size_t count(const std::string& answer) const {
    return static_cast<size_t>(std::count(answers.begin(), answers.end(), answer));
  }
};

v1::Account AccountOf(const std::string& id) {
  v1::Account account;
  account.set_id(id);
  return account;
}

class EvaluationsTest : public testing::TestWithParam<Call> {
 protected:
  void Connect(absl::Duration timeout = absl::Seconds(10), int attempts = 4) {
    ClientOptions options;
    options.server = server_.address();
    options.timeout = timeout;
    options.attempts = attempts;
    options.cancelled = &cancelled_;
    client_ = std::make_unique<Client>(options);
  }
  void Start(const EvaluationsLimits& limits) {
    if (client_ == nullptr) Connect();
    evaluations_ = Make(GetParam(), *client_, limits, received_.sink());
  }
  void Send(const std::string& id) { evaluations_->Send(AccountOf(id)); }

  ScoringServiceFake server_;
  std::atomic<bool> cancelled_{false};
  std::unique_ptr<Client> client_;
  Received received_;
  std::unique_ptr<Evaluations> evaluations_;
};

TEST_P(EvaluationsTest, KeepsTheOrderWhateverOvertakes) {
  Start({4, 3, 1 << 20});
  std::vector<std::string> expected;
  for (int i = 0; i < 40; ++i) {
    const std::string id = (i % 5 == 0   ? "slow"
                            : i % 7 == 0 ? "bad"
                                         : "account") +
                           std::to_string(i);
    Send(id);
    expected.push_back(id[0] == 'b' ? "!INVALID_ARGUMENT" : id);
  }
  evaluations_->Finish();
  EXPECT_EQ(received_.answers, expected);
  EXPECT_TRUE(received_.in_order);
  // Columns ask for what they refuse by batches of their own.
  EXPECT_LE(server_.most_in_flight(), GetParam() == Call::kColumns ? 8 : 4);
}

TEST_P(EvaluationsTest, NoneOfALimitIsOne) {
  Start({0, 0, 0});
  for (const char* id : {"a", "b", "c"}) Send(id);
  evaluations_->Finish();
  EXPECT_EQ(received_.answers, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(server_.most_in_flight(), 1);
}

TEST_P(EvaluationsTest, NothingIsAskedForNoAccount) {
  Start({});
  EXPECT_FALSE(evaluations_->Poll(absl::ZeroDuration()));
  evaluations_->Finish();
  EXPECT_TRUE(received_.answers.empty());
  EXPECT_EQ(server_.calls(), 0);
}

TEST_P(EvaluationsTest, AnAnswerComesWithoutMoreAccounts) {
  Start({4, 1000, 1 << 20});
  Send("first");
  const absl::Time start = absl::Now();
  while (received_.answers.empty() && absl::Now() - start < absl::Seconds(5)) {
    evaluations_->Poll(absl::Milliseconds(10));
  }
  EXPECT_EQ(received_.answers, std::vector<std::string>{"first"});
  EXPECT_FALSE(evaluations_->Poll(absl::ZeroDuration()));
  Send("second");
  evaluations_->Finish();
  EXPECT_EQ(received_.answers.size(), 2U);
}

TEST_P(EvaluationsTest, WhatIsUnavailableForAMomentIsAskedAgain) {
  Start({2, 3, 1 << 20});
  server_.fail_next = 2;
  for (int i = 0; i < 10; ++i) Send("a");
  evaluations_->Finish();
  EXPECT_EQ(received_.count("a"), 10U);
}

TEST_P(EvaluationsTest, EveryAccountIsAnsweredWhenTheServerIsLost) {
  Connect(absl::Seconds(5), 2);
  Start({3, 2, 1 << 20});
  Send("first");
  evaluations_->Finish();
  server_.Stop();
  for (int i = 0; i < 5; ++i) Send("later");
  evaluations_->Finish();
  ASSERT_EQ(received_.answers.size(), 6U);
  EXPECT_EQ(received_.answers[0], "first");
  EXPECT_EQ(received_.count("!UNAVAILABLE"), 5U);
}

TEST_P(EvaluationsTest, FewerAnswersThanAccountsAreAnError) {
  if (GetParam() == Call::kUnary) return;  // one call, one answer
  Start({1, 5, 1 << 20});
  server_.items_left_out = 1;
  for (int i = 0; i < 5; ++i) Send("a");
  evaluations_->Finish();
  EXPECT_EQ(received_.answers.size(), 5U);
  EXPECT_EQ(received_.count("!DATA_LOSS"), 5U);
}

TEST_P(EvaluationsTest, WhatIsTooLargeIsAskedInParts) {
  if (GetParam() == Call::kUnary || GetParam() == Call::kStream) return;
  Start({2, 16, 1 << 20});
  server_.most_accounts = 3;
  std::vector<std::string> expected;
  for (int i = 0; i < 40; ++i) {
    expected.push_back("a" + std::to_string(i));
    Send(expected.back());
  }
  evaluations_->Finish();
  EXPECT_EQ(received_.answers, expected);
}

TEST_P(EvaluationsTest, TheDeadlineIsKept) {
  Connect(absl::Seconds(1));
  Start({1, 1, 1 << 20});
  Send("a");
  Send("bad");
  if (GetParam() == Call::kColumns) {
    // Columns of this server never hang: the account is one that columns refuse.
    evaluations_->Finish();
    EXPECT_EQ(received_.answers.size(), 2U);
    return;
  }
  Send("hang");
  Send("b");
  evaluations_->Finish();
  EXPECT_EQ(received_.answers,
            (std::vector<std::string>{"a", "!INVALID_ARGUMENT", "!DEADLINE_EXCEEDED", "b"}));
}

TEST_P(EvaluationsTest, CancellingEndsSoon) {
  Connect(absl::Seconds(60));
  Start({2, 1, 1 << 20});
  v1::Account hang = AccountOf("hang");
  hang.add_series()->set_name("s");  // so that columns leave it to a batch
  evaluations_->Send(hang);
  cancelled_ = true;
  const absl::Time start = absl::Now();
  evaluations_->Send(hang);
  evaluations_->Finish();
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
  EXPECT_EQ(received_.count("!CANCELLED"), 2U);
}

TEST_P(EvaluationsTest, CanBeLeftWithCallsInFlight) {
  Connect(absl::Seconds(60));
  Start({8, 1, 1 << 20});
  v1::Account hang = AccountOf("hang");
  hang.add_series()->set_name("s");
  for (int i = 0; i < 4; ++i) evaluations_->Send(hang);
  const absl::Time start = absl::Now();
  evaluations_.reset();
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
  EXPECT_TRUE(received_.answers.empty());
}

std::string NameOf(const testing::TestParamInfo<Call>& call) {
  switch (call.param) {
    case Call::kUnary:
      return "unary";
    case Call::kBatch:
      return "batch";
    case Call::kStream:
      return "stream";
    case Call::kColumns:
      break;
  }
  return "columns";
}

INSTANTIATE_TEST_SUITE_P(Calls, EvaluationsTest,
                         testing::Values(Call::kUnary, Call::kBatch, Call::kStream, Call::kColumns),
                         NameOf);

}  // namespace
}  // namespace bellwether
