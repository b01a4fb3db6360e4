// The YAML that people write for packs, file by file: rules, tests, fixtures, mappings.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILES_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/source/source.h"

namespace bellwether::cli {

// The files that `path` stands for: itself, or every .yaml and .yml file below it, sorted; nothing
// below a name that begins with a dot. Links to folders are not followed. Fails with a sentence
// that says what to do, also where there is no such file.
absl::StatusOr<std::vector<std::string>> ListYamlFiles(const std::string& path);

// All of stdin, under that name. Fails beyond what a pack may hold.
absl::StatusOr<Sources> ReadYamlFromStdin();

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILES_H_
