// Whether the YAML files below a folder changed since they were last looked at.
//
//   FolderWatch watch("rules/saas");
//   watch.Look();
//   ...
//   if (watch.HasChanged()) ...
//
// Files are asked for their times and sizes now and then, which needs no help of the system and
// works on every one. A change within a file's own granularity of time that keeps its size is not
// seen. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_FOLDER_WATCH_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_FOLDER_WATCH_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace bellwether::cli {

class FolderWatch {
 public:
  // A folder, or one file. What is not there has no files.
  explicit FolderWatch(std::string path) : path_(std::move(path)) {}

  void Look() { seen_ = Now(); }
  bool HasChanged() const { return Now() != seen_; }

 private:
  using Stamp = std::pair<std::filesystem::file_time_type, std::uintmax_t>;
  using Files = std::map<std::string, Stamp>;
  Files Now() const;

  const std::string path_;
  Files seen_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_FOLDER_WATCH_H_
