#include "clients/cpp/client.h"

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "clients/cpp/evaluate_pipeline.h"
#include "gtest/gtest.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether {
namespace {

ClientOptions OptionsFor(const std::string& server, absl::Duration timeout = absl::Seconds(10)) {
  ClientOptions options;
  options.server = server;
  options.timeout = timeout;
  return options;
}

v1::EvaluateRequest RequestFor(const std::string& id) {
  v1::EvaluateRequest request;
  request.mutable_account()->set_id(id);
  return request;
}

TEST(Client, Evaluates) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  ASSERT_TRUE(client.WaitUntilConnected(absl::Seconds(5)).ok());
  const EvaluateAnswer answer = client.Evaluate(RequestFor("acme"));
  ASSERT_TRUE(answer.ok()) << answer.status;
  EXPECT_EQ(answer.evaluation.account_id(), "acme");
}

TEST(Client, DecodesWhatTheServerFoundWrong) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  const EvaluateAnswer answer = client.Evaluate(RequestFor("bad"));
  EXPECT_EQ(answer.status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(answer.violations.size(), 2U);
  EXPECT_EQ(answer.violations[0].path, "signals.nps");
}

TEST(Client, GivesUpAtTheDeadline) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address(), absl::Milliseconds(100)));
  EXPECT_EQ(client.Evaluate(RequestFor("hang")).status.code(), absl::StatusCode::kDeadlineExceeded);
}

TEST(Client, SaysWhenNobodyIsThere) {
  Client client(OptionsFor("127.0.0.1:1"));
  const absl::Status status = client.WaitUntilConnected(absl::Milliseconds(200));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(std::string(status.message()).find("127.0.0.1:1"), std::string::npos);
}

struct Received {
  std::vector<uint64_t> indices;
  std::vector<std::string> ids;  // "!" and the code for a failure
};

EvaluatePipeline::Sink SinkOf(Received& received) {
  return [&received](uint64_t index, EvaluateAnswer answer) {
    received.indices.push_back(index);
    received.ids.push_back(answer.ok() ? answer.evaluation.account_id()
                                       : "!" + absl::StatusCodeToString(answer.status.code()));
  };
}

TEST(EvaluatePipeline, KeepsTheOrderWhateverOvertakes) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  Received received;
  std::vector<std::string> expected;
  {
    EvaluatePipeline pipeline(client, 4, SinkOf(received));
    for (int i = 0; i < 40; ++i) {
      const std::string id = (i % 5 == 0   ? "slow"
                              : i % 7 == 0 ? "bad"
                                           : "account") +
                             std::to_string(i);
      pipeline.Send(RequestFor(id));
      expected.push_back(id[0] == 'b' ? "!INVALID_ARGUMENT" : id);
    }
    pipeline.Finish();
  }
  EXPECT_EQ(received.ids, expected);
  for (size_t i = 0; i < received.indices.size(); ++i) EXPECT_EQ(received.indices[i], i);
  EXPECT_LE(server.most_in_flight(), 4);
  EXPECT_GT(server.most_in_flight(), 1);
}

TEST(EvaluatePipeline, AWindowOfNoneIsOne) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  Received received;
  EvaluatePipeline pipeline(client, 0, SinkOf(received));
  for (const char* id : {"a", "b", "c"}) pipeline.Send(RequestFor(id));
  pipeline.Finish();
  EXPECT_EQ(received.ids, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(server.most_in_flight(), 1);
}

TEST(EvaluatePipeline, EveryRequestIsAnsweredWhenTheServerIsLost) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address(), absl::Seconds(2)));
  Received received;
  EvaluatePipeline pipeline(client, 3, SinkOf(received));
  pipeline.Send(RequestFor("first"));
  pipeline.Finish();
  server.Stop();
  for (int i = 0; i < 5; ++i) pipeline.Send(RequestFor("later"));
  pipeline.Finish();
  ASSERT_EQ(received.ids.size(), 6U);
  EXPECT_EQ(received.ids[0], "first");
  for (size_t i = 1; i < 6; ++i) EXPECT_EQ(received.ids[i], "!UNAVAILABLE");
}

TEST(EvaluatePipeline, EndsWithCallsInFlight) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address(), absl::Seconds(30)));
  Received received;
  const absl::Time start = absl::Now();
  {
    EvaluatePipeline pipeline(client, 8, SinkOf(received));
    for (int i = 0; i < 8; ++i) pipeline.Send(RequestFor("hang"));
  }
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
  EXPECT_TRUE(received.ids.empty());
}

}  // namespace
}  // namespace bellwether
