// Files of records -> a book, with what was refused on the way.
//
// Files are read one after the other, their records in as many threads as the machine has; what
// comes out does not depend on either.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/input/account_file.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/book/book.h"
#include "engine/records/record.h"

namespace bellwether::cli {

struct BookRequest {
  std::string path;  // a folder, a file, or - for stdin
  AccountFileOptions file;
  ColorChoice color = ColorChoice::kAuto;
};

struct LoadedBook {
  book::Book book;
  uint64_t files = 0;
  uint64_t refused = 0;                    // records; each was told about on stderr
  std::vector<std::string> first_refused;  // "contracts.csv:7", the first few
  std::vector<std::string> ignored;        // files in no format that is known
};

// What was read of a book's files, without its records.
struct BookReading {
  uint64_t files = 0;
  uint64_t refused = 0;
  std::vector<std::string> first_refused;
  std::vector<std::string> ignored;
};
// Hands each good record to `take`: one at a time, from any thread, in no order. As LoadBook else.
using TakeRecord = std::function<void(const records::Record& record)>;
absl::StatusOr<BookReading> ReadBook(const BookRequest& request, const TakeRecord& take,
                                     Console& console);

// `zone`: of accounts that name none. Records that are refused are told about on `console` at once;
// the rest is loaded all the same. Fails when a file cannot be read, and when it is interrupted
// (CANCELLED).
absl::StatusOr<LoadedBook> LoadBook(const BookRequest& request, const absl::TimeZone& zone,
                                    Console& console);

// Nothing, after the reason was said, when there is no book; `failure` is what to exit with.
std::optional<LoadedBook> LoadBookOrSayWhy(const BookRequest& request, const absl::TimeZone& zone,
                                           Console& console, ExitCode& failure);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_
