// Told by the system when something changes at a path: files written, renamed, removed and put
// back, folders swapped, and links on the way to them set anew, such as the ..data of Kubernetes.
//
//   FolderEvents events("/etc/rules/saas");
//   events.Arm();                                  // before what is there is read
//   ...read...
//   if (events.Wait(absl::Seconds(10)) == FolderEvents::Reason::kChange) ...
//
// Over inotify. What it does not see (network file systems, folders beyond its limits) is left to
// whoever looks now and then. An event says that it may be worth looking, not what changed. One
// thread; Wake is for any.
#ifndef BELLWETHER_SERVER_BASE_FOLDER_EVENTS_H_
#define BELLWETHER_SERVER_BASE_FOLDER_EVENTS_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace bellwether {

class FolderEvents {
 public:
  enum class Reason : uint8_t { kChange, kWoken, kNothing };

  // "": there is nothing to watch, and Wait ends by time or by Wake.
  explicit FolderEvents(const std::string& path);
  // Several at once, files as well as folders.
  explicit FolderEvents(std::vector<std::string> paths);
  ~FolderEvents();
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;

  // The paths that the next Arm watches. On the thread that waits.
  void SetPaths(std::vector<std::string> paths) { paths_ = std::move(paths); }
  // Watches what the paths mean now. False when the system refuses to watch some of it.
  bool Arm();
  // Returns at the first event since Arm or the last Wait, at Wake, or when `most` is over.
  Reason Wait(absl::Duration most);
  void Wake();

 private:
  // What of a folder counts.
  struct Watched {
    bool all = false;
    std::set<std::string> names;
  };
  using Watches = std::map<int, Watched>;

  // Every step from the top of the file system to `path`, links included; where it ends.
  std::filesystem::path WatchWay(const std::filesystem::path& path, Watches& watches);
  void WatchTree(const std::filesystem::path& folder, Watches& watches);
  Watched* Watch(const std::filesystem::path& folder, Watches& watches);
  // Whether one of the events that wait concerns the path.
  bool TakeEvents();

  std::vector<std::string> paths_;
  int events_ = -1;  // of inotify
  int wake_ = -1;    // an eventfd
  bool complete_ = true;
  Watches watches_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_FOLDER_EVENTS_H_
