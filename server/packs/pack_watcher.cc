// Tested by tests/server/pack_watcher_test.cc.
#include "server/packs/pack_watcher.h"

#include <algorithm>
#include <utility>

#include "server/base/background_thread.h"

namespace bellwether {
namespace {

// A change is whole when nothing was written for that long; an editor or a copy is quicker.
constexpr absl::Duration kQuiet = absl::Milliseconds(25);
// What is written without end is taken as it is after that.
constexpr absl::Duration kMostPatience = absl::Milliseconds(250);
// How soon snapshots that calls still had are destroyed after them.
constexpr absl::Duration kReleaseInterval = absl::Milliseconds(200);

}  // namespace

PackWatcher::PackWatcher(Reconciler& reconciler, Settings settings, Logger& log)
    : reconciler_(reconciler),
      settings_(std::move(settings)),
      log_(log),
      events_(settings_.follows ? reconciler.source().watched_path() : "") {}

void PackWatcher::Start(std::function<void(bool usable)> on_usable) {
  on_usable_ = std::move(on_usable);
  thread_ = StartBackgroundThread(settings_.thread_name, [this] { Run(); });
}

void PackWatcher::LookNow() {
  asked_ = true;
  events_.Wake();
}

void PackWatcher::Stop() {
  stopping_ = true;
  events_.Wake();
  if (thread_.joinable()) thread_.join();
}

void PackWatcher::Run() {
  bool due = settings_.follows;  // what changed between the load and now
  while (!stopping_) {
    Watch();  // before reading: what changes meanwhile is an event
    if (due) Look();
    reconciler_.ReleaseRetired();
    JudgeSource();
    due = Await();
  }
}

void PackWatcher::Watch() {
  if (events_.Arm() || told_incomplete_) return;
  told_incomplete_ = true;
  log_.Warning("the pack's folder cannot be watched, it is polled",
               {{"source", reconciler_.source().place()},
                {"interval", absl::FormatDuration(settings_.poll_interval)}});
}

void PackWatcher::Look() {
  next_poll_ = SteadyTime::Now() + settings_.poll_interval;
  const bellwether::Stop stop([this] { return stopping_.load(); });
  reconciler_.ReadAgain(stop);
  if (!reconciler_.HasNews()) return;
  const SteadyTime latest = SteadyTime::Now() + kMostPatience;
  while (reconciler_.source().changes_by_steps() && !stopping_) {
    while (events_.Wait(kQuiet) != FolderEvents::Reason::kNothing && SteadyTime::Now() < latest &&
           !stopping_) {
    }
    Watch();  // folders that are new, before they are read
    if (!reconciler_.ReadAgain(stop) || SteadyTime::Now() >= latest) break;
  }
  if (reconciler_.HasNews() && !stopping_) reconciler_.Attempt(stop);
}

bool PackWatcher::Await() {
  if (stopping_) return false;
  if (asked_.exchange(false)) return true;
  const FolderEvents::Reason reason = events_.Wait(Patience());
  if (asked_.exchange(false)) return true;
  if (!settings_.follows) return false;
  return reason == FolderEvents::Reason::kChange || SteadyTime::Now() >= next_poll_;
}

absl::Duration PackWatcher::Patience() const {
  const SteadyTime now = SteadyTime::Now();
  SteadyTime until = settings_.follows ? next_poll_ : SteadyTime::InfiniteFuture();
  if (reconciler_.has_retired()) until = std::min(until, now + kReleaseInterval);
  if (settings_.max_broken > absl::ZeroDuration() && broken_since_.has_value() && usable_) {
    until = std::min(until, *broken_since_ + settings_.max_broken);
  }
  return std::clamp(until - now, absl::ZeroDuration(), absl::Hours(1));
}

// The status says it by the time of day, which may jump meanwhile.
void PackWatcher::NoteBroken() {
  const bool broken = reconciler_.status().Get().broken_since.has_value();
  if (!broken) broken_since_.reset();
  if (broken && !broken_since_.has_value()) broken_since_ = SteadyTime::Now();
}

void PackWatcher::JudgeSource() {
  if (settings_.max_broken <= absl::ZeroDuration()) return;
  NoteBroken();
  const bool usable =
      !broken_since_.has_value() || SteadyTime::Now() < *broken_since_ + settings_.max_broken;
  if (usable == usable_) return;
  usable_ = usable;
  log_.Write(usable ? LogLevel::kInfo : LogLevel::kError,
             usable ? "the pack's source is mended" : "the pack's source is broken for too long",
             {{"source", reconciler_.source().place()},
              {"limit", absl::FormatDuration(settings_.max_broken)}});
  if (on_usable_ != nullptr) on_usable_(usable);
}

}  // namespace bellwether
