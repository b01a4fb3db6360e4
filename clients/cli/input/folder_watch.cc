// Tested by tests/clients/test_watch_test.py.
#include "clients/cli/input/folder_watch.h"

#include <system_error>

#include "rules/reader/pack_files.h"

namespace bellwether::cli {

namespace fs = std::filesystem;

// Files come and go while they are listed: what cannot be asked is left out, and seen again the
// next time.
FolderWatch::Files FolderWatch::Now() const {
  Files files;
  std::error_code error;
  const auto add = [&files](const fs::path& path) {
    std::error_code none;
    const auto time = fs::last_write_time(path, none);
    const auto size = none ? 0 : fs::file_size(path, none);
    if (!none) files[path.string()] = {time, size};
  };
  if (fs::is_regular_file(path_, error)) {
    add(path_);
    return files;
  }
  fs::recursive_directory_iterator entry(path_, fs::directory_options::follow_directory_symlink,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool hidden = IsHiddenName(name);
    if (hidden) entry.disable_recursion_pending();  // .git: no pack has files there
    if (!hidden && IsYamlName(name)) add(entry->path());
  }
  return files;
}

}  // namespace bellwether::cli
