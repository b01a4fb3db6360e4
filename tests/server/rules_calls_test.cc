// The RulesService, comparisons and paths over a real connection: streams, limits, and how work is
// cancelled and drained. Nothing here measures time: hooks decide when work goes on.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "server/packs/load_pack.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;

class RulesCallsTest : public RulesTest {
 protected:
  using Stream = grpc::ClientReaderWriter<v1::PreviewPackRequest, v1::PreviewPackResponse>;

  static void SetDeadline(grpc::ClientContext& context, std::chrono::milliseconds after) {
    context.set_deadline(std::chrono::system_clock::now() + after);
  }
  static v1::PreviewPackRequest Question() {
    v1::PreviewPackRequest request;
    *request.mutable_to() = SourceOf(HeavierPack());
    return request;
  }
  static v1::PreviewPackRequest Accounts(int count) {
    v1::PreviewPackRequest request;
    for (int i = 0; i < count; ++i) {
      *request.add_accounts() = AccountNamed("a" + std::to_string(i), (i % 11) / 10.0, i % 50);
    }
    return request;
  }
  static v1::FindPathRequest PathToGreen() {
    v1::FindPathRequest request;
    *request.mutable_account() = AccountNamed("acme", 0.6, 10);
    request.set_goal("green");
    return request;
  }
  static std::string LimitOf(const grpc::Status& status) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED) << status.error_message();
    return DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit");
  }
};

