// A book of files, or of exports, in memory, with what was refused on the way.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/book/book_reading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/book/book.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct LoadedBook {
  book::Book book;
  uint64_t files = 0;
  uint64_t refused = 0;  // as in BookReading
  std::vector<std::string> first_refused;
  std::vector<std::string> ignored;
};

// `pack` is the folder of `plan`, in whose time zone accounts are that name none, and which the
// mapping of an import is held against; null: UTC, and no import. Nothing, after the reason was
// said, when there is no book; `failure` is what to exit with.
std::optional<LoadedBook> LoadBookOrSayWhy(BookRequest request, const std::string& pack,
                                           const Plan* plan, Console& console, ExitCode& failure);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_BOOK_LOADING_H_
