// What every kind of call passes: it is admitted, and told of once, however it ends.
#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class ReceptionTest : public RpcServerTest {
 protected:
  // The lines that tell of calls, once the server has ended.
  std::vector<std::string> ToldAtTheEnd() {
    server_->Stop(absl::Seconds(5));
    std::vector<std::string> told;
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(written_.str(), '\n', absl::SkipEmpty()))) {
      if (line.find(" call method=") != std::string::npos) told.push_back(line);
    }
    return told;
  }

  grpc::Status CallStream(int messages) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const auto stub = v1::ScoringService::NewStub(Connect());
    const auto stream = stub->StreamEvaluate(&context);
    v1::StreamEvaluateRequest request;
    *request.mutable_account() = GoodRequest().account();
    v1::StreamEvaluateResponse response;
    for (int i = 0; i < messages; ++i) {
      if (!stream->Write(request) || !stream->Read(&response)) break;
    }
    stream->WritesDone();
    return stream->Finish();
  }

  grpc::Status CallBatch() {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    v1::EvaluateBatchRequest request;
    *request.add_accounts() = GoodRequest().account();
    v1::EvaluateBatchResponse response;
    return v1::ScoringService::NewStub(Connect())->EvaluateBatch(&context, request, &response);
  }
};

TEST_F(ReceptionTest, EachKindOfCallIsToldOfOnce) {
  Start(SmallOptions());
  ASSERT_TRUE(Evaluate(Connect(), GoodRequest()).status.ok());
  ASSERT_TRUE(CallStream(3).ok());
  ASSERT_TRUE(CallBatch().ok());
  const std::vector<std::string> told = ToldAtTheEnd();
  EXPECT_THAT(told, Each(Not(HasSubstr("acme"))));  // nothing of what they ask about
  EXPECT_THAT(told, ElementsAre(HasSubstr("ScoringService/Evaluate "),
                                HasSubstr("ScoringService/StreamEvaluate "),
                                HasSubstr("ScoringService/EvaluateBatch ")));
  EXPECT_THAT(told, Each(HasSubstr("code=OK")));
}

TEST_F(ReceptionTest, ARefusalIsToldOfToo) {
  Start(SmallOptions());
  v1::EvaluateRequest request = GoodRequest();
  request.mutable_account()->set_stage("nowhere");
  ASSERT_FALSE(Evaluate(Connect(), request).status.ok());
  EXPECT_THAT(ToldAtTheEnd(), ElementsAre(HasSubstr("code=INVALID_ARGUMENT")));
}

TEST_F(ReceptionTest, ACallThatIsNotAdmittedIsToldOf) {
  ServerOptions options = SmallOptions();
  options.max_calls_in_flight = 1;
  Start(options);
  // An open stream is in flight, and holds no thread.
  grpc::ClientContext context;
  const auto stub = v1::ScoringService::NewStub(Connect());
  const auto stream = stub->StreamEvaluate(&context);
  ASSERT_TRUE(CallsInFlightBecome(1));
  EXPECT_EQ(Evaluate(Connect(), GoodRequest()).status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(CallBatch().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  const std::vector<std::string> told = ToldAtTheEnd();
  EXPECT_THAT(told, SizeIs(3));
  EXPECT_THAT(told, Contains(HasSubstr("RESOURCE_EXHAUSTED")).Times(2));
}

}  // namespace
}  // namespace bellwether
