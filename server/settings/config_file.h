// The configuration file: YAML, read with the same strictness and the same diagnostics as a pack.
//
//   pack: rules/saas
//   listen: 127.0.0.1:50051
//   limits: {max_request_bytes: 1MiB}
//   log: {format: json}
//
// Keys are those of the option table; a dot in a key is one level of the file. What the file does
// not name keeps the value that it has in `options`.
#ifndef BELLWETHER_SERVER_SETTINGS_CONFIG_FILE_H_
#define BELLWETHER_SERVER_SETTINGS_CONFIG_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "server/settings/options.h"

namespace bellwether {

// A configuration file is small; anything larger is another file.
inline constexpr size_t kMaxConfigBytes = 64 << 10;

// Reads the file from disk. Fails with a sentence that says why.
absl::StatusOr<Sources> ReadConfigFile(const std::string& path);

// Decodes file 0 of `sources` into `options`. Every mistake becomes a diagnostic; fields whose
// value is mistaken are left alone.
void DecodeConfig(const Sources& sources, ServerOptions& options, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SETTINGS_CONFIG_FILE_H_
