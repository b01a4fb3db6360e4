// Packs with sources, a state folder, and callers who change what answers; and a restart.
#ifndef BELLWETHER_TESTS_SERVER_ACTIVATIONS_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_ACTIVATIONS_FIXTURE_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "server/activation/activations.h"
#include "tests/server/pack_on_disk.h"
#include "tests/support/files.h"

namespace bellwether {

inline PackContents ContentsOf(int weight, const std::string& tests = "") {
  PackContents contents{Sources({{"pack.yaml", PackOfWeight(weight)}}), Sources()};
  if (!tests.empty()) contents.tests = Sources({{"tests/weighed_test.yaml", tests}});
  return contents;
}

inline std::string DigestOf(int weight) {
  return BuildPack(ContentsOf(weight), "memory", {}, absl::Now()).snapshot->plan->digest;
}

inline ChangeRequest RequestBy(const std::string& caller, const std::string& request_id = "") {
  ChangeRequest request;
  request.caller = caller;
  request.reason = "because";
  request.request_id = request_id;
  request.fingerprint = "same";
  return request;
}

// What a server has of it, from its start to its end.
class Running {
 public:
  Running(const std::string& folder, Activations::Settings settings, Logger& log,
          StateFolder::Hook hook = nullptr)
      : activations_(std::move(settings), store_, feed_, log) {
    if (folder.empty()) return;
    auto opened = StateFolder::Open(folder, std::move(hook));
    opened_ = opened.ok() ? activations_.Open(*std::move(opened)) : opened.status();
  }

  // Sources of those labels hold a pack of that weight.
  void Publish(int weight, PackLabel label = PackLabel::kActive) {
    activations_.PublishFromSource(
        BuildPack(ContentsOf(weight), "source", {}, absl::Now()).snapshot, label);
  }
  // As a server starts: the source, and then what calls changed.
  bool Start(int weight) {
    if (!opened_.ok()) return false;
    Publish(weight);
    return activations_.Restore(report_);
  }

  Activations* operator->() { return &activations_; }
  Activations& activations() { return activations_; }
  SnapshotStore& store() { return store_; }
  PackFeed& feed() { return feed_; }
  const absl::Status& opened() const { return opened_; }
  const std::string& report() const { return report_; }

  std::string DigestUnder(PackLabel label = PackLabel::kActive) const {
    const SnapshotPointer snapshot = store_.Pin(label);
    return snapshot == nullptr ? "" : snapshot->plan->digest;
  }
  ChangeAnswer Activate(const ChangeRequest& request, int weight, const std::string& tests = "") {
    AskedChange asked;
    asked.files = ContentsOf(weight, tests);
    return activations_.Activate(request, asked, Stop());
  }
  ChangeAnswer RollBack(const ChangeRequest& request, const std::string& digest = "") {
    return activations_.RollBack(request, digest, Stop());
  }
  ChangeAnswer Approve(const ChangeRequest& request, const std::string& id) {
    return activations_.Approve(request, id, Stop());
  }

 private:
  SnapshotStore store_;
  PackFeed feed_;
  Activations activations_;
  absl::Status opened_;
  std::string report_;
};

class ActivationsFixture : public ::testing::Test {
 protected:
  ~ActivationsFixture() override {
    running_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Ends what ran, and starts it anew.
  Running& Start(int weight = 1, StateFolder::Hook hook = nullptr) {
    running_.reset();
    running_ = std::make_unique<Running>(folder_, settings_, log_.log(), std::move(hook));
    EXPECT_TRUE(running_->Start(weight)) << running_->opened() << running_->report();
    return *running_;
  }

  LogOfTest log_;
  Activations::Settings settings_;
  const std::string folder_ = testing_support::FolderOfTest();
  std::unique_ptr<Running> running_;
};

// Empty when the change was made.
inline std::string WhyRefused(const ChangeAnswer& answer) {
  return answer.refusal.has_value() ? answer.refusal->message : "";
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_ACTIVATIONS_FIXTURE_H_
