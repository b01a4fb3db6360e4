// Tested by tests/server/access_test.cc and tests/clients/security_test.py.
#include "server/base/file_follower.h"

#include "absl/time/clock.h"
#include "server/base/background_thread.h"

namespace bellwether {
namespace {

// As for packs: nothing was written for that long, or it has been written for that long.
constexpr absl::Duration kQuiet = absl::Milliseconds(50);
constexpr absl::Duration kMostPatience = absl::Milliseconds(500);

}  // namespace

void FileFollower::Start(std::vector<std::string> paths, Look look) {
  look_ = std::move(look);
  events_ = std::make_unique<FolderEvents>(std::move(paths));
  thread_ = StartBackgroundThread(thread_name_, [this] { Run(); });
  started_ = true;
}

void FileFollower::LookNow() {
  if (started_) events_->Wake();
}

void FileFollower::Stop() {
  stopping_ = true;
  LookNow();
  if (thread_.joinable()) thread_.join();
}

void FileFollower::Run() {
  while (!stopping_) {
    events_->Arm();  // before reading: what changes meanwhile is an event
    Next next = look_();
    events_->SetPaths(std::move(next.paths));
    events_->Arm();
    if (stopping_) return;
    if (events_->Wait(next.patience) != FolderEvents::Reason::kChange) continue;
    const absl::Time latest = absl::Now() + kMostPatience;
    while (!stopping_ && absl::Now() < latest &&
           events_->Wait(kQuiet) != FolderEvents::Reason::kNothing) {
    }
  }
}

}  // namespace bellwether
