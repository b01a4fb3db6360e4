// UTF-8 checked at the door: whatever passed is safe to print and to send as a proto string.
#ifndef BELLWETHER_ENGINE_SOURCE_UTF8_H_
#define BELLWETHER_ENGINE_SOURCE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace bellwether {

inline constexpr size_t kAllValid = static_cast<size_t>(-1);

// Offset of the first byte that is not well-formed UTF-8 (overlong forms, surrogates and code
// points above U+10FFFF are not), or kAllValid.
size_t FirstInvalidUtf8(std::string_view text);

// Offset of the first character that nobody sees and that turns the text around it, so that it is
// shown in another order than it is read (Unicode's property Bidi_Control), or kNoneTurns. Of the
// character itself: how many bytes it has. Bytes that are not UTF-8 turn nothing.
inline constexpr size_t kNoneTurns = static_cast<size_t>(-1);
size_t FirstTurn(std::string_view text);
size_t TurnLength(std::string_view text);  // at the start of `text`; 0: there is none
// "U+202E", of the one at the start of `text`.
std::string NameOfTurn(std::string_view text);

// As many bytes that are UTF-8 and safe for any terminal: a `?` stands for each byte that is not
// well-formed and for each of a control character, tabs apart.
std::string Printable(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_UTF8_H_