TEST_F(RulesCallsTest, AnswersAsTheFunctionsDo) {
  StartRules();
  const auto rules = RulesStub();
  const auto scoring = ScoringStub();
  {
    grpc::ClientContext context;
    v1::GetPackResponse response;
    ASSERT_TRUE(rules->GetPack(&context, {}, &response).ok());
    EXPECT_EQ(response.pack().digest(), plan().digest);
  }
  {
    packs_.Publish(
        BuildPack({Sources({{"pack.yaml", SmallPack()}}), {}}, "folder", {}, absl::Now()).snapshot);
    grpc::ClientContext context;
    v1::GetPackFilesResponse response;
    ASSERT_TRUE(rules->GetPackFiles(&context, {}, &response).ok());
    EXPECT_EQ(response.rules().files(0).content(), SmallPack());
  }
  {
    grpc::ClientContext context;
    v1::CheckPackRequest request;
    *request.mutable_pack() = SourceOf(BrokenPack()).files();
    v1::CheckPackResponse response, expected;
    ASSERT_TRUE(rules->CheckPack(&context, request, &response).ok());
    ASSERT_TRUE(Ask(Rules().check_pack, request, expected).ok());
    EXPECT_TRUE(MessageDifferencer::Equals(response, expected));
  }
  {
    grpc::ClientContext context;
    v1::FindPathRequest request = PathToGreen();
    request.mutable_options()->mutable_as_of()->mutable_time()->set_seconds(1'767'225'600);
    v1::FindPathResponse response, expected;
    ASSERT_TRUE(scoring->FindPath(&context, request, &response).ok());
    ASSERT_TRUE(Ask(Scoring().find_path, request, expected).ok());
    EXPECT_TRUE(MessageDifferencer::Equals(response, expected));
  }
  {
    grpc::ClientContext context;
    v1::CompareEvaluationsRequest request;
    *request.mutable_before()->mutable_pack() = SourceOf(HeavierPack());
    *request.mutable_after()->mutable_account() = AccountNamed("acme", 1, 0);
    v1::CompareEvaluationsResponse response;
    ASSERT_TRUE(scoring->CompareEvaluations(&context, request, &response).ok());
    EXPECT_EQ(response.models(0).before().score(), 75);
  }
}

TEST_F(RulesCallsTest, PreviewsAStreamOfAccounts) {
  StartRules();
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
  v1::PreviewPackResponse part;
  ASSERT_TRUE(stream->Write(Question()));
  ASSERT_TRUE(stream->Read(&part) && part.has_head());
  ASSERT_TRUE(stream->Read(&part) && part.has_progress());
  for (int i = 1; i <= 3; ++i) {
    ASSERT_TRUE(stream->Write(Accounts(1'000)));
    ASSERT_TRUE(stream->Read(&part));
    EXPECT_EQ(part.progress().accounts(), i * 1'000);
  }
  stream->WritesDone();
  ASSERT_TRUE(stream->Read(&part));
  EXPECT_EQ(part.impact().accounts().compared(), 3'000);
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(CallsInFlightBecome(0));
}

// Messages that wait are not lost, and not answered twice.
TEST_F(RulesCallsTest, MessagesSentAtOnceAreAnsweredInOrder) {
  StartRules();
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
  std::thread writer([&] {
    stream->Write(Question());
    for (int i = 0; i < 50; ++i) stream->Write(Accounts(3));
    stream->WritesDone();
  });
  v1::PreviewPackResponse part;
  int last = 0, parts = 0;
  while (stream->Read(&part)) {
    if (!part.has_progress() || parts++ == 0) continue;
    EXPECT_EQ(part.progress().accounts(), last += 3);
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(parts, 51);
  EXPECT_EQ(part.impact().accounts().compared(), 150);
}

TEST_F(RulesCallsTest, APackThatDoesNotLoadEndsTheStreamWithItsProblems) {
  StartRules();
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
  v1::PreviewPackRequest question;
  *question.mutable_to() = SourceOf(BrokenPack());
  ASSERT_TRUE(stream->Write(question));
  v1::PreviewPackResponse part;
  ASSERT_TRUE(stream->Read(&part));
  EXPECT_GE(part.problems().to_size(), 1);
  EXPECT_FALSE(stream->Read(&part));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RulesCallsTest, LimitsHoldOverAConnection) {
  max_preview_accounts_ = 5;
  StartRules();
  const auto rules = RulesStub();
  {
    grpc::ClientContext context;
    const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
    stream->Write(Question());
    stream->Write(Accounts(6));
    v1::PreviewPackResponse part;
    while (stream->Read(&part)) EXPECT_FALSE(part.has_impact());
    EXPECT_EQ(LimitOf(stream->Finish()), "max_preview_accounts");
  }
  {
    grpc::ClientContext context;
    v1::CheckPackRequest request;
    request.mutable_pack()->add_files()->set_content(std::string((4u << 20) + 1, '#'));
    v1::CheckPackResponse response;
    EXPECT_EQ(LimitOf(rules->CheckPack(&context, request, &response)), "max_pack_bytes");
  }
}

// No account is looked at after the one at which the deadline had passed.
TEST_F(RulesCallsTest, StopsAPreviewWhenTheDeadlinePasses) {
  constexpr int kHeldAt = 50;
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    if (++steps == kHeldAt) latch.Wait();
  };
  StartRules();
  const auto rules = RulesStub();
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::milliseconds(300));
  const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
  stream->Write(Question());
  stream->Write(Accounts(100));
  v1::PreviewPackResponse part;
  while (stream->Read(&part)) EXPECT_FALSE(part.has_impact());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // A deadline travels as a time-out that is rounded up: the server's is a little later.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  latch.Open();
  server_->Stop(absl::Seconds(10));  // the worker has ended
  EXPECT_EQ(steps, kHeldAt);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

// A preview whose client is silent holds no worker: others are answered by the only one.
TEST_F(RulesCallsTest, ASilentClientHoldsNoWorker) {
  ServerOptions options = SmallOptions();
  options.analysis_threads = 1;
  StartRules(options);
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> silent = rules->PreviewPack(&context);
  ASSERT_TRUE(silent->Write(Question()));
  v1::PreviewPackResponse part;
  ASSERT_TRUE(silent->Read(&part));
  grpc::ClientContext other;
  v1::FindPathResponse path;
  EXPECT_TRUE(ScoringStub()->FindPath(&other, PathToGreen(), &path).ok());
  silent->WritesDone();
  while (silent->Read(&part)) continue;
  EXPECT_TRUE(part.has_impact());
  EXPECT_TRUE(silent->Finish().ok());
}

TEST_F(RulesCallsTest, RefusesCallsBeyondTheQueueByName) {
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    ++steps;
    latch.Wait();
  };
  ServerOptions options = SmallOptions();
  options.analysis_threads = 1;
  options.max_analyses_waiting = 1;
  StartRules(options);
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> busy = rules->PreviewPack(&context);
  busy->Write(Question());
  busy->Write(Accounts(1));
  while (steps == 0) std::this_thread::yield();
  // One is computing, one may wait; of three more two are refused.
  std::vector<std::thread> clients;
  std::atomic<int> refused{0}, answered{0};
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      grpc::ClientContext other;
      v1::FindPathResponse response;
      const grpc::Status status = ScoringStub()->FindPath(&other, PathToGreen(), &response);
      if (status.ok()) return void(++answered);
      EXPECT_EQ(LimitOf(status), "max_analyses_waiting");
      ++refused;
    });
  }
  while (refused < 2) std::this_thread::yield();
  latch.Open();
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, 1);
  busy->WritesDone();
  v1::PreviewPackResponse part;
  while (busy->Read(&part)) continue;
  EXPECT_TRUE(busy->Finish().ok());
}

// Open previews end when the server drains, the message at hand first.
TEST_F(RulesCallsTest, DrainsOpenPreviews) {
  StartRules();
  const auto rules = RulesStub();
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = rules->PreviewPack(&context);
  ASSERT_TRUE(stream->Write(Question()));
  v1::PreviewPackResponse part;
  ASSERT_TRUE(stream->Read(&part));
  server_->Stop(absl::Seconds(1));  // it waits for clients that do not hang up
  while (stream->Read(&part)) EXPECT_FALSE(part.has_impact());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

}  // namespace
}  // namespace bellwether
