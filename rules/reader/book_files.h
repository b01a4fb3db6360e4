// Which files a book is read from, and what kind of records each holds.
#ifndef BELLWETHER_RULES_READER_BOOK_FILES_H_
#define BELLWETHER_RULES_READER_BOOK_FILES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/schema/record_kinds.h"

namespace bellwether {

// What a generated book says of itself, beside its records: never read as records.
inline constexpr const char* kTruthFile = "truth.json";

struct BookFile {
  std::string path;
  // Of records that do not name their kind: what the file is called after, `contracts-2026.csv`.
  std::optional<records::Kind> usual;
};

struct BookFiles {
  std::vector<BookFile> files;       // in the order of their names
  std::vector<std::string> ignored;  // files of the folder in no format that is known
};

// `path` is a folder, whose files are taken but not those of folders in it, or one file, or "-".
// Fails when it cannot be read, or when a folder holds no file of records.
absl::StatusOr<BookFiles> FindBookFiles(const std::string& path);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_BOOK_FILES_H_
