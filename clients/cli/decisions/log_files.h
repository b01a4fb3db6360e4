// Decision logs, as files and folders, packed or not -> their lines, with the place of each.
//
//   LogFiles logs({"/var/log/bellwether/decisions", "old.jsonl.zst"});
//   if (absl::Status found = logs.Find(); !found.ok()) ...
//   logs.Read([&](const LogLine& line) { ... });
//   for (const std::string& problem : logs.problems()) ...
//
// Memory is bounded by the longest line. A file that cannot be read, or breaks off, is a problem of
// its own: the others are read. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_FILES_H_
#define BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_FILES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace bellwether::cli {

struct LogLine {
  std::string_view text;  // without the end of the line
  const std::string& file;
  uint64_t number = 0;  // from 1
  // The file ends within it: it was being written when the server was stopped by force.
  bool torn = false;
  bool too_long = false;  // no text: longer than a line may be

  std::string Place() const;  // "decisions-20260105T100000.000000Z.jsonl:12"
};

class LogFiles {
 public:
  explicit LogFiles(std::vector<std::string> paths) : paths_(std::move(paths)) {}

  // Makes the list of files: those of a folder whose names end in .jsonl, .jsonl.zst or .jsonl.gz,
  // in the order of their names. Fails where a path is not there, or a folder has none.
  absl::Status Find();

  // `take` returns whether more is wanted.
  void Read(const std::function<bool(const LogLine& line)>& take);

  size_t files() const { return files_.size(); }
  // Share of the bytes of all files that were read, 0 to 1.
  double share() const;
  // A sentence for each file that could not be read to its end.
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  absl::Status FindInFolder(const std::string& path);

  const std::vector<std::string> paths_;
  std::vector<std::string> files_;
  uint64_t all_bytes_ = 0;
  uint64_t bytes_of_files_read_ = 0;
  std::function<uint64_t()> bytes_of_this_file_;
  std::vector<std::string> problems_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_DECISIONS_LOG_FILES_H_
