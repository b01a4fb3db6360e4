// One export of a mapping: opened, unpacked, and read row by row.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_FILE_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_FILE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/input/formatted_file.h"
#include "engine/imports/export_reader.h"
#include "engine/imports/mapping.h"

namespace bellwether::cli {

// The path of a problem that is the whole file's: no row of it can be trusted.
inline constexpr std::string_view kExportHeader = "header";

// `form` is that of exports for which the mapping states none. `source` must outlive the file,
// which gives its rows to `sink` as it is read. Fails when the file cannot be opened, and when the
// mapping names an encoding that there is not (INVALID_ARGUMENT).
absl::StatusOr<std::unique_ptr<FormattedFile>> OpenExport(const imports::Source& source,
                                                          const std::string& path, FileForm form,
                                                          imports::ExportReader::Sink sink);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_FILE_H_
