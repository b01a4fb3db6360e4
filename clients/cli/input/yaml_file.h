// One file of YAML that is no pack: a mapping, parameters, a budget.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/source/source.h"

namespace bellwether::cli {

// The one file of the sources, under the path that was given. Fails with a sentence that says what
// to do, for a folder as well.
absl::StatusOr<Sources> ReadYamlFile(const std::string& path);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_YAML_FILE_H_
