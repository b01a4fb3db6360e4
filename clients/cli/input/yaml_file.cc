// Tested by tests/clients/book_generate_test.py and tests/clients/impact_command_test.py.
#include "clients/cli/input/yaml_file.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "rules/reader/pack_folder.h"

namespace bellwether::cli {

absl::StatusOr<Sources> ReadYamlFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is a folder; give one .yaml file"));
  }
  const auto read = ReadPackFolder(path);
  if (!read.ok()) return read.status();
  return Sources({{path, read->files()[0].text}});
}

}  // namespace bellwether::cli
