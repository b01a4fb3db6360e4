// A walk that keeps the names it was given (links are followed, but never shown), so that places
// in diagnostics are the ones that the author knows. A folder that was entered is never entered
// again: links in a circle end there.
//
// Tested by tests/rules/pack_folder_test.cc.
#include "rules/reader/pack_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"
#include "rules/reader/pack_files.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

absl::Status SystemError(const std::string& path, const std::error_code& error) {
  const std::string message = absl::StrCat("cannot read ", path, ": ", error.message());
  if (error == std::errc::no_such_file_or_directory) return absl::NotFoundError(message);
  if (error == std::errc::permission_denied) return absl::PermissionDeniedError(message);
  return absl::UnavailableError(message);
}

class FolderReader {
 public:
  explicit FolderReader(const Limits& limits) : files_(limits) {}

  absl::Status ReadFolder(const fs::path& folder, const std::string& prefix);
  absl::Status ReadFile(const fs::path& file, std::string name);
  std::vector<SourceFile> TakeFiles() { return files_.Take(); }

 private:
  absl::Status ReadEntry(const fs::path& entry, const std::string& prefix);

  PackFiles files_;
  std::vector<fs::path> entered_;  // canonical
};

absl::Status FolderReader::ReadFolder(const fs::path& folder, const std::string& prefix) {
  std::error_code error;
  fs::path canonical = fs::canonical(folder, error);
  if (error) return SystemError(folder.string(), error);
  if (std::find(entered_.begin(), entered_.end(), canonical) != entered_.end()) {
    return absl::OkStatus();
  }
  entered_.push_back(std::move(canonical));

  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    entries.push_back(it->path());
  }
  if (error) return SystemError(folder.string(), error);
  std::sort(entries.begin(), entries.end());  // the same first error on every file system
  for (const fs::path& entry : entries) {
    if (absl::Status status = ReadEntry(entry, prefix); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status FolderReader::ReadEntry(const fs::path& entry, const std::string& prefix) {
  const std::string name = entry.filename().string();
  if (IsHiddenName(name)) return absl::OkStatus();
  std::error_code error;
  if (fs::is_directory(entry, error)) {
    return IsFolderOfTests(name) ? absl::OkStatus()
                                 : ReadFolder(entry, absl::StrCat(prefix, name, "/"));
  }
  return IsYamlName(name) ? ReadFile(entry, absl::StrCat(prefix, name)) : absl::OkStatus();
}

absl::Status FolderReader::ReadFile(const fs::path& file, std::string name) {
  std::error_code error;
  const bool regular = fs::is_regular_file(file, error);  // follows links
  if (error) return SystemError(file.string(), error);
  if (!regular) {
    return absl::InvalidArgumentError(absl::StrCat(
        file.string(), " is not a regular file; remove it, or give it another ending"));
  }
  if (FirstInvalidUtf8(name) != kAllValid) {
    return absl::InvalidArgumentError(absl::StrCat("a file name in ", file.parent_path().string(),
                                                   " is not valid UTF-8; rename the file"));
  }
  if (absl::Status room = files_.CheckRoom(); !room.ok()) return room;
  // One byte past what is left tells a file that fits from one that does not.
  const uint64_t size = std::min<uint64_t>(fs::file_size(file, error), files_.left());
  if (error) return SystemError(file.string(), error);
  std::string text(static_cast<size_t>(size + 1), '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return SystemError(file.string(), {errno, std::generic_category()});
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return SystemError(file.string(), {EIO, std::generic_category()});
  text.resize(static_cast<size_t>(stream.gcount()));
  return files_.Add(std::move(name), std::move(text));
}

}  // namespace

absl::StatusOr<Sources> ReadPackFolder(const std::string& path, const Limits& limits) {
  FolderReader reader(limits);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return absl::NotFoundError(absl::StrCat("there is no ", path.empty() ? "path \"\"" : path,
                                            "; give the folder of a rule pack"));
  }
  if (!fs::is_directory(status)) {
    if (!IsYamlName(path)) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " is neither a folder nor a .yaml file; give the folder of a pack"));
    }
    absl::Status read = reader.ReadFile(path, fs::path(path).filename().string());
    if (!read.ok()) return read;
    return Sources(reader.TakeFiles());
  }
  if (absl::Status read = reader.ReadFolder(path, ""); !read.ok()) return read;
  std::vector<SourceFile> files = reader.TakeFiles();
  if (files.empty()) {
    return absl::NotFoundError(
        absl::StrCat("there is no .yaml file in ", path, "; give the folder of a rule pack"));
  }
  return Sources(std::move(files));
}

absl::StatusOr<Sources> ReadPackTests(const std::string& path, const Limits& limits) {
  FolderReader reader(limits);
  for (const char* name : kTestFolders) {
    const fs::path folder = fs::path(path) / name;
    std::error_code error;
    if (!fs::is_directory(folder, error)) continue;
    absl::Status read = reader.ReadFolder(folder, absl::StrCat(name, "/"));
    if (!read.ok()) return read;
  }
  return Sources(reader.TakeFiles());
}

}  // namespace bellwether
