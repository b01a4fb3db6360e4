// Tested by tests/server/live_packs_test.cc and tests/e2e/reload_test.py.
#include "server/live_packs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"

namespace bellwether {

LivePacks::LivePacks(const ServerOptions& options, Given given, Logger& log)
    : options_(options),
      given_(std::move(given)),
      log_(log),
      activations_({{ActivationTestsNamed(options.activation_tests), Limits{}, given_.numbers},
                    given_.trusted,
                    options.activation_approvals},
                   store_, feed_, log) {
  Keep(PackLabel::kActive, options.pack);
  if (!options.canary.empty()) Keep(PackLabel::kCanary, options.canary);
  if (!options.shadow.empty()) Keep(PackLabel::kShadow, options.shadow);
  store_.SetCanaryShare(options.canary_share);
  if (options.shadow.empty()) return;
  shadow_ = std::make_unique<ShadowTrial>(store_, options.shadow_share, Limits{}, log_);
}

void LivePacks::Keep(PackLabel label, const std::string& place) {
  const Limits limits;
  PackWatcher::Settings watched;
  watched.follows = options_.reload == "on";
  watched.poll_interval = options_.pack_poll_interval;
  if (label == PackLabel::kActive) watched.max_broken = options_.max_broken_source;
  watched.thread_name = absl::StrCat("reload-", ToAbsl(NameOf(label)));
  Reconciler::Settings settings{label, ActivationTestsNamed(options_.activation_tests), limits,
                                given_.numbers};
  settings.publish = [this](SnapshotPointer next, PackLabel of) {
    return activations_.PublishFromSource(std::move(next), of);
  };
  settings.on_attempt = [this] { feed_.Changed(); };
  kept_.push_back(std::make_unique<Kept>(std::move(settings),
                                         PackSource(place, limits, given_.trusted),
                                         std::move(watched), store_, log_));
}

bool LivePacks::Load(std::string& report) {
  bool all = true;
  for (const auto& kept : kept_) {
    if (kept->reconciler.Load(report)) continue;
    all = false;
    absl::StrAppend(&report, "error: the pack ", kept->reconciler.source().place(),
                    " cannot be used\n");
  }
  return all && activations_.Restore(report);
}

void LivePacks::Follow(std::function<void(bool usable)> on_usable) {
  for (const auto& kept : kept_) kept->watcher.Start(std::exchange(on_usable, nullptr));
}

void LivePacks::LookNow() {
  for (const auto& kept : kept_) kept->watcher.LookNow();
}

void LivePacks::Stop() {
  for (const auto& kept : kept_) kept->watcher.Stop();
  if (shadow_ != nullptr) shadow_->Stop();
}

std::vector<PackState> LivePacks::States() const {
  std::vector<PackState> states;
  for (const auto& kept : kept_) states.push_back(kept->reconciler.status().Get());
  return states;
}

}  // namespace bellwether
