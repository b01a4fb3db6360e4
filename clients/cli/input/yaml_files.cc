// Tested by tests/clients/fmt_command_test.py.
#include "clients/cli/input/yaml_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "rules/reader/pack_files.h"

namespace bellwether::cli {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<std::string>> ListYamlFiles(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  fs::recursive_directory_iterator it(path, error);
  for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (IsHiddenName(name)) {
      it.disable_recursion_pending();
    } else if (IsYamlName(name) && it->is_regular_file(error)) {
      files.push_back(it->path().string());
    }
  }
  if (error)
    return absl::UnavailableError(absl::StrCat("cannot read ", path, ": ", error.message()));
  if (files.empty()) {
    return absl::NotFoundError(
        absl::StrCat("there is no .yaml file in ", path, "; give the folder of a pack, or files"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<Sources> ReadYamlFromStdin() {
  const size_t most = Limits{}.max_pack_bytes;
  std::string text(most + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), stdin));
  if (std::ferror(stdin) != 0) return absl::UnavailableError("cannot read stdin");
  if (text.size() > most) {
    return absl::ResourceExhaustedError(
        absl::StrCat("stdin holds more than ", most, " bytes, which no pack may"));
  }
  return Sources({{"stdin", std::move(text)}});
}

}  // namespace bellwether::cli
