// A thread that looks at a few files again when they change, when somebody asks, and now and then.
//
//   FileFollower follower("access");
//   follower.Start({"/etc/bellwether/access.yaml"}, [this] { return LookAgain(); });
//   follower.LookNow();   // any thread
//   follower.Stop();
//
// A change is left to settle before it is looked at, so a file that is written in pieces is read
// whole. `look` runs on the follower's thread alone, at low priority, and says which paths count
// from then on and how long to wait at most.
#ifndef BELLWETHER_SERVER_BASE_FILE_FOLLOWER_H_
#define BELLWETHER_SERVER_BASE_FILE_FOLLOWER_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "server/base/folder_events.h"

namespace bellwether {

class FileFollower {
 public:
  struct Next {
    std::vector<std::string> paths;  // at least one
    absl::Duration patience;         // until the next look, whatever happens
  };
  using Look = std::function<Next()>;

  explicit FileFollower(std::string thread_name) : thread_name_(std::move(thread_name)) {}
  ~FileFollower() { Stop(); }
  FileFollower(const FileFollower&) = delete;
  FileFollower& operator=(const FileFollower&) = delete;

  // Once. Looks at once, since something may have changed meanwhile.
  void Start(std::vector<std::string> paths, Look look);
  // Any thread, also before Start and after Stop, when it does nothing.
  void LookNow();
  // Waits for a look that is being taken.
  void Stop();

 private:
  void Run();

  const std::string thread_name_;
  Look look_;
  std::unique_ptr<FolderEvents> events_;  // set before the thread starts
  std::atomic<bool> started_{false}, stopping_{false};
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_FILE_FOLLOWER_H_
