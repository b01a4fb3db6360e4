#include "clients/cpp/fake_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cpp/evaluations.h"

namespace bellwether {
namespace {

using testing::ElementsAre;

absl::StatusOr<v1::Evaluation> Echo(const v1::Account& account) {
  if (account.id() == "bad") return absl::InvalidArgumentError("bad is bad");
  v1::Evaluation evaluation;
  evaluation.set_account_id(account.id());
  return evaluation;
}

ClientOptions OptionsFor(const std::string& server) {
  ClientOptions options;
  options.server = server;
  return options;
}

v1::EvaluateRequest RequestFor(const std::string& id) {
  v1::EvaluateRequest request;
  request.mutable_account()->set_id(id);
  return request;
}

TEST(FakeServer, AnswersAsItIsTold) {
  const FakeServer server(Echo);
  Client client(OptionsFor(server.address()));
  EXPECT_EQ(client.Evaluate(RequestFor("acme")).evaluation.account_id(), "acme");
  EXPECT_EQ(client.Evaluate(RequestFor("bad")).status, absl::InvalidArgumentError("bad is bad"));
}

TEST(FakeServer, AnswersBatchesAndStreams) {
  const FakeServer server(Echo);
  Client client(OptionsFor(server.address()));
  for (const auto make : {MakeBatchEvaluations, MakeStreamEvaluations}) {
    std::vector<std::string> answers;
    const auto evaluations =
        make(client, {}, {}, [&](uint64_t index, const EvaluateAnswer& answer) {
          answers.push_back(absl::StrCat(index, " ", answer.evaluation.account_id()));
        });
    for (const char* id : {"a", "bad", "c"}) evaluations->Send(RequestFor(id).account());
    evaluations->Finish();
    EXPECT_THAT(answers, ElementsAre("0 a", "1 ", "2 c"));
  }
}

TEST(FakeServer, HasOnePackAndTakesNoOther) {
  const FakeServer server(Echo);
  Client client(OptionsFor(server.address()));
  EXPECT_EQ(client.GetPack({}).response.pack().name(), "fake");
  EXPECT_EQ(client.ListPacks({}).response.packs_size(), 1);
  EXPECT_TRUE(client.ListActivations({}).ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(client.ActivatePack({}).status));
  EXPECT_TRUE(absl::IsFailedPrecondition(client.RollbackPack({}).status));
  EXPECT_TRUE(absl::IsFailedPrecondition(client.ApproveActivation({}).status));
  grpc::ClientContext context;
  const auto watch = client.rules().WatchPacks(&context, {});
  v1::WatchPacksResponse message;
  EXPECT_TRUE(watch->Read(&message));
  EXPECT_EQ(message.changed_labels(0), "active");
  EXPECT_FALSE(watch->Read(&message));
  EXPECT_TRUE(watch->Finish().ok());
}

// Not one after the other: a replica that is connected first is asked alone until the next is.
TEST(Client, AsksReplicasInTurn) {
  std::atomic<int> first = 0;
  std::atomic<int> second = 0;
  const FakeServer one([&](const v1::Account& account) { return ++first, Echo(account); });
  const FakeServer two([&](const v1::Account& account) { return ++second, Echo(account); });
  Client client(OptionsFor(absl::StrCat("ipv4:", one.address(), ",", two.address())));
  for (int i = 0; i < 200 && (first < 10 || second < 10); ++i) {
    ASSERT_TRUE(client.Evaluate(RequestFor("a")).ok());
  }
  EXPECT_GE(first, 10);
  EXPECT_GE(second, 10);
}

// As calls end that reach a server while it shuts down.
TEST(Client, AsksAgainWhatAServerCancels) {
  int asked = 0;
  const FakeServer server([&asked](const v1::Account& account) -> absl::StatusOr<v1::Evaluation> {
    if (++asked < 3) return absl::CancelledError("the server stops");
    return Echo(account);
  });
  Client client(OptionsFor(server.address()));
  EXPECT_TRUE(client.Evaluate(RequestFor("acme")).ok());
  EXPECT_EQ(asked, 3);
}

TEST(Client, PassesOverAReplicaThatIsLost) {
  const FakeServer server(Echo);
  Client client(OptionsFor(absl::StrCat("ipv4:127.0.0.1:1,", server.address())));
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(client.Evaluate(RequestFor("a")).ok());
}

}  // namespace
}  // namespace bellwether
