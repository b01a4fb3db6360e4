// Overrides and decisions as lines of JSON: what remote export writes and remote import reads. The
// spelling is that of protocol buffers, since it is read back. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_ENTRY_LINES_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_ENTRY_LINES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "bellwether/v1/decisions.pb.h"

namespace bellwether::cli {

// Without its end.
std::string EntryLine(const v1::ExportedEntry& entry);

// Of a file; "-": of stdin. Empty lines are passed over. Not OK: it cannot be read; or
// INVALID_ARGUMENT: some lines are no entries, each of them (at first) told by file and line.
absl::StatusOr<std::vector<v1::ExportedEntry>> ReadEntryLines(const std::string& path);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_ENTRY_LINES_H_
