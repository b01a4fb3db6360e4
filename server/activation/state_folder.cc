// Tested by tests/server/state_folder_test.cc.
#include "server/activation/state_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr char kLockName[] = "lock";
constexpr char kPacks[] = "packs";
constexpr std::string_view kBeside = ".new";  // of a file that is being written
constexpr mode_t kOwnerAlone = 0700;

absl::Status SystemError(const std::string& path, const char* what, int error) {
  const std::string message =
      absl::StrCat(path, " cannot be ", what, ": ", std::generic_category().message(error));
  return error == ENOSPC || error == EDQUOT ? absl::ResourceExhaustedError(message)
                                            : absl::UnavailableError(message);
}

absl::Status FlushFolder(const std::string& path) {
  const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return SystemError(path, "opened", errno);
  const int failed = fsync(folder) == 0 ? 0 : errno;
  close(folder);
  return failed == 0 ? absl::OkStatus() : SystemError(path, "flushed to the disk", failed);
}

absl::Status MakeFolder(const std::string& path) {
  if (mkdir(path.c_str(), kOwnerAlone) != 0 && errno != EEXIST) {
    return SystemError(path, "made", errno);
  }
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0) return SystemError(path, "read", errno);
  if (S_ISDIR(found.st_mode)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(path, " is no folder"));
}

// 0, or the errno of what went wrong.
int WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<StateFolder>> StateFolder::Open(const std::string& path, Hook hook) {
  if (absl::Status made = MakeFolder(path); !made.ok()) return made;
  if (absl::Status made = MakeFolder(absl::StrCat(path, "/", kPacks)); !made.ok()) return made;
  const std::string lock_path = absl::StrCat(path, "/", kLockName);
  const int lock = open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return SystemError(lock_path, "opened", errno);
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    close(lock);
    return absl::FailedPreconditionError(
        absl::StrCat("another server has the state folder ", path,
                     "; stop it, or give each server a folder of its own"));
  }
  std::unique_ptr<StateFolder> folder(new StateFolder(path, lock, std::move(hook)));
  folder->RemoveLeftovers();
  if (absl::Status flushed = FlushFolder(path); !flushed.ok()) return flushed;
  return folder;
}

StateFolder::StateFolder(std::string path, int lock, Hook hook)
    : path_(std::move(path)), lock_(lock), hook_(std::move(hook)) {}

StateFolder::~StateFolder() { close(lock_); }

std::string StateFolder::PathOf(const std::string& name) const {
  return absl::StrCat(path_, "/", name);
}

absl::Status StateFolder::Before(Step step, const std::string& name) const {
  return hook_ == nullptr ? absl::OkStatus() : hook_(step, name);
}

absl::StatusOr<std::optional<std::string>> StateFolder::Read(const std::string& name) const {
  const std::string path = PathOf(name);
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return std::nullopt;
    return SystemError(path, "read", errno);
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (found.st_size > 0) bytes << file.rdbuf();
  if (!file || !bytes) return SystemError(path, "read", errno);
  return std::move(bytes).str();
}

absl::Status StateFolder::WriteBeside(const std::string& name, const std::string& beside,
                                      std::string_view bytes) const {
  absl::Status status = Before(Step::kCreate, name);
  if (!status.ok()) return status;
  const int file = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return SystemError(beside, "made", errno);
  status = Before(Step::kWrite, name);
  if (status.ok()) {
    const int failed = WriteAll(file, bytes);
    if (failed != 0) status = SystemError(beside, "written", failed);
  }
  if (status.ok()) status = Before(Step::kFlush, name);
  if (status.ok() && fsync(file) != 0) status = SystemError(beside, "flushed to the disk", errno);
  if (close(file) != 0 && status.ok()) status = SystemError(beside, "written", errno);
  return status;
}

absl::Status StateFolder::Write(const std::string& name, std::string_view bytes) {
  const std::string path = PathOf(name);
  const std::string beside = absl::StrCat(path, ToAbsl(kBeside));
  absl::Status status = WriteBeside(name, beside, bytes);
  if (status.ok()) status = Before(Step::kRename, name);
  if (status.ok() && rename(beside.c_str(), path.c_str()) != 0) {
    status = SystemError(path, "replaced", errno);
  }
  if (!status.ok()) {
    unlink(beside.c_str());
    return status;
  }
  status = Before(Step::kFlushFolder, name);
  return status.ok() ? FlushFolder(std::filesystem::path(path).parent_path().string()) : status;
}

absl::Status StateFolder::Remove(const std::string& name) {
  const std::string path = PathOf(name);
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
  return SystemError(path, "removed", errno);
}

bool StateFolder::Has(const std::string& name) const {
  return access(PathOf(name).c_str(), F_OK) == 0;
}

std::vector<std::string> StateFolder::Names(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(PathOf(folder), ignored)) {
    if (entry.is_regular_file(ignored)) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void StateFolder::RemoveLeftovers() const {
  for (const std::string& folder : {path_, PathOf(kPacks)}) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
      if (entry.path().extension() == kBeside) unlink(entry.path().c_str());
    }
  }
}

}  // namespace bellwether
