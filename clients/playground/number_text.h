// Doubles as text and back, as std::to_chars and std::from_chars do it: the library that comes with
// the compiler for browsers has neither. Compiled natively as well, for tests to hold them against
// the ones of the standard library.
//
// Thread-safe; nothing throws. Texts are written only where they fit whole.
#ifndef BELLWETHER_CLIENTS_PLAYGROUND_NUMBER_TEXT_H_
#define BELLWETHER_CLIENTS_PLAYGROUND_NUMBER_TEXT_H_

#include <charconv>

namespace bellwether::number_text {

// The fewest digits that read back as the same number, with an exponent where that is shorter.
std::to_chars_result Write(char* first, char* last, double value);
// With so many decimals, rounded from the number's exact value.
std::to_chars_result WriteFixed(char* first, char* last, double value, int decimals);
// The longest number that the text begins with.
std::from_chars_result Read(const char* first, const char* last, double& value);

}  // namespace bellwether::number_text

#endif  // BELLWETHER_CLIENTS_PLAYGROUND_NUMBER_TEXT_H_
