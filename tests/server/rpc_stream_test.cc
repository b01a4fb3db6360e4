// The life of streams, over a real connection.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "grpcpp/generic/generic_stub.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

using StreamHandler = Handler<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse>;

v1::StreamEvaluateRequest Message(const std::string& id) {
  v1::StreamEvaluateRequest message;
  *message.mutable_account() = GoodRequest(id).account();
  return message;
}

// A client's end of one stream.
class Stream {
 public:
  explicit Stream(const std::shared_ptr<grpc::Channel>& channel,
                  milliseconds timeout = seconds(30)) {
    context_.set_deadline(std::chrono::system_clock::now() + timeout);
    stream_ = v1::ScoringService::NewStub(channel)->StreamEvaluate(&context_);
  }

  bool Write(const v1::StreamEvaluateRequest& message) { return stream_->Write(message); }
  bool Read() { return stream_->Read(&answer); }
  void WritesDone() { stream_->WritesDone(); }
  void Cancel() { context_.TryCancel(); }
  // Reads what is left first.
  grpc::Status Finish() {
    while (Read()) {
    }
    return stream_->Finish();
  }
  const std::string& id() const { return answer.evaluation().account_id(); }

  v1::StreamEvaluateResponse answer;

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::StreamEvaluateRequest, v1::StreamEvaluateResponse>>
      stream_;
};

class RpcStreamTest : public RpcServerTest {
 protected:
  void StartWithStream(const ServerOptions& options, StreamHandler handler) {
    ScoringHandlers handlers;
    handlers.evaluate = [](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
      return grpc::Status::OK;
    };
    handlers.stream_evaluate = std::move(handler);
    StartWith(options, {std::move(handlers)});
  }
};

TEST_F(RpcStreamTest, AnswersEachMessageInOrderAndEndsWhenTheClientDoes) {
  Start(SmallOptions());
  Stream stream(Connect());
  constexpr int kMessages = 500;
  std::thread writer([&stream] {
    for (int i = 0; i < kMessages; ++i) stream.Write(Message(std::to_string(i)));
    stream.WritesDone();
  });
  for (int i = 0; i < kMessages; ++i) {
    ASSERT_TRUE(stream.Read());
    ASSERT_EQ(stream.id(), std::to_string(i));
  }
  EXPECT_FALSE(stream.Read());
  writer.join();
  EXPECT_TRUE(stream.Finish().ok());
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(RpcStreamTest, GoesOnAfterABadAccount) {
  Start(SmallOptions());
  Stream stream(Connect());
  v1::StreamEvaluateRequest bad = Message("bad");
  bad.mutable_account()->set_stage("nowhere");
  for (const auto& message : {Message("a"), bad, v1::StreamEvaluateRequest(), Message("b")}) {
    stream.Write(message);
  }
  stream.WritesDone();
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.id(), "a");
  ASSERT_TRUE(stream.Read());
  EXPECT_THAT(stream.answer.error().message(), HasSubstr("account.stage"));
  EXPECT_EQ(stream.answer.error().details_size(), 1);
  ASSERT_TRUE(stream.Read());
  EXPECT_THAT(stream.answer.error().message(), HasSubstr("the request has no account"));
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.id(), "b");
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(RpcStreamTest, TakesTheActivePackAndTheTimeAnewForEachMessage) {
  Start(SmallOptions());
  Stream stream(Connect());
  stream.Write(Message("a"));
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.answer.evaluation().pack().name(), "small");
  const auto first = stream.answer.evaluation().as_of();
  packs_.Publish(SnapshotOf(PackWithoutHealth()));
  v1::StreamEvaluateRequest dated;
  dated.mutable_account()->set_id("b");
  stream.Write(dated);
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.answer.evaluation().pack().name(), "facts");
  const auto second = stream.answer.evaluation().as_of();
  EXPECT_LT(std::pair(first.seconds(), first.nanos()), std::pair(second.seconds(), second.nanos()));
  dated.mutable_options()->mutable_as_of()->mutable_time()->set_seconds(1'767'225'600);
  stream.Write(dated);
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.answer.evaluation().as_of().seconds(), 1'767'225'600);
  stream.WritesDone();
  EXPECT_TRUE(stream.Finish().ok());
}

