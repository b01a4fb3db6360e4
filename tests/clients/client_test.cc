#include "clients/cpp/client.h"

#include <string>
#include <vector>

#include "absl/time/clock.h"
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

TEST(Client, AsksAgainWhatIsUnavailable) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  server.fail_next = 2;
  EXPECT_TRUE(client.Evaluate(RequestFor("acme")).ok());
  EXPECT_EQ(server.calls(), 3);
}

TEST(Client, GivesUpAfterSoManyAttempts) {
  ScoringServiceFake server;
  for (const int attempts : {1, 3}) {
    ClientOptions options = OptionsFor(server.address());
    options.attempts = attempts;
    Client client(options);
    server.fail_next = 100;
    const int before = server.calls();
    EXPECT_EQ(client.Evaluate(RequestFor("acme")).status.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(server.calls() - before, attempts);
  }
}

v1::EvaluateBatchRequest BatchOf(const std::vector<std::string>& ids) {
  v1::EvaluateBatchRequest request;
  request.mutable_options()->mutable_as_of()->mutable_time()->set_seconds(7);
  for (const std::string& id : ids) request.add_accounts()->set_id(id);
  return request;
}

TEST(Client, EvaluatesABatchItemByItem) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  const BatchAnswer answer = client.EvaluateBatch(BatchOf({"a", "bad", "c"}));
  ASSERT_TRUE(answer.ok()) << answer.status;
  ASSERT_EQ(answer.items.size(), 3U);
  EXPECT_EQ(answer.items[0].evaluation.account_id(), "a");
  EXPECT_EQ(answer.items[0].evaluation.pack().name(), "fake");
  EXPECT_EQ(answer.items[0].evaluation.as_of().seconds(), 7);
  EXPECT_EQ(answer.items[1].status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(answer.items[1].violations.size(), 2U);
  EXPECT_EQ(answer.items[1].violations[1].path, "segment");
  EXPECT_EQ(answer.items[2].evaluation.account_id(), "c");
}

TEST(Client, DoesNotTakeAnotherNumberOfItems) {
  ScoringServiceFake server;
  Client client(OptionsFor(server.address()));
  server.items_left_out = 1;
  const BatchAnswer fewer = client.EvaluateBatch(BatchOf({"a", "b", "c"}));
  EXPECT_EQ(fewer.status.code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(fewer.items.empty());
  EXPECT_NE(std::string(fewer.status.message()).find("2 of 3"), std::string::npos);
  server.items_left_out = 0;
  server.extra_answers = 1;
  EXPECT_EQ(client.EvaluateBatch(BatchOf({"a"})).status.code(), absl::StatusCode::kDataLoss);
}

TEST(Client, FindsAnEmptyItemAndAnotherAccount) {
  v1::EvaluateBatchResponse response;
  response.add_items();
  response.add_items()->mutable_evaluation()->set_account_id("other");
  response.add_items()->mutable_error()->set_message("an error without a code");
  const BatchAnswer answer = ToAnswer(BatchOf({"a", "b", "c"}), grpc::Status::OK, response);
  ASSERT_EQ(answer.items.size(), 3U);
  EXPECT_EQ(answer.items[0].status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(answer.items[1].status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(answer.items[2].status.code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace bellwether
