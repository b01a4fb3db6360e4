// The files of a book from disk, record by record: for programs that have no use for packed files,
// other encodings and dialects, which the command line reads (clients/cli/book).
//
//   absl::Status read = ReadBookFolder("rules/saas/book", Limits{}, [&](const BookRecord& record) {
//     ...
//     return absl::OkStatus();
//   });
//
// Fails with a sentence that names the file: when it cannot be read, or is packed; and with
// whatever `take` fails with. Thread-safe; nothing throws.
#ifndef BELLWETHER_RULES_READER_BOOK_FOLDER_H_
#define BELLWETHER_RULES_READER_BOOK_FOLDER_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "engine/base/limits.h"
#include "engine/records/record.h"

namespace bellwether {

// One record of a file, or what was wrong there.
struct BookRecord {
  const std::string& file;
  records::ReadRecord read;
};

// In the order of FindBookFiles (book_files.h), and of each file.
absl::Status ReadBookFolder(const std::string& path, const Limits& limits,
                            const std::function<absl::Status(const BookRecord& record)>& take);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_BOOK_FOLDER_H_
