// The last stage before the reader of accounts: which format a text is in, told by its beginning.
//
//   {"id": ...          JSON, or JSON lines when the first line is a whole account
//   [                   JSON
//   ---  - id:  id: a   YAML
//   id;segment;acv      CSV: a line with a separator
//
// Only asked when neither an option nor the name of the file tells.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_FORMAT_SNIFFING_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_FORMAT_SNIFFING_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/accounts/accounts.h"

namespace bellwether::cli {

// A beginning of so many bytes tells, or nothing does.
inline constexpr size_t kMostSniffedBytes = 64 << 10;

struct Sniffed {
  bool more = false;                    // not told yet by so few bytes
  std::optional<AccountFormat> format;  // none, without `more`: it cannot be told
};

// `at_end`: there is no more text behind `begin`.
Sniffed SniffFormat(std::string_view begin, bool at_end);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_FORMAT_SNIFFING_H_
