// The one list of options: flag, key in the configuration file, kind, bounds and help of each.
// Flags, the file, --help and docs/server.md all follow from it, so none can be forgotten.
#ifndef BELLWETHER_SERVER_SETTINGS_OPTION_TABLE_H_
#define BELLWETHER_SERVER_SETTINGS_OPTION_TABLE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "server/settings/options.h"

namespace bellwether {

struct TextOption {
  std::string ServerOptions::*field;
};
// Empty unless it is given: shown, and written, as "none".
struct OptionalTextOption {
  std::string ServerOptions::*field;
};
struct FlagOption {
  bool ServerOptions::*field;
};
struct CountOption {
  uint32_t ServerOptions::*field;
  uint32_t least;
  uint32_t most;
};
// "4MiB", "16KiB" or a plain number of bytes.
struct BytesOption {
  uint64_t ServerOptions::*field;
  uint64_t least;
  uint64_t most;
};
// "250ms", "10s", "2m", "1h".
struct PeriodOption {
  absl::Duration ServerOptions::*field;
  absl::Duration least;
  absl::Duration most;
};
// "5%", "0.5%": 0 to 1.
struct ShareOption {
  double ServerOptions::*field;
};
struct ChoiceOption {
  std::string ServerOptions::*field;
  std::span<const std::string_view> choices;
};

// "400d", "36h", "forever".
struct KeptOption {
  absl::Duration ServerOptions::*field;
  absl::Duration least;
};

// "NAME=FOLDER", or "NAME=NUMBER", any number of times; in the file {NAME: FOLDER}.
struct NamesOption {
  std::vector<std::string> ServerOptions::*field;
  std::string_view what = "a name and a folder";
  std::string_view example = "main=rules/saas/book";
  // What is wrong with a name and its value; null: anything is right.
  std::optional<std::string> (*check)(std::string_view name, std::string_view value) = nullptr;
};

struct Option {
  std::string_view flag;        // "--max-request-bytes"
  std::string_view key;         // "limits.max_request_bytes"
  std::string_view value_name;  // "SIZE"; "" for a switch
  std::string_view help;
  std::variant<TextOption, OptionalTextOption, FlagOption, CountOption, BytesOption, PeriodOption,
               ShareOption, ChoiceOption, KeptOption, NamesOption>
      kind;
};

std::span<const Option> OptionTable();

// Reads `text` into the option's field; into that of several names it is added. Returns what is
// wrong with it, and what would be right; nothing when all is well.
std::optional<std::string> SetOption(const Option& option, std::string_view text,
                                     ServerOptions& options);

// The field's value in the spelling that SetOption reads.
std::string ShowOption(const Option& option, const ServerOptions& options);

// What it does, and its default: a line of help.
std::string DescribeOption(const Option& option);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SETTINGS_OPTION_TABLE_H_
