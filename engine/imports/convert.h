// The text of a cell -> what it says, by the rules of its column.
//
// Nothing is guessed: a text that does not fit is a problem in one sentence that shows the text and
// the spelling to use. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_IMPORTS_CONVERT_H_
#define BELLWETHER_ENGINE_IMPORTS_CONVERT_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/imports/mapping.h"

namespace bellwether::imports {

// How the cells of a row are spelled.
struct Spelling {
  std::span<const std::string> empty_words;  // that say as much as an empty cell
  char decimal = '.';                        // kDecimalUnknown: numbers that leave no doubt alone
};

// Sets `problem` and returns monostate when the text does not fit.
Converted Convert(std::string_view text, const Cell& cell, const Spelling& spelling,
                  std::string& problem);

// The pieces. `decimal` is '.' or ','; the other one, blanks and apostrophes may group thousands.
std::optional<double> ParseGroupedNumber(std::string_view text, char decimal);
std::optional<double> ParseMoney(std::string_view text, char decimal);
std::optional<double> ParsePercent(std::string_view text, char decimal);
// "2:30", "2:30:15", "1d 4h 30m", "PT2H30M": seconds.
std::optional<double> ParseDuration(std::string_view text);
double SecondsOf(DurationUnit unit);
// By a form of strptime. A form without hours gives a civil date, one without an offset a local
// time.
std::optional<Moment> ParseDate(std::string_view text, const std::string& form);
std::optional<Moment> ParseUnix(std::string_view text, double per_second);
std::optional<Moment> ParseExcelSerial(std::string_view text, char decimal);
// Whether the form of a date gives back the day that it writes.
bool IsDateForm(const std::string& form);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_CONVERT_H_
