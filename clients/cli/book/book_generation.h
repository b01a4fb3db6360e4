// An invented book, written account by account: a file of JSON lines for each kind of records, and
// truth.json, which says what was planted.
//
// Accounts are simulated in as many threads as the machine has and written in their order: the
// files are the same bytes whatever the threads. Memory does not grow with the number of accounts.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_BOOK_GENERATION_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_BOOK_GENERATION_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/terminal/console.h"
#include "engine/schema/record_kinds.h"
#include "engine/simulation/parameters.h"
#include "engine/simulation/period.h"

namespace bellwether::cli {

struct GenerationRequest {
  std::string parameters;  // a file
  std::string output;      // a folder
  uint32_t accounts = 0;
  simulation::Period period;
  uint64_t seed = 1;
  double messy = 0;      // share of records that is spoiled
  bool replace = false;  // files that are in the folder already
  size_t threads = 0;    // 0: as many as the machine has
};

// A file of parameters, as it was read.
struct LoadedParameters {
  simulation::Parameters parameters;
  std::string text;
};

struct GeneratedBook {
  std::array<uint64_t, records::kKindCount> lines = {};
  uint64_t bytes = 0;
  uint64_t files = 0;
  uint64_t records() const;
};

// Nothing, after everything that is wrong with them was said.
std::optional<LoadedParameters> LoadParametersOrSayWhy(const std::string& path, Console& console);

// Fails when the folder holds files already (FAILED_PRECONDITION), when it cannot be written, and
// when it is interrupted (CANCELLED): then there is no truth.json in it.
absl::StatusOr<GeneratedBook> GenerateBook(const GenerationRequest& request,
                                           const LoadedParameters& loaded, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_BOOK_GENERATION_H_
