// RulesService with a state folder: as functions, or through a real server.
#ifndef BELLWETHER_TESTS_SERVER_ACTIVATION_CALLS_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_ACTIVATION_CALLS_FIXTURE_H_

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/activation/activations.h"
#include "server/rpc/activation_handlers.h"
#include "tests/server/error_details.h"
#include "tests/server/pack_on_disk.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {

class ActivationCallsTest : public RulesTest {
 protected:
  ActivationCallsTest() {
    std::filesystem::remove_all(folder_);
    packs_.Publish(nullptr);  // a source publishes
  }
  ~ActivationCallsTest() override {
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  // A server whose source holds the pack of that weight.
  void Begin(int weight = 1, bool has_folder = true) {
    activations_ = std::make_unique<Activations>(settings_, packs_, feed_, log_);
    if (has_folder) {
      auto folder = StateFolder::Open(folder_);
      ASSERT_TRUE(folder.ok()) << folder.status();
      ASSERT_TRUE(activations_->Open(*std::move(folder)).ok());
    }
    Publish(weight);
    std::string report;
    ASSERT_TRUE(activations_->Restore(report)) << report;
  }
  void Publish(int weight) {
    activations_->PublishFromSource(
        BuildPack({Sources({{"pack.yaml", PackOfWeight(weight)}}), Sources()}, "folder", {},
                  absl::Now())
            .snapshot,
        PackLabel::kActive);
    feed_.Changed();
  }
  std::string Digest(PackLabel label = PackLabel::kActive) {
    return packs_.Pin(label)->plan->digest;
  }

  RulesHandlers Handlers() {
    return MakeRulesHandlers({packs_, Limits{}, log_, 1, nullptr, activations_.get(), &feed_,
                              [this] { return states_; }});
  }
  void StartServer(const ServerOptions& options = SmallOptions()) {
    StartWith(options, {Scoring(), std::nullopt, Handlers()});
  }

  static v1::ActivatePackRequest RequestFor(int weight) {
    v1::ActivatePackRequest request;
    v1::PackFile& file = *request.mutable_files()->mutable_rules()->add_files();
    file.set_name("pack.yaml");
    file.set_content(PackOfWeight(weight));
    request.set_reason("because");
    return request;
  }
  // As a caller of that name.
  template <typename Request, typename Response>
  grpc::Status AskAs(const std::string& caller, const LongHandler<Request, Response>& handler,
                     const Request& request, Response& response) {
    CallOrigin origin;
    origin.caller = std::make_shared<const Caller>(Caller{caller, "", RoleSet::All()});
    CallContext call{"Method", received_, absl::InfiniteFuture(), workspace_, nullptr, origin};
    response.Clear();
    LongWork<Response> work;
    const grpc::Status status = handler(call, request, work);
    if (!status.ok()) return status;
    return work(Stop(), [&](const Response& answer) { response = answer; });
  }
  grpc::Status Activate(const v1::ActivatePackRequest& request, const std::string& caller = "ann") {
    return AskAs(caller, Handlers().activate_pack, request, activated_);
  }
  static std::string ReasonOf(const grpc::Status& status) {
    return DetailOf<google::rpc::ErrorInfo>(status).reason();
  }

  Activations::Settings settings_;
  PackFeed feed_;
  std::vector<PackState> states_;
  const std::string folder_ =
      absl::StrCat(::testing::TempDir(), "/activation_calls_",
                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::unique_ptr<Activations> activations_;
  v1::ActivatePackResponse activated_;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_ACTIVATION_CALLS_FIXTURE_H_
