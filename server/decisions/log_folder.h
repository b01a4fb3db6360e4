// The files of a decision log: lines are appended to the newest, which is closed when it is large
// or old enough; closed files are compressed, and the oldest are deleted when there are too many.
//
//   LogFolder folder({"/var/log/bellwether/decisions"}, log);
//   absl::Status opened = folder.Open(now);
//   absl::Status written = folder.Append(lines, now);     // all of them or none
//   while (folder.HasWork(now)) folder.WorkABit(now);     // when nothing else is to be done
//   folder.Close();
//
// Files are named by the time of their first line, so that they sort:
// decisions-20260105T100000.000000Z.jsonl, then .jsonl.zst. One process has a folder at a time. A
// failed write leaves only whole lines; what a crash cut off is the last line of a file. One
// thread.
#ifndef BELLWETHER_SERVER_DECISIONS_LOG_FOLDER_H_
#define BELLWETHER_SERVER_DECISIONS_LOG_FOLDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/decisions/file_compression.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct LogFolderSettings {
  std::string path;
  uint64_t file_bytes = 64u << 20;  // a file is closed when it has as many
  absl::Duration file_age = absl::Hours(1);
  // Of all files, compressed as they are; at least twice file_bytes.
  uint64_t total_bytes = uint64_t{4} << 30;
  uint32_t files = 10'000;
};

class LogFolder {
 public:
  LogFolder(LogFolderSettings settings, Logger& log);
  ~LogFolder();
  LogFolder(const LogFolder&) = delete;
  LogFolder& operator=(const LogFolder&) = delete;

  // Makes the folder, takes it for this process, and puts in order what a crash left there. Fails
  // with a sentence that says what to do.
  absl::Status Open(absl::Time now);

  // Whole lines. `head` is the first line of a file that is begun for them.
  absl::Status Append(std::string_view lines, std::string_view head, absl::Time now);

  // Whether a file is old enough to be closed, or is to be compressed.
  bool HasWork(absl::Time now) const;
  // A piece of it, of some milliseconds.
  void WorkABit(absl::Time now);

  // Everything is written, and compressed.
  void Close();

  uint64_t bytes_written() const { return bytes_written_; }
  uint64_t files_deleted() const { return files_deleted_; }

 private:
  struct Kept {
    std::string name;
    uint64_t bytes = 0;
  };

  absl::Status Begin(std::string_view head, absl::Time now);
  absl::Status Write(std::string_view lines);
  void EndFile();
  void BeginCompression();
  void EndCompression();
  std::vector<Kept> KeptFiles() const;
  void MakeRoom();
  std::string PathOf(const std::string& name) const;

  const LogFolderSettings settings_;
  Logger& log_;
  int lock_ = -1;
  int file_ = -1;
  std::string name_;         // of the open file
  uint64_t file_bytes_ = 0;  // of the open file: whole lines
  absl::Time begun_;
  absl::Time last_name_;
  std::vector<std::string> to_compress_;  // names, the oldest first
  std::unique_ptr<FileCompression> compression_;
  std::string compressed_name_;  // what compression_ reads
  uint64_t bytes_written_ = 0;
  uint64_t files_deleted_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DECISIONS_LOG_FOLDER_H_
