// The first rows of an export, for a mapping to be guessed from.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_SAMPLE_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_SAMPLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/input/account_file.h"
#include "engine/imports/guess.h"

namespace bellwether::cli {

// At most a thousand rows; those that cannot be read are passed over. The columns of JSON are the
// paths of all scalars, in the order in which they come. Fails when there is no row.
absl::StatusOr<imports::Sample> ReadSample(const std::string& path,
                                           const AccountFileOptions& options);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_EXPORT_SAMPLE_H_