// A client that does not read costs a few answers on the way, not all of them.
TEST_F(RpcStreamTest, ReadsOnlyAsFastAsItsAnswersAreTaken) {
  constexpr int kMessages = 100;
  std::atomic<int> handled{0};
  StartWithStream(SmallOptions(), [&handled](CallContext&, const v1::StreamEvaluateRequest&,
                                             v1::StreamEvaluateResponse& response) {
    ++handled;
    response.mutable_evaluation()->set_account_id(std::string(1 << 20, 'x'));
    return grpc::Status::OK;
  });
  Stream stream(Connect());
  std::thread writer([&stream] {
    for (int i = 0; i < kMessages; ++i) stream.Write(Message("a"));
    stream.WritesDone();
  });
  int before = -1;
  while (handled == 0 || handled != before) {
    before = handled;
    std::this_thread::sleep_for(milliseconds(200));
  }
  EXPECT_LT(handled, kMessages / 2);
  int answers = 0;
  while (stream.Read()) ++answers;
  writer.join();
  EXPECT_EQ(answers, kMessages);
  EXPECT_EQ(handled, kMessages);
  EXPECT_TRUE(stream.Finish().ok());
}

TEST_F(RpcStreamTest, EndsWhenTheClientCancels) {
  Start(SmallOptions());
  const auto channel = Connect();
  for (int i = 0; i < 20; ++i) {  // more often than calls are armed
    Stream stream(channel);
    stream.Write(Message("a"));
    ASSERT_TRUE(stream.Read());
    if (i % 2 == 1) stream.Write(Message("b"));  // one answer may be on its way
    stream.Cancel();
    EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_TRUE(CallsInFlightBecome(0));
  EXPECT_TRUE(Evaluate(channel, GoodRequest()).status.ok());
}

TEST_F(RpcStreamTest, EndsWhenItsDeadlinePasses) {
  Start(SmallOptions());
  Stream stream(Connect(), milliseconds(200));
  stream.Write(Message("a"));
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(RpcStreamTest, EndsWithTheErrorOfItsHandler) {
  StartWithStream(SmallOptions(), [](CallContext&, const v1::StreamEvaluateRequest&,
                                     v1::StreamEvaluateResponse&) { return DeadlinePassed(); });
  Stream stream(Connect());
  stream.Write(Message("a"));
  EXPECT_FALSE(stream.Read());
  EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(RpcStreamTest, CountsAsOneCallAsLongAsItLives) {
  ServerOptions options = SmallOptions();
  options.max_calls_in_flight = 1;
  Start(options);
  Stream open(Connect());
  open.Write(Message("a"));
  ASSERT_TRUE(open.Read());
  EXPECT_EQ(server_->calls_in_flight(), 1u);
  EXPECT_EQ(Evaluate(Connect(), GoodRequest()).status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  Stream second(Connect());
  const grpc::Status refused = second.Finish();
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(refused).metadata().at("limit"),
            "max_calls_in_flight");
  open.Write(Message("b"));
  ASSERT_TRUE(open.Read());  // refusing others does not disturb it
  open.WritesDone();
  EXPECT_TRUE(open.Finish().ok());
  EXPECT_TRUE(CallsInFlightBecome(0));
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
}

TEST_F(RpcStreamTest, RefusesBytesThatAreNoMessage) {
  Start(SmallOptions());
  const auto channel = Connect();
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto await = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  auto call = stub.PrepareCall(&context, "/bellwether.v1.ScoringService/StreamEvaluate", &queue);
  call->StartCall(nullptr);
  ASSERT_TRUE(await());
  const grpc::Slice bytes("\xff\xff\xff\xff");
  call->Write(grpc::ByteBuffer(&bytes, 1), nullptr);
  ASSERT_TRUE(await());
  grpc::Status status;
  call->Finish(&status, nullptr);
  ASSERT_TRUE(await());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message(), "Unable to parse request");
}

TEST_F(RpcStreamTest, RefusesMessagesThatAreTooLarge) {
  ServerOptions options = SmallOptions();
  options.max_request_bytes = 2048;
  Start(options);
  Stream stream(Connect());
  stream.Write(Message(std::string(4096, 'x')));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("2048"));
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(RpcStreamTest, NamesTheLimitWhenAnAnswerIsTooLarge) {
  ServerOptions options = SmallOptions();
  options.max_response_bytes = 100;
  Start(options);
  Stream stream(Connect());
  stream.Write(Message("a"));
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(stream.Finish()).metadata().at("limit"),
            "max_response_bytes");
}

TEST_F(RpcStreamTest, DrainsAfterTheMessageAtHand) {
  Latch latch;
  std::atomic<int> handled{0};
  StartWithStream(SmallOptions(), [&](CallContext&, const v1::StreamEvaluateRequest& request,
                                      v1::StreamEvaluateResponse& response) {
    ++handled;
    latch.Wait();
    response.mutable_evaluation()->set_account_id(request.account().id());
    return grpc::Status::OK;
  });
  Stream stream(Connect());
  stream.Write(Message("a"));
  while (handled == 0) std::this_thread::yield();
  std::thread stop([this] { server_->Stop(absl::Seconds(30)); });
  std::this_thread::sleep_for(milliseconds(300));  // it is draining by now
  latch.Open();
  ASSERT_TRUE(stream.Read());
  EXPECT_EQ(stream.id(), "a");
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds(), 1);
  stop.join();
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(RpcStreamTest, DrainsIdleStreamsLongBeforeTheDeadline) {
  Start(SmallOptions());
  std::vector<std::unique_ptr<Stream>> streams;
  for (int i = 0; i < 20; ++i) {
    streams.push_back(std::make_unique<Stream>(Connect()));
    streams.back()->Write(Message("a"));
    ASSERT_TRUE(streams.back()->Read());
  }
  const auto begin = std::chrono::steady_clock::now();
  server_->Stop(absl::Seconds(60));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(20));
  for (const auto& stream : streams) {
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(RpcStreamTest, IsCancelledAtTheDrainDeadlineWhenItsClientDoesNotRead) {
  StartWithStream(SmallOptions(), [](CallContext&, const v1::StreamEvaluateRequest&,
                                     v1::StreamEvaluateResponse& response) {
    response.mutable_evaluation()->set_account_id(std::string(8 << 20, 'x'));
    return grpc::Status::OK;
  });
  Stream stream(Connect());
  for (int i = 0; i < 3; ++i) stream.Write(Message("a"));
  std::this_thread::sleep_for(milliseconds(100));
  server_->Stop(absl::Milliseconds(500));
  EXPECT_FALSE(stream.Finish().ok());
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(RpcStreamTest, ServesMoreStreamsThanAreArmed) {
  Start(SmallOptions());
  std::atomic<int> wrong{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      const auto channel = Connect();
      std::vector<std::unique_ptr<Stream>> streams;
      for (int s = 0; s < 12; ++s) streams.push_back(std::make_unique<Stream>(channel));
      for (int i = 0; i < 20; ++i) {
        for (size_t s = 0; s < streams.size(); ++s) {
          const std::string id = std::to_string(c) + "/" + std::to_string(s);
          if (!streams[s]->Write(Message(id)) || !streams[s]->Read()) ++wrong;
          if (streams[s]->id() != id) ++wrong;
        }
      }
      for (const auto& stream : streams) {
        stream->WritesDone();
        if (!stream->Finish().ok()) ++wrong;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(CallsInFlightBecome(0));
}

TEST_F(RpcStreamTest, StopsUnderLoadWithoutLosingTheOrderOfAnswers) {
  Start(SmallOptions());
  std::atomic<bool> done{false};
  std::atomic<int> answered{0}, strange{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&] {
      const auto channel = Connect();
      while (!done) {
        Stream stream(channel);
        for (int i = 0; i < 1'000 && !done; ++i) {
          if (!stream.Write(Message(std::to_string(i))) || !stream.Read()) break;
          if (stream.id() != std::to_string(i)) ++strange;
          ++answered;
        }
        stream.WritesDone();
        const grpc::StatusCode code = stream.Finish().error_code();
        const bool expected = code == grpc::StatusCode::OK ||
                              code == grpc::StatusCode::UNAVAILABLE ||
                              code == grpc::StatusCode::CANCELLED;
        if (!expected) ++strange;
      }
    });
  }
  while (answered < 2'000) std::this_thread::yield();
  server_->Stop(absl::Seconds(10));
  done = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(strange, 0);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

}  // namespace
}  // namespace bellwether
