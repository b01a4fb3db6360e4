// A real server on a port of the system's choice, for tests with real clients in the same process.
#ifndef BELLWETHER_TESTS_SERVER_RPC_SERVER_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_RPC_SERVER_FIXTURE_H_

#include <grpc/grpc.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "bellwether/v1/scoring.grpc.pb.h"
#include "grpcpp/create_channel.h"
#include "gtest/gtest.h"
#include "server/rpc/rpc_server.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/server/test_packs.h"

namespace bellwether {

using EvaluateHandler = Handler<v1::EvaluateRequest, v1::EvaluateResponse>;

inline ServerOptions SmallOptions() {
  ServerOptions options;
  options.listen = "127.0.0.1:0";
  options.rpc_threads = 2;
  options.armed_calls = 4;  // so that a test soon needs more than are armed
  return options;
}

inline v1::EvaluateRequest GoodRequest(const std::string& id = "acme") {
  v1::EvaluateRequest request;
  request.mutable_account()->set_id(id);
  request.mutable_account()->set_stage("onboarding");
  v1::Signal* signal = request.mutable_account()->add_signals();
  signal->set_name("usage");
  signal->set_number(0.9);
  return request;
}

// Something that handlers wait for, so that a test decides when they go on.
class Latch {
 public:
  void Open() {
    const std::lock_guard<std::mutex> lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

class RpcServerTest : public ::testing::Test {
 protected:
  void Start(const ServerOptions& options) {
    packs_.Publish(SnapshotOf(SmallPack()));
    StartWith(options, {MakeScoringHandlers({packs_, Limits{}, log_})});
  }
  void StartWith(const ServerOptions& options, ServedHandlers handlers) {
    server_ = std::make_unique<RpcServer>(options, std::move(handlers), log_);
    const absl::Status status = server_->Start();
    ASSERT_TRUE(status.ok()) << status;
    server_->SetServing(true);
  }

  std::shared_ptr<grpc::Channel> Connect() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
    return grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(),
                                     arguments);
  }

  struct Answer {
    grpc::Status status;
    v1::EvaluateResponse response;
  };
  Answer Evaluate(const std::shared_ptr<grpc::Channel>& channel, const v1::EvaluateRequest& request,
                  std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + timeout);
    Answer answer;
    answer.status =
        v1::ScoringService::NewStub(channel)->Evaluate(&context, request, &answer.response);
    return answer;
  }

  // Whether so many calls are in flight within some seconds.
  bool CallsInFlightBecome(uint64_t count) {
    for (int i = 0; i < 500 && server_->calls_in_flight() != count; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return server_->calls_in_flight() == count;
  }

  grpc::health::v1::HealthCheckResponse::ServingStatus Health(
      const std::shared_ptr<grpc::Channel>& channel) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::NewStub(channel)->Check(&context, {}, &response).ok());
    return response.status();
  }

  std::ostringstream written_;
  Logger log_{LogLevel::kDebug, LogFormat::kText,
              std::make_shared<spdlog::sinks::ostream_sink_mt>(written_)};
  SnapshotStore packs_;
  std::unique_ptr<RpcServer> server_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_RPC_SERVER_FIXTURE_H_
