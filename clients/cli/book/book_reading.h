// Files of records, or exports that a mapping makes records of -> records, with what was refused on
// the way.
//
// Files are read one after the other, their records in as many threads as the machine has; what
// comes out does not depend on either.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_BOOK_READING_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_BOOK_READING_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/imports/import_files.h"
#include "clients/cli/input/account_file.h"
#include "clients/cli/terminal/console.h"
#include "engine/records/record.h"

namespace bellwether::cli {

struct BookRequest {
  std::string path;  // a folder, a file, or - for stdin
  AccountFileOptions file;
  ImportRequest import;  // how exports become records
  ColorChoice color = ColorChoice::kAuto;
};

// What was read of a book's files, without its records.
struct BookReading {
  uint64_t files = 0;
  uint64_t refused = 0;                    // records; each was told about on stderr
  std::vector<std::string> first_refused;  // "contracts.csv:7", the first few
  std::vector<std::string> ignored;        // files in no format that is known
};

// A book does not depend on the order in which it is told its records.
enum class RecordOrder : uint8_t { kAny, kOfFiles };

// Hands each good record to `take`: one at a time, from any thread. Records that are refused are
// told about on `console` at once; the rest is read all the same. `request.import.mapping` must be
// loaded if it is named. Fails when a file cannot be read, when the request makes no sense
// (INVALID_ARGUMENT), and when it is interrupted (CANCELLED).
using TakeRecord = std::function<void(const records::Record& record)>;
absl::StatusOr<BookReading> ReadBook(const BookRequest& request, RecordOrder order,
                                     const TakeRecord& take, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_BOOK_READING_H_
