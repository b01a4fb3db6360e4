// "1 error", "3 errors": a number with what it counts. Pure functions.
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_COUNTED_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_COUNTED_H_

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"

namespace bellwether::cli {

// `thing` takes an s where there are several, or none.
inline std::string Counted(size_t number, const char* thing) {
  return absl::StrCat(number, " ", thing, number == 1 ? "" : "s");
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_COUNTED_H_
