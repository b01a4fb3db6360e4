// Calls, errors and limits, over a real connection.
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

using ::testing::HasSubstr;

TEST_F(RpcServerTest, AnswersOnThePortThatTheSystemChose) {
  Start(SmallOptions());
  EXPECT_THAT(server_->address(), ::testing::StartsWith("127.0.0.1:"));
  EXPECT_NE(server_->address(), "127.0.0.1:0");
  const Answer answer = Evaluate(Connect(), GoodRequest());
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_EQ(answer.response.evaluation().health(0).score().value(), 90);
}

TEST_F(RpcServerTest, AnswersManyCallsAtOnceEachItsOwn) {
  Start(SmallOptions());
  std::atomic<int> wrong{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      const auto channel = Connect();
      for (int i = 0; i < 100; ++i) {
        const std::string id = std::to_string(c) + "/" + std::to_string(i);
        // Good and bad in turn: errors take another way through a call than answers do.
        const bool bad = i % 5 == 4;
        v1::EvaluateRequest request = GoodRequest(id);
        if (bad) request.mutable_account()->set_stage("nowhere");
        const Answer answer = Evaluate(channel, request);
        const bool right =
            bad ? answer.status.error_code() == grpc::StatusCode::INVALID_ARGUMENT
                : answer.status.ok() && answer.response.evaluation().account_id() == id;
        if (!right) ++wrong;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(RpcServerTest, SendsDetailsWithErrors) {
  Start(SmallOptions());
  v1::EvaluateRequest request = GoodRequest("");
  request.mutable_account()->mutable_signals(0)->set_number(7);
  const Answer answer = Evaluate(Connect(), request);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(answer.status),
              ::testing::UnorderedElementsAre("account.id MISSING_FIELD",
                                              "account.signals.usage OUT_OF_RANGE"));
}

// gRPC clients accept some 8 KiB of trailers, and lose the whole error beyond.
TEST_F(RpcServerTest, SendsHundredsOfProblemsSoThatClientsCanReadThem) {
  Start(SmallOptions());
  v1::EvaluateRequest request = GoodRequest();
  for (int i = 0; i < 500; ++i) {
    v1::Signal* signal = request.mutable_account()->add_signals();
    signal->set_name("unknown_signal_" + std::to_string(i));
    signal->set_number(i);
  }
  const Answer answer = Evaluate(Connect(), request);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(answer.status.error_message(), HasSubstr("500 problems"));
  EXPECT_THAT(FieldsOf(answer.status).back(), HasSubstr("MORE_PROBLEMS"));
}

TEST_F(RpcServerTest, RefusesARequestThatIsTooLargeAndGoesOn) {
  ServerOptions options = SmallOptions();
  options.max_request_bytes = 2048;
  Start(options);
  const auto channel = Connect();
  const Answer large = Evaluate(channel, GoodRequest(std::string(4096, 'x')));
  EXPECT_EQ(large.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(large.status.error_message(), HasSubstr("2048"));
  EXPECT_TRUE(Evaluate(channel, GoodRequest()).status.ok());
}

TEST_F(RpcServerTest, NamesTheLimitWhenTheAnswerOfABatchIsTooLarge) {
  ServerOptions options = SmallOptions();
  options.max_response_bytes = 2048;
  Start(options);
  v1::EvaluateBatchRequest request;
  for (int i = 0; i < 100; ++i) *request.add_accounts() = GoodRequest().account();
  grpc::ClientContext context;
  v1::EvaluateBatchResponse response;
  const grpc::Status status =
      v1::ScoringService::NewStub(Connect())->EvaluateBatch(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_response_bytes");
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
}

// More batches than threads are being answered, and a call of one account does not wait for them.
TEST_F(RpcServerTest, AnswersOneAccountWhileBatchesTakeTheirTime) {
  Latch latch;
  std::atomic<int> begun{0};
  ScoringHandlers handlers = MakeScoringHandlers({packs_, Limits{}, log_});
  handlers.evaluate_batch = [&](CallContext&, const server::BatchRequestFrame&,
                                server::BatchResponseFrame&) {
    ++begun;
    latch.Wait();
    return grpc::Status::OK;
  };
  packs_.Publish(SnapshotOf(SmallPack()));
  ServerOptions options = SmallOptions();
  options.max_large_waiting = 2;
  StartWith(options, {std::move(handlers)});
  std::atomic<int> refused{0}, answered{0};
  const auto send_batch = [&] {
    grpc::ClientContext context;
    v1::EvaluateBatchResponse response;
    const grpc::Status status =
        v1::ScoringService::NewStub(Connect())->EvaluateBatch(&context, {}, &response);
    if (status.ok()) return void(++answered);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_large_waiting");
    ++refused;
  };
  std::vector<std::thread> clients;
  for (int i = 0; i < 2; ++i) clients.emplace_back(send_batch);
  while (begun < 2) std::this_thread::yield();
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
  // Two may wait, and of four more two are refused.
  for (int i = 0; i < 4; ++i) clients.emplace_back(send_batch);
  while (refused < 2) std::this_thread::yield();
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
  latch.Open();
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(refused, 2);
  EXPECT_EQ(answered, 4);
}

// A message that is unpacked before it is measured has no limit.
TEST_F(RpcServerTest, TakesCompressedRequestsWhereToldTo) {
  for (const bool told : {false, true}) {
    ServerOptions options = SmallOptions();
    options.compressed_requests = told;
    Start(options);
    grpc::ClientContext context;
    context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
    v1::EvaluateResponse response;
    const grpc::Status status = v1::ScoringService::NewStub(Connect())->Evaluate(
        &context, GoodRequest(std::string(1000, 'x')), &response);
    EXPECT_EQ(status.error_code(), told ? grpc::StatusCode::OK : grpc::StatusCode::UNIMPLEMENTED)
        << status.error_message();
    EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
  }
}

// Whenever a client leaves: before its batch is begun, while it is answered, when the answer is
// there.
TEST_F(RpcServerTest, OutlivesClientsThatLeaveTheirBatches) {
  Start(SmallOptions());
  v1::EvaluateBatchRequest request;
  for (int i = 0; i < 20; ++i) *request.add_accounts() = GoodRequest().account();
  const auto stub = v1::ScoringService::NewStub(Connect());
  int left = 0, answered = 0;
  for (int i = 0; i < 1500; ++i) {
    grpc::ClientContext context;
    v1::EvaluateBatchResponse response;
    std::thread leaves([&context, i] {
      std::this_thread::sleep_for(std::chrono::microseconds(i));
      context.TryCancel();
    });
    const grpc::Status status = stub->EvaluateBatch(&context, request, &response);
    leaves.join();
    ASSERT_TRUE(status.ok() || status.error_code() == grpc::StatusCode::CANCELLED)
        << status.error_message();
    ++(status.ok() ? answered : left);
  }
  EXPECT_GT(left, 0);
  EXPECT_GT(answered, 0);
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
}

TEST_F(RpcServerTest, GoesOnAfterBytesThatAreNoRequest) {
  Start(SmallOptions());
  const auto channel = Connect();
  for (int i = 0; i < 20; ++i) {  // more often than calls are armed
    grpc::GenericStub stub(channel);
    grpc::ClientContext context;
    grpc::CompletionQueue queue;
    const grpc::Slice bytes("\xff\xff\xff\xff");
    const grpc::ByteBuffer request(&bytes, 1);
    auto call =
        stub.PrepareUnaryCall(&context, "/bellwether.v1.ScoringService/Evaluate", request, &queue);
    call->StartCall();
    grpc::ByteBuffer response;
    grpc::Status status;
    call->Finish(&response, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    ASSERT_TRUE(queue.Next(&tag, &ok));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
    EXPECT_EQ(status.error_message(), "Unable to parse request");
  }
  EXPECT_TRUE(Evaluate(channel, GoodRequest()).status.ok());
}

TEST_F(RpcServerTest, LeavesCallsWhoseDeadlinePassedWhileTheyWaited) {
  Latch latch;
  std::atomic<int> handled{0};
  ScoringHandlers handlers;
  handlers.evaluate = [&](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
    ++handled;
    latch.Wait();
    return grpc::Status::OK;
  };
  ServerOptions options = SmallOptions();
  options.rpc_threads = 1;
  StartWith(options, {std::move(handlers)});
  const auto channel = Connect();
  std::thread first([&] { Evaluate(channel, GoodRequest()); });
  while (handled == 0) std::this_thread::yield();
  EXPECT_EQ(Evaluate(channel, GoodRequest(), std::chrono::milliseconds(50)).status.error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  // A deadline travels as a time-out that is rounded up: the server's is a little later.
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  latch.Open();
  first.join();
  EXPECT_TRUE(Evaluate(channel, GoodRequest()).status.ok());
  EXPECT_EQ(handled, 2);  // the first and the last
}

TEST_F(RpcServerTest, RefusesCallsBeyondTheLimitInFlight) {
  Latch latch;
  std::atomic<int> handled{0};
  ScoringHandlers handlers;
  handlers.evaluate = [&](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
    ++handled;
    latch.Wait();
    return grpc::Status::OK;
  };
  ServerOptions options = SmallOptions();
  options.max_calls_in_flight = 1;
  StartWith(options, {std::move(handlers)});
  std::thread first([&] { Evaluate(Connect(), GoodRequest()); });
  while (handled == 0) std::this_thread::yield();
  // Connections are spread over the threads: some of these meet the one that is free.
  int refused = 0;
  for (int i = 0; i < 20 && refused == 0; ++i) {
    const Answer answer = Evaluate(Connect(), GoodRequest(), std::chrono::milliseconds(200));
    if (answer.status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) continue;
    ++refused;
    EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(answer.status).metadata().at("limit"),
              "max_calls_in_flight");
  }
  EXPECT_EQ(refused, 1);
  latch.Open();
  first.join();
  server_->Stop(absl::Seconds(10));
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

}  // namespace
}  // namespace bellwether
