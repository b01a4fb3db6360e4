// Which file each source of a mapping is read from.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_FILES_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_FILES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/imports/mapping.h"

namespace bellwether::cli {

// What the options of a command say about an import.
struct ImportRequest {
  std::string name;                  // of the mapping, or its file; "": no import
  std::vector<std::string> sources;  // NAME=FILE
  uint64_t memory_mib = 64;          // of rows to keep before a temporary file is written
  std::shared_ptr<const imports::Mapping> mapping;  // once it was loaded
};

// One path for each source, in their order. `accounts` is a file, when there is one source, or a
// folder, in which a source is the file that the mapping names, else the one that is called after
// the source. `named` holds NAME=FILE for single sources, and wins. All that is missing or
// ambiguous is said at once, with what to give.
absl::StatusOr<std::vector<std::string>> FilesOf(const imports::Mapping& mapping,
                                                 const std::string& accounts,
                                                 const std::vector<std::string>& named);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_IMPORT_FILES_H_
