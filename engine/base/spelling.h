// How to write a value that spreadsheets, databases and CRMs write in another way.
//
//   72%        a ratio is written 0.72            NULL, #N/A, -   leave it empty
//   $48,000    a number is written 48000          1/5/2026        a date is written 2026-01-05 or
//   ...
//
// Hints for messages alone: what is read is never guessed from them. Pure functions.
#ifndef BELLWETHER_ENGINE_BASE_SPELLING_H_
#define BELLWETHER_ENGINE_BASE_SPELLING_H_

#include <string>
#include <string_view>

namespace bellwether {

enum class WantedValue { kNumber, kRatio, kDate, kOther };

// "found `72%`; a ratio is written 0.72", with at most 100 characters of the text; "" when nothing
// comes to mind.
std::string SpellingHint(std::string_view found, WantedValue wanted);

// Whether the text is a word for a value that is not there: NULL, None, #N/A, -.
bool IsWordForNothing(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_SPELLING_H_
