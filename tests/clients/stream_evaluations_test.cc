// A stream that breaks, ends early or says too much.
#include <string>
#include <vector>

#include "clients/cpp/evaluations.h"
#include "gtest/gtest.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether {
namespace {

std::vector<std::string> Ask(ScoringServiceFake& server, int accounts) {
  ClientOptions options;
  options.server = server.address();
  Client client(options);
  std::vector<std::string> answers;
  EvaluationsLimits limits;
  limits.calls = 16;
  const auto evaluations =
      MakeStreamEvaluations(client, {}, limits, [&](uint64_t, const EvaluateAnswer& answer) {
        answers.push_back(answer.ok() ? answer.evaluation.account_id()
                                      : std::string(answer.status.message()));
      });
  for (int i = 0; i < accounts; ++i) {
    v1::Account account;
    account.set_id("a" + std::to_string(i));
    evaluations->Send(account);
  }
  evaluations->Finish();
  return answers;
}

std::vector<std::string> Ids(int accounts) {
  std::vector<std::string> ids;
  for (int i = 0; i < accounts; ++i) ids.push_back("a" + std::to_string(i));
  return ids;
}

TEST(StreamEvaluations, OneStreamCarriesAll) {
  ScoringServiceFake server;
  EXPECT_EQ(Ask(server, 500), Ids(500));
  EXPECT_EQ(server.calls(), 1);
  EXPECT_EQ(server.stream_accounts(), 500);
}

TEST(StreamEvaluations, ABrokenStreamIsOpenedAnewForWhatIsUnanswered) {
  ScoringServiceFake server;
  server.answers_before_end = 3;
  EXPECT_EQ(Ask(server, 20), Ids(20));
  EXPECT_GE(server.calls(), 7);
}

TEST(StreamEvaluations, AStreamThatEndsEarlyIsAnError) {
  ScoringServiceFake server;
  server.items_left_out = 1;
  const std::vector<std::string> answers = Ask(server, 3);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_NE(answers[0].find("unanswered"), std::string::npos) << answers[0];
}

TEST(StreamEvaluations, AnswersOfOtherAccountsAreFoundOut) {
  ScoringServiceFake server;
  server.extra_answers = 1;
  const std::vector<std::string> answers = Ask(server, 4);
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(answers[0], "a0");
  for (size_t i = 1; i < 4; ++i) EXPECT_NE(answers[i], "a" + std::to_string(i));
}

}  // namespace
}  // namespace bellwether
