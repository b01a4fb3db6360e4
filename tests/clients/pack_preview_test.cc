// A preview against a server that keeps to the protocol, and against one that does not.
#include "clients/cpp/pack_preview.h"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using Stream = grpc::ServerReaderWriter<v1::PreviewPackResponse, v1::PreviewPackRequest>;

// Answers as the test says.
class RulesServiceFake final : public v1::RulesService::Service {
 public:
  RulesServiceFake() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~RulesServiceFake() override { server_->Shutdown(); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  std::function<grpc::Status(Stream&)> preview;

 private:
  grpc::Status PreviewPack(grpc::ServerContext*, Stream* stream) override {
    return preview(*stream);
  }

  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

class PackPreviewClientTest : public ::testing::Test {
 protected:
  // The head and a progress, and a progress for each message that follows.
  static void Greet(Stream& stream) {
    v1::PreviewPackRequest request;
    stream.Read(&request);
    v1::PreviewPackResponse response;
    response.mutable_head()->mutable_to()->set_name("new");
    stream.Write(response);
    response.mutable_progress();
    stream.Write(response);
  }
  static int32_t TakeAll(Stream& stream) {
    v1::PreviewPackRequest request;
    v1::PreviewPackResponse response;
    int32_t accounts = 0;
    while (stream.Read(&request)) {
      accounts += request.accounts_size();
      response.mutable_progress()->set_accounts(accounts);
      stream.Write(response);
    }
    return accounts;
  }
  static PackPreview::Accounts Accounts(int count) {
    PackPreview::Accounts accounts;
    for (int i = 0; i < count; ++i) accounts.Add()->set_id("a");
    return accounts;
  }

  RulesServiceFake server_;
  Client client_{[this] {
    ClientOptions options;
    options.server = server_.address();
    return options;
  }()};
};

TEST_F(PackPreviewClientTest, SendsAccountsAndTakesTheImpact) {
  server_.preview = [](Stream& stream) {
    Greet(stream);
    v1::PreviewPackResponse response;
    response.mutable_impact()->mutable_accounts()->set_compared(TakeAll(stream));
    stream.Write(response);
    return grpc::Status::OK;
  };
  PackPreview preview(client_, {});
  ASSERT_TRUE(preview.Begin());
  EXPECT_EQ(preview.head().to().name(), "new");
  v1::PreviewProgress progress;
  ASSERT_TRUE(preview.Send(Accounts(3), progress));
  ASSERT_TRUE(preview.Send(Accounts(2), progress));
  EXPECT_EQ(progress.accounts(), 5);
  const PackPreview::Answer& answer = preview.End();
  ASSERT_TRUE(answer.ok()) << answer.status;
  EXPECT_EQ(answer.impact.accounts().compared(), 5);
}

TEST_F(PackPreviewClientTest, ProblemsOfAPackAreAnAnswer) {
  server_.preview = [](Stream& stream) {
    v1::PreviewPackRequest request;
    stream.Read(&request);
    v1::PreviewPackResponse response;
    response.mutable_problems()->add_to()->set_code("unknown-key");
    stream.Write(response);
    return grpc::Status::OK;
  };
  PackPreview preview(client_, {});
  EXPECT_FALSE(preview.Begin());
  EXPECT_TRUE(absl::IsFailedPrecondition(preview.answer().status));
  ASSERT_TRUE(preview.answer().problems.has_value());
  EXPECT_EQ(preview.answer().problems->to(0).code(), "unknown-key");
}

TEST_F(PackPreviewClientTest, ErrorsOfTheCallAreThoseOfTheServer) {
  server_.preview = [](Stream& stream) {
    Greet(stream);
    v1::PreviewPackRequest request;
    stream.Read(&request);
    return grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "too many");
  };
  PackPreview preview(client_, {});
  ASSERT_TRUE(preview.Begin());
  v1::PreviewProgress progress;
  EXPECT_FALSE(preview.Send(Accounts(1), progress));
  EXPECT_TRUE(absl::IsResourceExhausted(preview.answer().status));
  EXPECT_FALSE(preview.Send(Accounts(1), progress));
  EXPECT_TRUE(absl::IsResourceExhausted(preview.End().status));
}

// A stream that is not whole is never a shorter result.
TEST_F(PackPreviewClientTest, AnEndWithoutAnImpactIsALoss) {
  server_.preview = [](Stream& stream) {
    Greet(stream);
    TakeAll(stream);
    return grpc::Status::OK;
  };
  PackPreview preview(client_, {});
  ASSERT_TRUE(preview.Begin());
  EXPECT_TRUE(absl::IsDataLoss(preview.End().status));
}

TEST_F(PackPreviewClientTest, AnotherPartThanIsDueIsALoss) {
  server_.preview = [](Stream& stream) {
    v1::PreviewPackRequest request;
    stream.Read(&request);
    v1::PreviewPackResponse response;
    response.mutable_impact();
    stream.Write(response);
    TakeAll(stream);
    return grpc::Status::OK;
  };
  PackPreview preview(client_, {});
  EXPECT_FALSE(preview.Begin());
  EXPECT_TRUE(absl::IsDataLoss(preview.answer().status));
}

// Its stream ends at the server, which would wait for more otherwise.
TEST_F(PackPreviewClientTest, APreviewThatIsLeftIsCancelled) {
  std::promise<bool> cancelled;
  server_.preview = [&cancelled](Stream& stream) {
    Greet(stream);
    v1::PreviewPackRequest request;
    cancelled.set_value(!stream.Read(&request));
    return grpc::Status::OK;
  };
  {
    PackPreview preview(client_, {});
    ASSERT_TRUE(preview.Begin());
  }
  EXPECT_TRUE(cancelled.get_future().get());
}

}  // namespace
}  // namespace bellwether
