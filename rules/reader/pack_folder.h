// Reads the files of a rule pack from disk into Sources: the one place where packs and file
// systems meet. The server and the command line share it; the engine takes bytes only.
//
//   absl::StatusOr<Sources> sources = ReadPackFolder("rules/saas", Limits{});
//
// A pack is a folder: every *.yaml and *.yml file in it and in its sub-folders, named relative to
// the folder ("health/onboarding.yaml"). Left out are the folders tests, fixtures and accounts,
// which hold what the pack is tried with, imports, which holds mappings, and everything whose name
// begins with a dot. A path to one YAML file is a pack of that file. Symbolic links are followed,
// so a folder that Kubernetes mounts (pack.yaml -> ..data/pack.yaml) reads as it looks.
//
// Fails with a sentence that says what to do: NOT_FOUND when there is no such path, or no YAML in
// it; RESOURCE_EXHAUSTED beyond max_pack_files or max_pack_bytes; else the reason of the system.
// Thread-safe; nothing throws. Files that change while they are read may be read half old, half
// new: who watches a folder reads again.
#ifndef BELLWETHER_RULES_READER_PACK_FOLDER_H_
#define BELLWETHER_RULES_READER_PACK_FOLDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "engine/source/source.h"

namespace bellwether {

absl::StatusOr<Sources> ReadPackFolder(const std::string& path, const Limits& limits = {});

// The pack's own tests: every YAML file below its folders tests and fixtures, named
// "tests/health_test.yaml". None is no failure: a pack may have no tests. The limits count for
// them alone.
absl::StatusOr<Sources> ReadPackTests(const std::string& path, const Limits& limits = {});

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_PACK_FOLDER_H_
