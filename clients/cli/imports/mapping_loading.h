// A mapping by its name in a pack, or by its file.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_MAPPING_LOADING_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_MAPPING_LOADING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/imports/import_files.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/imports/mapping.h"

namespace bellwether::cli {

inline constexpr std::string_view kImportNeedsPack =
    "--import needs --pack: a mapping is held against a pack";

// Loads the mapping that `request` names; nothing to do without a name. False after everything
// that is wrong was said on stderr.
bool LoadImportOrSayWhy(ImportRequest& request, const std::string& pack, const Plan& plan,
                        Console& console);

// The same where no pack is loaded: loads that of the folder `pack` for the mapping alone.
ExitCode LoadImportFor(ImportRequest& request, const std::string& pack, Console& console);

// `name` is that of a file in the pack's folder imports (`crm` is imports/crm.yaml), or a path to a
// file. Nothing, after everything that is wrong was said on stderr.
std::optional<imports::Mapping> LoadMappingOrSayWhy(const std::string& name,
                                                    const std::string& pack, const Plan& plan,
                                                    Console& console);

// All mappings of a pack, held against it.
struct CheckedMappings {
  Sources sources;  // a file each
  std::vector<Diagnostic> diagnostics;
};
// None is no failure: a pack may have no imports. Fails when they cannot be read.
absl::StatusOr<CheckedMappings> CheckMappings(const std::string& pack, const Plan& plan);

// The names of the mappings of a pack, sorted.
std::vector<std::string> MappingsOf(const std::string& pack);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_MAPPING_LOADING_H_
