// Tested by tests/server/activation_handlers_test.cc and tests/server/pack_watch_test.cc.
#include "server/rpc/pack_watch.h"
#include "server/rpc/account_evaluation.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "protos/wire/quantities.h"
#include "server/activation/activations.h"
#include "server/rpc/pack_listing.h"

namespace bellwether {
namespace {

class PackWatch final : public Watch<v1::WatchPacksResponse> {
 public:
  PackWatch(const RulesEnvironment& environment, std::shared_ptr<PackFeed> feed,
            const std::string& resume_token)
      : environment_(environment), feed_(std::move(feed)) {
    const uint64_t now = feed_->generation();
    if (resume_token == TokenOf(now)) told_ = now;
  }

  // What changes while the message is made comes with the next one.
  bool Next(v1::WatchPacksResponse& response) override {
    const uint64_t now = feed_->generation();
    if (now == told_) return false;
    response.set_generation(wire::CountToProto(now));
    response.set_resume_token(TokenOf(now));
    for (v1::Pack& pack : LabelledPacks(environment_)) response.add_packs()->Swap(&pack);
    for (v1::SourceState& source : SourceStates(environment_, false)) {
      response.add_sources()->Swap(&source);
    }
    if (environment_.activations != nullptr) {
      for (v1::Activation& one : environment_.activations->Pending()) {
        response.add_pending()->Swap(&one);
      }
    }
    AddChanged(response);
    told_ = now;
    return true;
  }

 private:
  std::string TokenOf(uint64_t generation) const {
    return absl::StrCat(absl::Hex(feed_->started()), "-", generation);
  }

  void AddChanged(v1::WatchPacksResponse& response) {
    std::map<std::string, std::string> digests;
    for (const v1::Pack& pack : response.packs()) {
      for (const v1::LabelState& label : pack.labels()) digests[label.label()] = pack.digest();
    }
    for (const auto& [label, digest] : digests) {
      const auto before = digests_.find(label);
      if (before == digests_.end() || before->second != digest) response.add_changed_labels(label);
    }
    for (const auto& [label, digest] : digests_) {
      if (!digests.contains(label)) response.add_changed_labels(label);
    }
    digests_ = std::move(digests);
  }

  const RulesEnvironment environment_;
  const std::shared_ptr<PackFeed> feed_;
  uint64_t told_ = 0;
  std::map<std::string, std::string> digests_;  // by label, as the client knows them
};

}  // namespace

WatchHandler<v1::WatchPacksRequest, v1::WatchPacksResponse> MakePackWatch(
    const RulesEnvironment& environment) {
  // Where nothing changes, nothing tells of it.
  auto feed = environment.feed == nullptr
                  ? std::make_shared<PackFeed>()
                  : std::shared_ptr<PackFeed>(environment.feed, [](PackFeed*) {});
  return {[environment, feed](CallContext& call, const v1::WatchPacksRequest& request,
                              std::unique_ptr<Watch<v1::WatchPacksResponse>>& watch) {
            if (const grpc::Status refused = RefuseTenantWithPack(*call.origin.caller);
                !refused.ok()) {
              return refused;
            }
            watch = std::make_unique<PackWatch>(environment, feed, request.resume_token());
            return grpc::Status::OK;
          },
          feed};
}

}  // namespace bellwether
