// Tested by tests/rules/git_place_test.cc.
#include "rules/reader/git_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"

extern char** environ;

namespace bellwether {
namespace {

constexpr int kBetweenLooks = 100;      // milliseconds
constexpr size_t kMostSaid = 64 << 10;  // bytes of standard error that are kept

// Ours, without what would lead git to another repository, and without anybody to be asked.
std::vector<std::string> Environment() {
  std::vector<std::string> variables = {"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=true", "LC_ALL=C"};
  bool has_ssh = false;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const absl::string_view text = *variable;
    has_ssh = has_ssh || absl::StartsWith(text, "GIT_SSH");
    bool ours = true;
    for (const char* name : {"GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=",
                             "GIT_TERMINAL_PROMPT=", "GIT_ASKPASS=", "LC_ALL="}) {
      ours = ours && !absl::StartsWith(text, name);
    }
    if (ours) variables.emplace_back(text);
  }
  if (!has_ssh) variables.emplace_back("GIT_SSH_COMMAND=ssh -oBatchMode=yes");
  return variables;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// A started git, in a process group of its own, and what it says.
class GitProcess {
 public:
  ~GitProcess() {
    if (said_ >= 0) close(said_);
  }

  int Start(std::vector<std::string> words) {
    std::array<int, 2> pipe_ends = {-1, -1};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return errno;
    said_ = pipe_ends[0];
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, pipe_ends[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    SetSignals(attributes);
    words.insert(words.begin(), "git");
    std::vector<std::string> environment = Environment();
    const int failed = posix_spawnp(&process_, "git", &files, &attributes, Pointers(words).data(),
                                    Pointers(environment).data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    close(pipe_ends[1]);
    return failed;
  }

  // Reads what it says until it has ended. False when it was ended by us.
  bool Follow(const Stop& stop, absl::Time end, bool& late) {
    for (std::array<char, 4096> buffer;;) {
      pollfd waited = {said_, POLLIN, 0};
      late = absl::Now() > end;
      if (late || stop.requested()) {
        kill(-process_, SIGKILL);
        return false;
      }
      if (poll(&waited, 1, kBetweenLooks) <= 0) continue;
      const ssize_t size = read(said_, buffer.data(), buffer.size());
      if (size <= 0) return true;
      if (text_.size() < kMostSaid) text_.append(buffer.data(), static_cast<size_t>(size));
    }
  }

  bool Succeeded() const {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  // What it said last, without its "fatal: ".
  std::string Reason() const {
    std::string last = "git does not say why";
    for (const absl::string_view line : absl::StrSplit(text_, '\n')) {
      if (absl::StartsWith(line, "fatal: ") || absl::StartsWith(line, "error: ")) {
        last = std::string(line.substr(7));
      }
    }
    return last;
  }

 private:
  // A server blocks signals in its threads, and a child would keep that.
  static void SetSignals(posix_spawnattr_t& attributes) {
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }

  pid_t process_ = 0;
  int said_ = -1;
  std::string text_;
};

}  // namespace

absl::Status RunGit(const std::vector<std::string>& words, const Stop& stop) {
  GitProcess git;
  if (const int failed = git.Start(words); failed != 0) {
    return absl::NotFoundError(
        absl::StrCat("cannot run the git program: ", std::strerror(failed), "; install git"));
  }
  bool late = false;
  const bool ended = git.Follow(stop, absl::Now() + kGitTimeout, late);
  const bool succeeded = git.Succeeded();
  if (!ended && late) {
    return absl::DeadlineExceededError(
        absl::StrCat("git took longer than ", absl::FormatDuration(kGitTimeout)));
  }
  if (!ended) return absl::CancelledError("git was ended");
  return succeeded ? absl::OkStatus() : absl::UnavailableError(git.Reason());
}

}  // namespace bellwether
