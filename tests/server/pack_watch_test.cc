// WatchPacks over a real connection: the state, its changes, clients that leave or do not read, and
// a server that drains.
#include "server/rpc/pack_watch.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "tests/server/activation_calls_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;

class PackWatchTest : public ActivationCallsTest {
 protected:
  struct Open {
    grpc::ClientContext context;
    std::unique_ptr<v1::RulesService::Stub> stub;
    std::unique_ptr<grpc::ClientReader<v1::WatchPacksResponse>> reader;
    v1::WatchPacksResponse message;
    bool Read() { return reader->Read(&message); }
  };
  std::unique_ptr<Open> Watch(const std::string& resume_token = "") {
    auto open = std::make_unique<Open>();
    open->context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    open->stub = RulesStub();
    v1::WatchPacksRequest request;
    request.set_resume_token(resume_token);
    open->reader = open->stub->WatchPacks(&open->context, request);
    return open;
  }
  void ListenersBecome(size_t count) {
    while (feed_.listeners() != count) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
};

TEST_F(PackWatchTest, TellsTheStateAndThenItsChanges) {
  Begin();
  StartServer();
  const auto watch = Watch();
  ASSERT_TRUE(watch->Read());
  EXPECT_EQ(watch->message.packs_size(), 1);
  EXPECT_THAT(watch->message.changed_labels(), ElementsAre("active"));
  const int first = watch->message.generation();
  ASSERT_TRUE(Activate(RequestFor(2)).ok());
  ASSERT_TRUE(watch->Read());
  EXPECT_GT(watch->message.generation(), first);
  EXPECT_THAT(watch->message.changed_labels(), ElementsAre("active", "previous"));
  EXPECT_EQ(watch->message.packs(0).labels(0).activated_by(), "ann");
  feed_.Changed();  // something else, of a source for instance
  ASSERT_TRUE(watch->Read());
  EXPECT_EQ(watch->message.changed_labels_size(), 0);
  EXPECT_EQ(watch->message.packs_size(), 2);
}

TEST_F(PackWatchTest, GoesOnWhereAClientLeftOff) {
  Begin();
  StartServer();
  const auto first = Watch();
  ASSERT_TRUE(first->Read());
  const std::string token = first->message.resume_token();
  const int generation = first->message.generation();
  first->context.TryCancel();
  const auto same = Watch(token);  // nothing happened: nothing is told
  ListenersBecome(1);
  Publish(2);
  ASSERT_TRUE(same->Read());
  EXPECT_EQ(same->message.generation(), generation + 1);
  const auto late = Watch(token);
  ASSERT_TRUE(late->Read());
  EXPECT_EQ(late->message.generation(), generation + 1);
  for (const char* other : {"nonsense", "0-1"}) ASSERT_TRUE(Watch(other)->Read());
}

// A client that does not read is not queued for: it gets the newest state.
TEST_F(PackWatchTest, ASlowClientGetsTheNewestState) {
  Begin();
  StartServer();
  const auto watch = Watch();
  ASSERT_TRUE(watch->Read());
  constexpr int kChanges = 20'000;
  for (int i = 0; i < kChanges; ++i) feed_.Changed();
  const uint64_t last = feed_.generation();
  int messages = 0;
  while (static_cast<uint64_t>(watch->message.generation()) < last && watch->Read()) ++messages;
  EXPECT_EQ(static_cast<uint64_t>(watch->message.generation()), last);
  EXPECT_LT(messages, kChanges);
}

TEST_F(PackWatchTest, WatchesAreLimitedAndLeave) {
  Begin();
  ServerOptions options = SmallOptions();
  options.max_pack_watches = 2;
  StartServer(options);
  const auto first = Watch(), second = Watch();
  ASSERT_TRUE(first->Read());
  ASSERT_TRUE(second->Read());
  const auto third = Watch();
  EXPECT_FALSE(third->Read());
  const grpc::Status refused = third->reader->Finish();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(refused).metadata().at("limit"), "max_pack_watches");
  first->context.TryCancel();
  EXPECT_TRUE(CallsInFlightBecome(1));
  ListenersBecome(1);
  EXPECT_TRUE(Watch()->Read());
}

TEST_F(PackWatchTest, EndsWhenTheServerDrains) {
  Begin();
  StartServer();
  const auto watch = Watch();
  ASSERT_TRUE(watch->Read());
  server_->Stop(absl::Seconds(5));
  EXPECT_FALSE(watch->Read());
  EXPECT_EQ(watch->reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(feed_.listeners(), 0u);
  feed_.Changed();  // nobody is there
}

TEST_F(PackWatchTest, ManyComeAndGoWhileThingsChange) {
  Begin();
  StartServer();
  std::atomic<bool> over{false};
  std::thread changes([&] {
    while (!over) {
      feed_.Changed();
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
  });
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&, i] {
      for (int round = 0; round < 25; ++round) {
        const auto watch = Watch();
        for (int read = 0; read <= (i + round) % 3; ++read) EXPECT_TRUE(watch->Read());
        if (round % 2 == 0) watch->context.TryCancel();
      }
    });
  }
  for (std::thread& client : clients) client.join();
  server_->Stop(absl::Milliseconds(300));
  over = true;
  changes.join();
}

// The calls that change something, over the same connection.
TEST_F(PackWatchTest, AllMethodsAnswer) {
  Begin();
  StartServer();
  const auto stub = RulesStub();
  {
    grpc::ClientContext context;
    v1::ActivatePackResponse response;
    ASSERT_TRUE(stub->ActivatePack(&context, RequestFor(2), &response).ok());
    EXPECT_EQ(response.activation().id(), "a1");
  }
  {
    grpc::ClientContext context;
    v1::RollbackPackRequest request;
    request.set_reason("back");
    v1::RollbackPackResponse response;
    ASSERT_TRUE(stub->RollbackPack(&context, request, &response).ok());
    EXPECT_EQ(response.activation().to().digest(), Digest());
  }
  {
    grpc::ClientContext context;
    v1::ApproveActivationRequest request;
    request.set_pending_id("a1");
    v1::ApproveActivationResponse response;
    EXPECT_EQ(stub->ApproveActivation(&context, request, &response).error_code(),
              grpc::StatusCode::NOT_FOUND);
  }
  {
    grpc::ClientContext context;
    v1::ListPacksResponse response;
    ASSERT_TRUE(stub->ListPacks(&context, {}, &response).ok());
    EXPECT_EQ(response.packs_size(), 2);
  }
  {
    grpc::ClientContext context;
    v1::ListActivationsResponse response;
    ASSERT_TRUE(stub->ListActivations(&context, {}, &response).ok());
    EXPECT_EQ(response.activations_size(), 2);
  }
}

}  // namespace
}  // namespace bellwether
