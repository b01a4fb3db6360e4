// Start, health, reflection and stop, over a real connection.
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
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using ::testing::HasSubstr;

TEST_F(RpcServerTest, TellsItsHealth) {
  Start(SmallOptions());
  const auto channel = Connect();
  EXPECT_EQ(Health(channel), HealthCheckResponse::SERVING);
  server_->SetServing(false);
  EXPECT_EQ(Health(channel), HealthCheckResponse::NOT_SERVING);
}

TEST_F(RpcServerTest, LetsClientsWatchItsHealthUntilItStops) {
  Start(SmallOptions());
  auto stub = grpc::health::v1::Health::NewStub(Connect());
  grpc::ClientContext context;
  const auto reader = stub->Watch(&context, HealthCheckRequest());
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  std::thread stop([this] { server_->Stop(absl::Seconds(10)); });
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  stop.join();
}

TEST_F(RpcServerTest, LimitsHealthWatchesAndFreesThoseWhoseClientLeft) {
  ServerOptions options = SmallOptions();
  options.max_health_watches = 1;
  Start(options);
  auto stub = grpc::health::v1::Health::NewStub(Connect());
  HealthCheckResponse response;
  auto first = std::make_unique<grpc::ClientContext>();
  auto reader = stub->Watch(first.get(), HealthCheckRequest());
  ASSERT_TRUE(reader->Read(&response));
  {
    grpc::ClientContext second;
    const auto refused = stub->Watch(&second, HealthCheckRequest());
    EXPECT_FALSE(refused->Read(&response));
    EXPECT_EQ(refused->Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
  first->TryCancel();
  EXPECT_FALSE(reader->Finish().ok());
  bool entered = false;
  for (int i = 0; i < 100 && !entered; ++i) {
    grpc::ClientContext again;
    const auto next = stub->Watch(&again, HealthCheckRequest());
    entered = next->Read(&response);
    again.TryCancel();
    next->Finish();
    if (!entered) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(entered);
}

TEST_F(RpcServerTest, StopsUnderLoadWithoutLosingACall) {
  Start(SmallOptions());
  std::atomic<bool> done{false};
  std::atomic<int> answered{0}, strange{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&] {
      const auto channel = Connect();
      while (!done) {
        const grpc::StatusCode code = Evaluate(channel, GoodRequest()).status.error_code();
        if (code == grpc::StatusCode::OK) ++answered;
        // A server that goes away is UNAVAILABLE or CANCELLED to its clients, nothing else.
        const bool expected = code == grpc::StatusCode::OK ||
                              code == grpc::StatusCode::UNAVAILABLE ||
                              code == grpc::StatusCode::CANCELLED;
        if (!expected) ++strange;
      }
    });
  }
  while (answered < 200) std::this_thread::yield();
  server_->Stop(absl::Seconds(10));
  done = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(strange, 0);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(RpcServerTest, FinishesCallsInFlightBeforeItStops) {
  Latch latch;
  std::atomic<int> handled{0};
  ScoringHandlers handlers;
  handlers.evaluate = [&](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
    ++handled;
    latch.Wait();
    return grpc::Status::OK;
  };
  StartWith(SmallOptions(), {std::move(handlers)});
  grpc::Status status;
  std::thread client([&] { status = Evaluate(Connect(), GoodRequest()).status; });
  while (handled == 0) std::this_thread::yield();
  std::thread stop([this] { server_->Stop(absl::Seconds(30)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  latch.Open();
  client.join();
  stop.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(RpcServerTest, AnswersReflectionOnlyWhenAllowed) {
  for (const bool allowed : {true, false}) {
    ServerOptions options = SmallOptions();
    options.reflection = allowed;
    Start(options);
    grpc::GenericStub stub(Connect());
    grpc::ClientContext context;
    grpc::CompletionQueue queue;
    auto call = stub.PrepareCall(
        &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
    const auto await = [&queue] {
      void* tag = nullptr;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    call->StartCall(nullptr);
    EXPECT_TRUE(await());
    call->WritesDone(nullptr);
    EXPECT_TRUE(await());
    grpc::Status status;
    call->Finish(&status, nullptr);
    EXPECT_TRUE(await());
    EXPECT_EQ(status.error_code(),
              allowed ? grpc::StatusCode::OK : grpc::StatusCode::UNIMPLEMENTED);
    server_.reset();
  }
}

TEST_F(RpcServerTest, DoesNotShareAPort) {
  Start(SmallOptions());
  ServerOptions options = SmallOptions();
  options.listen = server_->address();
  RpcServer second(options, MakeScoringHandlers({packs_, Limits{}, log_}));
  const absl::Status status = second.Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot listen on " + options.listen));
}

TEST_F(RpcServerTest, StartsAndStopsWithoutACall) {
  for (int i = 0; i < 3; ++i) {
    Start(SmallOptions());
    server_->Stop(absl::ZeroDuration());
    server_.reset();
  }
}

}  // namespace
}  // namespace bellwether
