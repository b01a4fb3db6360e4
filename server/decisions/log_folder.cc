// Tested by tests/server/log_folder_test.cc.
#include "server/decisions/log_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr mode_t kFolderMode = 0750;
constexpr mode_t kFileMode = 0640;
constexpr std::string_view kBegin = "decisions-";
constexpr std::string_view kPlain = ".jsonl";
constexpr std::string_view kPacked = ".jsonl.zst";
constexpr char kLockName[] = ".lock";

absl::Status Failed(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

// Ours, and no longer being written.
bool IsLogFile(std::string_view name) {
  return name.starts_with(kBegin) && (name.ends_with(kPlain) || name.ends_with(kPacked));
}

std::string NameAt(absl::Time time) {
  return absl::StrCat(ToAbsl(kBegin),
                      absl::FormatTime("%Y%m%dT%H%M%E6S", time, absl::UTCTimeZone()), "Z",
                      ToAbsl(kPlain));
}

}  // namespace

LogFolder::LogFolder(LogFolderSettings settings, Logger& log)
    : settings_(std::move(settings)), log_(log) {}

LogFolder::~LogFolder() {
  if (file_ >= 0) close(file_);
  if (lock_ >= 0) close(lock_);
}

std::string LogFolder::PathOf(const std::string& name) const {
  return (std::filesystem::path(settings_.path) / name).string();
}

absl::Status LogFolder::Open(absl::Time now) {
  // A limit on the size of files is an error of a write, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  if (mkdir(settings_.path.c_str(), kFolderMode) != 0 && errno != EEXIST) {
    return absl::UnavailableError(
        absl::StrCat("the folder ", settings_.path, " cannot be made: ", std::strerror(errno)));
  }
  const std::string lock = PathOf(kLockName);
  lock_ = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode);
  if (lock_ < 0) {
    return absl::UnavailableError(
        absl::StrCat("nothing can be written in ", settings_.path, ": ", std::strerror(errno)));
  }
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    return absl::UnavailableError(
        absl::StrCat("another server writes into ", settings_.path, "; give each its own folder"));
  }
  last_name_ = now;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(settings_.path, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kBegin) && name.ends_with(kUnfinishedEnding)) unlink(PathOf(name).c_str());
    if (name.starts_with(kBegin) && name.ends_with(kPlain)) to_compress_.push_back(name);
  }
  std::sort(to_compress_.begin(), to_compress_.end());
  MakeRoom();
  return absl::OkStatus();
}

// A clock that was set back does not make names that sort before older ones.
absl::Status LogFolder::Begin(std::string_view head, absl::Time now) {
  last_name_ = std::max(now, last_name_ + absl::Microseconds(1));
  name_ = NameAt(last_name_);
  file_ =
      open(PathOf(name_).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, kFileMode);
  if (file_ < 0) return Failed(PathOf(name_));
  fchmod(file_, kFileMode);  // whatever the process leaves out of new files
  file_bytes_ = 0;
  begun_ = now;
  absl::Status written = Write(head);
  if (written.ok()) return written;
  if (file_ >= 0) close(file_);
  file_ = -1;
  unlink(PathOf(name_).c_str());
  return written;
}

absl::Status LogFolder::Write(std::string_view lines) {
  size_t written = 0;
  while (written < lines.size()) {
    const ssize_t count = write(file_, lines.data() + written, lines.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    written += static_cast<size_t>(count);
  }
  if (written == lines.size()) {
    file_bytes_ += written;
    bytes_written_ += written;
    return absl::OkStatus();
  }
  absl::Status failed = Failed(PathOf(name_));
  const bool too_large = errno == EFBIG;
  // What cannot be taken back is a torn line, which must be the last one of its file.
  if (ftruncate(file_, static_cast<off_t>(file_bytes_)) != 0 || too_large) EndFile();
  return failed;
}

absl::Status LogFolder::Append(std::string_view lines, std::string_view head, absl::Time now) {
  if (file_ < 0) {
    if (absl::Status begun = Begin(head, now); !begun.ok()) return begun;
  }
  absl::Status written = Write(lines);
  if (file_ >= 0 && file_bytes_ >= settings_.file_bytes) EndFile();
  return written;
}

void LogFolder::EndFile() {
  fdatasync(file_);
  close(file_);
  file_ = -1;
  to_compress_.push_back(name_);
  MakeRoom();
}

bool LogFolder::HasWork(absl::Time now) const {
  return compression_ != nullptr || !to_compress_.empty() ||
         (file_ >= 0 && now - begun_ >= settings_.file_age);
}

void LogFolder::WorkABit(absl::Time now) {
  if (file_ >= 0 && now - begun_ >= settings_.file_age) EndFile();
  if (compression_ == nullptr && !to_compress_.empty()) BeginCompression();
  if (compression_ != nullptr && !compression_->Step()) EndCompression();
}

void LogFolder::BeginCompression() {
  compressed_name_ = to_compress_.front();
  to_compress_.erase(to_compress_.begin());
  compression_ = std::make_unique<FileCompression>(
      PathOf(compressed_name_),
      PathOf(compressed_name_.substr(0, compressed_name_.size() - kPlain.size()) +
             std::string(kPacked)));
}

// One that cannot be compressed stays as it is.
void LogFolder::EndCompression() {
  const absl::Status status = compression_->status();
  compression_.reset();
  if (status.ok()) {
    unlink(PathOf(compressed_name_).c_str());
  } else {
    log_.Warning("decision log file not compressed", {{"reason", ToStd(status.message())}});
  }
  MakeRoom();
}

std::vector<LogFolder::Kept> LogFolder::KeptFiles() const {
  std::vector<Kept> kept;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(settings_.path, error)) {
    const std::string name = entry.path().filename().string();
    if (!IsLogFile(name) || (file_ >= 0 && name == name_)) continue;
    const uint64_t bytes = entry.file_size(error);
    kept.push_back({name, error ? 0 : bytes});
  }
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return a.name < b.name; });
  return kept;
}

// Room for one more file, and for what it may grow to.
void LogFolder::MakeRoom() {
  std::vector<Kept> kept = KeptFiles();
  uint64_t bytes = 0;
  for (const Kept& one : kept) bytes += one.bytes;
  size_t left = kept.size();
  for (const Kept& one : kept) {
    const bool fits = bytes + settings_.file_bytes <= settings_.total_bytes;
    if (fits && left + 1 <= settings_.files) return;
    // What is being read: deleted when that is done.
    if (compression_ != nullptr && one.name == compressed_name_) continue;
    unlink(PathOf(one.name).c_str());
    std::erase(to_compress_, one.name);
    bytes -= one.bytes;
    --left;
    ++files_deleted_;
  }
}

void LogFolder::Close() {
  if (file_ >= 0) EndFile();
  while (compression_ != nullptr || !to_compress_.empty()) WorkABit(absl::InfinitePast());
}

}  // namespace bellwether
