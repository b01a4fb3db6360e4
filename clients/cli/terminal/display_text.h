// Text as a terminal shows it: UTF-8 measured in columns, and made safe to print.
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_DISPLAY_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_DISPLAY_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::cli {

// Control characters and broken UTF-8 replaced by '?', so that no account can move the cursor of
// whoever reads about it.
std::string Printable(std::string_view text);

// Columns that `text` takes: combining marks none, East Asian wide characters and emoji two.
size_t DisplayWidth(std::string_view text);

// Blanks added on the right (left) until the text takes `width` columns; a wider text is kept.
std::string PadRight(std::string_view text, size_t width);
std::string PadLeft(std::string_view text, size_t width);

// At most `width` columns; what does not fit is replaced by one "…".
std::string Clip(std::string_view text, size_t width);

// Broken at blanks into lines of at most `width` columns; a longer word stays whole.
std::vector<std::string> Wrap(std::string_view text, size_t width);

// 8120 -> "8,120".
std::string Thousands(uint64_t number);

// Those that are not empty, apart by " · ".
std::string Parts(const std::vector<std::string>& parts);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_DISPLAY_TEXT_H_
