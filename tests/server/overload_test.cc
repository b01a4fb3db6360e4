// More calls than a server can answer in time, over a real connection.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

constexpr auto kSlow = std::chrono::milliseconds(300);
constexpr int kCrowd = 20;

class OverloadTest : public RpcServerTest {
 protected:
  // One thread. The first call teaches the line how long an answer takes; one called "blocker"
  // waits for the latch; all others are answered at once.
  void StartSlowServer() {
    ScoringHandlers handlers;
    handlers.evaluate = [this](CallContext&, const v1::EvaluateRequest& request,
                               v1::EvaluateResponse&) {
      const std::string& id = request.account().id();
      if (id == "first") std::this_thread::sleep_for(kSlow);
      if (id == "blocker") {
        blocked_ = true;
        latch_.Wait();
      }
      return grpc::Status::OK;
    };
    ServerOptions options = SmallOptions();
    options.rpc_threads = 1;
    options.armed_calls = kCrowd;
    StartWith(options, {std::move(handlers)});
    ASSERT_TRUE(Evaluate(Connect(), GoodRequest("first")).status.ok());
  }

  // What becomes of a crowd that comes while the thread is busy.
  std::vector<grpc::Status> AskWhileBusy(std::chrono::milliseconds timeout) {
    std::thread blocker([this] { Evaluate(Connect(), GoodRequest("blocker")); });
    while (!blocked_) std::this_thread::yield();
    const auto channel = Connect();
    EXPECT_TRUE(channel->WaitForConnected(std::chrono::system_clock::now() + kPatience));
    std::vector<grpc::Status> statuses(kCrowd);
    std::vector<std::thread> crowd;
    for (grpc::Status& status : statuses) {
      crowd.emplace_back(
          [&, timeout] { status = Evaluate(channel, GoodRequest("crowd"), timeout).status; });
    }
    std::this_thread::sleep_for(kSlow);  // until they are on their way
    latch_.Open();
    for (std::thread& one : crowd) one.join();
    blocker.join();
    return statuses;
  }

  static constexpr auto kPatience = std::chrono::seconds(20);

 private:
  std::atomic<bool> blocked_{false};
  Latch latch_;
};

TEST_F(OverloadTest, WhatWouldBeAnsweredTooLateIsRefusedAtOnce) {
  StartSlowServer();
  int answered = 0, refused = 0;
  for (const grpc::Status& status : AskWhileBusy(10 * kSlow)) {
    answered += status.ok() ? 1 : 0;
    if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) continue;
    ++refused;
    EXPECT_THAT(status.error_message(), HasSubstr("more than half of its time"));
    EXPECT_GT(DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds(), 0);
  }
  // Of those that wait none is late: there is as much time for the answer as for the wait.
  EXPECT_EQ(answered + refused, kCrowd);
  EXPECT_GE(answered, 1);
  EXPECT_GE(refused, kCrowd / 2);
}

TEST_F(OverloadTest, WhoHasTimeWaits) {
  StartSlowServer();
  for (const grpc::Status& status : AskWhileBusy(std::chrono::minutes(10))) {
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
}

TEST_F(OverloadTest, NothingIsLeftWhenItIsOver) {
  StartSlowServer();
  AskWhileBusy(10 * kSlow);
  EXPECT_TRUE(CallsInFlightBecome(0));
  EXPECT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
}

}  // namespace
}  // namespace bellwether
