// The way to a path is walked as the system does, link by link, and each folder on it is watched
// for the one name that leads on: so any step may be swapped. Below the path everything counts.
//
// Tested by tests/server/pack_watcher_test.cc.
#include "server/base/folder_events.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <system_error>
#include <utility>

#include "server/base/steady_time.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kChanges = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_DELETE |
                              IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr int kMostLinks = 40;         // as the system has it
constexpr size_t kMostFolders = 1024;  // of a pack; the rest is left to polling

bool IsLink(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(fs::symlink_status(path, error));
}

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::deque<fs::path> Steps(const fs::path& path) {
  const fs::path relative = path.relative_path();
  return {relative.begin(), relative.end()};
}

}  // namespace

FolderEvents::FolderEvents(const std::string& path)
    : FolderEvents(path.empty() ? std::vector<std::string>() : std::vector{path}) {}

FolderEvents::FolderEvents(std::vector<std::string> paths)
    : paths_(std::move(paths)),
      events_(paths_.empty() ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

FolderEvents::~FolderEvents() {
  if (events_ >= 0) close(events_);
  if (wake_ >= 0) close(wake_);
}

bool FolderEvents::Arm() {
  if (paths_.empty()) return true;
  if (events_ < 0) return false;
  complete_ = true;
  Watches watches;
  for (const std::string& path : paths_) {
    std::error_code error;
    const fs::path end = WatchWay(fs::absolute(path, error), watches);
    if (!end.empty() && IsFolder(end)) WatchTree(end, watches);
  }
  for (const auto& [descriptor, _] : watches_) {
    if (watches.count(descriptor) == 0) inotify_rm_watch(events_, descriptor);
  }
  watches_ = std::move(watches);
  return complete_;
}

FolderEvents::Watched* FolderEvents::Watch(const fs::path& folder, Watches& watches) {
  if (watches.size() >= kMostFolders) {
    complete_ = false;
    return nullptr;
  }
  const int descriptor = inotify_add_watch(events_, folder.c_str(), kChanges | IN_ONLYDIR);
  if (descriptor >= 0) return &watches[descriptor];
  // One that is gone is seen by the folder above it.
  if (errno != ENOENT && errno != ENOTDIR) complete_ = false;
  return nullptr;
}

fs::path FolderEvents::WatchWay(const fs::path& path, Watches& watches) {
  std::deque<fs::path> steps = Steps(path);
  fs::path here = path.root_path();
  for (int links = 0; !steps.empty();) {
    const fs::path step = std::move(steps.front());
    steps.pop_front();
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      here = here.parent_path();
      continue;
    }
    if (Watched* watched = Watch(here, watches)) watched->names.insert(step.string());
    const fs::path next = here / step;
    if (!IsLink(next)) {
      here = next;
      continue;
    }
    std::error_code error;
    const fs::path target = fs::read_symlink(next, error);
    if (error || ++links > kMostLinks) return {};
    if (target.is_absolute()) here = target.root_path();
    const std::deque<fs::path> more = Steps(target);
    steps.insert(steps.begin(), more.begin(), more.end());
  }
  return here;
}

void FolderEvents::WatchTree(const fs::path& folder, Watches& watches) {
  Watched* const watched = Watch(folder, watches);
  if (watched == nullptr || watched->all) return;  // links in a circle end here
  watched->all = true;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path path = entry->path();
    const bool hidden = path.filename().string().starts_with('.');
    if (hidden) continue;  // no pack has files there; links to it lead back to it
    const fs::path there = IsLink(path) ? WatchWay(path, watches) : path;
    if (IsFolder(there)) WatchTree(there, watches);
  }
}

bool FolderEvents::TakeEvents() {
  alignas(inotify_event) std::array<char, 16 * 1024> buffer;
  bool concerns = false;
  for (ssize_t size = 0; (size = read(events_, buffer.data(), buffer.size())) > 0;) {
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if ((event->mask & IN_Q_OVERFLOW) != 0) concerns = true;
      const auto watched = watches_.find(event->wd);
      if (watched == watches_.end()) continue;
      const bool about_itself = event->len == 0;
      concerns = concerns || watched->second.all || about_itself ||
                 watched->second.names.count(event->name) != 0;
    }
  }
  return concerns;
}

FolderEvents::Reason FolderEvents::Wait(absl::Duration most) {
  const SteadyTime end = SteadyTime::Now() + most;
  while (true) {
    const absl::Duration left = std::max(end - SteadyTime::Now(), absl::ZeroDuration());
    std::array<pollfd, 2> waited = {pollfd{wake_, POLLIN, 0}, pollfd{events_, POLLIN, 0}};
    const int64_t milliseconds = std::min<int64_t>(
        absl::ToInt64Milliseconds(absl::Ceil(left, absl::Milliseconds(1))), 3'600'000);
    if (poll(waited.data(), waited.size(), static_cast<int>(milliseconds)) < 0) continue;
    uint64_t count = 0;
    if (read(wake_, &count, sizeof(count)) > 0) return Reason::kWoken;
    if (waited[1].revents != 0 && TakeEvents()) return Reason::kChange;
    if (SteadyTime::Now() >= end) return Reason::kNothing;
  }
}

void FolderEvents::Wake() {
  const uint64_t one = 1;
  // A full counter wakes as well.
  [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof(one));
}

}  // namespace bellwether
